"""What is remembered of a traveller beyond one conversation."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from pydantic import AwareDatetime, Field

from .base import Model
from .language import Language
from .money import Yuan
from .recalled import MemoryKind
from .request import Pace

Polarity = Literal["for", "against", "neutral"]


class SourceTurn(Model):
    """Where a memory came from: session, number of the turn, the user's words."""

    session: str
    turn: int = Field(ge=0)
    quote: str = ""


class PlaceMark(Model):
    """A stop of a past trip as it is remembered: id, name, and what kinds of place it is."""

    id: str
    name: str
    kinds: tuple[str, ...] = ()


class TripCase(Model):
    """A finished trip, as far as it tells something about the next one.

    Attributes:
        nightly: What the room cost a night, CNY.
        size: Number of people.
        children: How many of them are children.
    """

    destination: str
    days: int
    pace: Pace
    stars: int | None = None
    nightly: Yuan | None = None
    total: Yuan | None = None
    size: int = 1
    children: int = 0
    liked: tuple[PlaceMark, ...] = ()
    disliked: tuple[PlaceMark, ...] = ()
    visited: tuple[PlaceMark, ...] = ()


class Statement(Model):
    """Something lasting that a traveller said about themselves or the people with them.

    Attributes:
        text: In their words, short and by itself understandable ("孩子不吃辣").
        aspect: What it is about, dotted from general to special: ``food.spice``, ``food.cuisine``, ``food.allergy.花生``,
            ``sight.kind.博物馆``, ``hotel.price``, ``hotel.quiet``, ``pace``, ``walking``, ``transport.mode.taxi``, ``companion.child`` ...
            Two statements can only agree or contradict each other where aspect and ``who`` are the same.
        who: Whom it is about, as said (孩子, 妈妈); empty for the traveller or the whole party.
        polarity: Wanted or not; ``neutral`` for facts.
        amount: The number in it, where there is one: CNY, minutes, years; never left to an embedding.
        strength: How strongly it was put, above 0 to 1.
    """

    kind: MemoryKind
    text: str
    language: Language
    aspect: str
    who: str = ""
    polarity: Polarity = "neutral"
    amount: Yuan | None = None
    strength: float = Field(default=0.6, gt=0, le=1)
    case: TripCase | None = None


class MemoryItem(Model):
    """A statement that is kept.

    Attributes:
        strength: At ``used``; it decays from then on.
        used: When it last was read into a plan, or said again.
        superseded_by: Id of the newer item that contradicts it; such items are history and never recalled.
        said: The other wordings that were merged into it.
    """

    id: str
    user: str
    statement: Statement
    strength: float = Field(gt=0, le=1)
    source: SourceTurn
    created: AwareDatetime
    used: AwareDatetime
    superseded_by: str | None = None
    said: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The statement's words."""
        return self.statement.text

    def age_days(self, now: datetime) -> float:
        """Days since it was last used."""
        return max(0.0, (now - self.used).total_seconds() / 86400)
