"""Caps on what things cost."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from ...domain.constraint import CostLimit
from ...domain.itinerary import Charge
from .case import Case, yuan
from .finding import Finding
from .money import charges, cost_of, uncounted


def judge_cost(case: Case, wish: CostLimit) -> Finding:
    """The dearest unit of what is capped against the cap; what is unknown leaves it open."""
    known, open_ends = [Decimal(0)], 0
    if wish.per == "room_night" and wish.category == "lodging":
        rates = [night.charge.unit_price for _, night in case.nights()]
        if not rates:
            return Finding("unverifiable", case.say("why.no_night"))
        known += [rate for rate in rates if rate is not None]
        open_ends = rates.count(None)
    elif wish.per == "person_night" and wish.category == "lodging":
        bills = [cost_of(night.charge) for _, night in case.nights()]
        if not bills:
            return Finding("unverifiable", case.say("why.no_night"))
        known += [bill / case.request.party.size for bill in bills if bill is not None]
        open_ends = bills.count(None)
    elif wish.per == "person_meal":
        for _, stop in case.stops():
            if stop.meal in ("lunch", "dinner"):
                amount, unknown = _total([charge for charge in stop.charges if charge.category == "meals"])
                known.append(amount / case.request.party.size)
                open_ends += unknown
    else:
        counted = [charge for _, charge in charges(case)] + [
            line.charge for line in case.budget.lines if line.category == "reserve"
        ]
        amount, open_ends = _total([c for c in counted if wish.category in ("total", c.category)])
        people, nights = case.request.party.size, [night for _, night in case.nights()]
        shares = {
            "person": people,
            "room_night": sum(night.rooms for night in nights),
            "person_night": people * len(nights),
        }
        known.append(amount / max(1, shares.get(wish.per, 1)))
    status: Literal["satisfied", "violated", "unverifiable"] = "satisfied"
    if max(known) > wish.amount:
        status = "violated"
    elif lacking := [category for category in uncounted(case) if wish.category in ("total", category)]:
        what = case.join(case.word(f"category.{category}") for category in lacking)
        return Finding("unverifiable", case.say("why.no_search", what=what))
    elif open_ends:
        status = "unverifiable"
    key = "why.cost_open" if open_ends else "why.cost"
    return Finding(status, case.say(key, amount=yuan(max(known)), limit=yuan(wish.amount), count=open_ends))


def _total(due: list[Charge]) -> tuple[Decimal, int]:
    costs = [cost_of(charge) for charge in due]
    return sum((cost for cost in costs if cost is not None), Decimal(0)), costs.count(None)
