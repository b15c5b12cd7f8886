"""Public holidays, working weekends, and what they do to closing days."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from xiake.domain.calendar import calendar_day, calendar_days, is_holiday
from xiake.domain.hours import OpeningHours


@pytest.mark.parametrize(
    ("name", "first", "last"),
    [
        ("元旦", "2026-01-01", "2026-01-03"),
        ("春节", "2026-02-15", "2026-02-23"),
        ("清明节", "2026-04-04", "2026-04-06"),
        ("劳动节", "2026-05-01", "2026-05-05"),
        ("端午节", "2026-06-19", "2026-06-21"),
        ("中秋节", "2026-09-25", "2026-09-27"),
        ("国庆节", "2026-10-01", "2026-10-07"),
        ("国庆节", "2025-10-01", "2025-10-08"),
        ("春节", "2025-01-28", "2025-02-04"),
    ],
)
def test_holidays_as_they_were_arranged(name: str, first: str, last: str) -> None:
    begin, end = date.fromisoformat(first), date.fromisoformat(last)
    days = [begin + timedelta(days=k) for k in range((end - begin).days + 1)]
    found = calendar_days(days)
    assert [day.day for day in found] == days
    assert {(day.name, day.first, day.last, day.kind, day.certain) for day in found} == {(name, begin, end, "holiday", True)}
    assert all(is_holiday(day) for day in days)
    assert not is_holiday(begin - timedelta(days=1))
    assert not is_holiday(end + timedelta(days=1))
    assert not found[0].source.estimated


def test_weekends_that_are_worked() -> None:
    worked = [date.fromisoformat(f"2026-{day}") for day in ("01-04", "02-14", "02-28", "05-09", "09-20", "10-10")]
    days = [date(2026, 1, 1) + timedelta(days=k) for k in range(365)]
    found = [day for day in calendar_days(days) if day.kind == "workday"]
    assert [day.day for day in found] == worked
    assert [day.name for day in found] == ["元旦", "春节", "春节", "劳动节", "国庆节", "国庆节"]
    assert not any(is_holiday(day) for day in worked)


def test_a_year_that_is_not_arranged_yet_is_certain_of_the_law_alone() -> None:
    """By a year that no library can know."""
    year = {day.day: day for day in calendar_days(date(2044, 1, 1) + timedelta(days=k) for k in range(366))}
    assert all(day.source.estimated for day in year.values())
    assert {day.kind for day in year.values()} == {"holiday"}
    national = [year[date(2044, 10, day)] for day in (1, 2, 3)]
    assert all(day.certain and day.name_in("en") == "National Day" for day in national)
    around = [day for day in year.values() if not day.certain]
    assert around
    assert not any(is_holiday(day.day) for day in around)
    assert not any("通知" in day.source.title for day in year.values())


@given(st.dates(date(2003, 1, 1), date(2060, 12, 31)))
def test_a_day_lies_within_its_holidays(day: date) -> None:
    found = calendar_day(day)
    if found is None:
        return
    assert found.day == day
    assert found.first <= day <= found.last
    assert (found.last - found.first).days < 11
    if found.kind == "workday":
        assert day.weekday() >= 5


def museum(rest_day: str | None, *rules: dict[str, Any]) -> OpeningHours:
    rules = rules or ({"days": "Tu-Su", "open": "09:00-17:00"},)
    return OpeningHours.model_validate({"rules": rules, "rest_day": rest_day, "source": "sign", "as_of": "2026"})


MONDAY, WORKDAY = date(2026, 10, 5), date(2026, 10, 8)
"""Within the National Day holidays of 2026, and the first day after them, a Thursday."""


@pytest.mark.parametrize(
    ("rest_day", "on_monday", "after"),
    [(None, False, True), ("kept", False, True), ("lifted", True, True), ("shifted", True, False)],
)
def test_a_closing_day_in_holidays(rest_day: str | None, on_monday: bool, after: bool) -> None:
    hours = museum(rest_day)
    assert bool(hours.on(MONDAY)) is on_monday
    assert bool(hours.on(WORKDAY)) is after
    assert hours.rests_on(MONDAY)
    assert not hours.rests_on(WORKDAY)
    assert hours.rest_before(WORKDAY) == MONDAY
    assert hours.rest_before(WORKDAY + timedelta(days=1)) is None
    assert not hours.on(date(2026, 10, 12)), "an ordinary Monday"
    assert not hours.on(date(2027, 10, 4)), "a Monday that may be off"


def test_the_hours_of_a_lifted_closing_day_are_those_of_a_sunday_in_its_season() -> None:
    hours = museum(
        "lifted",
        {"days": "Tu-Fr", "open": "09:00-17:00"},
        {"days": "Sa,Su", "season": "04-01/10-31", "open": "09:00-20:00"},
        {"days": "Sa,Su", "season": "11-01/03-31", "open": "09:00-18:00"},
        {"days": "Mo", "open": "closed"},
    )
    assert [(w.opens, w.closes) for w in hours.on(MONDAY)] == [(540, 1200)]
    shut = museum("lifted", {"open": "09:00-17:00"}, {"season": "10-01/10-31", "open": "closed"})
    assert not shut.on(MONDAY), "closed for the season, not for the day of the week"
    assert not shut.rests_on(MONDAY)
    daily = museum("shifted", {"open": "09:00-17:00"})
    assert daily.on(MONDAY)
    assert daily.on(WORKDAY)
