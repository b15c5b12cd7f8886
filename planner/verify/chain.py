"""A day as a chain: in time without overlaps, in space without jumps."""

from __future__ import annotations

from collections.abc import Iterator

from ...domain.check import CheckResult
from ...domain.clock import format_clock
from ...domain.itinerary import Day, Stop
from ...domain.place import Restaurant
from .case import DAY, Case, span


def order(case: Case) -> Iterator[CheckResult]:
    """Stops and the legs between them follow each other; nothing overlaps."""
    for day in case.days:
        faults = list(_order_faults(case, day))
        yield from faults
        if day.stops and not faults:
            first, last = day.stops[0], day.stops[-1]
            until = last.start if last.kind == "hotel" else last.end
            yield case.satisfied("order", "order.ok", day, count=len(day.stops), span=span(first.start, until))


def _order_faults(case: Case, day: Day) -> Iterator[CheckResult]:
    free = _morning(case, day)
    for stop in day.stops:
        if stop.leg is not None:
            way = span(stop.leg.depart, stop.leg.arrive)
            if stop.leg.arrive < stop.leg.depart:
                yield case.violated("order", "order.leg_backwards", day, stop.place, way=way)
            if stop.leg.depart < free:
                yield case.violated("order", "order.leg_early", day, stop.place, way=way, free=format_clock(free))
            if stop.leg.arrive > stop.start:
                start = format_clock(stop.start)
                yield case.violated("order", "order.leg_late", day, stop.place, way=way, start=start)
        elif stop.start < free:
            stay = span(stop.start, stop.end)
            yield case.violated("order", "order.overlap", day, stop.place, stay=stay, free=format_clock(free))
        if not _lasts(stop):
            yield case.violated("order", "order.no_time", day, stop.place, stay=span(stop.start, stop.end))
        # A hotel stop is open-ended; whatever wrongly follows it is judged from the arrival.
        free = stop.start if stop.kind == "hotel" else max(stop.end, stop.journey.arrive if stop.journey else 0)


def _morning(case: Case, day: Day) -> int:
    """From when the party may leave: at once, or after an arrival past midnight."""
    position = case.days.index(day)
    before = case.days[position - 1].stops if position else ()
    ends = [(last.start if last.kind == "hotel" else last.end) - DAY for last in before[-1:]]
    return max(0, *ends, case.arrives(day) if position else 0)


def _lasts(stop: Stop) -> bool:
    return stop.end >= min(stop.start, DAY) if stop.kind == "hotel" else stop.end > stop.start


def chain(case: Case) -> Iterator[CheckResult]:
    """Each leg leads from where the stop before ended to its own stop; only a stop at the same place has none."""
    for day in case.days:
        here = case.wakes_at(day)
        faults = []
        for stop in day.stops:
            faults += list(_link_faults(case, day, stop, here))
            here = stop.leaves_from
        yield from faults
        if day.stops and not faults:
            legs = sum(stop.leg is not None for stop in day.stops)
            yield case.satisfied("chain", "chain.ok", day, legs=legs)


def _link_faults(case: Case, day: Day, stop: Stop, here: str | None) -> Iterator[CheckResult]:
    origin = "–" if here is None else case.name_of(here)
    if stop.leg is None:
        if here is not None and here != stop.place.id:
            yield case.violated("chain", "chain.missing", day, stop.place, origin=origin)
        return
    if stop.leg.origin != here:
        start = case.name_of(stop.leg.origin)
        yield case.violated("chain", "chain.origin", day, stop.place, origin=origin, start=start)
    if stop.leg.destination != stop.place.id:
        end = case.name_of(stop.leg.destination)
        yield case.violated("chain", "chain.destination", day, stop.place, end=end)


def repeats(case: Case) -> Iterator[CheckResult]:
    """No attraction and no restaurant twice."""
    seen: dict[str, int] = {}
    faults = []
    for day, stop in case.stops("attraction", "meal"):
        if stop.kind == "meal" and case.record(stop.place.id, Restaurant) is None:
            continue  # breakfast at the hotel again, a meal inside the sight just visited
        if stop.place.id in seen:
            faults.append(case.violated("repeats", "repeats.twice", day, stop.place, first=seen[stop.place.id]))
        seen.setdefault(stop.place.id, day.index)
    yield from faults
    if not faults:
        yield case.satisfied("repeats", "repeats.ok", count=len(seen))
