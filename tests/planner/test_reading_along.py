"""A model in the intake seat of whole runs and conversations on a made-up city."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from random import Random

from xiake.agents.llm.script import Call, Fault
from xiake.agents.llm.scripted import Said, ScriptedModel
from xiake.domain.events import ModelCalled, SeatFellBack
from xiake.planner.trip import Trip
from xiake.planner.trip_planner import TripPlanner
from xiake.settings import Settings
from xiake.tools.clock import VirtualClock
from xiake.tools.provider import provider_tools
from xiake.tools.registry import ToolRegistry

from ..world import CITY, World, hotel, restaurant, sight

WORLD = World(
    records=(
        *(sight(f"Sight{k}", k % 3, k % 4, renown=90 - 5 * k, price=10 * k) for k in range(8)),
        *(restaurant(f"Diner{k}", k % 3, k % 4, per_person=20 + 25 * (k // 10)) for k in range(20)),
        *(hotel(f"Inn{k}", k - 1, nightly=200 + 150 * k, stars=2 + k) for k in range(4)),
    )
)
TEXT = f"{CITY}2日游，两个人，预算1500，不对，4000，必去Sight5"
CORRECTED = Call(name="RequestReading", arguments={"slots": [{"slot": "budget", "value": "4000元", "quote": "4000"}]})


def planner_of(home: Path, said: Sequence[Said], clock: VirtualClock | None = None) -> tuple[TripPlanner, ScriptedModel]:
    clock = clock or VirtualClock()
    model = ScriptedModel(said, clock=clock)
    registry = ToolRegistry(provider_tools(WORLD), clock=clock, random=Random(1))
    settings = Settings(home=home, schedule_seconds=0.1, model_seats=("intake",))
    return TripPlanner(registry=registry, settings=settings, model=model), model


async def test_a_correction_that_only_the_model_reads_is_planned_for(tmp_path: Path) -> None:
    planner, _ = planner_of(tmp_path, [CORRECTED])
    items = [item async for item in planner.astream(TEXT)]
    trip = items[-1]
    assert isinstance(trip, Trip)
    assert (trip.status, trip.request.budget_total) == ("ok", 4000)
    assert {reading.reader for reading in trip.request.readings} == {"rules", "model"}
    assert [item.seat for item in items if isinstance(item, ModelCalled)] == ["intake"]
    assert trip.usage.calls == 1
    assert trip.itinerary is not None
    assert "Sight5" in {stop.name for day in trip.itinerary.days for stop in day.stops}


async def test_a_model_that_fails_costs_nothing_but_its_reading(tmp_path: Path) -> None:
    planner, _ = planner_of(tmp_path, [Fault("unauthorized")])
    items = [item async for item in planner.astream(TEXT)]
    trip = items[-1]
    assert isinstance(trip, Trip)
    assert (trip.status, trip.request.budget_total, trip.request.readings) == ("ok", 1500, ())
    (fallen,) = (item for item in items if isinstance(item, SeatFellBack))
    assert (fallen.seat, fallen.reason) == ("intake", "unauthorized")


async def test_what_a_turn_leaves_unread_is_restated_and_told(tmp_path: Path) -> None:
    said = "旅馆档次配不上我的身份"
    restated = Call(name="TurnReading", arguments={"wishes": [{"quote": said, "plain": "换好一点的酒店"}]})
    planner, model = planner_of(tmp_path, [Call(name="RequestReading"), restated])
    async with planner.conversation(user="anna") as talk:
        await talk.tell(f"{CITY}2日游，两个人，预算1500")
        reply = await talk.tell(said)
    assert (reply.kind, reply.version) == ("edit", 2)
    assert f"“{said}”按“换好一点的酒店”理解" in reply.text
    assert reply.unread == ()
    assert len(model.asked) == 2


async def test_a_sight_that_only_the_model_knows_counts_once_the_traveller_says_so(tmp_path: Path) -> None:
    meant = Call(name="RequestReading", arguments={"wishes": [{"quote": "想看升旗", "plain": "想去Sight6"}]})
    planner, _ = planner_of(tmp_path, [meant, Call(name="RequestReading")])
    async with planner.conversation(user="anna") as talk:
        asked = await talk.tell(f"{CITY}2日游，两个人，想看升旗")
        assert (asked.kind, "“想看升旗”是指Sight6吗？" in asked.text) == ("question", True)
        reply = await talk.tell("Sight6")
    assert (reply.kind, reply.version) == ("plan", 1)
    assert reply.trip is not None
    assert reply.trip.itinerary is not None
    assert "Sight6" in {stop.name for day in reply.trip.itinerary.days for stop in day.stops}
