"""What compound tokens mean: dates, lengths, amounts, people and rooms as they were said."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class DateWords:
    """A date as it was said, before a calendar gives it a year.

    Attributes:
        feast: Name of a feast, e.g. ``national``.
        offset: Days from today.
        months: Months from this one that ``day`` is in: 下个月1号.
        weekday: 0 is Monday; ``week`` weeks ahead (None: the next such day).
        weekend: A Saturday and the Sunday after it.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    feast: str | None = None
    offset: int | None = None
    months: int | None = None
    weekday: int | None = None
    week: int | None = None
    weekend: bool = False


@dataclass(frozen=True, slots=True)
class Duration:
    """Days, and nights where they were said; ``days`` may be a vague pair's upper end; ``half`` a day counts as one."""

    days: int
    low: int
    nights: int | None = None
    half: bool = False


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount of yuan; ``low`` is the lower end of a range."""

    value: Decimal
    low: Decimal | None = None
    negative: bool = False


@dataclass(frozen=True, slots=True)
class Kin:
    """Some people of one group.

    Attributes:
        group: adult, parent, relative, friend, senior or child.
        count: How many.
        counted: Whether the number was said.
        ages: Years, as many as were said; None for one whose height alone was said.
        who: Whom a word for certain people names, e.g. ``daughter``; empty for words such as children.
        heights: Centimetres, as many as were said; None for one whose age alone was said.
    """

    group: str
    count: int
    counted: bool = False
    ages: tuple[int | None, ...] = ()
    heights: tuple[int | None, ...] = ()
    who: str = ""

    @property
    def youngest(self) -> int | None:
        """The least age said."""
        return min((age for age in self.ages if age is not None), default=None)


@dataclass(frozen=True, slots=True)
class Rooms:
    """A number of rooms, and their kind where it was said."""

    count: int
    kind: str | None = None
