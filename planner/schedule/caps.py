"""What may be spent: the whole budget beside the journeys, and the caps on parts of it, in fen."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from ...domain.constraint import CostLimit
from ...domain.place import Hotel
from ...domain.request import TripRequest
from . import charges
from .doing import Doing
from .problem import Cap
from .rides import Ride
from .select import total_caps


def budget_of(request: TripRequest, rides: Sequence[Ride]) -> int | None:
    """What the budget and the caps on the total leave for everything in the city."""
    outside = sum(charges.fen(charges.ride(ride.service, request.party, request.language)) for ride in rides)
    limits = [*([] if request.budget_total is None else [request.budget_total]), *total_caps(request)]
    return charges.in_fen(min(limits)) - outside if limits else None


def caps_of(request: TripRequest, doings: Sequence[Doing], hotels: Sequence[Hotel], nights: int) -> tuple[Cap, ...]:
    """The hard caps on tickets, meals and moves; those on rides and rooms have ruled out candidates before.

    Breakfasts are paid whatever the plan: they are taken from the cap on meals at the price of the dearest hotel's.
    """
    breakfasts = max(
        (nights * charges.fen([charges.breakfast(hotel, request.party, request.language)]) for hotel in hotels), default=0
    )
    sights = frozenset(index for index, doing in enumerate(doings) if doing.kind == "attraction")
    caps = []
    for wish in request.constraints:
        if not isinstance(wish, CostLimit) or wish.strength == "soft" or wish.per not in ("trip", "person"):
            continue
        fen = charges.in_fen(wish.amount * (request.party.size if wish.per == "person" else Decimal(1)))
        match wish.category:
            case "tickets":
                caps.append(Cap(fen=fen, visits=sights))
            case "meals":
                caps.append(Cap(fen=max(0, fen - breakfasts), visits=frozenset(range(len(doings))) - sights))
            case "innercity":
                caps.append(Cap(fen=fen, moves=True))
    return tuple(caps)
