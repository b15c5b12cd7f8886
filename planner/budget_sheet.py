"""Writes the budget sheet of an itinerary: each charge a line, to the fen."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_DOWN, Decimal

from ..domain.budget import BudgetLine, BudgetSheet
from ..domain.constraint import COST_CATEGORIES
from ..domain.itinerary import Charge, Day, Itinerary
from ..domain.request import TripRequest
from .phrases import PHRASES
from .schedule.assumptions import ASSUMED, RESERVE_SHARE


def budget_sheet(itinerary: Itinerary, request: TripRequest) -> BudgetSheet:
    """All money of a plan. A reserve is set aside from what the budget leaves over, without passing it.

    Args:
        itinerary: The plan.
        request: Gives the budget and the language.
    """
    lines = [_line(day, item, charge) for day in itinerary.days for item, charge in _charges(day)]
    spent = sum((line.amount for line in lines if line.amount is not None), Decimal(0))
    limit = request.budget_total
    estimated = sum((line.amount for line in lines if line.estimated and line.amount is not None), Decimal(0))
    reserve = _whole_tens(estimated * RESERVE_SHARE)
    if limit is not None:
        reserve = max(Decimal(0), min(reserve, _whole_tens(limit - spent)))
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
    total = sum((line.amount for line in lines if line.amount is not None), Decimal(0))
    unknown = tuple(line.item for line in lines if line.amount is None)
    return BudgetSheet(
        lines=tuple(lines),
        by_category={
            category: sum((x.amount for x in lines if x.category == category and x.amount is not None), Decimal(0))
            for category in COST_CATEGORIES
        },
        by_day=tuple(
            sum((x.amount for x in lines if x.day == day.index and x.amount is not None), Decimal(0)) for day in itinerary.days
        ),
        total=total,
        unknown=unknown,
        limit=limit,
        verdict="no_limit" if limit is None else "over" if total > limit else "within_known" if unknown else "within",
    )


def _charges(day: Day) -> Iterator[tuple[str, Charge]]:
    for stop in day.stops:
        if stop.leg and stop.leg.charge:
            yield f"{stop.leg.charge.label} → {stop.name}", stop.leg.charge
        for charge in stop.charges:
            yield f"{stop.name} {charge.label}", charge
    if day.night:
        yield f"{day.night.hotel.name} {day.night.charge.label}", day.night.charge


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
