"""The facts that a sentence can state, in units of their own so that every way of writing one is the same fact."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

Kind = Literal[
    "money",
    "clock",
    "daypart",
    "date",
    "weekday",
    "day",
    "minutes",
    "metres",
    "percent",
    "count",
    "number",
    "order",
    "mode",
    "claim",
    "contact",
    "lure",
]
"""What a fact's value is: ``money`` CNY; ``clock`` minutes from midnight, below 1440; ``daypart`` am, noon, pm or eve; ``date``
(year, month, day), what isn't said None; ``weekday`` 0 for Monday; ``day`` of the trip from 1, -1 for the last; ``minutes`` and ``metres``
lengths; ``count`` (number, what is counted); ``number`` one without a unit; ``order`` place among a day's visits, -1 for the last; ``mode``
walk, metro or taxi; ``claim`` booking, no_booking or open_always; ``contact`` an address or a telephone number; ``lure`` words that no plan
has a use for."""

_ROUND: dict[Kind, tuple[int, ...]] = {
    "money": (10, 50, 100, 500, 1000),
    "minutes": (5, 10, 15, 30),
    "metres": (50, 100, 500, 1000),
}
"""What "about" rounds to; never further than a tenth of the value."""
_NEAR = Decimal("0.1")
_KM_STEP = 100
"""Distances are told in kilometres with one decimal."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact of the evidence, or one reading of what a sentence says.

    Attributes:
        value: See :data:`Kind`.
        roles: What it is a figure of (a ticket, the arrival, the way on foot), where that is known.
    """

    kind: Kind
    value: Hashable
    roles: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Mention:
    """A fact where a sentence states it.

    Attributes:
        readings: What the words can mean; one of them must be found.
        about: Whether it is said to be rounded.
    """

    start: int
    end: int
    readings: tuple[Fact, ...]
    about: bool = False

    @property
    def kind(self) -> Kind:
        """Kind of the first reading."""
        return self.readings[0].kind


def supports(known: Fact, said: Fact, *, about: bool = False) -> bool:
    """Whether a fact of the evidence is the one that was said, roles aside."""
    if known.kind != said.kind:
        return False
    if known.kind == "date":
        assert isinstance(known.value, tuple)
        assert isinstance(said.value, tuple)
        return all(there is None or here == there for here, there in zip(known.value, said.value, strict=True))
    if known.kind == "count":
        assert isinstance(known.value, tuple)
        assert isinstance(said.value, tuple)
        return known.value[0] == said.value[0] and _counts(known.value[1], said.value[1])
    if known.value == said.value:
        return True
    if not isinstance(known.value, int | Decimal) or not isinstance(said.value, int | Decimal):
        return False
    here, there = Decimal(known.value), Decimal(said.value)
    if known.kind == "metres" and there % _KM_STEP == 0 and _rounded(here, _KM_STEP) == there:
        return True
    return (
        about and abs(here - there) <= here * _NEAR and any(_rounded(here, step) == there for step in _ROUND.get(known.kind, ()))
    )


def _counts(words: tuple[str, ...], following: str) -> bool:
    """Whether what is counted stands behind the number."""
    return any(word in following or following.strip() in word for word in words)


def _rounded(value: Decimal, step: int) -> Decimal:
    return (value / step).to_integral_value(ROUND_HALF_UP) * step
