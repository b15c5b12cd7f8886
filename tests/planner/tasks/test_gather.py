"""The time for data is shared out: whoever others wait for gets less of it, and what is late is gone on without."""

from __future__ import annotations

from pathlib import Path
from random import Random

from xiake.domain.events import ToolCalled
from xiake.planner.trip import Trip
from xiake.planner.trip_planner import TripPlanner
from xiake.settings import Settings
from xiake.tools.clock import VirtualClock
from xiake.tools.provider import provider_tools
from xiake.tools.registry import ToolRegistry
from xiake.tools.scripted import ScriptedProvider, slow

from ...world import World, hotel, request, restaurant, sight

WORLD = World(
    records=(
        *(sight(f"Sight{k}", k % 3, k % 4) for k in range(6)),
        *(restaurant(f"Diner{k}", k % 3, k % 4) for k in range(12)),
        hotel("Inn", 1, nightly=300),
    )
)


async def test_a_run_does_not_wait_beyond_its_time_for_data(tmp_path: Path) -> None:
    clock = VirtualClock()
    provider = ScriptedProvider(WORLD, [slow("availability", 15)], clock=clock)
    registry = ToolRegistry(provider_tools(provider), clock=clock, random=Random(1))
    settings = Settings(home=tmp_path, schedule_seconds=0.1, gather_seconds=12)
    began, late = clock.monotonic(), list[ToolCalled]()
    trip: Trip | None = None
    async for item in TripPlanner(registry=registry, settings=settings).astream(request()):
        if isinstance(item, ToolCalled) and not item.ok:
            late.append(item)
        if isinstance(item, Trip):
            trip = item
    assert trip is not None
    assert trip.status == "degraded"
    assert {event.tool for event in late} == {"world_availability"}
    assert clock.monotonic() - began <= 13
