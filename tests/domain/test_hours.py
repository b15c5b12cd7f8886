"""Opening hours of a date: weekdays, seasons, closing days, last entry, past midnight."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError
from xiake.domain.clock import parse_clock
from xiake.domain.hours import WEEKDAYS, OpeningHours, OpeningRule, Window

MONDAY, TUESDAY, WEDNESDAY = date(2026, 3, 2), date(2026, 3, 3), date(2026, 3, 4)
SATURDAY, SUNDAY = date(2026, 3, 7), date(2026, 3, 8)

DAILY: list[dict[str, Any]] = [{"open": "09:00-17:00"}]
NOT_ON_MONDAYS = [{"days": "Tu-Su", "open": "08:30-17:00", "last_entry": "16:10"}]
BROKEN_AT_NOON = [{"open": "13:30-17:00"}, {"open": "08:00-11:30"}]
SEASONAL = [{"season": "04-01/10-31", "open": "06:00-20:00"}, {"season": "11-01/03-31", "open": "06:30-19:00"}]
NIGHT = [{"days": "Fr-Mo", "open": "18:00-02:00"}]
OPEN_BUT = [{"open": "09:00-17:00"}, {"season": "03-03/03-04", "open": "closed"}]
WEEKEND_LONGER = [{"days": "Mo-Fr", "open": "10:00-18:00"}, {"days": "Sa,Su", "open": "09:00-21:00", "last_entry": "20:00"}]
ROUND_THE_CLOCK = [{"open": "00:00-24:00"}]
UNTIL_MORNING = [{"open": "20:00-07:00", "last_entry": "06:30"}]
LATE_ENTRY = [{"open": "18:00-02:00", "last_entry": "01:30"}]


def hours(rules: list[dict[str, Any]]) -> OpeningHours:
    return OpeningHours.model_validate({"rules": rules, "source": "notice at the gate", "as_of": "2026-01"})


def window(opens: str, closes: str, last_entry: str | None = None) -> Window:
    return Window(opens=parse_clock(opens), closes=parse_clock(closes), last_entry=parse_clock(last_entry or closes))


@pytest.mark.parametrize(
    ("rules", "day", "expected"),
    [
        (DAILY, MONDAY, [window("09:00", "17:00")]),
        (NOT_ON_MONDAYS, MONDAY, []),
        (NOT_ON_MONDAYS, TUESDAY, [window("08:30", "17:00", "16:10")]),
        (NOT_ON_MONDAYS, SUNDAY, [window("08:30", "17:00", "16:10")]),
        (BROKEN_AT_NOON, MONDAY, [window("08:00", "11:30"), window("13:30", "17:00")]),
        (SEASONAL, date(2026, 3, 31), [window("06:30", "19:00")]),
        (SEASONAL, date(2026, 4, 1), [window("06:00", "20:00")]),
        (SEASONAL, date(2026, 10, 31), [window("06:00", "20:00")]),
        (SEASONAL, date(2026, 11, 1), [window("06:30", "19:00")]),
        (SEASONAL, date(2027, 1, 1), [window("06:30", "19:00")]),
        (NIGHT, SATURDAY, [window("18:00", "26:00")]),
        (NIGHT, MONDAY, [window("18:00", "26:00")]),
        (NIGHT, WEDNESDAY, []),
        (OPEN_BUT, MONDAY, [window("09:00", "17:00")]),
        (OPEN_BUT, TUESDAY, []),
        (OPEN_BUT, WEDNESDAY, []),
        (WEEKEND_LONGER, MONDAY, [window("10:00", "18:00")]),
        (WEEKEND_LONGER, SATURDAY, [window("09:00", "21:00", "20:00")]),
        (ROUND_THE_CLOCK, SUNDAY, [window("00:00", "24:00")]),
        ([{"open": "10:00-10:00"}], SUNDAY, [window("00:00", "24:00")]),
        (UNTIL_MORNING, MONDAY, [Window(opens=20 * 60, closes=30 * 60, last_entry=30 * 60)]),
        (LATE_ENTRY, MONDAY, [window("18:00", "26:00", "25:30")]),
    ],
)
def test_openings_of_a_date(rules: list[dict[str, Any]], day: date, expected: list[Window]) -> None:
    assert hours(rules).on(day) == tuple(expected)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Mo-Su", "Mo Tu We Th Fr Sa Su"),
        ("Tu-Su", "Tu We Th Fr Sa Su"),
        ("Fr-Mo", "Fr Sa Su Mo"),
        ("Sa,Su", "Sa Su"),
        ("We", "We"),
        ("Mo, We-Th", "Mo We Th"),
        ("Su-Su", "Su"),
    ],
)
def test_short_form_of_weekdays(text: str, days: str) -> None:
    assert OpeningRule.model_validate({"days": text, "open": "09:00-17:00"}).days == tuple(days.split())


@pytest.mark.parametrize(
    "rule",
    [
        {"days": "Xy", "open": "09:00-17:00"},
        {"open": "nine to five"},
        {"open": "09:00-17:00", "last_entry": "17:30"},
        {"open": "09:00-17:00", "last_entry": "08:00"},
        {"open": "18:00-02:00", "last_entry": "02:30"},
        {"open": "09:60-17:00"},
        {"open": "09:00-17:00", "holidays": "closed"},
    ],
)
def test_malformed_rules_are_refused(rule: dict[str, Any]) -> None:
    with pytest.raises((ValidationError, ValueError)):
        OpeningRule.model_validate(rule)


def test_hours_without_rules_are_refused() -> None:
    with pytest.raises(ValidationError):
        hours([])


@settings(derandomize=True, max_examples=60)
@given(
    day=st.dates(min_value=date(2024, 1, 1), max_value=date(2030, 12, 31)),
    opens=st.integers(0, 1439),
    closes=st.integers(0, 1440),
    weekdays=st.sets(st.sampled_from(WEEKDAYS), min_size=1),
)
def test_windows_are_in_order_and_only_on_their_weekdays(day: date, opens: int, closes: int, weekdays: set[Any]) -> None:
    rule = OpeningRule(days=tuple(weekdays), opens=opens, closes=closes)
    windows = OpeningHours(rules=(rule,), source="x", as_of="2026").on(day)
    assert bool(windows) == (WEEKDAYS[day.weekday()] in weekdays)
    assert all(w.opens <= w.last_entry <= w.closes for w in windows)
