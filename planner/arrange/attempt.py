"""One attempt at a plan: build the problem, search, write the itinerary and its budget."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ...domain.budget import BudgetSheet
from ...domain.itinerary import Itinerary
from ..schedule.assemble import assemble
from ..schedule.build import Draft, build
from ..schedule.evidence import Evidence
from ..schedule.former import at_former_times
from ..schedule.keep import Keep
from ..schedule.problem import Problem, Solution
from ..schedule.solve import solve
from .budget_sheet import budget_sheet, overspent
from .cases import Case


@dataclass(frozen=True, kw_only=True)
class Arrangement:
    """A plan that keeps every hard wish the scheduler knows of.

    Attributes:
        thrifty: Whether cheaper rides or rooms than the best ones had to be taken to keep the budget.
    """

    itinerary: Itinerary
    budget: BudgetSheet
    thrifty: bool = False


_PATIENCE = 120
"""A phase of the search ends after so many rounds without a better plan; as long as the time suffices, its answer doesn't hang on
how busy the machine is."""


@dataclass(frozen=True, kw_only=True)
class Attempt:
    """What one search came to.

    Attributes:
        case: What was attempted.
        brief: Whether with visits as brief as makes sense.
        made: The plan, where nothing required is missing.
        over: What costs more than it may.
        missed: The day of each meal that is missing, from 0.
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
    missed: tuple[int, ...] = ()
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
    def hungry(self) -> int:
        """How many meals are missing."""
        return len(self.missed)

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


def better(one: Attempt, other: Attempt) -> Attempt:
    """The one with the lesser faults; the first of equals."""
    return min(one, other, key=lambda attempt: attempt.faults)


def attempt(
    case: Case,
    evidence: Evidence,
    *,
    seconds: float,
    thrift: bool = False,
    brief: bool = False,
    price: int = 0,
    roomy: bool = False,
    keep: Keep | None = None,
) -> Attempt:
    """Build the problem of a case, search, and write down what was found.

    Args:
        case: What to attempt.
        evidence: What the workers found.
        seconds: Most search time.
        thrift: See :func:`~.schedule.build.build`, likewise below.
        brief: Visit everything as briefly as makes sense.
        price: How many times a fen for rides and rooms counts on top of itself.
        roomy: Take the rides that leave most of the trip in the city.
        keep: How the request's pins are held.

    Raises:
        NoCandidatesError: If the wishes leave no hotel, ride or way to move, or not what is locked.
    """
    draft = build(case.request, evidence, thrift=thrift, brief=brief, price=price, roomy=roomy, pivots=case.pivots, keep=keep)
    solution = _hopeless(draft.problem) or solve(draft.problem, seconds=seconds, patience=_PATIENCE)
    if keep is not None and solution is not None:
        solution = at_former_times(draft, solution, keep)
    return _judge(Attempt(case=case, draft=draft, solution=solution, brief=brief), thrifty=thrift or price > 0)


def _hopeless(problem: Problem) -> Solution | None:
    """What can't be had on any day, so that there is nothing to search for."""
    never = {index for index, visit in enumerate(problem.visits) if not any(visit.windows)}
    unplaced = tuple(index for index in sorted(never) if problem.visits[index].mandatory)
    unmet = tuple(k for k, g in enumerate(problem.groups) if g.required and len({*g.members} - never) < g.min_per_trip)
    return Solution(base=None, days=(), value=0, fen=0, unplaced=unplaced, unmet=unmet) if unplaced or unmet else None


def _judge(attempt: Attempt, *, thrifty: bool) -> Attempt:
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
        missed=tuple(day for day, meal in due if (day, meal) not in eaten),
        due=len(due),
        dull=len(dull),
        empty=sum(all(stop.journey is None for stop in day.stops) for day in dull),
    )
