"""One finished plan under judgement, and how verdicts on it are worded."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property
from typing import Literal, TypeVar

from ...domain.budget import BudgetSheet
from ...domain.check import CheckResult
from ...domain.clock import format_clock
from ...domain.constraint import AnyOf, Simple
from ...domain.itinerary import Day, Itinerary, Journey, Night, PlaceRef, Stop
from ...domain.language import listed
from ...domain.request import TripRequest
from ..phrases import PHRASES as WORDS
from ..wording import word_label
from .facts import Facts
from .phrases import PHRASES

Record = TypeVar("Record")

DAY = 24 * 60


@dataclass(frozen=True, kw_only=True)
class Case:
    """The plan, what was asked for, what is true, and what stands in for what.

    Attributes:
        taken: Wishes of those alternatives that the plan keeps; they count as if they had been asked for outright.
    """

    request: TripRequest
    itinerary: Itinerary
    budget: BudgetSheet
    facts: Facts
    substitutes: Mapping[str, str | None] = field(default_factory=dict)
    taken: tuple[Simple, ...] = ()

    @cached_property
    def wishes(self) -> tuple[Simple, ...]:
        """Every wish in force, alternatives resolved."""
        return (*(wish for wish in self.request.constraints if not isinstance(wish, AnyOf)), *self.taken)

    @cached_property
    def asked(self) -> TripRequest:
        """The request with the wishes in force."""
        return self.request.model_copy(update={"constraints": self.wishes})

    def satisfied(
        self, rule: str, key: str, day: Day | None = None, place: PlaceRef | None = None, /, **fields: object
    ) -> CheckResult:
        """A rule that holds; the message also gets the ``day`` and the ``name`` of the place."""
        return self._verdict("satisfied", rule, key, day, place, fields)

    def violated(
        self, rule: str, key: str, day: Day | None = None, place: PlaceRef | None = None, /, **fields: object
    ) -> CheckResult:
        """A rule that is broken."""
        return self._verdict("violated", rule, key, day, place, fields)

    def unverifiable(
        self, rule: str, key: str, day: Day | None = None, place: PlaceRef | None = None, /, **fields: object
    ) -> CheckResult:
        """A rule that can't be judged because a fact is unknown."""
        return self._verdict("unverifiable", rule, key, day, place, fields)

    def _verdict(
        self,
        status: Literal["satisfied", "violated", "unverifiable"],
        rule: str,
        key: str,
        day: Day | None,
        place: PlaceRef | None,
        fields: dict[str, object],
    ) -> CheckResult:
        index = day.index if day is not None else None
        name = self.name(place) if place is not None else ""
        return CheckResult(
            rule=rule,
            status=status,
            message=self.say(key, **{"day": index, "name": name, **fields}),
            day=index,
            place=place.id if place is not None else None,
        )

    def say(self, key: str, **fields: object) -> str:
        """Word something in the request's language."""
        return PHRASES.say(key, self.request.language, **fields)

    def word(self, key: str) -> str:
        """A word that all of the planner uses, in the request's language."""
        return WORDS.say(key, self.request.language)

    def way(self, direction: str) -> str:
        """A journey's direction."""
        return self.word(f"subject.intercity_{direction}")

    def join(self, parts: Iterable[str]) -> str:
        """A list as the language writes it."""
        return listed(self.request.language, parts)

    def labels(self, labels: Iterable[str]) -> str:
        """Values of a wish in a row."""
        return self.join(word_label(label, self.request.language) for label in labels)

    def name(self, place: PlaceRef) -> str:
        """A place's name in the request's language."""
        return place.name_in(self.request.language)

    def name_of(self, place_id: str) -> str:
        """The same by id; an unknown id stands for itself."""
        place = self.facts.places.get(place_id)
        return place_id if place is None else place.name_in(self.request.language)

    def record(self, place_id: str, kind: type[Record]) -> Record | None:
        """The record of a place, if it is known and of this kind."""
        place = self.facts.places.get(place_id)
        return place if isinstance(place, kind) else None

    @property
    def leaves_town(self) -> bool:
        """Whether the traveller comes from another city."""
        return self.request.origin not in (None, self.itinerary.city)

    @property
    def days(self) -> tuple[Day, ...]:
        """The plan's days."""
        return self.itinerary.days

    def stops(self, *kinds: str) -> Iterator[tuple[Day, Stop]]:
        """Every stop of these kinds with its day; all stops without arguments."""
        for day in self.days:
            for stop in day.stops:
                if not kinds or stop.kind in kinds:
                    yield day, stop

    def nights(self) -> Iterator[tuple[Day, Night]]:
        """Every night with its day."""
        for day in self.days:
            if day.night is not None:
                yield day, day.night

    def journeys(self, direction: str | None = None) -> Iterator[tuple[Day, Stop, Journey]]:
        """Every journey of a direction with its day and stop."""
        for day, stop in self.stops():
            if stop.journey is not None and direction in (None, stop.journey.direction):
                yield day, stop, stop.journey

    def night_before(self, day: Day) -> Night | None:
        """The night that a day follows."""
        position = self.days.index(day)
        return self.days[position - 1].night if position else None

    @cached_property
    def arrival(self) -> tuple[int, Journey] | None:
        """The journey there and when it ends, in minutes from the midnight that the first day begins with."""
        found = ((DAY * self.days.index(day) + journey.arrive, journey) for day, _, journey in self.journeys("out"))
        return next(found, None)

    def arrives(self, day: Day) -> int:
        """When the journey there ends, in minutes of the day: negative on later days, past 24:00 on those spent on the way."""
        return -DAY if self.arrival is None else self.arrival[0] - DAY * self.days.index(day)

    def wakes_at(self, day: Day) -> str | None:
        """Id of the place a day starts from; None where nobody knows.

        Last night's hotel, the station where a journey through the night ends, or on a first day without a journey tonight's
        hotel.
        """
        night = self.night_before(day)
        if night is None and day is not self.days[0] and self.arrival is not None and self.arrives(day) > 0:
            return self.arrival[1].destination.id
        if night is None and day is self.days[0] and not any(stop.journey for stop in day.stops[:1]):
            night = day.night
        return night.hotel.id if night is not None else None

    def date_of(self, day: Day) -> date:
        """The date that counts for a day: from the request's start where there is one, so that a wrong date shows everywhere."""
        return self.request.start + timedelta(days=self.days.index(day)) if self.request.start else day.date


Rule = Callable[[Case], Iterator[CheckResult]]


def span(start: int, end: int) -> str:
    """Two times of day as ``10:05–13:40``."""
    return f"{format_clock(start)}–{format_clock(end)}"


def yuan(amount: Decimal | None) -> str:
    """An amount as ``¥1,234.50``; ``¥?`` when unknown."""
    return "¥?" if amount is None else f"¥{amount:,.2f}"
