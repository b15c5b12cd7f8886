"""The ways to read a request that leaves a choice, as simple requests: one option of each alternative, strict or lenient modes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from ...domain.constraint import (
    Choice,
    CostLimit,
    FarMode,
    HotelStars,
    Near,
    RoomCount,
    Simple,
    VisitClock,
    VisitOrder,
    alternatives,
)
from ...domain.request import TripRequest
from ..schedule.orders import Pivot, pivots_of

_MOST = 16
"""Further cases are not looked at."""


@dataclass(frozen=True, kw_only=True)
class Case:
    """One way to keep a request.

    Attributes:
        request: Without alternatives.
        pivots: Moments between what comes first and what comes later, where an order was wished.
    """

    request: TripRequest
    pivots: tuple[Pivot, ...] = ()


def cases_of(request: TripRequest) -> Iterator[Case]:
    """The cases of a request: options that are easier to keep first, then strict before lenient readings of wished modes.

    A trip that only moves by metro keeps "by metro", "mainly by metro" and "only by metro"; so that is tried before metro with
    walks, and before whatever the wish literally demands.
    """
    return islice(_all_cases(request), _MOST)


def _all_cases(request: TripRequest) -> Iterator[Case]:
    options = sorted(alternatives(request.constraints), key=lambda wishes: sum(_burden(wish) for wish in wishes))
    for wishes in options:
        for pivots in pivots_of(wishes, request.days):
            for strictness in _readings(wishes):
                yield Case(request=request.model_copy(update={"constraints": strictness}), pivots=pivots)


def _burden(wish: Simple) -> int:
    """How much a wish narrows the trip, roughly."""
    match wish:
        case Choice(op="none_of"):
            return 0
        case Choice() if wish.op in ("all_of", "only"):
            return 2 + len(wish.values)
        case Choice() | HotelStars() | RoomCount():
            return 2
        case CostLimit() | Near():
            return 4
        case VisitClock() | VisitOrder() | FarMode():
            return 5
    return 3


def _readings(wishes: tuple[Simple, ...]) -> Iterator[tuple[Simple, ...]]:
    """The wishes with those about modes read strictly, then less so, then as they stand; each different reading once."""
    seen: list[tuple[Simple, ...]] = []
    for read in (_strictly, _with_walks, lambda wish: (wish,)):
        reading = tuple(part for wish in wishes for part in read(wish))
        if reading not in seen:
            seen.append(reading)
            yield reading


def _strictly(wish: Simple) -> tuple[Simple, ...]:
    """Soft wishes about modes as hard ones, and nothing but the modes that were asked for."""
    if isinstance(wish, FarMode) or (isinstance(wish, Choice) and wish.attribute == "mode"):
        hard: Simple = wish.model_copy(update={"strength": "hard"})
        if isinstance(wish, Choice) and wish.subject == "innercity" and wish.op in ("all_of", "any_of"):
            return hard, hard.model_copy(update={"op": "only"})
        return (hard,)
    return (wish,)


def _with_walks(wish: Simple) -> tuple[Simple, ...]:
    """The same, but short ways may be walked beside whatever was asked for."""
    parts = _strictly(wish)
    return tuple(
        part.model_copy(update={"values": (*part.values, "walk"), "labels": (*part.labels, "walk")})
        if isinstance(part, Choice) and len(parts) > 1 and part.op == "only" and "walk" not in part.values
        else part
        for part in parts
    )
