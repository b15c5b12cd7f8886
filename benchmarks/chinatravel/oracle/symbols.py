"""What a snippet talks about: figures, sets and conditions over the activities of a plan it has not seen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


class UnreadableError(Exception):
    """A construct or a meaning that the compiler doesn't know."""


Op = Literal["==", "!=", "<", "<=", ">", ">=", "in", "not in"]
OPPOSITE: dict[Op, Op] = {
    "==": "!=", "!=": "==", "<": ">=", ">=": "<", "<=": ">", ">": "<=", "in": "not in", "not in": "in",
}  # fmt: skip
MIRRORED: dict[Op, Op] = {"==": "==", "!=": "!=", "<": ">", "<=": ">=", ">": "<", ">=": "<="}


@dataclass(frozen=True)
class Fact:
    """Something about the plan as a whole: ``days``, ``people``, ``start_city``, ``target_city``."""

    name: str


@dataclass(frozen=True)
class Activity:
    """The activity a loop is at (``each``), or the plan's first or last."""

    which: Literal["each", "first", "last"]


@dataclass(frozen=True)
class Field:
    """What a helper function, by name, tells of an activity."""

    name: str
    of: Activity


@dataclass(frozen=True)
class Condition:
    """A field compared with something known: a string, a number, several strings, a city of the plan."""

    field: Field
    op: Op
    value: object


Conditions = tuple[Condition, ...]


@dataclass(frozen=True)
class Bag:
    """The set of one field over the activities that meet conditions."""

    field: str
    where: Conditions


@dataclass(frozen=True)
class Amount:
    """A sum of fields, each over the activities that meet conditions, divided by counts or numbers.

    A term of the field ``1`` counts activities.
    """

    terms: frozenset[tuple[str, Conditions]] = frozenset()
    divisors: tuple[object, ...] = ()


@dataclass(frozen=True)
class Last:
    """A field of the last activity that meets conditions."""

    field: str
    where: Conditions


@dataclass(frozen=True)
class Index:
    """The running number of the last activity that meets conditions; without them, of the one a loop is at."""

    where: Conditions


@dataclass(frozen=True)
class Distance:
    """The straight line in the target city from a named point to another end, km."""

    name: str
    to: Last


@dataclass(frozen=True)
class Compares:
    """A figure against a number, or one index against another."""

    left: Amount | Distance | Index | Fact
    op: Op
    right: object


@dataclass(frozen=True)
class Relates:
    """A collected set against given words: it includes them all, meets some, or keeps within them; or just not so."""

    bag: Bag
    how: Literal["includes", "meets", "within"]
    words: frozenset[str]
    holds: bool = True


@dataclass(frozen=True)
class Exists:
    """Some activity meets all conditions; or none does."""

    where: Conditions
    holds: bool = True


Atom = Compares | Relates | Exists | Condition
"""A condition alone is one on the first or the last activity."""

Formula = tuple[tuple[Atom, ...], ...]
"""Alternatives of atoms that hold together."""

TRUE: Formula = ((),)
FALSE: Formula = ()
_MOST = 64


def either(*formulas: Formula) -> Formula:
    """Or."""
    merged = tuple(dict.fromkeys(option for formula in formulas for option in formula))
    return TRUE if () in merged else merged


def both(left: Formula, right: Formula) -> Formula:
    """And.

    Raises:
        UnreadableError: If it needs more alternatives than any honest snippet has.
    """
    product = tuple(tuple(dict.fromkeys(a + b)) for a in left for b in right)
    if len(product) > _MOST:
        raise UnreadableError("too many alternatives")
    return either(product)


def negated(formula: Formula) -> Formula:
    """Not."""
    result = TRUE
    for option in formula:
        result = both(result, tuple((_opposite(atom),) for atom in option))
    return result


def _opposite(atom: Atom) -> Atom:
    match atom:
        case Compares(left, op, right):
            return Compares(left, OPPOSITE[op], right)
        case Condition(field, op, value):
            return Condition(field, OPPOSITE[op], value)
        case Relates(bag, how, words, holds):
            return Relates(bag, how, words, not holds)
        case Exists(where, holds):
            return Exists(where, not holds)
