"""The actor plays every seat so that nobody falls back, and each way to go astray really does."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from xiake import ScriptedModel, Settings, ToolRegistry, TripPlanner
from xiake.agents.llm.script import Answer, Asked, Message, Offer
from xiake.domain.events import Event, ModelCalled, SeatFellBack, TasksPlanned, WordsChecked
from xiake.planner.trip import Trip
from xiake.tools.clock import VirtualClock
from xiake.tools.provider import provider_tools

from ..world import CITY, START, World, hotel, restaurant, sight
from .actor import Actor
from .astray import KINDS, Astray
from .brain import Brain
from .prompt import SCHEMAS

WORLD = World(
    records=(
        *(sight(f"景{k}", k % 3, k % 4, renown=90 - 5 * k) for k in range(8)),
        *(restaurant(f"馆{k}", k % 3, k % 4) for k in range(12)),
        *(hotel(f"店{k}", k - 1, nightly=200 + 100 * k) for k in range(3)),
    )
)


async def run(brain: Brain, home: Path) -> tuple[Trip, list[Event]]:
    clock = VirtualClock()
    planner = TripPlanner(
        registry=ToolRegistry(provider_tools(WORLD), clock=clock),
        settings=Settings(home=home, engine="memory", schedule_seconds=0.05),
        model=ScriptedModel(otherwise=brain.answer, clock=clock),
    )
    events: list[Event] = []
    async for item in planner.astream(f"{CITY}两日游，两个大人，预算3000元，必去景1，最好有点仙气", start=START):
        if isinstance(item, Trip):
            return item, events
        events.append(item)
    raise AssertionError


async def test_every_seat_is_played_and_none_falls_back(tmp_path: Path) -> None:
    trip, events = await run(Actor(), tmp_path)

    assert trip.status == "ok"
    assert not [event for event in events if isinstance(event, SeatFellBack)]
    called = {event.seat for event in events if isinstance(event, ModelCalled)}
    assert called == {"intake", "planner", "worker", "critic", "writer"}
    assert {seat.seat for seat in trip.usage.seats} == called
    assert [event.graph.tasks[-1].id for event in events if isinstance(event, TasksPlanned)] == ["parks"]
    assert trip.words is not None
    assert len(trip.words.days) == 2
    assert [event.removed for event in events if isinstance(event, WordsChecked)] == [0]


GOOD: Mapping[str, dict[str, Any]] = {
    "RequestReading": {"text": "去北京，预算5000元，有点仙气", "unread": ["有点仙气"]},
    "TaskProposal": {"request": {"city": "北京"}, "tasks": [{"id": "sights", "capability": "attractions"}], "room": 2},
    "RecordChoice": {"found": [{"id": "a"}, {"id": "b"}]},
    "Verdict": {"count": 3, "request": {"city": "北京"}},
    "TripWording": {"language": "zh", "days": [{"day": 1, "stops": [{"name": "故宫", "kind": "attraction"}]}], "total": 4000},
}


@pytest.mark.parametrize("kind", KINDS)
def test_each_way_to_go_astray_spoils_the_seats_it_is_about(kind: str) -> None:
    spoiled = set()
    for schema, data in GOOD.items():
        asked = Asked(messages=(Message("user", f"DATA\n{json.dumps(data, ensure_ascii=False)}"),), tools=(Offer(schema),))
        good, bad = Actor().answer(asked), Astray(KINDS[kind]).answer(asked)
        assert isinstance(good, Answer)
        if bad != good:
            spoiled.add(SCHEMAS[schema])
    assert len(spoiled) >= 2
