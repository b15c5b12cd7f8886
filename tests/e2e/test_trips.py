"""Whole runs on the bundled catalogue: text in, verified trip out, whatever breaks on the way."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import pytest
from xiake import BadRequest, CatalogueProvider, ScriptedProvider, Settings, ToolRegistry, Trip, TripPlanner
from xiake.domain.constraint import HotelStars
from xiake.domain.events import (
    CapabilityLost,
    Event,
    FellBack,
    PlanReady,
    QuestionAsked,
    Replanned,
    TaskStarted,
    ToolCalled,
    ToolRetried,
)
from xiake.domain.geo import Coordinate
from xiake.domain.itinerary import Stop
from xiake.domain.place import Area, Attraction, Hotel, Restaurant, Station
from xiake.domain.request import Question, TripRequest
from xiake.tools.clock import LOCAL, VirtualClock
from xiake.tools.provider import Provider, provider_tools
from xiake.tools.providers.catalogue.city import open_city
from xiake.tools.providers.catalogue.index import slug_of
from xiake.tools.scripted import closed, failing, rubbish, slow, sold_out

from ..world import km_between

SEED = "帮我规划一个北京3日亲子游，预算5000元，孩子5岁，必去故宫和中国科技馆，住市中心"
MONDAY = date(2026, 11, 23)
PALACE, SCIENCE = "故宫博物院", "中国科学技术馆"


@pytest.fixture
def planner_of(tmp_path: Path) -> Any:
    """Makes planners whose clock stands at nine in the morning of a date."""

    def make(provider: Provider | None = None, *, today: date = MONDAY, more: Sequence[Any] = (), **options: Any) -> TripPlanner:
        clock = VirtualClock(datetime(today.year, today.month, today.day, 9, tzinfo=LOCAL))
        tools = [*provider_tools(provider or CatalogueProvider()), *more]
        registry = ToolRegistry(tools, clock=clock, random=Random(7))
        return TripPlanner(registry=registry, settings=Settings(home=tmp_path, schedule_seconds=0.25), **options)

    return make


@cache
def records(city: str) -> dict[str, Any]:
    slug = slug_of(city)
    assert slug is not None
    return open_city(slug).by_id


def stops(trip: Trip, *kinds: str) -> list[tuple[date, Stop]]:
    assert trip.itinerary is not None, trip.conflict
    return [(day.date, stop) for day in trip.itinerary.days for stop in day.stops if not kinds or stop.kind in kinds]


def names(trip: Trip) -> set[str]:
    return {stop.name for _, stop in stops(trip)}


def assert_sound(trip: Trip) -> None:
    """Nothing invented, nothing shut, nothing that doesn't add up."""
    assert trip.itinerary is not None, trip.conflict
    assert trip.budget is not None
    known = records(trip.itinerary.city)
    if trip.request.origin:
        known = {**records(trip.request.origin), **known}
    for day, stop in stops(trip):
        assert known[stop.place.id].name == stop.name
        place = known[stop.place.id]
        if isinstance(place, Attraction | Restaurant) and place.hours is not None:
            windows = place.hours.on(day)
            inside = [w for w in windows if w.opens <= stop.start and stop.end <= w.closes]
            assert inside, f"{stop.name} on {day}: {stop.start}-{stop.end} is outside {windows}"
            if stop.kind == "attraction":
                assert any(stop.start <= w.last_entry for w in inside)
    amounts = [line.amount for line in trip.budget.lines]
    assert sum((amount for amount in amounts if amount is not None), Decimal(0)) == trip.budget.total
    assert sum(trip.budget.by_category.values()) == trip.budget.total
    assert trip.budget.limit is None or trip.budget.total <= trip.budget.limit
    assert len(trip.itinerary.days) == trip.request.days
    assert all(stop.kind != "attraction" or stop.charges for _, stop in stops(trip))
    nights = [day.night for day in trip.itinerary.days if day.night]
    assert len(nights) == trip.request.nights
    assert all(isinstance(known[night.hotel.id], Hotel) for night in nights)
    assert {line.charge.source.provider for line in trip.budget.lines} <= {"catalogue", "xiake"}
    assert any(check.status == "satisfied" for check in trip.checks)
    assert not [check for check in trip.checks if check.status == "violated" and not check.soft] or trip.status == "degraded"


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


# What breaks on the way


async def run(planner: TripPlanner, text: str, **options: Any) -> tuple[Trip, list[Event]]:
    items: list[Any] = [item async for item in planner.astream(text, **options)]
    assert isinstance(items[-1], Trip)
    assert not [item for item in items[:-1] if isinstance(item, Trip)]
    return items[-1], items[:-1]


SHORT = "南京两日游，两个人，必去中山陵，预算3000元"


async def test_what_fails_twice_is_retried_and_forgotten(planner_of: Any) -> None:
    provider = ScriptedProvider(
        CatalogueProvider(), [failing("hotels", times=2), failing("travel", "timeout", times=1), rubbish("restaurants", times=1)]
    )
    trip, events = await run(planner_of(provider), SHORT)
    assert trip.status == "ok"
    assert_sound(trip)
    retried = [event for event in events if isinstance(event, ToolRetried)]
    assert {(event.tool.split("_")[1], event.code) for event in retried} == {
        ("hotels", "unavailable"), ("travel", "timeout"), ("restaurants", "upstream"),
    }  # fmt: skip
    assert all(1 <= event.wait <= 4.5 for event in retried)
    assert not trip.gaps


async def test_a_dead_provider_is_replaced_by_the_next(planner_of: Any) -> None:
    class Spare(CatalogueProvider):
        name = "spare"

    dead = ScriptedProvider(CatalogueProvider(), [failing("hotels"), slow("attractions", 99)])
    planner = planner_of(dead, more=provider_tools(Spare()))
    planner.registry.clock.advance(0)
    trip, events = await run(planner, SHORT)
    assert trip.status == "ok"
    assert_sound(trip)
    assert {(event.failed, event.to) for event in events if isinstance(event, FellBack)} == {
        ("catalogue_hotels", "spare_hotels"),
        ("catalogue_attractions", "spare_attractions"),
    }


@pytest.mark.parametrize("capability", ["hotels", "restaurants", "availability", "intercity"])
async def test_a_lost_capability_is_a_named_gap(planner_of: Any, capability: str) -> None:
    provider = ScriptedProvider(CatalogueProvider(), [failing(capability)])
    trip, events = await run(planner_of(provider), f"从上海出发，{SHORT}")
    assert trip.status == "degraded"
    assert [gap.capability for gap in trip.gaps] == [capability]
    assert any(isinstance(event, CapabilityLost) and event.capability == capability for event in events)
    assert any(capability in note for note in trip.notes)
    assert [check for check in trip.checks if check.status == "unverifiable"], "what couldn't be checked is said"
    assert not [check for check in trip.checks if check.status == "violated"]
    assert trip.itinerary is not None
    if capability == "hotels":
        assert all(day.night is None for day in trip.itinerary.days)
    else:
        assert {line.charge.source.provider for line in (trip.budget.lines if trip.budget else ())} <= {"catalogue", "xiake"}


@pytest.mark.parametrize("capability", ["attractions", "travel", "places"])
async def test_without_the_essential_there_is_no_plan_but_a_reason(planner_of: Any, capability: str) -> None:
    trip, events = await run(planner_of(ScriptedProvider(CatalogueProvider(), [failing(capability)])), SHORT)
    assert trip.status == "infeasible"
    assert trip.itinerary is None
    assert trip.conflict is not None
    assert capability in trip.conflict.explanation
    assert "unavailable" in trip.conflict.explanation
    assert trip.conflict.ways_out
    assert isinstance(events[-1], PlanReady)


async def test_over_its_own_cap_a_category_is_made_cheaper(planner_of: Any) -> None:
    free, _ = await run(planner_of(), SHORT)
    assert free.budget is not None
    cap = int(free.budget.by_category["meals"] * Decimal("0.7"))
    trip, events = await run(planner_of(), f"{SHORT}，餐饮总共不超过{cap}元")
    if not any(getattr(wish, "category", "") == "meals" for wish in trip.request.constraints):
        pytest.skip("the cap was not read")
    assert trip.budget is not None
    assert trip.budget.by_category["meals"] <= cap
    assert any(isinstance(event, Replanned) for event in events) or trip.status == "ok"


# Talking with the traveller


async def test_an_interactive_run_asks_and_works_the_answers_in(planner_of: Any) -> None:
    asked: list[Question] = []

    def answer(question: Question) -> str | None:
        asked.append(question)
        return {"destination": "南京", "days": "2", "start": "5月3日"}.get(question.slot)

    trip, events = await run(planner_of(ask=answer), "想出去玩，预算3000元，两个人")
    assert "destination" in [question.slot for question in asked]
    assert trip.request.destination == "南京"
    assert trip.status == "ok"
    shown = [event.question.slot for event in events if isinstance(event, QuestionAsked)]
    assert shown == [question.slot for question in asked], "each question is shown once"
    assert_sound(trip)


async def test_an_asker_may_be_asynchronous_and_defaults_stand(planner_of: Any) -> None:
    asked: list[str] = []

    async def shrug(question: Question) -> str | None:
        asked.append(question.slot)
        return None

    trip, events = await run(planner_of(ask=shrug), "南京游玩")
    assert trip.status == "ok"
    assert len(asked) >= 2
    assert [event.question.slot for event in events if isinstance(event, QuestionAsked)] == asked, "each is told once"
    trip, _ = await run(planner_of(ask=shrug), "想出去玩两天，预算3000元")
    assert trip.status == "needs_input"
    assert [question.slot for question in trip.questions] == ["destination"]


async def test_a_name_that_means_several_places_is_asked_about(planner_of: Any) -> None:
    trip, _ = await run(planner_of(), "北京两日游，想看长城")
    assert trip.status == "needs_input"
    (question,) = trip.questions
    assert (question.slot, question.quote) == ("place", "长城")
    assert len(question.options) >= 2

    trip, _ = await run(
        planner_of(ask=lambda question: question.options[0] if question.slot == "place" else None), "北京两日游，想看长城"
    )
    assert trip.status == "ok"
    assert question.options[0] in names(trip)


async def test_without_anybody_to_ask_a_missing_destination_needs_input(planner_of: Any) -> None:
    trip, events = await run(planner_of(), "想出去玩三天，预算3000元")
    assert trip.status == "needs_input"
    assert trip.itinerary is None
    (question,) = trip.questions
    assert "南京" in question.options
    assert isinstance(events[-1], PlanReady)
    assert not [event for event in events if isinstance(event, ToolCalled) and event.task]


@pytest.mark.parametrize(
    ("text", "answers"), [("想出去玩两天", ["暖和的地方", "南京"]), ("Two days somewhere", ["somewhere warm", "Nanjing"])]
)
async def test_an_answer_that_cant_be_read_is_asked_for_again(planner_of: Any, text: str, answers: list[str]) -> None:
    left = list(answers)
    trip, events = await run(planner_of(ask=lambda q: left.pop(0) if q.slot == "destination" else None), text)
    assert trip.status == "ok"
    assert trip.request.destination == "南京"
    assert answers[0] not in trip.request.text, "what couldn't be read isn't kept"
    assert [e.taken for e in events if isinstance(e, QuestionAsked) and e.question.slot == "destination"] == answers


async def test_answers_that_are_never_readable_end_in_needs_input(planner_of: Any) -> None:
    asked: list[str] = []

    def murmur(question: Question) -> str | None:
        asked.append(question.slot)
        return "嗯嗯" if question.slot == "destination" else None

    trip, _ = await run(planner_of(ask=murmur), "想出去玩两天，预算3000元")
    assert trip.status == "needs_input"
    assert [question.slot for question in trip.questions] == ["destination"]
    assert 2 <= asked.count("destination") <= 5
    assert all(asked.count(slot) == 1 for slot in asked if slot != "destination"), "what took its default isn't asked again"


@pytest.mark.parametrize(
    ("answer", "tried"), [("重试", True), ("wait", True), ("再试一次", True), ("Retry", True), ("先不要", False)]
)
async def test_a_lost_capability_is_tried_again_in_any_words(planner_of: Any, answer: str, tried: bool) -> None:
    answers = iter([answer, "skip"])
    provider = ScriptedProvider(CatalogueProvider(), [failing("hotels", times=3)])
    trip, _ = await run(planner_of(provider, ask=lambda q: next(answers) if q.slot == "capability" else None), SHORT)
    assert trip.status == ("ok" if tried else "degraded")


async def test_what_isnt_understood_about_a_lost_capability_is_asked_again(planner_of: Any) -> None:
    answers = iter(["换数据源", "retry"])
    provider = ScriptedProvider(CatalogueProvider(), [failing("hotels", times=3)])
    trip, _ = await run(planner_of(provider, ask=lambda q: next(answers) if q.slot == "capability" else None), SHORT)
    assert trip.status == "ok"
    assert not list(answers)


async def test_without_the_essential_one_may_wait_or_stop(planner_of: Any) -> None:
    for answer, status in (("retry", "ok"), ("stop", "infeasible")):
        asked: list[Question] = []

        def decide(question: Question, answer: str = answer, asked: list[Question] = asked) -> str | None:
            if question.slot != "capability":
                return None
            asked.append(question)
            return answer

        provider = ScriptedProvider(CatalogueProvider(), [failing("attractions", times=3)])
        trip, _ = await run(planner_of(provider, ask=decide), SHORT)
        assert trip.status == status
        (question,) = asked
        assert "skip" not in question.options, "nothing can be planned without it"


@pytest.mark.parametrize("answer", ["skip", "", None])
async def test_a_lost_capability_is_asked_about_and_can_be_gone_without(planner_of: Any, answer: str | None) -> None:
    asked: list[Question] = []

    def decide(question: Question) -> str | None:
        asked.append(question)
        return answer if question.slot == "capability" else None

    provider = ScriptedProvider(CatalogueProvider(), [failing("hotels")])
    trip, events = await run(planner_of(provider, ask=decide), SHORT)
    assert [question.quote for question in asked if question.slot == "capability"] == ["hotels"]
    assert trip.status == "degraded"
    assert len([event for event in events if isinstance(event, CapabilityLost)]) == 1, "nothing is tried again unasked"


async def test_a_lost_capability_may_be_tried_again(planner_of: Any) -> None:
    answers = iter(["retry", "skip"])

    def decide(question: Question) -> str | None:
        return next(answers) if question.slot == "capability" else None

    provider = ScriptedProvider(CatalogueProvider(), [failing("hotels", times=3)])
    trip, events = await run(planner_of(provider, ask=decide), SHORT)
    assert trip.status == "ok", "the second time it worked"
    again = [event for event in events if isinstance(event, ToolCalled) and event.replayed]
    assert again, "what had answered before isn't asked again"
    assert next(answers) == "skip"


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("", "text"),
        ("asdf qwer zxcv", "text"),
        ("北京0日游", "days"),
        ("去北京玩三天，10月1日到10月5日", "days"),
        ("西安三日游", "destination"),
        ("北京3日游，预算-5元", "budget"),
    ],
)
def test_what_cant_be_planned_is_refused_with_a_reason(planner_of: Any, text: str, field: str) -> None:
    planner = planner_of()
    with pytest.raises(BadRequest) as refused:
        planner.plan(text, run="same")
    assert refused.value.problems[0].message
    trip = planner.plan("南京一日游", run="same")
    assert trip.status == "ok", "a refused run leaves nothing behind"


def test_known_kinds_of_places_only() -> None:
    assert {type(place) for place in records("北京").values()} == {Attraction, Restaurant, Hotel, Station, Area}


# Runs that end early, and what their id may be used for afterwards


async def stopped(planner: TripPlanner, moment: type[Event], request: str | TripRequest, **options: Any) -> None:
    """Begin a run and leave it at an event."""
    stream = planner.astream(request, **options)
    async for item in stream:
        if isinstance(item, moment):
            break
    await stream.aclose()  # type: ignore[attr-defined]


async def test_a_run_that_ended_before_its_first_step_starts_over(planner_of: Any) -> None:
    await stopped(planner_of(), ToolCalled, SHORT, run="same")
    assert (await planner_of().aplan(SHORT, run="same")).status == "ok"


async def test_an_unfinished_run_is_refused_to_another_start_or_request(planner_of: Any) -> None:
    for one, other in [
        ((SHORT, {}), (SHORT, {"start": date(2026, 12, 20)})),
        ((SHORT, {"start": date(2026, 12, 20)}), (SHORT, {"start": date(2026, 12, 21)})),
        ((READY, {}), (READY.model_copy(update={"days": 1}), {})),
        ((READY, {}), (READY.text, {})),
    ]:
        planner = planner_of()
        run_id = f"{one}"
        await stopped(planner, TaskStarted, one[0], run=run_id, **one[1])
        with pytest.raises(BadRequest) as refused:
            await planner.aplan(other[0], run=run_id, **other[1])
        assert refused.value.problems[0].field == "run"
        assert (await planner.aplan(one[0], run=run_id, **one[1])).status == "ok"


READY = TripRequest(text="南京两日游", destination="南京", days=2, constraints=(HotelStars(least=4),))


async def test_a_run_that_is_resumed_on_a_later_day_chooses_its_dates_anew(planner_of: Any) -> None:
    await stopped(planner_of(), TaskStarted, SHORT, run="same")
    later = MONDAY + timedelta(days=40)
    trip = await planner_of(today=later).aplan(SHORT, run="same")
    assert trip.status == "ok"
    assert trip.request.start is not None
    assert trip.request.start > later


async def test_a_ready_request_keeps_what_an_answer_isnt_about(planner_of: Any) -> None:
    question = Question(slot="destination", text="去哪里？", options=("南京",))
    ready = READY.model_copy(update={"text": "玩5天", "destination": None, "questions": (question,)})
    trip = await planner_of(ask=lambda q: "南京" if q.slot == "destination" else None).aplan(ready)
    assert trip.status == "ok"
    assert trip.request.destination == "南京"
    assert trip.request.days == 2
    assert trip.request.constraints == ready.constraints


@pytest.mark.parametrize("broken", ["journal.sqlite", "checkpoints.sqlite"])
@pytest.mark.parametrize("how", ["a folder", "no database"])
async def test_a_broken_data_folder_keeps_runs_in_memory(planner_of: Any, tmp_path: Path, broken: str, how: str) -> None:
    if how == "a folder":
        (tmp_path / broken).mkdir()
    else:
        (tmp_path / broken).write_text("not a database " * 100)
    assert (await planner_of().aplan(SHORT)).status == "ok"


async def test_a_start_from_outside_the_text_is_said_to_be_given(planner_of: Any) -> None:
    trip = await planner_of().aplan(SHORT, start=date(2026, 12, 20))
    assert trip.request.provenance["start"].origin == "given"
