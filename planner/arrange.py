"""One attempt at a plan: build the problem, search, write the itinerary and its budget."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from ..domain.budget import BudgetSheet
from ..domain.itinerary import Itinerary
from ..domain.pin import StopPin
from ..domain.request import TripRequest
from ..domain.task import Findings
from .budget_sheet import budget_sheet, overspent
from .cases import Case, cases_of
from .schedule.assemble import assemble
from .schedule.build import Draft, build
from .schedule.evidence import Evidence
from .schedule.former import at_former_times
from .schedule.keep import Grip, Keep, keeps_of
from .schedule.problem import Problem, Solution
from .schedule.select import NoCandidatesError, total_caps
from .schedule.solve import solve


@dataclass(frozen=True, kw_only=True)
class Arrangement:
    """A plan that keeps every hard wish the scheduler knows of.

    Attributes:
        thrifty: Whether cheaper rides or rooms than the best ones had to be taken to keep the budget.
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
        subject: What the wishes leave no candidate of: hotel, intercity or innercity, or of what is ``locked``.
        locked: Indices of locked pins that can't be kept.
    """

    unplaced: tuple[str, ...] = ()
    unmet: bool = False
    subject: str | None = None
    locked: tuple[int, ...] = ()


_PRICES = (3, 30)
"""How many times a fen for rides and rooms counts on top of itself, one attempt after the other, where the budget is short."""

_PATIENCE = 120
"""A phase of the search ends after so many rounds without a better plan; as long as the time suffices, its answer doesn't hang on
how busy the machine is."""

_AT_MOST = 3.0
"""Seconds of a search for the cheapest plan, so many that they hardly ever end it."""


def arrange(request: TripRequest, findings: Mapping[str, Findings], *, seconds: float) -> Arrangement | Shortfall:
    """Search for the best plan within the budget and all caps; where none is found, for the cheapest.

    Args:
        request: A settled request.
        findings: Of all subtasks.
        seconds: Most search time of one attempt. Where money or time is short a few more are made, and so they are for each case
            of a request that leaves a choice, until one lacks nothing.
    """
    evidence = Evidence.gather(findings)
    if request.pins and (kept := _replanned(request, evidence, seconds=seconds)) is not None:
        return kept
    best: _Attempt | None = None
    nothing: str | None = None
    for case in cases_of(request):
        try:
            attempt = _planned(case, evidence, seconds=seconds)
        except NoCandidatesError as error:
            nothing = nothing or error.subject
            continue
        best = attempt if best is None else _better(best, attempt)
        if not any(best.faults):
            break
    if best is None:
        return Shortfall(subject=nothing, unmet=nothing is None)
    if best.made is None or best.unfit:
        return _shortfall(best.draft, best.solution)
    if request.pins:
        return _tightened(best, Keep.loosely(request), evidence, seconds=seconds)
    return best.made


def has_candidates(request: TripRequest, findings: Mapping[str, Findings]) -> bool:
    """Whether the wishes leave something to choose from, in some case of the request; nothing is searched for."""
    evidence = Evidence.gather(findings)
    for case in cases_of(request):
        try:
            build(case.request, evidence, pivots=case.pivots)
        except NoCandidatesError:
            continue
        return True
    return False


def least_cost(request: TripRequest, findings: Mapping[str, Findings]) -> Decimal | None:
    """What the cheapest plan that keeps all wishes but the budget costs, CNY; None where there is none at all."""
    evidence = Evidence.gather(findings)
    for case in cases_of(request.model_copy(update={"budget": None})):
        try:
            attempt = _cheapest(case, evidence)
        except NoCandidatesError:
            continue
        if attempt.made is not None and not attempt.unfit:
            return attempt.made.budget.total - attempt.made.budget.by_category["reserve"]
    return None


@dataclass(frozen=True, kw_only=True)
class _Attempt:
    """What one search came to.

    Attributes:
        case: What was attempted.
        brief: Whether with visits as brief as makes sense.
        made: The plan, where nothing required is missing.
        over: What costs more than it may.
        hungry: How many meals are missing.
        due: Of how many.
        dull: How many days that have the time see nothing.
        empty: How many of them are whole days, without a journey.
    """

    case: Case
    draft: Draft
    solution: Solution | None
    brief: bool = False
    made: Arrangement | None = None
    over: frozenset[str] = frozenset()
    hungry: int = 0
    due: int = 0
    dull: int = 0
    empty: int = 0

    @property
    def unfit(self) -> bool:
        """Whether it can't be offered: something required is missing, it costs too much, or a whole day sees nothing."""
        return self.made is None or bool(self.over or self.empty)

    @property
    def faults(self) -> tuple[bool, bool, int, int]:
        """What is wrong with it, the worst first: what can't be offered is no plan, while one that lacks a meal says so."""
        return self.made is None, self.unfit, self.dull, self.hungry

    @property
    def starves(self) -> bool:
        """Whether most meals are missing."""
        return 2 * self.hungry > self.due

    @property
    def lacks_room(self) -> bool:
        """Whether something that has to be in the plan isn't."""
        return self.solution is None or not self.solution.complete or bool(self.hungry or self.dull)

    @property
    def in_haste(self) -> bool:
        """Whether more would have its place if less time were spent on each thing."""
        return bool(self.hungry or self.dull or (self.solution is not None and self.solution.unplaced))


def _planned(case: Case, evidence: Evidence, *, seconds: float) -> _Attempt:
    """The best attempt at one case: shorter stays and rides that leave more time beat a missed meal or sight, cheaper rides and rooms beat a missed anything.

    A budget that only starving keeps is too small: what the cheapest plan with meals costs tells by how much. Whatever is still
    no plan is searched for once more as the cheapest one, by which the ways out are judged, too.
    """
    best = _attempt(case, evidence, seconds=seconds)
    brief = best.in_haste
    if brief:
        best = _better(best, _attempt(case, evidence, seconds=seconds, brief=True))
    if best.lacks_room and best.draft.rides:
        best = _better(best, _attempt(case, evidence, seconds=seconds, brief=brief, roomy=True))
    limited = case.request.budget is not None or bool(total_caps(case.request))
    for price in _PRICES if limited else ():
        if not any(best.faults):
            return best
        best = _better(best, _attempt(case, evidence, seconds=seconds, brief=brief, price=price))
    if not any(best.faults) or not (limited or best.unfit):
        return best
    cheapest = _cheapest(case, evidence)
    best = _better(best, cheapest)
    return cheapest if limited and best.starves and cheapest.made is not None and not cheapest.starves else best


def _replanned(request: TripRequest, evidence: Evidence, *, seconds: float) -> Arrangement | None:
    """The plan that keeps the most of an earlier one; None where so much is impossible that everything may change."""
    best: tuple[_Attempt, Keep] | None = None
    for keep in keeps_of(request):
        if best is not None and not keep.hotel:  # a meal that is missing is no reason to move
            break
        for case in cases_of(request):
            for brief in (False, True):
                try:
                    attempt = _attempt(case, evidence, seconds=seconds, brief=brief, keep=keep)
                except NoCandidatesError:
                    break
                if not attempt.unfit and (best is None or attempt.faults < best[0].faults):
                    best = attempt, keep
                if not attempt.in_haste or min(keep.grips) is Grip.TIMES:
                    break
            if best is not None and not any(best[0].faults):
                return _tightened(*best, evidence, seconds=seconds)
    return best and _tightened(*best, evidence, seconds=seconds)


def _tightened(attempt: _Attempt, keep: Keep, evidence: Evidence, *, seconds: float) -> Arrangement:
    """The same plan with every day at its former times whose stops are what they were."""
    assert attempt.made is not None
    tighter = keep.tightened(attempt.made.itinerary)
    if tighter == keep:
        return attempt.made
    try:
        again = _attempt(attempt.case, evidence, seconds=seconds, brief=attempt.brief, keep=tighter)
    except NoCandidatesError:
        return attempt.made
    return attempt.made if again.made is None or again.faults > attempt.faults else again.made


def _cheapest(case: Case, evidence: Evidence) -> _Attempt:
    usual = _attempt(case, evidence, seconds=_AT_MOST, thrift=True)
    if usual.solution is not None and usual.solution.unplaced:
        usual = _attempt(case, evidence, seconds=_AT_MOST, thrift=True, brief=True)
    if usual.made is None and usual.draft.rides:
        usual = _better(usual, _attempt(case, evidence, seconds=_AT_MOST, thrift=True, brief=True, roomy=True))
    return usual


def _better(one: _Attempt, other: _Attempt) -> _Attempt:
    return min(one, other, key=lambda attempt: attempt.faults)


def _attempt(
    case: Case,
    evidence: Evidence,
    *,
    seconds: float,
    thrift: bool = False,
    brief: bool = False,
    price: int = 0,
    roomy: bool = False,
    keep: Keep | None = None,
) -> _Attempt:
    draft = build(case.request, evidence, thrift=thrift, brief=brief, price=price, roomy=roomy, pivots=case.pivots, keep=keep)
    solution = _hopeless(draft.problem) or solve(draft.problem, seconds=seconds, patience=_PATIENCE)
    if keep is not None and solution is not None:
        solution = at_former_times(draft, solution, keep)
    return _judge(_Attempt(case=case, draft=draft, solution=solution, brief=brief), thrifty=thrift or price > 0)


def _hopeless(problem: Problem) -> Solution | None:
    """What can't be had on any day, so that there is nothing to search for."""
    never = {index for index, visit in enumerate(problem.visits) if not any(visit.windows)}
    unplaced = tuple(index for index in sorted(never) if problem.visits[index].mandatory)
    unmet = tuple(k for k, g in enumerate(problem.groups) if g.required and len({*g.members} - never) < g.min_per_trip)
    return Solution(base=None, days=(), value=0, fen=0, unplaced=unplaced, unmet=unmet) if unplaced or unmet else None


def _judge(attempt: _Attempt, *, thrifty: bool) -> _Attempt:
    draft, solution = attempt.draft, attempt.solution
    if solution is None or not solution.complete:
        return attempt
    itinerary = assemble(draft, solution)
    sheet = budget_sheet(itinerary, draft.request)
    eaten = {(day.index - 1, stop.meal) for day in itinerary.days for stop in day.stops}
    dull = [
        day
        for day, frame in zip(itinerary.days, draft.problem.days, strict=True)
        if sum(stop.kind == "attraction" for stop in day.stops) < frame.min_visits
    ]
    due = [(slot.day, meal) for slot, meal in zip(draft.problem.slots, draft.meals, strict=True) if slot.candidates]
    return replace(
        attempt,
        made=Arrangement(itinerary=itinerary, budget=sheet, thrifty=thrifty),
        over=overspent(sheet, itinerary, draft.request) | ({"budget"} if sheet.verdict == "over" else set()),
        hungry=sum(meal not in eaten for meal in due),
        due=len(due),
        dull=len(dull),
        empty=sum(all(stop.journey is None for stop in day.stops) for day in dull),
    )


def _shortfall(draft: Draft, solution: Solution | None) -> Shortfall:
    if solution is None:
        return Shortfall(unmet=True)
    lost = {("attraction", draft.doings[visit].place.id) for visit in solution.unplaced}
    lost |= {("meal", draft.doings[c].place.id) for k in solution.unfilled for c in draft.problem.slots[k].candidates}
    return Shortfall(
        unplaced=tuple(draft.doings[visit].place.id for visit in solution.unplaced),
        unmet=bool(solution.unmet or solution.unfilled),
        locked=tuple(
            k
            for k, pin in enumerate(draft.request.pins)
            if pin.locked and isinstance(pin, StopPin) and (pin.kind, pin.place) in lost
        ),
    )
