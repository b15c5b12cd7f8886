"""Wished orders of places: moments of the trip before which the first ones are visited, and after which the later ones."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from ...domain.constraint import Constraint, VisitClock, VisitOrder
from .problem import ALWAYS, Window

_TURNS = (13 * 60, ALWAYS)
"""When a day may pass from what comes first to what comes later: at noon, or for the night."""
_FINE_TURNS = (11 * 60, 13 * 60, 15 * 60 + 30, 18 * 60, ALWAYS)
"""The same for short trips, which else leave no choice."""
_SHIFTS = (0, -1, 1, -2, 2)
"""Half days that the pivots are moved by, where the even division has no plan."""


class Pivot(NamedTuple):
    """A moment of the trip: a minute of one of its days, counted from 0."""

    day: int
    minute: int


def ranks_of(wishes: Iterable[Constraint]) -> Mapping[str, int]:
    """Places that stand in a hard order, each with how many others in a row come before it."""
    orders = _orders(wishes)
    ranks = {place: 0 for order in orders for place in (order.first, order.then)}
    for _ in orders:
        for order in orders:
            ranks[order.then] = max(ranks[order.then], min(ranks[order.first] + 1, len(orders)))
    return ranks


def _orders(wishes: Iterable[Constraint]) -> list[VisitOrder]:
    return [wish for wish in wishes if isinstance(wish, VisitOrder) and wish.strength == "hard"]


def _clocks(wishes: Iterable[Constraint], places: Container[str]) -> set[int]:
    """The minutes at which something is to begin or to end at one of these places: there a day may turn, too."""
    clocks = [wish for wish in wishes if isinstance(wish, VisitClock) and wish.strength == "hard" and wish.place in places]
    times = (time for wish in clocks for time in (wish.start_by, wish.start_from, wish.end_from, wish.end_by))
    return {time for time in times if time is not None}


def pivots_of(wishes: Iterable[Constraint], days: int) -> Iterator[tuple[Pivot, ...]]:
    """Placements of the pivots between one rank and the next, an even division of the trip first.

    Without orders that is one empty placement; orders that contradict each other have none.
    """
    ranks = ranks_of(wishes)
    if not ranks:
        yield ()
        return
    number = max(ranks.values())
    if any(ranks[order.first] >= ranks[order.then] for order in _orders(wishes)):
        return
    clocks = _clocks(wishes, ranks)
    turns = sorted({*_TURNS, *clocks})
    if len(turns) * days < number + len(_SHIFTS):
        turns = sorted({*_FINE_TURNS, *clocks})
    moments = [Pivot(day, minute) for day in range(days) for minute in turns][:-1]
    even = [round((k + 1) * len(moments) / (number + 1) - 0.5) for k in range(number)]
    for shift in _SHIFTS:
        chosen = [k + shift for k in even]
        if len(set(chosen)) == number and set(chosen) <= set(range(len(moments))):
            yield tuple(moments[k] for k in chosen)


def between(openings: Sequence[Window], day: int, after: Pivot | None, before: Pivot | None) -> tuple[Window, ...]:
    """What two pivots leave of a day's openings: everything begins after the one and ends before the other."""
    kept = []
    for opens, last, end in openings:
        if after is not None and day <= after.day:
            opens = max(opens, after.minute if day == after.day else ALWAYS)
        if before is not None and day >= before.day:
            end = min(end, before.minute if day == before.day else 0)
        if opens <= min(last, end):
            kept.append(Window(opens, min(last, end), end))
    return tuple(kept)
