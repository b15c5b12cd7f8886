"""Arrivals and departures of travellers whose tickets are bought, last days, and late mornings."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from xiake.domain.constraint import Choice, DayClock, JourneyClock
from xiake.domain.errors import InputProblem
from xiake.domain.request import TripRequest

Bounds = set[tuple[str, str, int | None, int | None]]


def bounds(request: TripRequest) -> Bounds:
    return {(w.direction, w.event, w.not_before, w.not_after) for w in request.constraints if isinstance(w, JourneyClock)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("北京两天两人，第一天上午11点到，第二天下午四点走", {("out", "arrive", 660, None), ("back", "depart", None, 960)}),
        (
            "北京一日游两人，早上八点半到北京南站，晚上九点的火车走",
            {("out", "arrive", 510, None), ("back", "depart", None, 1260)},
        ),
        ("两人去北京，明天下午到，后天晚上走", {("out", "arrive", 840, None), ("back", "depart", None, 1140)}),
        ("北京三天两人，第三天中午离开", {("back", "depart", None, 720)}),
        ("两人北京两天，傍晚抵达", {("out", "arrive", 1140, None)}),
        (
            "Beijing for two, arriving Friday 10am, leaving Sunday 6pm",
            {("out", "arrive", 600, None), ("back", "depart", None, 1080)},
        ),
        ("2 days in Beijing for two, landing at 3 pm", {("out", "arrive", 900, None)}),
        ("Beijing for two, Saturday morning to Monday afternoon", {("out", "arrive", 600, None), ("back", "depart", None, 900)}),
    ],
)
def test_without_an_origin_the_times_bind_the_first_and_last_day(
    read: Callable[[str], TripRequest], text: str, expected: Bounds
) -> None:
    request = read(text)
    assert bounds(request) == expected
    assert all(wish.quote in text for wish in request.constraints)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("从上海去北京，两人，周五晚上到，周日下午走", {("out", "arrive", 1080, 1439), ("back", "depart", 720, 1080)}),
        ("上海到北京两天两人，晚上7点回", {("back", "depart", 1140, None)}),
        ("从上海去北京两人，周四下午走周六晚上回", {("out", "depart", 720, 1080), ("back", "depart", 1080, 1439)}),
        ("从上海去北京两天两人，上午11点到", {("out", "arrive", None, 660)}),
        ("上海去北京当天来回两人，晚上十点前到家", {("back", "arrive", None, 1320)}),
    ],
)
def test_with_an_origin_they_choose_the_journeys(read: Callable[[str], TripRequest], text: str, expected: Bounds) -> None:
    assert bounds(read(text)) == expected


def test_a_part_of_the_day_is_told_as_a_time(read: Callable[[str], TripRequest]) -> None:
    assert any("14:00" in note for note in read("两人去北京，明天下午到，玩两天").notes)


def test_a_day_that_is_neither_the_first_nor_the_last_stays_unread(read: Callable[[str], TripRequest]) -> None:
    request = read("北京四天两人，第二天下午五点走")
    assert not bounds(request)
    assert request.unresolved


@pytest.mark.parametrize(
    ("text", "start", "days"),
    [
        ("北京两人，明天去，玩到周五", date(2026, 3, 3), 4),
        ("北京两人，5号晚上到，8号下午走", date(2026, 3, 5), 4),
        ("两人，3月15号在北京开会，我14号过去，16号晚上回", date(2026, 3, 14), 3),
        ("Beijing for two, Sat morning to Sun evening", date(2026, 3, 7), 2),
        ("Beijing for two, arriving Friday, leaving Monday", date(2026, 3, 6), 4),
        ("周五去北京，待到周日，两人", date(2026, 3, 6), 3),
        ("5号到北京，7号去故宫，两人三天", date(2026, 3, 5), 3),
    ],
)
def test_the_last_day(read: Callable[[str], TripRequest], text: str, start: date, days: int) -> None:
    request = read(text)
    assert (request.start, request.days) == (start, days)


@pytest.mark.parametrize(
    "text",
    [
        "昨天去北京三天",
        "前天出发，北京两天",
        "上周去北京三天",
        "Beijing for 3 days, starting yesterday",
        "3 days in Beijing last week",
    ],
)
def test_a_past_day_is_refused(refuse: Callable[[str], tuple[InputProblem, ...]], text: str) -> None:
    assert [problem.field for problem in refuse(text)] == ["start"]


@pytest.mark.parametrize("text", ["故宫半天", "北京半日游", "half a day in Beijing", "a half-day in Beijing", "北京玩半天"])
def test_half_a_day_is_one(read: Callable[[str], TripRequest], text: str) -> None:
    request = read(text)
    assert request.days == 1
    assert request.provenance["days"].note


@pytest.mark.parametrize(
    ("text", "earliest"),
    [
        ("不要早起", 570),
        ("不想起太早", 570),
        ("睡到自然醒", 570),
        ("每天睡到十点起", 600),
        ("每天九点起床", 540),
        ("we don't want to get up early", 570),
        ("sleep until 10 am", 600),
    ],
)
def test_late_mornings(read: Callable[[str], TripRequest], text: str, earliest: int) -> None:
    request = read(f"两人北京三天，{text}")
    assert [(w.earliest, w.latest) for w in request.constraints if isinstance(w, DayClock)] == [(earliest, None)]
    assert not request.unresolved


@pytest.mark.parametrize(
    "text", ["每天最多两个景点", "每天不超过2个景点", "一天不超过两个景点", "每天逛两个景点", "at most two sights a day"]
)
def test_few_sights_a_day_are_a_relaxed_pace_and_stay_visible(read: Callable[[str], TripRequest], text: str) -> None:
    request = read(f"两人北京三天，{text}")
    assert request.pace == "relaxed"
    assert any("景点" in note or "sights" in note for note in request.notes)


def test_many_sights_a_day_stay_unread(read: Callable[[str], TripRequest]) -> None:
    assert read("两人北京三天，每天最多五个景点").unresolved == ("每天最多五个景点",)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("从上海去北京一日游两人，下午六点前回到上海", {("back", "arrive", None, 1080)}),
        ("从上海去北京两天两人，晚上七点前到上海", {("back", "arrive", None, 1140)}),
        ("从上海去北京两天两人，晚上八点前回来", {("back", "arrive", None, 1200)}),
        ("A day trip from Shanghai to Beijing for two, be back in Shanghai by 7 pm", {("back", "arrive", None, 1140)}),
        ("A day trip from Shanghai to Beijing for two, home by 8 pm", {("back", "arrive", None, 1200)}),
        ("A day trip from Shanghai to Beijing for two, head back by 7 pm", {("back", "depart", None, 1140)}),
        (
            "从上海去北京两天两人，飞机去火车回，中午前到，晚上九点前到家",
            {("out", "arrive", None, 720), ("back", "arrive", None, 1260)},
        ),
        ("从上海去北京一日游两人，早去晚回", {("out", "depart", 360, 720), ("back", "depart", 1080, 1439)}),
        ("从上海去北京三天两人，晚去早回", {("out", "depart", 1080, 1439), ("back", "depart", 360, 720)}),
        ("从上海去北京两天两人，三点以后返程", {("back", "depart", 900, None)}),
    ],
)
def test_who_must_be_somewhere_by_a_time_arrives_by_it(read: Callable[[str], TripRequest], text: str, expected: Bounds) -> None:
    request = read(text)
    assert bounds(request) == expected
    assert not request.unresolved


def test_a_place_reached_by_a_time_is_no_journey(read: Callable[[str], TripRequest]) -> None:
    assert not bounds(read("从上海去北京两天两人，去天坛，九点前到"))


def test_there_and_back_bind_nothing_without_a_journey(read: Callable[[str], TripRequest]) -> None:
    request = read("北京一日游两人，早去晚回")
    assert not request.constraints
    assert request.unresolved == ("早去晚回",)


@pytest.mark.parametrize(
    "text",
    [
        "go by plane and come back by train",
        "by plane there and by train back",
        "fly there and take the train back",
        "plane out, train back",
    ],
)
def test_one_way_by_one_mode_and_back_by_another(read: Callable[[str], TripRequest], text: str) -> None:
    modes = {
        w.subject: w.values for w in read(f"Beijing 2 days from Shanghai for two, {text}").constraints if isinstance(w, Choice)
    }
    assert modes == {"intercity_out": ("flight",), "intercity_back": ("train",)}
