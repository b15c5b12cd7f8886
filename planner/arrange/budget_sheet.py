"""Writes the budget sheet of an itinerary: each charge a line, to the fen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import ROUND_DOWN, Decimal
from typing import Literal

from ...domain.budget import BudgetLine, BudgetSheet
from ...domain.constraint import COST_CATEGORIES, CostCategory, CostLimit
from ...domain.itinerary import Charge, Day, Itinerary
from ...domain.language import Language
from ...domain.request import TripRequest
from ..phrases import PHRASES
from ..schedule.assumptions import ASSUMED, RESERVE_SHARE


def budget_sheet(itinerary: Itinerary, request: TripRequest) -> BudgetSheet:
    """All money of a plan. A reserve is set aside from what the budget and all caps leave over, without passing them.

    Args:
        itinerary: The plan.
        request: Gives the budget, the caps and the language.
    """
    lines = [_line(day, item, charge) for day in itinerary.days for item, charge in _charges(day, request.language)]
    spent = _sum(lines)
    reserve = _sum([line for line in lines if line.estimated]) * RESERVE_SHARE
    if request.budget_total is not None:
        reserve = min(reserve, request.budget_total - spent)
    for wish, cap in _caps(itinerary, request):
        if wish.category in ("total", "reserve"):
            reserve = min(reserve, cap - (spent if wish.category == "total" else 0))
    reserve = _whole_tens(max(Decimal(0), reserve))
    if reserve:
        charge = Charge(
            category="reserve",
            label=PHRASES.say("unit.reserve", request.language),
            unit_price=reserve,
            basis="total",
            quantity=1,
            estimated=True,
            source=ASSUMED,
        )
        lines.append(_line(None, charge.label, charge))
    total, limit = _sum(lines), request.budget_total
    unknown = tuple(line.item for line in lines if line.amount is None)
    return BudgetSheet(
        lines=tuple(lines),
        by_category={category: _sum([x for x in lines if x.category == category]) for category in COST_CATEGORIES},
        by_day=tuple(_sum([x for x in lines if x.day == day.index]) for day in itinerary.days),
        total=total,
        unknown=unknown,
        limit=limit,
        verdict="no_limit" if limit is None else "over" if total > limit else "within_known" if unknown else "within",
    )


def overspent(sheet: BudgetSheet, itinerary: Itinerary, request: TripRequest) -> frozenset[CostCategory | Literal["total"]]:
    """What costs more than the hard caps allow; the budget is not among them."""
    return frozenset(
        wish.category
        for wish, cap in _caps(itinerary, request)
        if wish.strength == "hard" and (sheet.total if wish.category == "total" else sheet.by_category[wish.category]) > cap
    )


def _caps(itinerary: Itinerary, request: TripRequest) -> Iterator[tuple[CostLimit, Decimal]]:
    """Caps on what the whole trip costs, and what each leaves the whole party, CNY; a cap on a night leaves it every night."""
    nights = [day.night for day in itinerary.days if day.night]
    people = request.party.size
    shares = {
        "trip": 1,
        "person": people,
        "room_night": max(1, sum(night.rooms for night in nights)),
        "person_night": people * max(1, len(nights)),
    }
    for wish in request.constraints:
        if isinstance(wish, CostLimit) and wish.per in shares:
            yield wish, wish.amount * shares[wish.per]


def _sum(lines: Sequence[BudgetLine]) -> Decimal:
    return sum((line.amount for line in lines if line.amount is not None), Decimal(0))


def _charges(day: Day, language: Language) -> Iterator[tuple[str, Charge]]:
    for stop in day.stops:
        name = stop.place.name_in(language)
        if stop.leg and stop.leg.charge:
            yield f"{stop.leg.charge.label} → {name}", stop.leg.charge
        for charge in stop.charges:
            yield f"{name} {charge.label}", charge
    if day.night:
        yield f"{day.night.hotel.name_in(language)} {day.night.charge.label}", day.night.charge


def _line(day: Day | None, item: str, charge: Charge) -> BudgetLine:
    amount = None if charge.unit_price is None else charge.unit_price * charge.quantity
    return BudgetLine(
        day=day.index if day else None,
        category=charge.category,
        item=item,
        charge=charge,
        amount=amount,
        estimated=charge.estimated,
    )


def _whole_tens(amount: Decimal) -> Decimal:
    return (amount / 10).quantize(Decimal(1), rounding=ROUND_DOWN) * 10
