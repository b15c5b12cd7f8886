"""The best plan for a request: some attempts, one after the other, until one lacks nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from ...domain.pin import StopPin
from ...domain.request import TripRequest
from ...domain.task import Findings
from ..schedule.build import Draft, build
from ..schedule.evidence import Evidence
from ..schedule.problem import Solution
from ..schedule.select import NoCandidatesError, total_caps
from .attempt import Arrangement, Attempt, attempt, better
from .cases import Case, cases_of
from .deadline import NEVER, Deadline
from .replan import replanned, tightened


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

_AT_MOST = 3.0
"""Seconds of a search for the cheapest plan, so many that they hardly ever end it."""

_FREELY = 2.0
"""Seconds after which nothing further is tried where an earlier plan could not be kept; who edits waits for the answer."""


def arrange(
    request: TripRequest, findings: Mapping[str, Findings], *, seconds: float, deadline: Deadline = NEVER, loosely: bool = False
) -> Arrangement | Shortfall:
    """Search for the best plan within the budget and all caps; where none is found, for the cheapest.

    Args:
        request: A settled request.
        findings: Of all subtasks.
        seconds: Most search time of one attempt. Where money or time is short a few more are made, and so they are for each case
            of a request that leaves a choice, until one lacks nothing.
        deadline: No further attempt is begun after it. Where an earlier plan is kept there always is one.
        loosely: Of an earlier plan only what is locked is held; the rest is worth keeping, no more.
    """
    evidence = Evidence.gather(findings)
    again = any(not pin.locked for pin in request.pins)
    if again:
        kept = None if loosely else replanned(request, evidence, seconds=seconds, deadline=deadline)
        if kept is not None:
            return kept
        deadline = deadline.within(_FREELY)
    best: Attempt | None = None
    nothing: str | None = None
    for case in cases_of(request):
        if deadline.passed and (best is not None or nothing):
            break
        try:
            found = _planned(case, evidence, seconds=seconds, deadline=deadline)
        except NoCandidatesError as error:
            nothing = nothing or error.subject
            continue
        best = found if best is None else better(best, found)
        if not any(best.faults):
            break
    if best is None:
        return Shortfall(subject=nothing, unmet=nothing is None)
    if best.made is None or best.unfit:
        return _shortfall(best.draft, best.solution)
    if again and not loosely:
        return tightened(best, request, evidence, seconds=seconds, deadline=deadline)
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


def least_cost(request: TripRequest, findings: Mapping[str, Findings], *, deadline: Deadline = NEVER) -> Decimal | None:
    """What the cheapest plan that keeps all wishes but the budget costs, CNY; None where there is none at all, or none was found in time."""
    evidence = Evidence.gather(findings)
    for case in cases_of(request.model_copy(update={"budget": None})):
        if deadline.passed:
            break
        try:
            found = _cheapest(case, evidence, deadline)
        except NoCandidatesError:
            continue
        if found.made is not None and not found.unfit:
            return found.made.budget.total - found.made.budget.by_category["reserve"]
    return None


def _planned(case: Case, evidence: Evidence, *, seconds: float, deadline: Deadline) -> Attempt:
    """The best attempt at one case: shorter stays and rides that leave more time beat a missed meal or sight, cheaper rides and rooms beat a missed anything.

    A budget that only starving keeps is too small: what the cheapest plan with meals costs tells by how much. Whatever is still
    no plan is searched for once more as the cheapest one, by which the ways out are judged, too.
    """
    best = attempt(case, evidence, seconds=deadline.cap(seconds))
    brief = best.in_haste
    if deadline.passed:
        return best
    if brief:
        best = better(best, attempt(case, evidence, seconds=seconds, brief=True))
    if best.lacks_room and best.draft.rides and not deadline.passed:
        best = better(best, attempt(case, evidence, seconds=seconds, brief=brief, roomy=True))
    limited = case.request.budget is not None or bool(total_caps(case.request))
    for price in _PRICES if limited else ():
        if not any(best.faults) or deadline.passed:
            return best
        best = better(best, attempt(case, evidence, seconds=seconds, brief=brief, price=price))
    if not any(best.faults) or not (limited or best.unfit) or deadline.passed:
        return best
    cheapest = _cheapest(case, evidence, deadline)
    best = better(best, cheapest)
    return cheapest if limited and best.starves and cheapest.made is not None and not cheapest.starves else best


def _cheapest(case: Case, evidence: Evidence, deadline: Deadline) -> Attempt:
    usual = attempt(case, evidence, seconds=deadline.cap(_AT_MOST), thrift=True)
    if usual.solution is not None and usual.solution.unplaced and not deadline.passed:
        usual = attempt(case, evidence, seconds=deadline.cap(_AT_MOST), thrift=True, brief=True)
    if usual.made is None and usual.draft.rides and not deadline.passed:
        usual = better(usual, attempt(case, evidence, seconds=deadline.cap(_AT_MOST), thrift=True, brief=True, roomy=True))
    return usual


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
