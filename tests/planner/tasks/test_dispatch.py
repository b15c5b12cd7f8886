"""Subtasks run as their needs allow, at once where they can, and none stops the others."""

from __future__ import annotations

import asyncio
from random import Random
from typing import Any

import pytest
from xiake.domain.events import CapabilityLost, Event, TaskFinished, TaskStarted
from xiake.domain.task import Findings, SubTask
from xiake.planner.tasks.decompose import decompose
from xiake.planner.tasks.dispatch import dispatch
from xiake.tools.clock import VirtualClock
from xiake.tools.context import CallContext
from xiake.tools.provider import Provider, provider_tools
from xiake.tools.registry import ToolRegistry
from xiake.tools.scripted import ScriptedProvider, failing, slow

from ...world import HOME, TODAY, World, hotel, request, restaurant, service, sight, station, wish_for

SIGHTS = [sight(f"Sight{k}", k) for k in range(6)]
WORLD = World(
    records=(
        *SIGHTS,
        *(hotel(f"Inn{k}", k) for k in range(4)),
        *(restaurant(f"Diner{k}", k) for k in range(8)),
        station("EastStation", 5),
        station("NorthStation", 0, 900, city=HOME),
    ),
    services=(service("Out", "NorthStation", "EastStation"), service("Back", "EastStation", "NorthStation")),
)


async def run(
    provider: Provider = WORLD, clock: VirtualClock | None = None, **fields: Any
) -> tuple[dict[str, Findings], list[Event]]:
    asked = request(**{"origin": HOME, "constraints": (wish_for(SIGHTS[0]),), **fields})
    clock = clock or VirtualClock()
    registry = ToolRegistry(provider_tools(provider), clock=clock, random=Random(1))
    events: list[Event] = []

    def caller(task: SubTask) -> Any:
        context = CallContext(task=task.id, sink=events.append)

        async def call(capability: str, query: Any) -> Any:
            return await registry.call(capability, query, context)

        return call

    return await dispatch(decompose(asked), asked, caller=caller, emit=events.append, today=TODAY, clock=clock), events


async def test_every_subtask_is_done_after_those_it_needs() -> None:
    findings, events = await run()
    graph = decompose(request(origin=HOME, constraints=(wish_for(SIGHTS[0]),)))
    assert set(findings) == {task.id for task in graph.tasks}
    at = {(type(event), event.task): place for place, event in enumerate(events) if isinstance(event, TaskStarted | TaskFinished)}
    for task in graph.tasks:
        for need in task.needs:
            assert at[TaskFinished, need] < at[TaskStarted, task.id]
    assert findings["travel"].travel is not None
    assert "eaststation" in findings["travel"].travel.ids
    assert "northstation" not in findings["travel"].travel.ids


async def test_ready_subtasks_run_at_once() -> None:
    clock = VirtualClock()
    provider = ScriptedProvider(WORLD, [slow("places", 5), slow("intercity", 5, times=1)], clock=clock)
    await run(provider, clock)
    assert clock.monotonic() == 5, "two waits of five seconds, side by side"


async def test_more_urgent_subtasks_start_first() -> None:
    _, events = await run()
    started = [event.task for event in events if isinstance(event, TaskStarted)]
    assert started[0] == "named"
    assert started[-1] == "travel"


@pytest.mark.parametrize("capability", ["hotels", "restaurants", "availability", "intercity"])
async def test_a_lost_capability_leaves_the_others_alone(capability: str) -> None:
    findings, events = await run(ScriptedProvider(WORLD, [failing(capability)]))
    gaps = {gap.capability: gap.code for found in findings.values() for gap in found.gaps}
    assert gaps == {capability: "unavailable"}
    assert [event.capability for event in events if isinstance(event, CapabilityLost)] == [capability]
    assert findings["travel"].travel is not None


async def test_what_recovers_in_time_is_no_gap() -> None:
    clock = VirtualClock()
    findings, _ = await run(ScriptedProvider(WORLD, [failing("hotels", times=2), failing("travel", "timeout", times=1)]), clock)
    assert not any(found.gaps for found in findings.values())
    assert len(clock.slept) >= 3


async def test_a_cancelled_dispatch_cancels_its_subtasks() -> None:
    started, stopped = asyncio.Event(), asyncio.Event()

    class Endless(World):
        async def attractions(self, query: Any) -> Any:
            started.set()
            try:
                await asyncio.Event().wait()
            finally:
                stopped.set()

    endless = Endless(records=WORLD.records)
    work = asyncio.create_task(run(endless, origin=None))
    await started.wait()
    work.cancel()
    with pytest.raises(asyncio.CancelledError):
        await work
    await asyncio.wait_for(stopped.wait(), 1)
