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
        weekday: 0 is Monday; ``week`` weeks ahead (None: the next such day).
        weekend: A Saturday and the Sunday after it.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    feast: str | None = None
    offset: int | None = None
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
        group: adult, parent, senior or child.
        count: How many.
        counted: Whether the number was said.
        ages: Years, as many as were said.
        heights: Centimetres, as many as were said.
    """

    group: str
    count: int
    counted: bool = False
    ages: tuple[int, ...] = ()
    heights: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Rooms:
    """A number of rooms, and their kind where it was said."""

    count: int
    kind: str | None = None
