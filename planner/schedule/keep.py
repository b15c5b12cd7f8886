"""How much of an earlier plan an attempt keeps: which pins hold, and how firmly."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import IntEnum
from functools import cached_property
from typing import Literal

from ...domain.itinerary import Meal
from ...domain.pin import JourneyPin, LegPin, NightPin, OpenSpan, StopPin
from ...domain.request import TripRequest
from ...domain.transit import MoveMode
from .problem import Window


class Grip(IntEnum):
    """How firmly a day's stops are held; each next one is looser.

    ``TIMES``: at their times. ``SLIDE``: a little earlier or later, in their order. ``DAY``: on their day, sights for certain.
    ``LOOSE``: they are worth keeping, on their day above all. ``FREE``: the same, but there may be anything else, too.
    """

    TIMES = 0
    SLIDE = 1
    DAY = 2
    LOOSE = 3
    FREE = 4


_SLIDE = 75
"""Minutes that a stop moves at most while it slides."""

_LIKED, _ON_ITS_DAY = 150_000, 150_000
"""What a stop of the earlier plan is worth over its own worth, fen, and that much more on its day: more than any other sight."""

StopKind = Literal["attraction", "meal"]


@dataclass(frozen=True, kw_only=True)
class Keep:
    """The pins of a request as one attempt holds them. Locked ones are always held as they are.

    Attributes:
        grips: Per day of the trip.
        hotel: Whether the hotel stays.
        rides: Whether the rides stay.
    """

    request: TripRequest
    grips: tuple[Grip, ...]
    hotel: bool
    rides: bool

    @classmethod
    def loosely(cls, request: TripRequest) -> Keep:
        """Nothing but what is locked for certain."""
        return cls.evenly(request, Grip.FREE, hotel=False, rides=False)

    @classmethod
    def evenly(cls, request: TripRequest, grip: Grip, *, hotel: bool, rides: bool) -> Keep:
        """All days alike."""
        return cls(request=request, grips=(grip,) * request.days, hotel=hotel, rides=rides)

    @classmethod
    def around(cls, request: TripRequest, loose: int) -> Keep:
        """One day, counted from 0, may change, while the others slide."""
        grips = tuple(Grip.LOOSE if day == loose else Grip.SLIDE for day in range(request.days))
        return cls(request=request, grips=grips, hotel=True, rides=True)

    @cached_property
    def stops(self) -> Mapping[tuple[StopKind, str], StopPin]:
        """Pinned visits and meals of the trip's days by kind and place; a locked one counts before others."""
        pins = [pin for pin in self.request.pins if isinstance(pin, StopPin)]
        return {(pin.kind, pin.place): pin for pin in sorted(pins, key=lambda pin: pin.locked)}

    @cached_property
    def meals(self) -> Mapping[tuple[int, Meal], StopPin]:
        """Pinned meals by the index of their day, from 0, and which one they are."""
        return {(pin.day - 1, pin.meal): pin for pin in self.stops.values() if pin.kind == "meal" and pin.meal}

    @cached_property
    def modes(self) -> Mapping[tuple[str, str], MoveMode]:
        """By which mode one went from place to place; nothing counts any more where everything may change."""
        if min(self.grips) is Grip.FREE:
            return {}
        return {(pin.origin, pin.destination): pin.mode for pin in self.request.pins if isinstance(pin, LegPin)}

    @cached_property
    def hotels(self) -> tuple[frozenset[str], bool]:
        """The hotels to stay at, none where that is open, and whether they are locked."""
        pins = [pin for pin in self.request.pins if isinstance(pin, NightPin)]
        locked = frozenset(pin.hotel for pin in pins if pin.locked)
        return (locked, True) if locked else (frozenset(pin.hotel for pin in pins if self.hotel), False)

    @cached_property
    def journeys(self) -> Mapping[str, JourneyPin]:
        """The rides to take, by direction."""
        pins = [pin for pin in self.request.pins if isinstance(pin, JourneyPin)]
        return {pin.direction: pin for pin in pins if pin.locked or self.rides}

    def grip(self, pin: StopPin) -> Grip:
        """How firmly a stop is held; one of a day that the trip no longer has isn't."""
        if pin.locked:
            return Grip.TIMES
        return self.grips[pin.day - 1] if pin.day <= len(self.grips) else Grip.FREE

    def loosened(self, days: Collection[int]) -> Keep:
        """The same with some days held one step less firmly, but on their days still."""
        grips = tuple(Grip(min(grip + 1, Grip.DAY)) if day in days else grip for day, grip in enumerate(self.grips))
        return replace(self, grips=grips)


def moved_of(request: TripRequest) -> Iterator[Keep]:
    """Ways to hold the stops of a request's pins while the hotel changes, then the rides, too."""
    if any(isinstance(pin, NightPin) and not pin.locked for pin in request.pins):
        yield Keep.evenly(request, Grip.TIMES, hotel=False, rides=True)
        yield Keep.evenly(request, Grip.DAY, hotel=False, rides=True)
    if any(isinstance(pin, JourneyPin) and not pin.locked for pin in request.pins):
        yield Keep.evenly(request, Grip.DAY, hotel=False, rides=False)


def is_open(spans: Iterable[OpenSpan], day: int, start: int, end: int) -> bool:
    """Whether something new may lie between two minutes of a day, counted from 0."""
    return any(span.day == day + 1 and span.start < end and start < span.end for span in spans)


def opened(windows: Iterable[Window], spans: Iterable[OpenSpan], day: int, dwell: int) -> tuple[Window, ...]:
    """What a day's open spans leave of the openings for a visit that is new."""
    own = [Window(span.start, span.end - dwell) for span in spans if span.day == day + 1]
    return tuple(sorted({window for span in own for window in met(windows, span)}))


def liking_of(pin: StopPin, days: int) -> tuple[int, ...]:
    """What a visit is worth more per day for having been in the plan."""
    return tuple(_LIKED + _ON_ITS_DAY * (day + 1 == pin.day) for day in range(days))


def span_of(pin: StopPin, grip: Grip) -> Window:
    """When a stop that is held may begin and must end."""
    if grip is Grip.TIMES:
        return Window(pin.start, pin.start, pin.end)
    if grip is Grip.SLIDE:
        return Window(max(0, pin.start - _SLIDE), pin.start + _SLIDE, pin.end + _SLIDE)
    return Window(0, pin.start + 24 * 60)


def met(windows: Iterable[Window], span: Window) -> tuple[Window, ...]:
    """What a span leaves of openings."""
    cut = (Window(max(w.earliest, span.earliest), min(w.latest, span.latest), min(w.end, span.end)) for w in windows)
    return tuple(w for w in cut if w.earliest <= w.latest)
