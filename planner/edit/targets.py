"""Which parts of a plan are meant."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ...domain.edit import DayPart, Target
from ...domain.itinerary import Day, Itinerary, Meal, Stop
from ...domain.pin import StopPin
from ..arrange.pins import pin_of

NOON, EVENING, MIDNIGHT = 12 * 60, 18 * 60, 24 * 60
SPANS: dict[DayPart, tuple[int, int]] = {"morning": (0, NOON), "afternoon": (NOON, EVENING), "evening": (EVENING, MIDNIGHT)}
"""When each part of the day begins and ends, minutes from midnight."""

_MEAL_PARTS: dict[DayPart, tuple[Meal, ...]] = {"morning": ("breakfast",), "afternoon": ("lunch",), "evening": ("dinner",)}


@dataclass(frozen=True)
class Placed:
    """A visit or a meal, its day and its pin."""

    day: Day
    stop: Stop
    pin: StopPin


def part_of(minute: int) -> DayPart:
    """The part of the day that a minute lies in."""
    return "morning" if minute < NOON else "afternoon" if minute < EVENING else "evening"


def is_about_hotel(target: Target, itinerary: Itinerary) -> bool:
    """Whether the hotel is meant."""
    if target.subject is not None:
        return target.subject == "hotel"
    hotels = {day.night.hotel.id for day in itinerary.days if day.night}
    return bool(target.places) and set(target.places) <= hotels


def is_about_rides(target: Target) -> bool:
    """Whether an intercity ride is meant."""
    return target.subject == "intercity" or (target.subject is None and target.direction is not None)


def stops_meant(target: Target, itinerary: Itinerary) -> list[Placed]:
    """The visits and meals that are meant, in the order of the plan.

    Where neither a place nor a meal is named, sights are meant; a part of the day without any means its meals.
    """
    inside = [placed for placed in _placed(itinerary) if target.day in (None, placed.day.index)]
    if target.places:
        inside = [placed for placed in inside if placed.pin.place in target.places]
    elif target.meal or target.subject == "restaurant":
        inside = [placed for placed in inside if placed.pin.kind == "meal" and target.meal in (None, placed.pin.meal)]
        if target.part and not target.meal:
            return [placed for placed in inside if placed.pin.meal in _MEAL_PARTS[target.part]]
        return inside
    if target.part:
        inside = [placed for placed in inside if part_of(placed.stop.start) == target.part]
    if target.places or target.subject == "trip":
        return inside
    sights = [placed for placed in inside if placed.pin.kind == "attraction"]
    return inside if target.part and target.subject is None and not sights else sights


def _placed(itinerary: Itinerary) -> Iterator[Placed]:
    for day in itinerary.days:
        for stop in day.stops:
            pin = pin_of(stop, day)
            if pin is not None:
                yield Placed(day, stop, pin)


def all_stops(itinerary: Itinerary) -> list[Placed]:
    """Every visit and meal of a plan."""
    return list(_placed(itinerary))
