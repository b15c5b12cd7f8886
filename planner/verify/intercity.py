"""Journeys between the cities: the right services, at the right ends of the trip, with time at the stations."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Literal

from ...domain.check import CheckResult
from ...domain.clock import format_clock
from ...domain.itinerary import Day, Journey, Stop
from ...domain.place import Station
from ...domain.travel import IntercityService
from .case import DAY, Case, span

Direction = Literal["out", "back"]
DIRECTIONS: tuple[Direction, Direction] = ("out", "back")
AHEAD: dict[str, int] = {"train": 20, "flight": 60}
"""Minutes at the station before the departure."""


def intercity(case: Case) -> Iterator[CheckResult]:
    """The way there opens the trip and the way back closes it, each by a service that exists and runs then."""
    for direction in DIRECTIONS:
        found = list(case.journeys(direction))
        wanted = case.leaves_town
        way = case.way(direction)
        if not found and wanted:
            if any(serves(case, service, direction) for service in case.facts.services.values()):
                yield case.violated("intercity", "intercity.missing", way=way, origin=case.request.origin)
            else:
                yield case.unverifiable("intercity", "intercity.no_services", way=way, origin=case.request.origin)
            continue
        if found and not wanted:
            yield case.violated("intercity", "intercity.unasked", found[0][0], way=way)
        if len(found) > 1:
            yield case.violated("intercity", "intercity.twice", found[1][0], way=way, count=len(found))
        for day, stop, journey in found:
            faults = list(_faults(case, day, stop, journey))
            yield from faults
            if not faults:
                yield case.satisfied(
                    "intercity",
                    "intercity.ok",
                    day,
                    stop.place,
                    way=way,
                    origin=case.name(journey.origin),
                    destination=case.name(journey.destination),
                    span=span(journey.depart, journey.arrive),
                )


def serves(case: Case, service: IntercityService, direction: str) -> bool:
    """Whether a service links the destination city in this direction, as far as its stations are on record."""
    here, there = (service.destination, service.origin) if direction == "out" else (service.origin, service.destination)
    station, other = case.record(here, Station), case.record(there, Station)
    if station is None or station.city != case.itinerary.city:
        return False
    return other is None or other.city == case.request.origin


def _faults(case: Case, day: Day, stop: Stop, journey: Journey) -> Iterator[CheckResult]:
    way = case.way(journey.direction)
    ends = (case.days[0].stops[:1], case.days[-1].stops[-1:])
    if (stop,) != ends[journey.direction == "back"] or stop.kind != "journey":
        yield case.violated("intercity", f"intercity.place_{journey.direction}", day, stop.place, way=way)
    service = case.facts.services.get(journey.service)
    if service is None:
        yield case.violated("intercity", "intercity.unknown", day, stop.place, way=way, service=journey.service)
        return
    if not serves(case, service, journey.direction):
        yield case.violated("intercity", "intercity.elsewhere", day, stop.place, way=way, service=service.id)
    shown = {
        "origin": (journey.origin.id, service.origin),
        "destination": (journey.destination.id, service.destination),
        "boarding": (stop.place.id, service.origin),
        "mode": (journey.mode, service.mode),
        "number": (journey.number, service.number),
        "timetabled": (journey.timetabled, service.number is not None),
    }
    for field, (plan, true) in shown.items():
        if plan != true:
            yield case.violated("intercity", "intercity.differs", day, stop.place, way=way, field=field, plan=plan, true=true)
    if not service.first <= journey.depart <= service.last:
        yield case.violated(
            "intercity",
            "intercity.hours",
            day,
            stop.place,
            way=way,
            depart=format_clock(journey.depart),
            hours=span(service.first, service.last),
        )
    if journey.arrive != journey.depart + service.minutes:
        yield case.violated(
            "intercity",
            "intercity.minutes",
            day,
            stop.place,
            way=way,
            minutes=journey.arrive - journey.depart,
            true=service.minutes,
        )
    if stop.start > journey.depart or stop.end < journey.arrive:
        yield case.violated(
            "intercity",
            "intercity.stop",
            day,
            stop.place,
            way=way,
            stay=span(stop.start, stop.end),
            span=span(journey.depart, journey.arrive),
        )


def station_time(case: Case) -> Iterator[CheckResult]:
    """Time to leave the station after an arrival, and to be there before a departure."""
    for day in case.days:
        for position, stop in enumerate(day.stops):
            if stop.journey is not None and (stop.leg is not None or position):
                there = stop.leg.arrive if stop.leg is not None else day.stops[position - 1].end
                need, have = AHEAD[stop.journey.mode], stop.journey.depart - there
                verdict = case.satisfied if have >= need else case.violated
                yield verdict("station_time", "station.before", day, stop.place, minutes=have, needed=need)
    line = [(DAY * position, day, stop) for position, day in enumerate(case.days) for stop in day.stops]
    for (zero, day, stop), (zero_after, _, after) in pairwise(line):
        if stop.journey is not None:
            leaves = after.leg.depart if after.leg is not None else after.start
            yield _leaving(case, day, stop.journey, zero_after + leaves - zero - stop.journey.arrive)


def _leaving(case: Case, day: Day, journey: Journey, have: int) -> CheckResult:
    station = case.record(journey.destination.id, Station)
    if station is None:
        return case.unverifiable("station_time", "station.unknown", day, journey.destination, minutes=have)
    verdict = case.satisfied if have >= station.transfer_minutes else case.violated
    return verdict("station_time", "station.after", day, journey.destination, minutes=have, needed=station.transfer_minutes)
