"""Where a day leads: its places in order, and the ways between them."""

from __future__ import annotations

from typing import Literal

from ...domain.base import Model
from ...domain.itinerary import Day, Itinerary, Journey, Leg, PlaceRef

_COLOURS = ("#b5443a", "#2f5d8a", "#3e7a5e", "#9a6a14", "#75508c", "#1f7582", "#8a5a3c", "#4a5560")


class Way(Model):
    """From one place to another, as the crow flies: plans know how long a way is, not its streets.

    Attributes:
        mode: ``walk``, ``metro``, ``taxi``; ``train`` and ``flight`` for a journey.
    """

    start: PlaceRef
    end: PlaceRef
    mode: Literal["walk", "metro", "taxi", "train", "flight"]
    by: Leg | Journey


def colour_of(day: Day) -> str:
    """A colour that tells the day from its neighbours, dark enough for white figures on it, as ``#rrggbb``."""
    return _COLOURS[(day.index - 1) % len(_COLOURS)]


def numbers_of(day: Day) -> dict[str, int]:
    """Numbers of a day's places by id, in the order in which they are first visited; hotels and stations have none."""
    visited = dict.fromkeys(stop.place.id for stop in day.stops if stop.place.kind not in ("hotel", "station"))
    return {place: number for number, place in enumerate(visited, 1)}


def ways_of(day: Day, itinerary: Itinerary) -> list[Way]:
    """The legs and journeys of a day, in order."""
    refs = _refs(itinerary)
    ways = []
    for stop in day.stops:
        if stop.leg and stop.leg.origin in refs:
            start, end = refs[stop.leg.origin], refs.get(stop.leg.destination, stop.place)
            ways.append(Way(start=start, end=end, mode=stop.leg.mode, by=stop.leg))
        if stop.journey:
            ways.append(Way(start=stop.place, end=stop.journey.destination, mode=stop.journey.mode, by=stop.journey))
    return ways


def _refs(itinerary: Itinerary) -> dict[str, PlaceRef]:
    stops = [stop for day in itinerary.days for stop in day.stops]
    places = [stop.place for stop in stops]
    places += [day.night.hotel for day in itinerary.days if day.night]
    places += [stop.journey.destination for stop in stops if stop.journey]
    return {place.id: place for place in places}
