"""What an edit is drawn from: a plan, its city, and the words for its parts."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from xiake.domain.constraint import places_asked_for, simple_wishes
from xiake.domain.edit import DayPart
from xiake.domain.itinerary import Day, Itinerary, Night, Stop
from xiake.domain.language import Language
from xiake.domain.place import AnyPlace, Attraction
from xiake.planner.trip import Trip
from xiake.tools.providers.catalogue.city import City
from xiake.tools.providers.catalogue.vocabulary import terms

from ..bundled.draw import WELL_KNOWN, NothingToSayError

T = TypeVar("T")

Key = tuple[str, str]
"""What a stop is: attraction or meal, and the id of the place."""

_PARTS: dict[DayPart, tuple[str, str]] = {
    "morning": ("上午", "morning"),
    "afternoon": ("下午", "afternoon"),
    "evening": ("晚上", "evening"),
}


@dataclass(frozen=True)
class Ask:
    """An edit in words.

    Attributes:
        words: What is said.
        touched: The stops that it is about; all others should stay as they are.
        present: Tells whether the change that was asked for is in the plan that comes of it.
        first: A day that is locked before; 0 is none.
        hotel: Whether the hotel is what it is about.
    """

    words: str
    touched: frozenset[Key]
    present: Callable[[Trip], bool]
    first: int = 0
    hotel: bool = False


@dataclass(frozen=True)
class Scene:
    """A plan that is talked about."""

    rng: random.Random
    city: City
    trip: Trip

    @property
    def language(self) -> Language:
        """What the traveller speaks."""
        return self.trip.request.language

    @cached_property
    def plan(self) -> Itinerary:
        """The plan."""
        assert self.trip.itinerary is not None
        return self.trip.itinerary

    @cached_property
    def asked(self) -> frozenset[str]:
        """Places that the request speaks of by name."""
        return frozenset(place for wish in simple_wishes(self.trip.request.constraints) for place in places_asked_for(wish))

    def say(self, *wordings: tuple[str, str], **fields: object) -> str:
        """One of several wordings (zh, en) in the language of the plan, filled in."""
        return self.rng.choice(wordings)[self.language == "en"].format(**fields)

    def pick(self, items: Sequence[T]) -> T:
        """One of the items."""
        if not items:
            raise NothingToSayError
        return self.rng.choice(list(items))

    def name(self, place: AnyPlace | Stop) -> str:
        """What a place is called."""
        return (place.place if isinstance(place, Stop) else place).name_in(self.language)

    def part(self, part: DayPart) -> str:
        """What a part of the day is called."""
        return _PARTS[part][self.language == "en"]

    def kind(self, word: str) -> str:
        """What a kind of the vocabulary is called."""
        return word if self.language == "zh" else next(term.en.lower() for term in terms() if term.word == word)

    def record(self, stop: Stop) -> AnyPlace | None:
        """The record of a stop's place."""
        return self.city.by_id.get(stop.place.id)

    def free_sights(self) -> list[tuple[Day, Stop]]:
        """Sights of the plan that nobody asked for by name."""
        return [
            (day, stop) for day, stop in sights_of(self.plan) if stop.place.id not in self.asked and self._is_clear(stop.name)
        ]

    def meals(self, meal: str) -> list[tuple[Day, Stop]]:
        """Meals at restaurants that nobody asked for by name."""
        stops = ((day, stop) for day in self.plan.days for stop in day.stops if stop.kind == "meal" and stop.meal == meal)
        return [(day, stop) for day, stop in stops if stop.place.kind == "restaurant" and stop.place.id not in self.asked]

    def whole_days(self) -> list[Day]:
        """Days without a ride."""
        return [day for day in self.plan.days if not any(stop.journey for stop in day.stops)]

    def elsewhere(self, day: Day | None = None) -> list[Attraction]:
        """Well-known sights that are not in the plan, open on some day of the trip (or on one) and visited within four hours."""
        there = {stop.place.id for _, stop in sights_of(self.plan)}
        days = [day] if day else list(self.plan.days)
        return [
            sight
            for sight in self.city.record.attractions
            if sight.renown >= WELL_KNOWN
            and sight.id not in there | self.asked
            and not sight.evening
            and sight.dwell[1] <= 240
            and sight.hours is not None
            and all(sight.hours.on(one.date) for one in days)
            and len(self.city.by_name[self.name(sight).casefold()]) == 1
            and self._is_clear(self.name(sight))
        ]

    def nights(self) -> list[Night]:
        """Nights in a hotel that nobody asked for by name."""
        return [day.night for day in self.plan.days if day.night and day.night.hotel.id not in self.asked]

    def _is_clear(self, name: str) -> bool:
        return not set(name) & set(",，、;；") and " and " not in name


def sights_of(plan: Itinerary) -> Iterator[tuple[Day, Stop]]:
    """Every visit with its day."""
    for day in plan.days:
        for stop in day.stops:
            if stop.kind == "attraction":
                yield day, stop


def stops_of(plan: Itinerary) -> Iterator[tuple[Day, Stop]]:
    """Every visit, and every meal but what the hotel serves."""
    for day in plan.days:
        for stop in day.stops:
            if stop.kind in ("attraction", "meal") and stop.place.kind != "hotel":
                yield day, stop


def key_of(stop: Stop) -> Key:
    """What a stop is, wherever it lies in the plan."""
    return stop.kind, stop.place.id


def days_of(trip: Trip, place: str) -> list[int]:
    """The days on which a place is visited."""
    return [day.index for day, stop in stops_of(trip.itinerary) if stop.place.id == place] if trip.itinerary else []


def part_of(stop: Stop) -> DayPart:
    """The part of the day in which a stop begins."""
    return "morning" if stop.start < 720 else "afternoon" if stop.start < 1080 else "evening"
