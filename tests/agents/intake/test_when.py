from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from xiake.agents.intake.calendar import NoSuchDayError, resolve
from xiake.agents.intake.values import DateWords
from xiake.domain.errors import InputProblem
from xiake.domain.request import TripRequest


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("北京4日游", 4),
        ("北京两天一晚", 2),
        ("北京五天四夜", 5),
        ("在北京住三晚", 4),
        ("北京玩一周", 7),
        ("北京一日游", 1),
        ("北京，天数：6", 6),
        ("Beijing, 4-day trip", 4),
        ("five days in Beijing", 5),
        ("3 days and 2 nights in Beijing", 3),
        ("Beijing for a week", 7),
        ("a day trip to Beijing", 1),
        ("a weekend in Beijing", 2),
        ("周末去北京", 2),
        ("去北京，当天去，第二天回", 2),
        ("十天后出发，北京三日游", 3),
        ("两周后去北京玩四天", 4),
    ],
)
def test_length(read: Callable[[str], TripRequest], text: str, days: int) -> None:
    request = read(text)
    assert request.days == days
    assert request.provenance["days"].origin == "quoted"


@pytest.mark.parametrize(
    ("text", "start", "days"),
    [
        ("明天去北京玩三天", date(2026, 3, 3), 3),
        ("北京三天，后天出发", date(2026, 3, 4), 3),
        ("4月8日到11日去北京", date(2026, 4, 8), 4),
        ("4月29日-5月2日北京", date(2026, 4, 29), 4),
        ("北京，2月10号出发，三天", date(2027, 2, 10), 3),
        ("下周五到周日去北京", date(2026, 3, 13), 3),
        ("这周末北京两天", date(2026, 3, 7), 2),
        ("15号去北京，18号回来", date(2026, 3, 15), 4),
        ("国庆北京五天", date(2026, 10, 1), 5),
        ("五一去北京三天", date(2026, 5, 1), 3),
        ("北京三天，端午去", date(2026, 6, 19), 3),
        ("清明北京两天", date(2026, 4, 4), 2),
        ("过年去北京玩五天", date(2027, 2, 6), 5),
        ("十一去北京三天", date(2026, 10, 1), 3),
        ("Beijing from June 3 to 6", date(2026, 6, 3), 4),
        ("Beijing, 12-15 August", date(2026, 8, 12), 4),
        ("3 days in Beijing starting next Wednesday", date(2026, 3, 11), 3),
        ("Beijing, leaving on April 20 and returning on April 23", date(2026, 4, 20), 4),
        ("Beijing for 3 days on 2026-07-01", date(2026, 7, 1), 3),
    ],
)
def test_dates_are_the_next_ones(read: Callable[[str], TripRequest], text: str, start: date, days: int) -> None:
    request = read(text)
    assert (request.start, request.days) == (start, days)
    assert start.isoformat() in request.provenance["start"].note


def test_nothing_said_is_a_stated_default_and_a_question(read: Callable[[str], TripRequest]) -> None:
    request = read("想去北京")
    assert (request.days, request.start) == (3, None)
    assert request.provenance["days"].origin == "default"
    assert next(q for q in request.questions if q.slot == "days").default == "3"


def test_a_price_a_day_or_an_nth_day_is_no_length(read: Callable[[str], TripRequest]) -> None:
    assert read("北京三天，住宿一晚400元").days == 3
    assert read("第一天去故宫，在北京共四天").days == 4


def test_one_day_between_dates_and_length_is_noted(read: Callable[[str], TripRequest]) -> None:
    request = read("6月1日出发去北京玩两天，6月3日回来")
    assert request.days == 3
    assert request.notes


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("北京三天，4月1日到4月5日", "days"),
        ("北京0天", "days"),
        ("北京45天", "days"),
        ("北京两天五晚", "days"),
        ("北京三天，2月30日出发", "start"),
        ("北京三天，2025年5月1日出发", "start"),
        ("Beijing for 2 days, from May 1 to May 6", "days"),
        ("0 days in Beijing", "days"),
    ],
)
def test_contradictions_and_impossible_values(refuse: Callable[[str], tuple[InputProblem, ...]], text: str, field: str) -> None:
    assert field in {problem.field for problem in refuse(text)}


def test_days_and_nights_that_changed_places(read: Callable[[str], TripRequest]) -> None:
    request = read("北京两天三晚")
    assert request.days == 3
    assert request.notes


def test_a_leap_day_comes_with_the_next_leap_year() -> None:
    assert resolve(DateWords(month=2, day=29), date(2026, 3, 2)) == date(2028, 2, 29)
    with pytest.raises(NoSuchDayError):
        resolve(DateWords(month=4, day=31), date(2026, 3, 2))


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("北京两天（改：四天）", 4),
        ("北京三天，改成五天", 5),
        ("北京三天，不，改为两天", 2),
        ("Beijing for 3 days, make it 4 days", 4),
        ("北京5天 改6天", 6),
    ],
)
def test_a_correction_replaces_what_was_said(read: Callable[[str], TripRequest], text: str, days: int) -> None:
    assert read(text).days == days
