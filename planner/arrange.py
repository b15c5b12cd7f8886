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
from .budget_sheet import budget_sheet, overspent
from .cases import Case, cases_of
from .schedule.assemble import assemble
from .schedule.build import Draft, build
from .schedule.evidence import Evidence
from .schedule.problem import Solution
from .schedule.select import NoCandidatesError
from .schedule.setting import SQUEEZABLE
from .schedule.solve import solve


@dataclass(frozen=True, kw_only=True)
class Arrangement:
    """A plan that keeps every hard wish the scheduler knows of.

    Attributes:
        thrifty: Whether cheaper options than the best ones had to be taken to keep the budget or a cap.
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


_PRESSURES = (1, 3, 10, 40)
"""How hard a category that costs too much is pressed in one attempt after the other."""

_ROUNDS, _AT_MOST = 1500, 3.0
"""Search for the cheapest plan stops after so many rounds, so that its answer doesn't hang on how busy the machine is."""


def arrange(request: TripRequest, findings: Mapping[str, Findings], *, seconds: float) -> Arrangement | Shortfall:
    """Search for the best plan within the budget and all caps; where none is found, for the cheapest.

    Args:
        request: A settled request.
        findings: Of all subtasks.
        seconds: Search time of one attempt; categories that break their cap are pressed in up to three more.
    """
    evidence = Evidence.gather(findings)
    best: _Attempt | None = None
    nothing: str | None = None
    for case in cases_of(request):
        try:
            attempt = _planned(case, evidence, seconds=seconds)
        except NoCandidatesError as error:
            nothing = nothing or error.subject
            continue
        best = attempt if best is None else min(best, attempt, key=lambda made: made.faults)
        if not any(best.faults):
            break
    if best is None:
        return Shortfall(subject=nothing)
    if best.made is None or best.over:
        return _shortfall(best.draft, best.solution)
    return best.made


def least_cost(request: TripRequest, findings: Mapping[str, Findings]) -> Decimal | None:
    """What the cheapest plan that keeps all wishes but the budget costs, CNY; None where there is none at all."""
    evidence = Evidence.gather(findings)
    for case in cases_of(request.model_copy(update={"budget": None})):
        try:
            attempt = _cheapest(case, evidence)
        except NoCandidatesError:
            continue
        if attempt.made is not None and not attempt.over and not attempt.dull:
            return attempt.made.budget.total - attempt.made.budget.by_category["reserve"]
    return None


@dataclass(frozen=True, kw_only=True)
class _Attempt:
    """What one search came to.

    Attributes:
        made: The plan, where nothing required is missing.
        over: What costs more than it may.
        hungry: How many meals are missing.
        dull: How many whole days see nothing.
    """

    draft: Draft
    solution: Solution | None
    made: Arrangement | None = None
    over: frozenset[str] = frozenset()
    hungry: int = 0
    dull: int = 0

    @property
    def faults(self) -> tuple[bool, int, int, bool]:
        """What is wrong with it, the worst first: nobody starves to keep a cap."""
        return self.made is None, self.dull, self.hungry, bool(self.over)


def _planned(case: Case, evidence: Evidence, *, seconds: float) -> _Attempt:
    """The best attempt at one case."""
    best = _pressed(case, evidence, seconds=seconds)
    if best.hungry or (best.solution is not None and best.solution.unplaced):  # shorter stays beat a missed meal or sight
        best = min(best, _pressed(case, evidence, seconds=seconds, brief=True), key=lambda attempt: attempt.faults)
    if any(best.faults) and (best.over or best.made is None or best.draft.problem.budget is not None):
        best = min(best, _cheapest(case, evidence), key=lambda attempt: attempt.faults)
    return best


def _cheapest(case: Case, evidence: Evidence) -> _Attempt:
    usual = _pressed(case, evidence, seconds=_AT_MOST, iterations=_ROUNDS, thrift=True)
    if usual.solution is None or not usual.solution.unplaced:
        return usual
    return _pressed(case, evidence, seconds=_AT_MOST, iterations=_ROUNDS, thrift=True, brief=True)


def _pressed(
    case: Case,
    evidence: Evidence,
    *,
    seconds: float,
    iterations: int | None = None,
    thrift: bool = False,
    brief: bool = False,
) -> _Attempt:
    """The first attempt that keeps all caps, or the best one: the categories that break theirs are pressed ever harder."""

    def attempt(squeeze: frozenset[CostCategory], pressure: int) -> _Attempt:
        draft = build(case.request, evidence, thrift=thrift, brief=brief, squeeze=squeeze, pressure=pressure, pivots=case.pivots)
        return _judge(draft, solve(draft.problem, seconds=seconds, iterations=iterations), thrifty=thrift or bool(squeeze))

    best = latest = attempt(frozenset(), 0)
    squeeze: frozenset[CostCategory] = frozenset()
    for pressure in _PRESSURES:
        squeeze |= SQUEEZABLE & latest.over
        if not squeeze or not latest.over:
            break
        latest = attempt(squeeze, pressure)
        best = min(best, latest, key=lambda made: made.faults)
    return best


def _judge(draft: Draft, solution: Solution | None, *, thrifty: bool) -> _Attempt:
    if solution is None or not solution.complete:
        return _Attempt(draft=draft, solution=solution)
    itinerary = assemble(draft, solution)
    sheet = budget_sheet(itinerary, draft.request)
    eaten = {(day.index - 1, stop.meal) for day in itinerary.days for stop in day.stops}
    sights = [sum(stop.kind == "attraction" for stop in day.stops) for day in itinerary.days]
    due = [(slot.day, meal) for slot, meal in zip(draft.problem.slots, draft.meals, strict=True) if slot.candidates]
    return _Attempt(
        draft=draft,
        solution=solution,
        made=Arrangement(itinerary=itinerary, budget=sheet, thrifty=thrifty),
        over=overspent(sheet, itinerary, draft.request) | ({"budget"} if sheet.verdict == "over" else set()),
        hungry=sum(meal not in eaten for meal in due),
        dull=sum(number < day.min_visits for number, day in zip(sights, draft.problem.days, strict=True)),
    )


def _shortfall(draft: Draft, solution: Solution | None) -> Shortfall:
    if solution is None:
        return Shortfall(unmet=True)
    return Shortfall(
        unplaced=tuple(draft.doings[visit].place.id for visit in solution.unplaced),
        unmet=bool(solution.unmet or solution.unfilled),
    )
