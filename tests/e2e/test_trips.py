"""Whole runs on the bundled catalogue: text in, verified trip out."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from xiake import CatalogueProvider, ScriptedProvider
from xiake.domain.geo import Coordinate
from xiake.domain.place import Area, Attraction, Hotel, Restaurant, Station
from xiake.tools.scripted import closed, sold_out

from ..world import km_between
from .plans import MONDAY, PALACE, SCIENCE, SEED, assert_sound, names, records, stops


@pytest.mark.parametrize("weekday", range(7), ids=["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"])
def test_the_first_request_from_every_weekday(planner_of: Any, weekday: int) -> None:
    start = MONDAY + timedelta(days=weekday)
    trip = planner_of(today=start - timedelta(days=1)).plan(SEED, start=start)
    assert trip.status == "ok"
    assert trip.itinerary is not None
    assert trip.itinerary.days[0].date == start
    assert_sound(trip)
    visits = {stop.name: day for day, stop in stops(trip, "attraction")}
    assert visits[PALACE].weekday() != 0, "the palace is shut on Mondays"
    assert SCIENCE in visits
    assert [(p.group, p.age) for p in trip.request.party.travellers] == [("adult", None), ("adult", None), ("child", 5)]
    night = trip.itinerary.days[0].night
    assert night is not None
    centre = Coordinate(lat=39.9087, lon=116.3975)
    assert km_between(night.hotel.at, centre) < 8
    assert night.rooms == 1
    assert trip.budget is not None
    assert trip.budget.total <= 5000
    assert trip.budget.verdict in ("within", "within_known")


def test_without_a_date_the_next_possible_one_is_taken_and_said(planner_of: Any) -> None:
    trip = planner_of(today=date(2026, 11, 22)).plan("北京一日游，必去故宫")
    assert trip.request.start == date(2026, 11, 24), "tomorrow is a Monday"
    assert trip.request.provenance["start"].origin == "default"
    assert "11月24日" in trip.request.provenance["start"].note


def test_a_sold_out_must_see_is_replaced_by_a_true_equal_and_said(planner_of: Any) -> None:
    trip = planner_of(ScriptedProvider(CatalogueProvider(), [sold_out("故宫")])).plan(SEED)
    assert trip.status == "degraded"
    assert_sound(trip)
    assert PALACE not in names(trip)
    assert SCIENCE in names(trip)
    (done,) = trip.substitutions
    assert done.by is not None
    substitute = records("北京")[done.by]
    assert isinstance(substitute, Attraction)
    assert substitute.name in names(trip)
    assert set(substitute.kinds) & set(records("北京")[done.place].kinds)
    assert PALACE in done.reason
    assert done.reason in trip.notes
    assert any(check.wish == done.wish and check.status == "violated" for check in trip.checks)
    assert any(check.rule == "substitution" and check.status == "satisfied" for check in trip.checks)


def test_a_start_is_chosen_on_which_every_must_see_can_be_booked(planner_of: Any) -> None:
    days = [MONDAY + timedelta(days=k) for k in range(9)]
    provider = ScriptedProvider(CatalogueProvider(), [sold_out("故宫", *days)])
    trip = planner_of(provider).plan("北京1日游，必去故宫")
    assert trip.status == "ok"
    assert trip.request.start == date(2026, 12, 2), "sold out until Tuesday of next week"
    assert PALACE in names(trip)
    near = planner_of(today=date(2026, 11, 22)).plan("北京1日游，住在国家博物馆附近")
    assert near.request.start == MONDAY, "a place to stay near need not be open"


def test_sold_out_on_one_day_only_moves_the_visit(planner_of: Any) -> None:
    start = date(2026, 11, 24)
    provider = ScriptedProvider(
        CatalogueProvider(), [sold_out("故宫", start, start + timedelta(days=2)), closed("科技馆", start)]
    )
    trip = planner_of(provider).plan(SEED, start=start)
    assert trip.status == "ok"
    visits = {stop.name: day for day, stop in stops(trip, "attraction")}
    assert visits[PALACE] == start + timedelta(days=1)
    assert visits[SCIENCE] != start


def test_a_hopeless_request_says_so_with_numbers_and_ways_out(planner_of: Any) -> None:
    trip = planner_of().plan("北京1日游,预算100元,住五星级")
    assert trip.status == "infeasible"
    assert trip.itinerary is None
    assert trip.conflict is not None
    assert any("100" in wish for wish in trip.conflict.wishes)
    assert "100" in trip.conflict.explanation
    assert any("酒店" in way.text and "5" in way.text for way in trip.conflict.ways_out)
    costs = [way.cost for way in trip.conflict.ways_out]
    assert not trip.checks, "no verdicts on a plan that isn't shown"
    assert len(costs) >= 2
    assert all(cost is not None and cost > 0 for cost in costs)
    five_stars = min(h.nightly.typical for h in records("北京").values() if isinstance(h, Hotel) and h.stars == 5)
    assert max(cost for cost in costs if cost is not None) > five_stars


FRESH = [
    ("北京", "北京四天三晚，一个人，特种兵，想看八达岭长城和天坛，人均预算4000"),
    ("北京", "Two days in Beijing for two, we want to see the Temple of Heaven, budget 3000 yuan"),
    ("上海", "国庆后和女朋友去上海玩两天，想看外滩和上海博物馆，每晚不超过800元"),
    ("上海", "A relaxed 3-day trip to Shanghai for 2 adults and a child aged 8, must see the Oriental Pearl Tower"),
    ("南京", "一家三口去南京3日游，孩子7岁，必去中山陵和夫子庙，预算4000元"),
    ("南京", "2 days in Nanjing, museums and history, budget 2500 yuan for two people"),
    ("苏州", "周末两天苏州，看园林，不想太累，住四星级酒店"),
    ("苏州", "Three days in Suzhou with my parents, we would like gardens"),
    ("杭州", "杭州两日游，两个人，预算2000元，想吃杭帮菜，去灵隐寺"),
    ("杭州", "3 days in Hangzhou from May 3, must see West Lake, budget 4000 yuan"),
    ("深圳", "带孩子(6岁)去深圳玩2天，预算3500"),
    ("深圳", "Two days in Shenzhen, two adults, no taxi please"),
    ("成都", "成都3天，两个人，想去成都大熊猫繁育研究基地，吃火锅，人均1500"),
    ("成都", "A 2-day trip to Chengdu for three adults, budget 3000 yuan, must see Wuhou Shrine"),
    ("武汉", "从上海坐高铁去武汉玩三天，两个人，预算5000元，必去黄鹤楼"),
    ("武汉", "2 days in Wuhan, must see Yellow Crane Tower, budget 1500 yuan"),
    ("广州", "广州两天一夜，四个大人，想吃早茶，预算4000元"),
    ("广州", "3 days in Guangzhou for a family with a 4-year-old, must see Canton Tower"),
    ("重庆", "重庆3日游，两人，不吃辣，想去洪崖洞，预算3000元"),
    ("重庆", "Two days in Chongqing from Chengdu by train for two, budget 2500 yuan"),
]


@pytest.mark.parametrize(
    ("city", "text"), FRESH, ids=[f"{city}-{'zh' if text[-1] > 'z' or text[0] > 'z' else 'en'}" for city, text in FRESH]
)
def test_fresh_requests_in_every_city_and_both_languages(planner_of: Any, city: str, text: str) -> None:
    trip = planner_of().plan(text)
    assert trip.request.destination == city
    assert trip.request.language == ("zh" if text[0] > "z" else "en")
    assert trip.status == "ok", (trip.status, trip.conflict, trip.notes, [c for c in trip.checks if c.status == "violated"])
    assert_sound(trip)
    assert not trip.request.unresolved
    restaurants = [records(city)[stop.place.id] for _, stop in stops(trip, "meal")]
    assert any(isinstance(place, Restaurant) for place in restaurants)
    if trip.request.origin:
        journeys = [stop.journey for _, stop in stops(trip, "journey") if stop.journey]
        assert [journey.direction for journey in journeys] == ["out", "back"]
        assert any("估算" in note or "typical" in note for note in trip.notes)
    else:
        assert any("往返" in note or "departure" in note for note in trip.notes)


def test_plans_are_the_same_for_the_same_words_in_all_that_was_asked(planner_of: Any) -> None:
    one, two = (planner_of().plan("南京两日游，必去中山陵，预算3000元") for _ in range(2))
    assert one.request == two.request
    assert one.status == two.status == "ok"


def test_known_kinds_of_places_only() -> None:
    assert {type(place) for place in records("北京").values()} == {Attraction, Restaurant, Hotel, Station, Area}
