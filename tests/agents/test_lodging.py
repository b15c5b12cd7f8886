"""Of hundreds of hotels a few dozen reach the scheduler, and those that keep the wishes are among them."""

from __future__ import annotations

from decimal import Decimal
from random import Random
from typing import Any

import pytest
from xiake.agents.lodging import LodgingWorker
from xiake.agents.worker import Assignment
from xiake.domain.constraint import AnyOf, Choice, CostLimit, Near, alternatives
from xiake.domain.place import AnyPlace, Hotel
from xiake.domain.task import Findings, SubTask
from xiake.planner.schedule.bases import may_sleep
from xiake.tools.clock import VirtualClock
from xiake.tools.context import CallContext
from xiake.tools.provider import provider_tools
from xiake.tools.registry import ToolRegistry

from ..world import CITY, TODAY, World, hotel, request, restaurant, sight

DRAW = Random(7)
FEATURES = ("泳池", "免费停车", "健身室", "桑拿", "管家服务")
HOTELS = [
    hotel(
        f"Inn{k}",
        DRAW.uniform(-15, 15),
        DRAW.uniform(-15, 15),
        nightly=DRAW.randint(60, 2500),
        rooms=("twin",) if k % 3 == 0 else ("double", "single"),
        features=(FEATURES[k % 4],) if k != 391 else ("管家服务",),
    )
    for k in range(400)
]
SIGHTS = [sight(f"Sight{k}", 4 + k % 3, 5 + k % 2) for k in range(6)]
NOODLES = restaurant("Noodles", -12, -9)
WORLD = World(records=(*HOTELS, *SIGHTS, NOODLES))
MOST = 40


async def found(*wishes: Any, places: tuple[AnyPlace, ...] = (*SIGHTS, NOODLES)) -> list[Hotel]:
    registry, clock = ToolRegistry(provider_tools(WORLD), clock=VirtualClock(), random=Random(1)), VirtualClock()
    task = SubTask(id="lodging", goal="find", trade="lodging", capability="hotels")

    async def call(capability: str, query: Any) -> Any:
        return await registry.call(capability, query, CallContext(task=task.id))

    job = Assignment(
        task=task,
        request=request(days=3, constraints=wishes),
        found={"before": Findings(task="before", places=places)},
        call=call,
        emit=lambda event: None,
        today=TODAY,
        clock=clock,
    )
    findings = await LodgingWorker().work(job)
    assert not findings.gaps
    return [place for place in findings.places if isinstance(place, Hotel) and place.city == CITY]


def wish(attribute: Any, op: Any, *values: str) -> Choice:
    labels = tuple(value.title() for value in values) if attribute == "place" else values
    return Choice(subject="hotel", attribute=attribute, op=op, values=values, labels=labels)


async def test_without_wishes_there_are_cheap_ones_near_ones_and_ones_of_every_rate() -> None:
    hotels = await found()
    assert len(hotels) <= MOST
    by_rate = sorted(HOTELS, key=lambda place: place.nightly.typical)
    assert {place.id for place in by_rate[:5]} <= {place.id for place in hotels}
    rates = sorted(place.nightly.typical for place in hotels)
    assert all(any(low <= rate < low + 500 for rate in rates) for low in range(0, 2500, 500))

    def away(place: Hotel) -> float:
        return abs(place.at.lat - SIGHTS[0].at.lat) + abs(place.at.lon - SIGHTS[0].at.lon)

    assert min(HOTELS, key=away) in hotels


@pytest.mark.parametrize(
    "wishes",
    [
        [wish("feature", "all_of", "管家服务")],
        [wish("feature", "any_of", "管家服务", "电竞房")],
        [wish("feature", "only", "桑拿", "健身室"), wish("room", "only", "twin")],
        [wish("feature", "any_of", "桑拿", "健身室"), wish("room", "any_of", "twin", "family")],
        [wish("feature", "none_of", "泳池", "免费停车", "健身室")],
        [wish("room", "none_of", "double", "single")],
        [wish("place", "any_of", "inn17", "inn18")],
        [Near(place="noodles", label="Noodles", max_km=2)],
        [Near(place="noodles", label="Noodles", max_km=14), Near(place="sight0", label="Sight0", max_km=14)],
        [CostLimit(category="lodging", per="person_night", amount=Decimal(45))],
        [Near(place="noodles", label="Noodles", max_km=6), wish("feature", "all_of", "桑拿"), wish("room", "only", "double")],
        [AnyOf(options=((wish("feature", "all_of", "管家服务"),), (wish("place", "all_of", "inn5"),)))],
    ],
)
async def test_several_that_keep_the_wishes_are_found_where_there_are_several(wishes: list[Any]) -> None:
    hotels = await found(*wishes)
    assert len(hotels) <= 2 * MOST
    places = {place.id: place for place in WORLD.records}
    for case in alternatives(wishes):
        wanted = request(days=3, constraints=case)
        fitting = [place for place in HOTELS if may_sleep(place, wanted, places, 2)]
        kept = [place for place in hotels if place in fitting]
        assert fitting
        assert len(kept) >= min(len(fitting), 6)
        assert min(fitting, key=lambda place: (place.nightly.typical, place.id)) in kept, "the cheapest of all that will do"
