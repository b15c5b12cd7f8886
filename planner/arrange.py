"""One attempt at a plan: build the problem, search, write the itinerary and its budget."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from ..domain.budget import BudgetSheet
from ..domain.constraint import CostCategory, CostLimit
from ..domain.itinerary import Itinerary
from ..domain.request import TripRequest
from ..domain.task import Findings
from .budget_sheet import budget_sheet
from .schedule.assemble import assemble
from .schedule.build import Draft, build
from .schedule.evidence import Evidence
from .schedule.problem import Solution
from .schedule.select import NoCandidatesError
from .schedule.setting import SQUEEZABLE
from .schedule.solve import solve

_FEN = 100


@dataclass(frozen=True, kw_only=True)
class Arrangement:
    """A plan that keeps every hard wish the scheduler knows of.

    Attributes:
        thrifty: Whether only the cheapest plan fits the budget.
    """

    itinerary: Itinerary
    budget: BudgetSheet
    thrifty: bool = False


@dataclass(frozen=True, kw_only=True)
class Shortfall:
    """Why an attempt failed.

    Attributes:
        unplaced: Ids of must-sees that found no place.
        unmet: Whether some required kind, cuisine or restaurant is missing.
        subject: What the wishes leave no candidate of: hotel, intercity or innercity.
    """

    unplaced: tuple[str, ...] = ()
    unmet: bool = False
    subject: str | None = None


def arrange(
    request: TripRequest,
    findings: Mapping[str, Findings],
    *,
    seconds: float,
    squeeze: frozenset[CostCategory] = frozenset(),
    pressure: int = 0,
) -> Arrangement | Shortfall:
    """Search for the best plan; where none fits the budget, for the cheapest.

    Args:
        request: A settled request.
        findings: Of all subtasks.
        seconds: Search time.
        squeeze: Cost categories that must become cheaper.
        pressure: How many times a fen of those counts on top of itself.
    """
    evidence = Evidence.gather(findings)
    try:
        draft = build(request, evidence, squeeze=squeeze, pressure=pressure)
        solution = solve(draft.problem, seconds=seconds)
        if draft.problem.budget is not None and any(_lacks(draft, solution)):
            thrifty = build(request, evidence, thrift=True, squeeze=squeeze, pressure=pressure)
            cheapest = solve(thrifty.problem, seconds=_AT_MOST, iterations=_ROUNDS)
            if cheapest is not None and _lacks(thrifty, cheapest) < _lacks(draft, solution):
                if cheapest.fen > draft.problem.budget:
                    return Shortfall()
                draft, solution = thrifty, cheapest
    except NoCandidatesError as nothing:
        return Shortfall(subject=nothing.subject)
    if solution is None or not solution.complete:
        return _shortfall(draft, solution)
    itinerary = assemble(draft, solution)
    return Arrangement(itinerary=itinerary, budget=budget_sheet(itinerary, request), thrifty=draft.thrift)


_UTMOST = 40
"""Pressure under which a category costs hardly more than it must."""

_ROUNDS, _AT_MOST = 1500, 3.0
"""Search for the cheapest plan stops after so many rounds, so that its answer doesn't hang on how busy the machine is."""


def least_cost(request: TripRequest, findings: Mapping[str, Findings]) -> Decimal | None:
    """What the cheapest plan that keeps all wishes but the budget costs, CNY; None where there is none at all."""
    try:
        caps = _caps(request)
        draft = build(request, Evidence.gather(findings), thrift=True, squeeze=frozenset(caps), pressure=_UTMOST)
        solution = solve(draft.problem, seconds=_AT_MOST, iterations=_ROUNDS)
    except NoCandidatesError:
        return None
    incomplete, _, dull = _lacks(draft, solution)
    if solution is None or incomplete or dull:
        return None
    if caps:
        spent = budget_sheet(assemble(draft, solution), request).by_category
        if any(spent[category] > cap for category, cap in caps.items()):
            return None
    return Decimal(solution.fen + draft.spent_outside) / _FEN


def _caps(request: TripRequest) -> dict[CostCategory, Decimal]:
    """What may be spent at most on each category that can be squeezed."""
    caps: dict[CostCategory, Decimal] = {}
    for wish in request.constraints:
        if isinstance(wish, CostLimit) and wish.strength == "hard" and wish.category != "total" and wish.per in ("trip", "person"):
            cap = wish.amount * (request.party.size if wish.per == "person" else 1)
            caps[wish.category] = min(cap, caps.get(wish.category, cap))
    return {category: cap for category, cap in caps.items() if category in SQUEEZABLE}


def _lacks(draft: Draft, solution: Solution | None) -> tuple[bool, int, int]:
    """Whether something required is missing, how many meals, and how many whole days see nothing; less is better."""
    if solution is None:
        return True, len(draft.meals), len(draft.problem.days)
    eaten = {stop.slot for plan in solution.days for stop in plan.stops}
    travels = {0 if ride.direction == "out" else len(solution.days) - 1 for ride in draft.rides}
    dull = sum(
        day.min_visits > 0 and k not in travels and all(stop.slot is not None for stop in plan.stops)
        for k, (day, plan) in enumerate(zip(draft.problem.days, solution.days, strict=True))
    )
    return not solution.complete, len(draft.meals) - len(eaten - {None}), dull


def _shortfall(draft: Draft, solution: Solution | None) -> Shortfall:
    if solution is None:
        return Shortfall(unmet=True)
    return Shortfall(
        unplaced=tuple(draft.doings[visit].place.id for visit in solution.unplaced),
        unmet=bool(solution.unmet or solution.unfilled),
    )
