"""A plan that is asked about, with all that is known of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from ...domain.constraint import Constraint, places_asked_for
from ...domain.evidence import Source
from ...domain.itinerary import Itinerary
from ...domain.language import Language
from ...domain.place import AnyPlace, Attraction, Hotel, Restaurant
from ...domain.request import TripRequest
from ...domain.task import Findings
from ..arrange.arrange import arrange
from ..arrange.attempt import Arrangement
from ..arrange.pins import pins_of
from ..export.words import money
from ..schedule.evidence import Evidence
from ..schedule.select import distance_km
from ..trip import Trip
from ..wording import word_wish
from .diff import signed
from .explanation import Explanation
from .stop_diff import stop_lines
from .targets import all_stops
from .why_phrases import PHRASES

_TOLD = 3
"""So many of the changes that an attempt would bring are told."""


@dataclass
class Inquiry:
    """A plan, its evidence, and the reasons gathered so far.

    Attributes:
        seconds: Most time of one attempt at another plan.
    """

    trip: Trip
    itinerary: Itinerary
    findings: Mapping[str, Findings]
    seconds: float
    reasons: list[str] = field(default_factory=list)
    sources: dict[Source, None] = field(default_factory=dict)

    @property
    def request(self) -> TripRequest:
        """What the plan was made for."""
        return self.trip.request

    @property
    def language(self) -> Language:
        """What the traveller reads."""
        return self.trip.request.language

    @cached_property
    def evidence(self) -> Evidence:
        """All records."""
        return Evidence.gather(self.findings)

    @property
    def records(self) -> Mapping[str, AnyPlace]:
        """Places by id."""
        return self.evidence.places

    def say(self, key: str, **fields: object) -> str:
        """Word something for the traveller."""
        return PHRASES.say(key, self.language, **fields)

    def tell(self, key: str, **fields: object) -> None:
        """Give a reason, once."""
        if (reason := self.say(key, **fields)) not in self.reasons:
            self.reasons.append(reason)

    def money(self, amount: Decimal | None) -> str:
        """An amount."""
        return money(amount, self.language)

    def cite(self, source: Source) -> None:
        """Name evidence."""
        self.sources[source] = None

    def cite_record(self, place: AnyPlace) -> None:
        """Name the evidence of a place and of its hours."""
        self.cite(Source(provider=place.provider, record=place.id, title=place.source, as_of=place.as_of))
        hours = place.hours if isinstance(place, Attraction | Restaurant) else None
        if hours is not None:
            self.cite(Source(provider=place.provider, record=place.id, title=hours.source, as_of=hours.as_of))

    def answer(self, about: str) -> Explanation:
        """What was gathered."""
        reasons = tuple(self.reasons) or (self.say("nothing"),)
        return Explanation(about=about, reasons=reasons, sources=tuple(self.sources))

    def wishes_for(self, place: str) -> list[Constraint]:
        """Wishes that ask for a place by name."""
        return [wish for wish in self.request.constraints if place in places_asked_for(wish)]

    def tell_wish(self, wish: Constraint) -> None:
        """Give a wish as the reason, in the user's words where there are any."""
        if wish.origin == "remembered" and wish.quote:
            self.tell("remembered", quote=wish.quote)
        elif wish.quote and wish.origin == "quoted":
            self.tell("asked", quote=wish.quote)
        else:
            self.tell("asked.wish", wish=word_wish(wish, self.language))

    def tell_locked(self, place: str) -> None:
        """Tell where a place is locked."""
        if any(pin.locked and place in (getattr(pin, "place", ""), getattr(pin, "hotel", "")) for pin in self.request.pins):
            self.tell("locked")

    def sights(self, day: int | None = None) -> list[AnyPlace]:
        """Records of the sights of the plan, or of one day."""
        stops = [p for p in all_stops(self.itinerary) if p.pin.kind == "attraction" and day in (None, p.day.index)]
        return [self.records[p.pin.place] for p in stops if p.pin.place in self.records]

    def attempt(self, *wishes: Constraint, but: Iterable[str] = (), budget: bool = True) -> Arrangement | None:
        """Really try another plan: with further wishes, everything else kept as far as that goes; None where there is none.

        Args:
            wishes: Added as hard ones.
            but: Places that need not stay where they are.
            budget: Whether the budget holds.
        """
        gone = set(but)
        pins = pins_of(self.itinerary, language=self.language, locked=self.request.pins)
        kept = tuple(pin for pin in pins if not gone & {getattr(pin, "place", ""), getattr(pin, "hotel", "")})
        changed = {"constraints": (*self.request.constraints, *wishes), "pins": kept, "open_spans": ()}
        request = self.request.model_copy(update=changed if budget else {**changed, "budget": None})
        found = arrange(request, self.findings, seconds=self.seconds)
        return found if isinstance(found, Arrangement) else None

    def changes(self, other: Arrangement, *, but: str = "") -> list[str]:
        """What another plan would change beside one place, in words."""
        lines = stop_lines(self.itinerary, other.itinerary, self.language)
        name = self.records[but].name_in(self.language) if but in self.records else ""
        return [
            line.text
            for line in lines
            if not name or name not in (line.before, line.after) or (line.before and line.after != line.before)
        ]

    def told(self, changes: list[str]) -> str:
        """The first few changes."""
        return "；".join(changes[:_TOLD]) if self.language == "zh" else "; ".join(changes[:_TOLD])

    def step(self, other: Arrangement) -> str:
        """By how much another plan changes the total, reserve aside."""
        if self.trip.budget is None:
            return self.money(other.budget.total)
        reserve = Decimal(0)
        sums = [sheet.total - sheet.by_category.get("reserve", reserve) for sheet in (other.budget, self.trip.budget)]
        step = sums[0] - sums[1]
        return signed(step, self.language) if step else self.say("step.same")

    def spread(self, place: AnyPlace, others: Iterable[AnyPlace]) -> float:
        """Average distance to some places, km."""
        distances = [distance_km(place, other) for other in others if other.id != place.id]
        return sum(distances) / len(distances) if distances else 0.0

    def hotels(self) -> list[Hotel]:
        """Known hotels."""
        return self.evidence.of(Hotel)


def rank_of(value: float, others: Iterable[float]) -> int:
    """Which place a value takes among others, the smallest first."""
    return 1 + sum(other < value for other in others)
