"""Who travels."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from .base import Model

AgeGroup = Literal["adult", "child", "senior"]


class Traveller(Model):
    """One person, as far as prices and pace depend on them.

    Attributes:
        group: ``senior`` is a person the request calls old (爸妈 alone are adults); ``child`` is under 18.
        age: Years, or None when unknown.
        height_cm: Height, or None when unknown.
    """

    group: AgeGroup = "adult"
    age: int | None = Field(default=None, ge=0, le=120)
    height_cm: int | None = Field(default=None, ge=30, le=250)


class Party(Model):
    """The people of a trip; at least one."""

    travellers: tuple[Traveller, ...] = Field(default=(Traveller(), Traveller()), min_length=1, max_length=200)

    @property
    def size(self) -> int:
        """Number of people."""
        return len(self.travellers)

    def of(self, group: AgeGroup) -> tuple[Traveller, ...]:
        """The travellers of one age group."""
        return tuple(person for person in self.travellers if person.group == group)
