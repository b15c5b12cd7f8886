"""Moves inside the city against the travel table, and the table against the map."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ...domain.check import CheckResult
from ...domain.itinerary import Day, Leg, Stop
from ...domain.transit import MoveMode
from .case import Case, span
from .geo import TOLERANCE, straight_km

_TOP_KMH: dict[MoveMode, int] = {"walk": 7, "metro": 120, "taxi": 120}
_ROUNDING_M = 50
_ROUNDING_MINUTES = 1


def travel_time(case: Case) -> Iterator[CheckResult]:
    """Each leg takes at least the minutes, and exactly the way, that the table gives for its mode."""
    for day in case.days:
        faults, legs = [], [(stop, stop.leg) for stop in day.stops if stop.leg is not None]
        for stop, leg in legs:
            faults += list(_time_faults(case, day, stop, leg))
        yield from faults
        if legs and not faults:
            minutes = sum(leg.arrive - leg.depart for _, leg in legs)
            yield case.satisfied("travel_time", "travel.ok", day, count=len(legs), minutes=minutes)


def _time_faults(case: Case, day: Day, stop: Stop, leg: Leg) -> Iterator[CheckResult]:
    told = case.say(f"mode.{leg.mode}")
    move = case.facts.travel.move(leg.origin, leg.destination, leg.mode)
    if move is None:
        yield case.violated("travel_time", "travel.none", day, stop.place, mode=told, origin=case.name_of(leg.origin))
        return
    minutes = leg.arrive - leg.depart
    if minutes < move.minutes:
        yield case.violated("travel_time", "travel.short", day, stop.place, mode=told, minutes=minutes, needed=move.minutes)
    if leg.metres != move.metres:
        yield case.violated("travel_time", "travel.metres", day, stop.place, mode=told, plan=leg.metres, true=move.metres)


class _Part(NamedTuple):
    """A part of a way as it stands, or as it should."""

    mode: MoveMode
    start: str
    end: str
    depart: int
    arrive: int
    metres: int


def parts(case: Case) -> Iterator[CheckResult]:
    """Where the records tell the stations of a way, it is told as a walk, a ride and a walk between just these."""
    for day in case.days:
        faults, count = [], 0
        for stop in day.stops:
            if stop.leg is None:
                continue
            stated = tuple(_Part(p.mode, p.start, p.end, p.depart, p.arrive, p.metres) for p in stop.leg.parts)
            due = _due_parts(case, stop.leg)
            count += bool(due)
            if stated != due:
                shown = {"plan": _show(case, stated), "true": _show(case, due)}
                faults.append(case.violated("parts", "parts.differ", day, stop.place, **shown))
        yield from faults
        if count and not faults:
            yield case.satisfied("parts", "parts.ok", day, count=count)


def _due_parts(case: Case, leg: Leg) -> tuple[_Part, ...]:
    """The walk to the station, the ride, which takes what time the leg has left, and the walk from the other station."""
    move = case.facts.travel.move(leg.origin, leg.destination, leg.mode)
    if move is None or move.access is None:
        return ()
    (first, last), names = move.access, case.facts.places
    start, end = (names[place].name if place in names else place for place in (leg.origin, leg.destination))
    board, alight = leg.depart + first.minutes, leg.arrive - last.minutes
    return (
        _Part("walk", start, first.station, leg.depart, board, first.metres),
        _Part(leg.mode, first.station, last.station, board, alight, leg.metres - first.metres - last.metres),
        _Part("walk", last.station, end, alight, leg.arrive, last.metres),
    )


def _show(case: Case, stated: tuple[_Part, ...]) -> str:
    told = (f"{case.say(f'mode.{p.mode}')} {p.start} → {p.end} {span(p.depart, p.arrive)} {p.metres} m" for p in stated)
    return case.say("why.joint").join(told) or "–"


def service_hours(case: Case) -> Iterator[CheckResult]:
    """Nobody leaves before a mode's first or after its last departure."""
    for day in case.days:
        faults, count = [], 0
        for stop in day.stops:
            table = case.facts.travel.modes.get(stop.leg.mode) if stop.leg else None
            if stop.leg is None or table is None or stop.leg.mode == "walk":
                continue
            count += 1
            if not table.first <= stop.leg.depart <= table.last:
                way, hours = span(stop.leg.depart, stop.leg.arrive), span(table.first, table.last)
                mode = case.say(f"mode.{stop.leg.mode}")
                faults.append(case.violated("service_hours", "service.outside", day, stop.place, mode=mode, way=way, hours=hours))
        yield from faults
        if count and not faults:
            yield case.satisfied("service_hours", "service.ok", day, count=count)


def distance(case: Case) -> Iterator[CheckResult]:
    """No way is shorter than the straight line, and nobody moves faster than the mode can."""
    for day in case.days:
        faults, told = [], 0.0
        for stop in day.stops:
            if stop.leg is None:
                continue
            faults += list(_distance_faults(case, day, stop, stop.leg))
            told += stop.leg.metres / 1000
        yield from faults
        if told and not faults:
            yield case.satisfied("distance", "distance.ok", day, km=f"{told:.1f}")


def _distance_faults(case: Case, day: Day, stop: Stop, leg: Leg) -> Iterator[CheckResult]:
    start, end = case.facts.places.get(leg.origin), case.facts.places.get(leg.destination)
    if start is None or end is None:
        return
    straight = straight_km(start.at, end.at)
    if leg.metres < straight * 1000 * (1 - TOLERANCE) - _ROUNDING_M:
        yield case.violated("distance", "distance.short", day, stop.place, metres=leg.metres, straight=round(straight * 1000))
    hours = (max(leg.arrive - leg.depart, 0) + _ROUNDING_MINUTES) / 60
    if max(leg.metres / 1000, straight * (1 - TOLERANCE)) > _TOP_KMH[leg.mode] * hours:
        yield case.violated(
            "distance",
            "distance.fast",
            day,
            stop.place,
            mode=case.say(f"mode.{leg.mode}"),
            km=f"{straight:.2f}",
            minutes=leg.arrive - leg.depart,
            top=_TOP_KMH[leg.mode],
        )
