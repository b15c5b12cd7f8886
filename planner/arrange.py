"""One attempt at a plan: build the problem, search, write the itinerary and its budget."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from ..domain.budget import BudgetSheet
from ..domain.constraint import CostCategory
from ..domain.itinerary import Itinerary
from ..domain.request import TripRequest
from ..domain.task import Findings
from .budget_sheet import budget_sheet
from .schedule.assemble import assemble
from .schedule.build import Draft, build
from .schedule.evidence import Evidence
from .schedule.problem import Solution
from .schedule.select import NoCandidatesError
from .schedule.solve import solve

_FEN = 100


@dataclass(frozen=True, kw_only=True)
class Arrangement:
    """A plan that keeps every hard wish the scheduler knows of."""

    itinerary: Itinerary
    budget: BudgetSheet


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
) -> Arrangement | Shortfall:
    """Search for the best plan; where none fits the budget, for the cheapest.

    Args:
        request: A settled request.
        findings: Of all subtasks.
        seconds: Search time.
        squeeze: Cost categories in which only the cheaper candidates may be taken.
    """
    evidence = Evidence.gather(findings)
    try:
        draft = build(request, evidence, squeeze=squeeze)
        solution = solve(draft.problem, seconds=seconds)
        if (solution is None or not solution.complete) and draft.problem.budget is not None:
            thrifty = build(request, evidence, thrift=True, squeeze=squeeze)
            cheapest = solve(thrifty.problem, seconds=seconds)
            if cheapest is not None and cheapest.complete and cheapest.fen <= draft.problem.budget:
                draft, solution = thrifty, cheapest
    except NoCandidatesError as nothing:
        return Shortfall(subject=nothing.subject)
    if solution is None or not solution.complete:
        return _shortfall(draft, solution)
    itinerary = assemble(draft, solution)
    return Arrangement(itinerary=itinerary, budget=budget_sheet(itinerary, request))


def least_cost(request: TripRequest, findings: Mapping[str, Findings], *, seconds: float) -> Decimal | None:
    """What the cheapest plan that keeps all wishes but the budget costs, CNY; None where there is none at all."""
    try:
        draft = build(request, Evidence.gather(findings), thrift=True)
        solution = solve(draft.problem, seconds=seconds)
    except NoCandidatesError:
        return None
    if solution is None or not solution.complete:
        return None
    return Decimal(solution.fen + draft.spent_outside) / _FEN


def _shortfall(draft: Draft, solution: Solution | None) -> Shortfall:
    if solution is None:
        return Shortfall(unmet=True)
    return Shortfall(
        unplaced=tuple(draft.doings[visit].place.id for visit in solution.unplaced),
        unmet=bool(solution.unmet or solution.unfilled),
    )
