"""Whatever breaks on the way: failing tools, lost capabilities, broken folders, runs that end early."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from xiake import BadRequest, CatalogueProvider, ScriptedProvider, TripPlanner
from xiake.domain.constraint import HotelStars
from xiake.domain.events import (
    CapabilityLost,
    Event,
    FellBack,
    PlanReady,
    Replanned,
    TaskStarted,
    ToolCalled,
    ToolRetried,
)
from xiake.domain.request import Question, TripRequest
from xiake.tools.provider import provider_tools
from xiake.tools.scripted import failing, rubbish, slow

from .plans import MONDAY, SHORT, assert_sound, run


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
    assert any(trip.gaps[0].message in note for note in trip.notes)
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


@pytest.mark.parametrize("how", ["a folder", "no database"])
async def test_a_broken_data_folder_ends_no_run(planner_of: Any, tmp_path: Path, how: str) -> None:
    if how == "a folder":
        (tmp_path / "memory.sqlite").mkdir()
    else:
        (tmp_path / "memory.sqlite").write_text("not a database " * 100)
    assert (await planner_of().aplan(SHORT)).status == "ok"


async def test_a_start_from_outside_the_text_is_said_to_be_given(planner_of: Any) -> None:
    trip = await planner_of().aplan(SHORT, start=date(2026, 12, 20))
    assert trip.request.provenance["start"].origin == "given"
