"""The planner's public face on a made-up city: ready requests, runs, events, caps, and where nothing can be written."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

import pytest
from xiake.domain.check import CheckResult
from xiake.domain.constraint import Choice, CostLimit
from xiake.domain.errors import BadRequest
from xiake.domain.events import (
    PlanReady,
    QuestionAsked,
    RequestUnderstood,
    ScheduleFound,
    TaskFinished,
    TasksPlanned,
    TaskStarted,
    Verified,
)
from xiake.domain.pin import StopPin
from xiake.domain.request import Question, TripRequest
from xiake.planner.arrange.arrange import arrange
from xiake.planner.arrange.pins import pins_of
from xiake.planner.flow import graph
from xiake.planner.trip import Trip
from xiake.planner.trip_planner import TripPlanner
from xiake.planner.verify.verifier import verify
from xiake.settings import Settings
from xiake.tools.clock import VirtualClock
from xiake.tools.provider import Provider, provider_tools
from xiake.tools.registry import ToolRegistry
from xiake.tools.scripted import ScriptedProvider, failing

from ..world import CITY, START, World, hotel, hours, request, restaurant, sight, wish_for

SIGHTS = [sight(f"Sight{k}", k % 3, k % 4, renown=90 - 5 * k, price=20 * (7 - k)) for k in range(8)]
DINERS = [restaurant(f"Diner{k}", k % 3, k % 4, per_person=20 + 25 * (k // 5)) for k in range(20)]
WORLD = World(records=(*SIGHTS, *DINERS, *(hotel(f"Inn{k}", k - 1, nightly=200 + 150 * k, stars=2 + k) for k in range(4))))


@pytest.fixture
def planner_of(tmp_path: Path) -> Any:
    def make(provider: Provider = WORLD, *, home: Path = tmp_path, **options: Any) -> TripPlanner:
        registry = ToolRegistry(provider_tools(provider), clock=VirtualClock(), random=Random(1))
        return TripPlanner(registry=registry, settings=Settings(home=home, schedule_seconds=0.1), **options)

    return make


async def test_a_ready_request_is_planned_as_it_stands(planner_of: Any) -> None:
    ready = request(constraints=(wish_for(SIGHTS[7]),))
    trip = await planner_of().aplan(ready)
    assert trip.status == "ok"
    assert trip.request == ready
    assert trip.itinerary is not None
    assert "Sight7" in {stop.name for day in trip.itinerary.days for stop in day.stops}


async def test_an_understood_request_may_be_changed_and_planned(planner_of: Any) -> None:
    planner = planner_of()
    understood = await planner.aunderstand(f"{CITY}两日游")
    assert understood.destination == CITY
    trip = await planner.aplan(understood.model_copy(update={"days": 1, "start": START}))
    assert trip.status == "ok"
    assert trip.itinerary is not None
    assert len(trip.itinerary.days) == 1


async def test_the_start_may_be_overruled(planner_of: Any) -> None:
    trip = await planner_of().aplan(request(start=None), start=START.replace(day=9))
    assert trip.itinerary is not None
    assert trip.itinerary.days[0].date == START.replace(day=9)


async def test_a_changed_plan_that_is_refused_is_made_once_more_and_held_loosely(
    planner_of: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = await planner_of().aplan(request(days=2))
    assert first.itinerary is not None
    pins = pins_of(first.itinerary)
    tried: list[bool] = []

    def arranging(*arguments: Any, loosely: bool, **options: Any) -> Any:
        tried.append(loosely)
        return arrange(*arguments, loosely=loosely, **options)

    def objecting(*arguments: Any, **options: Any) -> tuple[CheckResult, ...]:
        checks = verify(*arguments, **options)
        return checks if len(tried) > refused else (*checks, CheckResult(rule="dwell", status="violated", message="made up"))

    monkeypatch.setattr(graph, "arrange", arranging)
    monkeypatch.setattr(graph, "verify", objecting)
    refused = 1
    again = await planner_of().aplan(request(days=2, pins=pins))
    assert again.status == "ok"
    assert tried == [False, True]
    assert {pin.place for pin in pins_of(again.itinerary) if isinstance(pin, StopPin)} & {
        pin.place for pin in pins if isinstance(pin, StopPin)
    }

    tried.clear()
    refused = 9
    conflict = (await planner_of().aplan(request(days=2, pins=pins))).conflict
    assert tried == [False, True], "once, no more"
    assert conflict is not None

    tried.clear()
    locked = tuple(pin.model_copy(update={"locked": True}) for pin in pins)
    await planner_of().aplan(request(days=2, pins=locked))
    assert tried == [False], "what is locked can't be held any looser"


@pytest.mark.parametrize(("language", "word"), [("zh", "城市"), ("en", "city")])
async def test_a_ready_request_without_a_destination_is_refused(planner_of: Any, language: str, word: str) -> None:
    with pytest.raises(BadRequest, match=word) as refused:
        await planner_of().aplan(TripRequest.model_validate({"text": "", "language": language}))
    assert refused.value.problems[0].field == "destination"


async def test_a_ready_request_may_ask_for_its_destination(planner_of: Any) -> None:
    open_ = TripRequest(text="两日游", questions=(Question(slot="destination", text="去哪里？", options=(CITY,)),))
    trip = await planner_of().aplan(open_)
    assert trip.status == "needs_input"
    trip = await planner_of(ask=lambda question: CITY if question.slot == "destination" else None).aplan(open_)
    assert trip.status == "ok"
    assert trip.request.destination == CITY


async def test_events_tell_the_run_in_order(planner_of: Any) -> None:
    items = [item async for item in planner_of().astream(request())]
    assert isinstance(items[-1], Trip)
    order = [type(item) for item in items if type(item) in _MILESTONES]
    assert order == list(_MILESTONES)
    begun = [item.task for item in items if isinstance(item, TaskStarted)]
    ended = [item.task for item in items if isinstance(item, TaskFinished)]
    assert sorted(begun) == sorted(ended)
    at = [item.at for item in items[:-1]]
    assert at == sorted(at)


_MILESTONES = (RequestUnderstood, TasksPlanned, ScheduleFound, Verified, PlanReady)


def test_plan_works_with_and_without_a_running_loop(planner_of: Any) -> None:
    assert planner_of().plan(request()).status == "ok"


async def test_plan_works_inside_a_running_loop(planner_of: Any) -> None:
    assert planner_of().plan(request()).status == "ok"
    with pytest.raises(BadRequest):
        planner_of().plan("")


async def test_where_nothing_can_be_written_runs_live_in_memory(planner_of: Any, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    trip = await planner_of(home=tmp_path / "file" / "home").aplan(request())
    assert trip.status == "ok"


async def test_an_unfinished_run_only_resumes_its_own_request(planner_of: Any) -> None:
    class Stopped(Exception):
        pass

    def stop(question: Question) -> str:
        raise Stopped

    with pytest.raises(Stopped):
        await planner_of(ask=stop).aplan("两日游", run="r")
    with pytest.raises(BadRequest, match="两日游"):
        await planner_of().aplan(f"{CITY}三日游", run="r")
    trip = await planner_of(ask=lambda question: CITY if question.slot == "destination" else None).aplan("两日游", run="r")
    assert trip.status == "ok"
    assert trip.run == "r"
    assert (await planner_of().aplan(f"{CITY}三日游", run="r")).status == "ok", "the finished run is forgotten"


async def test_finished_runs_leave_nothing_to_replay(planner_of: Any) -> None:
    planner = planner_of()
    for _ in range(2):
        WORLD.calls.clear()
        assert (await planner.aplan(request(), run="same")).status == "ok"
        assert WORLD.calls["attractions"] >= 1


@pytest.mark.parametrize(
    ("category", "share"),
    [("meals", "0.6"), ("tickets", "0.7"), ("tickets", "0.3"), ("innercity", "0.6"), ("lodging", "0.6")],
)
async def test_a_cap_on_a_category_is_kept(planner_of: Any, category: Any, share: str) -> None:
    free = await planner_of().aplan(request())
    assert free.budget is not None
    cap = free.budget.by_category[category] * Decimal(share)
    trip = await planner_of().aplan(request(constraints=(CostLimit(category=category, amount=cap),)))
    assert trip.status == "ok", trip.conflict
    assert trip.budget is not None
    assert trip.budget.by_category[category] <= cap


async def test_a_cap_that_nothing_keeps_is_the_conflict(planner_of: Any) -> None:
    cap = CostLimit(category="meals", amount=Decimal(30))
    spice = Choice(subject="restaurant", attribute="spice", op="none_of", values=("hot",))
    trip = await planner_of().aplan(request(constraints=(spice, cap)))
    assert trip.status == "infeasible"
    assert trip.conflict is not None
    assert [wish for wish in trip.conflict.wishes if "30" in wish]
    assert len(trip.conflict.wishes) == 1, "the spice has nothing to do with it"
    assert trip.conflict.ways_out


async def test_a_must_see_that_is_shut_throughout_is_replaced(planner_of: Any) -> None:
    house = sight("SundayHouse", 1, open_=hours({"days": "Su", "open": "09:00-17:00"}))
    trip = await planner_of(World(records=(*WORLD.records, house))).aplan(request(constraints=(wish_for(house),)))
    assert trip.status == "degraded"
    (done,) = trip.substitutions
    assert trip.itinerary is not None
    assert done.by in {stop.place.id for day in trip.itinerary.days for stop in day.stops}
    assert done.reason in trip.notes


async def test_a_wish_for_what_was_never_found_is_infeasible(planner_of: Any) -> None:
    ghost = Choice(subject="attraction", attribute="place", op="all_of", values=("ghost",))
    trip = await planner_of().aplan(request(constraints=(ghost,)))
    assert trip.status == "infeasible"
    assert trip.conflict is not None
    assert "not_found" in trip.conflict.explanation


async def test_a_retry_asks_the_dead_service_alone(planner_of: Any) -> None:
    world = World(records=WORLD.records)
    answers = iter(("retry", "skip"))
    planner = planner_of(ScriptedProvider(world, [failing("hotels")]), ask=lambda question: next(answers))
    items = [item async for item in planner.astream(request())]
    assert items[-1].status == "degraded"
    assert world.calls["attractions"] == world.calls["travel"] == 1
    asked = [item.taken for item in items if isinstance(item, QuestionAsked)]
    assert asked == ["retry", "skip"]
