"""Explains why no plan exists: the smallest set of wishes that conflict, and the cheapest ways out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal

from ..domain.constraint import Constraint
from ..domain.request import TripRequest
from ..domain.task import Findings
from .arrange import least_cost
from .phrases import PHRASES
from .trip import Conflict, WayOut
from .wording import word_wish

_MOST_DROPS = 8
_WORTHWHILE = Decimal("0.9")
"""Giving up a wish is offered beside a higher budget when it saves a tenth of it."""


@dataclass(frozen=True, kw_only=True)
class _Unit:
    """One wish that could be given up."""

    label: str
    drop: Callable[[TripRequest], TripRequest]


def explain(request: TripRequest, findings: Mapping[str, Findings]) -> Conflict:
    """Find a minimal set of conflicting wishes by dropping one after the other, and price the ways out.

    Args:
        request: The request that has no plan.
        findings: Of all subtasks; candidates beyond the wishes are among them.

    Returns:
        The conflict; its ways out that keep most come first, cheapest first.
    """
    language = request.language

    def cost(changed: TripRequest) -> Decimal | None:
        return least_cost(changed, findings)

    def feasible(changed: TripRequest) -> bool:
        least = cost(changed)
        return least is not None and (changed.budget_total is None or least <= changed.budget_total)

    units = _units(request)
    kept = list(units)
    for unit in units:  # deletion filter: what can go without making a plan possible isn't part of the conflict
        trial = [other for other in kept if other is not unit]
        if not feasible(_without(request, [u for u in units if u not in trial])):
            kept = trial
    ways: list[WayOut] = []
    least = cost(request)
    if request.budget_total is not None and least is not None:
        enough = (least / 10).quantize(Decimal(1), rounding=ROUND_CEILING) * 10
        ways.append(WayOut(text=PHRASES.say("way.budget", language, amount=f"{enough:,.0f}"), cost=enough))
    for unit in units:
        changed = unit.drop(request)
        price = cost(changed) if changed.budget_total is not None or request.budget_total is None else None
        if price is None:
            continue  # no way out, or the one above
        if changed.budget_total is None or price <= changed.budget_total:
            if unit in kept:
                ways.append(WayOut(text=PHRASES.say("way.drop", language, wish=unit.label, cost=f"{price:,.0f}"), cost=price))
        elif least is None or price < least * _WORTHWHILE:
            enough = (price / 10).quantize(Decimal(1), rounding=ROUND_CEILING) * 10
            text = PHRASES.say("way.drop_and_budget", language, wish=unit.label, amount=f"{enough:,.0f}")
            ways.append(WayOut(text=text, cost=enough))
    if request.days > 1 and request.budget_total is not None:
        shorter = request.model_copy(update={"days": request.days - 1})
        if feasible(shorter):
            ways.append(WayOut(text=PHRASES.say("way.shorter", language, days=request.days - 1), cost=cost(shorter)))
    if least is not None and request.budget_total is not None:
        explanation = PHRASES.say(
            "conflict.budget",
            language,
            least=f"{least:,.2f}",
            budget=f"{request.budget_total:,.2f}",
            short=f"{least - request.budget_total:,.2f}",
        )
    else:
        explanation = PHRASES.say("conflict.none", language)
    return Conflict(
        wishes=tuple(unit.label for unit in kept) or (PHRASES.say("conflict.request", language),),
        explanation=explanation,
        ways_out=tuple(sorted(ways, key=lambda way: (way.cost is None, way.cost or 0))),
    )


def _units(request: TripRequest) -> list[_Unit]:
    """The wishes that could be given up, the least important first: the filter tries to acquit those first."""
    units: list[_Unit] = []
    for wish in [wish for wish in request.constraints if wish.strength == "hard"][:_MOST_DROPS]:

        def drop(changed: TripRequest, wish: Constraint = wish) -> TripRequest:
            return changed.model_copy(update={"constraints": tuple(w for w in changed.constraints if w is not wish)})

        units.append(_Unit(label=word_wish(wish, request.language), drop=drop))
    if request.budget is not None:
        label = PHRASES.say("wish.budget", request.language, amount=f"{request.budget_total:,.0f}")
        units.append(_Unit(label=label, drop=lambda changed: changed.model_copy(update={"budget": None})))
    return units


def _without(request: TripRequest, units: list[_Unit]) -> TripRequest:
    for unit in units:
        request = unit.drop(request)
    return request
