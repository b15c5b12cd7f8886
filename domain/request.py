"""What the traveller asked for, with where every slot came from."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Literal

from pydantic import Field

from .base import Model
from .constraint import Constraint, places_asked_for, wants_hotel
from .language import Language, worded
from .money import Yuan
from .party import Party
from .perceived import Perceived
from .pin import OpenSpan, Pin
from .reading import SlotReading
from .recalled import Recalled

Pace = Literal["relaxed", "normal", "intense"]
Slot = Literal["origin", "destination", "start", "days", "party", "budget", "pace"]


class Provenance(Model):
    """Where a slot's value came from.

    Attributes:
        origin: ``quoted`` from the text, ``given`` beside it (an option, an argument), ``derived`` from other slots, a stated
            ``default``, or ``remembered``.
        quote: The user's words, verbatim; empty unless quoted.
        note: Why, for defaults and derived values, in the user's language.
    """

    origin: Literal["quoted", "given", "derived", "default", "remembered"]
    quote: str = ""
    note: str = ""


class Given(Model):
    """What is known beside the text and overrules it: from a form, an option, a ready request.

    Attributes:
        origin: Canonical city name; None where nothing is given, likewise below.
        destination: Canonical city name.
        days: Calendar days.
        people: How many travel; who they are is still the text's to say.
        party: Who travels, where that is known too.
    """

    origin: str | None = None
    destination: str | None = None
    days: int | None = Field(default=None, ge=1, le=30)
    people: int | None = Field(default=None, ge=1, le=200)
    party: Party | None = None


NOTHING_GIVEN = Given()


class Budget(Model):
    """All the money of the trip.

    Attributes:
        amount: CNY.
        scope: Whether the amount is for the whole party or per person.
    """

    amount: Yuan
    scope: Literal["party", "person"] = "party"

    def total(self, people: int) -> Decimal:
        """What the whole party may spend, CNY."""
        return self.amount * people if self.scope == "person" else self.amount


class Question(Model):
    """Something only the traveller can say.

    Attributes:
        slot: The slot it fills; ``place`` for an ambiguous name, ``capability`` for a lost one, ``way`` for one of several ways out,
            ``booking`` for the yes to a commitment.
        text: In the user's language.
        default: What a non-interactive run takes; None where there is no safe one.
        options: Answers to choose from, if they can be listed.
        quote: The words the question is about; an answer takes their place in the text.
    """

    slot: Slot | Literal["place", "capability", "way", "booking"]
    text: str
    default: str | None = None
    options: tuple[str, ...] = ()
    quote: str = ""


class TripRequest(Model):
    """A request as it was understood.

    Attributes:
        text: The user's words, verbatim.
        language: Language to answer in.
        origin: Canonical city name, or as said where the provider doesn't know it; None means no intercity part.
        destination: Canonical city name; None only while a question about it is open.
        origin_en: English name of the origin, where the provider knows it.
        destination_en: English name of the destination.
        start: First day; None until a default is chosen.
        days: Calendar days; :attr:`nights` follow from them.
        constraints: All wishes beyond the slots.
        unresolved: Words that carry a wish but could not be mapped; always shown.
        notes: How words were read where another reading was possible (a mended name, a date of a feast), in the user's language.
        questions: What is missing; those without a default block planning.
        provenance: Where each filled slot came from.
        pins: Parts of an earlier plan that the new one keeps.
        open_spans: Beside pins, where new stops may be put. Elsewhere only what a hard wish demands is added.
        perceived: What was made out in pictures and recordings that came with it.
        readings: How a model and the rules read it, where a model reads along; both stay visible.
        recalled: What was remembered of the traveller and counted, as soft wishes of origin ``remembered`` or in a slot.
    """

    text: str
    language: Language = "zh"
    origin: str | None = None
    destination: str | None = None
    origin_en: str | None = None
    destination_en: str | None = None
    start: date | None = None
    days: int = Field(default=3, ge=1, le=30)
    party: Party = Party()
    budget: Budget | None = None
    pace: Pace = "normal"
    constraints: tuple[Constraint, ...] = ()
    unresolved: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    questions: tuple[Question, ...] = ()
    provenance: dict[Slot, Provenance] = Field(default_factory=dict)
    pins: tuple[Pin, ...] = ()
    open_spans: tuple[OpenSpan, ...] = ()
    perceived: tuple[Perceived, ...] = ()
    readings: tuple[SlotReading, ...] = ()
    recalled: tuple[Recalled, ...] = ()

    @property
    def origin_name(self) -> str:
        """The origin in the language of the answer; empty without one."""
        return worded(self.language, self.origin or "", self.origin_en)

    @property
    def destination_name(self) -> str:
        """The destination in the language of the answer; empty without one."""
        return worded(self.language, self.destination or "", self.destination_en)

    @property
    def dates(self) -> tuple[date, ...]:
        """Every date of the trip; asked only once the first one is known."""
        assert self.start is not None
        return tuple(self.start + timedelta(days=k) for k in range(self.days))

    @property
    def wanted_places(self) -> frozenset[str]:
        """Ids that the traveller asks for by name; bans on kinds and the like don't mean these."""
        return frozenset(place for wish in self.constraints if wish.strength == "hard" for place in places_asked_for(wish))

    @property
    def budget_total(self) -> Decimal | None:
        """What the whole party may spend, CNY."""
        return self.budget.total(self.party.size) if self.budget else None

    @property
    def nights(self) -> int:
        """Hotel nights: one less than the days, but one for a single day with a hard wish for a hotel."""
        return max(self.days - 1, int(any(wish.strength == "hard" and wants_hotel(wish) for wish in self.constraints)))
