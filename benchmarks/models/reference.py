"""What a plan is held against: the rules' own reading of the text, and the provider's own records."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from xiake.domain.check import CheckResult
from xiake.domain.clock import format_clock
from xiake.domain.constraint import Constraint
from xiake.domain.place import AnyPlace, Attraction
from xiake.domain.request import TripRequest
from xiake.planner.trip import Trip
from xiake.planner.verify.facts import Facts
from xiake.planner.verify.verifier import verify
from xiake.tools.availability import AvailabilityQuery
from xiake.tools.gazetteer import GazetteerQuery
from xiake.tools.intercity import Intercity, IntercityQuery
from xiake.tools.places import PlacesQuery
from xiake.tools.provider import Provider
from xiake.tools.travel import TravelQuery

_SLOTS = ("origin", "destination", "start", "days", "party", "budget", "pace")
_UNSAID = {"labels", "label", "quote", "origin", "strength"}
"""What a wish carries besides its meaning."""
_WORTH_HAVING = {"meals", "idle"}
"""Rules that a delivered plan may break: it says so."""
_NUMBER = re.compile(r"\d+")


def changed(reference: TripRequest, request: TripRequest) -> Iterator[str]:
    """What a request says otherwise than its text: slots, hard wishes that are lost or new."""
    for slot in _SLOTS:
        before, after = getattr(reference, slot), getattr(request, slot)
        if before != after:
            yield f"{slot}: {after} instead of {before}"
    ours, theirs = _hard(reference), _hard(request)
    yield from (f"lost: {wish}" for wish in ours if wish not in theirs)
    yield from (f"new: {wish}" for wish in theirs if wish not in ours)


async def broken(reference: TripRequest, trip: Trip, provider: Provider) -> list[CheckResult]:
    """Rules and hard wishes of the reference that a plan breaks, judged by all records of the city."""
    assert trip.itinerary is not None
    assert trip.budget is not None
    facts = await _facts(reference, trip, provider)
    substitutes = {substitution.place: substitution.by for substitution in trip.substitutions}
    checks = verify(reference, trip.itinerary, trip.budget, facts, substitutes=substitutes)
    replaced = {substitution.wish for substitution in trip.substitutions}
    return [
        check
        for check in checks
        if check.status == "violated" and not check.soft and check.rule not in _WORTH_HAVING and check.wish not in replaced
    ]


def ungrounded(trip: Trip, never: tuple[str, ...]) -> Iterator[str]:
    """What a model worded that stands nowhere in the plan: figures, and the names that must never be shown."""
    if trip.words is None:
        return
    shown = [text for day in trip.words.days for text in (day.intro, *day.tips)] + list(trip.words.notes)
    bare = trip.model_copy(update={"words": None})
    known = set(_NUMBER.findall(bare.model_dump_json() + bare.to_markdown())) | set(_times(trip))
    for text in shown:
        yield from (f"worded {name}: {text[:80]}" for name in never if name in text)
        yield from (f"worded {number}: {text[:80]}" for number in _NUMBER.findall(text) if number not in known)


def _times(trip: Trip) -> Iterator[str]:
    """When everything in the plan begins and ends, and how long it takes."""
    for stop in (stop for day in (trip.itinerary.days if trip.itinerary else ()) for stop in day.stops):
        spans = [(stop.start, stop.end)] + ([(stop.leg.depart, stop.leg.arrive)] if stop.leg else [])
        for begins, ends in spans:
            yield str(ends - begins)
            yield from _NUMBER.findall(f"{format_clock(begins)} {format_clock(ends)}")


def _hard(request: TripRequest) -> list[dict[str, Any]]:
    return [_meaning(wish) for wish in request.constraints if wish.strength == "hard"]


def _meaning(wish: Constraint) -> dict[str, Any]:
    return _without(wish.model_dump())


def _without(data: Any) -> Any:
    if isinstance(data, dict):
        return {name: _without(value) for name, value in data.items() if name not in _UNSAID}
    return [_without(part) for part in data] if isinstance(data, list | tuple) else data


async def _facts(request: TripRequest, trip: Trip, provider: Provider) -> Facts:
    """Every record of the city, and how one moves between the places of the plan."""
    assert request.destination is not None
    assert trip.itinerary is not None
    city = request.destination
    names = await provider.gazetteer(GazetteerQuery(city=city))
    records: dict[str, AnyPlace] = {}
    for place in (await provider.places(PlacesQuery(city=city, ids=tuple(p.id for p in names.places)))).items:
        records[place.id] = place
    ways: list[Intercity] = []
    if request.origin:
        for origin, destination in ((request.origin, city), (city, request.origin)):
            ways.append(await provider.intercity(IntercityQuery(origin=origin, destination=destination)))
    services = {service.id: service for way in ways for service in way.services}
    stations = {station.id: station for way in ways for station in way.stations}
    in_plan = {stop.place.id for day in trip.itinerary.days for stop in day.stops}
    in_plan |= {day.night.hotel.id for day in trip.itinerary.days if day.night}
    in_plan |= {station.id for station in stations.values() if station.city == city}
    here = tuple(sorted(in_plan & records.keys()))
    sights = tuple(id_ for id_ in here if isinstance(records[id_], Attraction))
    asked = AvailabilityQuery(city=city, ids=sights, days=request.dates, today=request.dates[0]) if sights else None
    return Facts(
        places={**stations, **records},
        travel=await provider.travel(TravelQuery(city=city, ids=here)),
        services=services,
        availability=(await provider.availability(asked)).items if asked else (),
    )
