"""A finished plan as pins, the time that those leave free which are taken away, and pins in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ...domain.clock import format_clock
from ...domain.itinerary import Day, Itinerary, Stop
from ...domain.language import Language
from ...domain.pin import JourneyPin, LegPin, NightPin, OpenSpan, Pin, StopPin
from ..phrases import PHRASES


def pins_of(itinerary: Itinerary, *, language: Language = "zh", locked: Iterable[Pin] = ()) -> tuple[Pin, ...]:
    """Every visit, meal, night, ride and way of a plan, in its order; breakfasts at the hotel follow from the night.

    Args:
        itinerary: The plan that is to be kept.
        language: Of the labels.
        locked: Pins that the traveller locked; those among the plan's are locked again.
    """
    fixed = {pin_key(pin) for pin in locked if pin.locked}
    pins = (pin for day in itinerary.days for pin in _pins_of_day(day, language))
    return tuple(pin.model_copy(update={"locked": pin_key(pin) in fixed}) for pin in pins)


def pin_key(pin: Pin) -> tuple[object, ...]:
    """What a pin is about: a stop is the same at another time of its day, everything else in nothing but its label."""
    if isinstance(pin, StopPin):
        return pin.day, pin.kind, pin.place
    return tuple(pin.model_dump(exclude={"label", "locked"}).values())


def _pins_of_day(day: Day, language: Language) -> Iterator[Pin]:
    for stop in day.stops:
        name = stop.place.name_in(language)
        if stop.journey is not None:
            journey = stop.journey
            way = f"{journey.origin.name_in(language)} → {journey.destination.name_in(language)}"
            label = f"{journey.number or ''} {way}".strip()
            yield JourneyPin(label=label, direction=journey.direction, service=journey.service, depart=journey.depart)
        elif (pin := pin_of(stop, day, language)) is not None:
            yield pin
        if stop.leg is not None:
            yield LegPin(label=name, origin=stop.leg.origin, destination=stop.leg.destination, mode=stop.leg.mode)
    if day.night is not None:
        yield NightPin(label=day.night.hotel.name_in(language), day=day.index, hotel=day.night.hotel.id)


def pin_of(stop: Stop, day: Day, language: Language = "zh") -> StopPin | None:
    """The pin of a visit or a meal; None for what follows from the hotel and the rides."""
    if stop.kind not in ("attraction", "meal") or stop.place.kind == "hotel":
        return None
    return StopPin(
        label=stop.place.name_in(language),
        day=day.index,
        kind="attraction" if stop.kind == "attraction" else "meal",
        place=stop.place.id,
        meal=stop.meal,
        start=stop.start,
        end=stop.end,
    )


def spans_without(itinerary: Itinerary, pins: Iterable[Pin]) -> tuple[OpenSpan, ...]:
    """The time around each visit and meal of a plan that no pin keeps: from the end of what is kept before it to the start of what is kept after it."""
    kept: set[tuple[int, str, str]] = {(pin.day, pin.kind, pin.place) for pin in pins if isinstance(pin, StopPin)}
    return tuple(span for day in itinerary.days for span in _spans_of_day(day, kept))


def _spans_of_day(day: Day, kept: set[tuple[int, str, str]]) -> Iterator[OpenSpan]:
    begin, gone = 0, False
    for stop in day.stops:
        if stop.journey is not None and stop.journey.direction == "out":
            begin = min(stop.end, OpenSpan(day=1).end)
        elif stop.kind in ("attraction", "meal") and stop.place.kind != "hotel":
            if (day.index, stop.kind, stop.place.id) not in kept:
                gone = True
                continue
            if gone:
                yield OpenSpan(day=day.index, start=begin, end=stop.start)
            begin, gone = stop.end, False
        elif stop.journey is not None and gone:
            yield OpenSpan(day=day.index, start=begin, end=stop.start)
            return
    if gone:
        yield OpenSpan(day=day.index, start=begin)


def word_pin(pin: Pin, language: Language) -> str:
    """A locked part of a plan as a short phrase, e.g. "锁定：第2天 故宫"."""
    if isinstance(pin, StopPin):
        what = PHRASES.say("pin.stop", language, day=pin.day, what=pin.label, time=format_clock(pin.start))
    elif isinstance(pin, NightPin):
        what = PHRASES.say("pin.night", language, day=pin.day, what=pin.label)
    else:
        what = pin.label
    return PHRASES.say("pin.locked", language, what=what)
