"""What any traveller would object to in a plan; counted from the itinerary alone, not by the planner's own verifier."""

from __future__ import annotations

from collections.abc import Iterator

from xiake.domain.clock import format_clock
from xiake.domain.itinerary import Day, Itinerary, Stop

_DAY = 24 * 60
_WINDOWS = {"breakfast": (6 * 60, 10 * 60, 15), "lunch": (11 * 60, 14 * 60, 30), "dinner": (17 * 60, 20 * 60, 30)}
"""From, until, and how many minutes of the meal lie inside."""

_WHOLE = (8 * 60, 20 * 60)
"""A day that the party spends in the city from before until after."""

_NIGHT = (30, 5 * 60)
_BEDS = {"double": 2, "twin": 2, "single": 1, "family": 4, "suite": 3, "dorm": 1}


def objections(itinerary: Itinerary, people: int) -> Iterator[str]:
    """Overlaps, gaps in the chain, missing beds and meals, nightly walks, places visited twice."""
    free, here = 0, None
    for day in itinerary.days:
        zero = _DAY * (day.index - 1)
        for stop in day.stops:
            told = f"day {day.index}, {stop.name} {format_clock(stop.start)}"
            leaves = zero + (stop.leg.depart if stop.leg else stop.start)
            if leaves < free:
                yield f"{told}: leaves before the stop before it is over"
            if stop.leg and stop.leg.arrive > stop.start:
                yield f"{told}: starts before arrival"
            if here is not None and here != stop.place.id and (stop.leg is None or stop.leg.origin != here):
                yield f"{told}: no way there"
            if stop.kind != "hotel" and stop.end <= stop.start:
                yield f"{told}: no time spent there"
            free, here = max(free, zero + (stop.start if stop.kind == "hotel" else stop.end)), stop.leaves_from
        yield from _day_objections(day, last=day.index == len(itinerary.days), arrived=_on_the_way(itinerary, day))
        if day.night and day.night.rooms * _BEDS[day.night.room_kind] < people and day.night.room_kind != "family":
            yield f"day {day.index}: {day.night.rooms} {day.night.room_kind} rooms for {people}"
    visited = [stop.place.id for day in itinerary.days for stop in day.stops if stop.kind == "attraction"]
    yield from (f"{place} twice" for place in sorted({place for place in visited if visited.count(place) > 1}))


def _on_the_way(itinerary: Itinerary, day: Day) -> bool:
    """Whether the way out ends after this day."""
    out = next((s.journey for s in itinerary.days[0].stops if s.journey and s.journey.direction == "out"), None)
    return out is not None and out.arrive > _DAY * day.index


def _day_objections(day: Day, last: bool, arrived: bool) -> Iterator[str]:
    if not last and not arrived and day.night is None:
        yield f"day {day.index}: no bed"
    for stop in day.stops:
        if stop.meal:
            begin, until, least = _WINDOWS[stop.meal]
            if stop.kind == "meal" and min(stop.end, until) - max(stop.start, begin) < least:
                yield f"day {day.index}: {stop.meal} {format_clock(stop.start)}-{format_clock(stop.end)}"
        if stop.leg and not stop.journey and _NIGHT[0] < stop.leg.depart % _DAY < _NIGHT[1] and not _just_arrived(day, stop):
            yield f"day {day.index}: under way at {format_clock(stop.leg.depart)}"
    if not any(stop.journey for stop in day.stops) and not arrived:
        eaten = {stop.meal for stop in day.stops if stop.meal}
        whole = bool(day.stops) and day.stops[-1].start >= _WHOLE[1] - 60
        yield from (f"day {day.index}: no {meal}" for meal in ("lunch", "dinner") if whole and meal not in eaten)
        if not any(stop.kind == "attraction" for stop in day.stops):
            yield f"day {day.index}: nothing to see"


def _just_arrived(day: Day, stop: Stop) -> bool:
    before = day.stops.index(stop) - 1
    return before < 0 or day.stops[before].journey is not None
