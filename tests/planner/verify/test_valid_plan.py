"""The hand-made plan keeps every rule, in both languages."""

from __future__ import annotations

import pytest


def test_every_check_is_satisfied(plan):
    assert [check for check in plan.checks() if check.status != "satisfied"] == []


def test_every_rule_speaks(plan):
    rules = {check.rule for check in plan.checks()}
    assert rules == {
        "dates",
        "places",
        "opening_hours",
        "availability",
        "dwell",
        "order",
        "chain",
        "travel_time",
        "service_hours",
        "distance",
        "intercity",
        "station_time",
        "repeats",
        "meals",
        "meal_times",
        "nights",
        "rooms",
        "bedtime",
        "night_moves",
        "pace",
        "party",
        "prices",
        "budget_sheet",
        "budget",
        "sources",
    }


def test_messages_carry_the_numbers(plan):
    messages = [check.message for check in plan.checks()]
    assert "云州博物馆：11:00–13:30 在 2030-03-05 的开放时间 09:00–17:00（16:00 停止入场） 内" in messages


@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_template_field_stays_open(plan, language):
    for check in plan.but_request(language=language).checks():
        assert check.message
        assert "None" not in check.message
        assert "{" not in check.message
