"""Admission prices: by season, age, height and seniority, with *unknown* as a value."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from pydantic import Field, model_validator

from .base import Model
from .money import Yuan, to_fen
from .party import Traveller
from .season import Season


class Fare(Model):
    """The full adult price in a season (all year without one)."""

    season: Season | None = None
    adult: Yuan


class Concession(Model):
    """A reduced price for travellers who meet *any* of the criteria given.

    Attributes:
        under_age: Below this age in years (6 means 0-5).
        ages: Inclusive span of ages, e.g. ``[6, 17]``.
        from_age: This age or older.
        up_to_height_cm: This height or less.
        pays: A fixed amount in CNY, or a share of the adult fare such as ``"1/2"``; 0 is free.
        note: What the traveller should know, e.g. the document to bring; Chinese.
        note_en: The same in English.
    """

    under_age: int | None = None
    ages: tuple[int, int] | None = None
    from_age: int | None = None
    up_to_height_cm: int | None = None
    pays: Yuan | Literal["1/2", "1/3", "2/3", "3/4", "4/5", "1/5", "1/4", "7/10", "3/5"]
    note: str = ""
    note_en: str = ""

    @model_validator(mode="after")
    def _says_who(self) -> Concession:
        if self.under_age is None and self.ages is None and self.from_age is None and self.up_to_height_cm is None:
            raise ValueError("a concession needs under_age, ages, from_age or up_to_height_cm")
        return self

    def matches(self, person: Traveller) -> bool:
        """Whether the traveller is *known* to meet a criterion; what is unknown doesn't match."""
        age, height = person.age, person.height_cm
        if age is not None:
            if self.under_age is not None and age < self.under_age:
                return True
            if self.ages is not None and self.ages[0] <= age <= self.ages[1]:
                return True
            if self.from_age is not None and age >= self.from_age:
                return True
        return height is not None and self.up_to_height_cm is not None and height <= self.up_to_height_cm

    def amount(self, adult: Decimal) -> Decimal:
        """What a matching traveller pays, CNY."""
        if isinstance(self.pays, Decimal):
            return self.pays
        share = Fraction(self.pays)
        return to_fen(adult * share.numerator / share.denominator)


class Ticket(Model):
    """All that is known about an admission price. ``None`` in its stead means *unknown*, which is not free.

    Attributes:
        fares: The first fare whose season covers the date counts; none covering it: unknown on that date.
        concessions: The cheapest matching one counts.
        source: What a traveller could look up.
        as_of: When it was last known good.
    """

    fares: tuple[Fare, ...] = Field(min_length=1)
    concessions: tuple[Concession, ...] = ()
    source: str = Field(min_length=1)
    as_of: str = Field(min_length=4)

    def price(self, person: Traveller, day: date) -> Decimal | None:
        """What this traveller pays on this date in CNY; None when unknown."""
        for fare in self.fares:
            if fare.season is None or fare.season.covers(day):
                reduced = [c.amount(fare.adult) for c in self.concessions if c.matches(person)]
                return min([fare.adult, *reduced])
        return None
