"""What the tests of whole trips share: requests, running them, and what holds for every plan."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from xiake import Trip, TripPlanner
from xiake.domain.events import (
    Event,
)
from xiake.domain.itinerary import Stop
from xiake.domain.place import Attraction, Hotel, Restaurant
from xiake.tools.providers.catalogue.city import open_city
from xiake.tools.providers.catalogue.index import slug_of

SEED = "帮我规划一个北京3日亲子游，预算5000元，孩子5岁，必去故宫和中国科技馆，住市中心"
MONDAY = date(2026, 11, 23)
PALACE, SCIENCE = "故宫博物院", "中国科学技术馆"


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
    titles = {source.title for source in trip.sources}
    sights = [known[stop.place.id] for _, stop in stops(trip, "attraction")]
    assert all(sight.hours.source in titles for sight in sights if sight.hours), "the hours have a source, too"
    assert any(check.status == "satisfied" for check in trip.checks)
    assert not [check for check in trip.checks if check.status == "violated" and not check.soft] or trip.status == "degraded"


async def run(planner: TripPlanner, text: str, **options: Any) -> tuple[Trip, list[Event]]:
    items: list[Any] = [item async for item in planner.astream(text, **options)]
    assert isinstance(items[-1], Trip)
    assert not [item for item in items[:-1] if isinstance(item, Trip)]
    return items[-1], items[:-1]


SHORT = "南京两日游，两个人，必去中山陵，预算3000元"
