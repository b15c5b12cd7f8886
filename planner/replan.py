"""Planning anew with pins: attempts that hold an earlier plan less and less firmly, until one of them is a plan."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from ..domain.pin import StopPin
from ..domain.request import TripRequest
from .attempt import Arrangement, Attempt, attempt
from .cases import cases_of
from .schedule.evidence import Evidence
from .schedule.keep import Grip, Keep, moved_of
from .schedule.select import NoCandidatesError

_MOST_DAYS = 4
"""Of the days that something may be crowded on, so many are tried as the one that changes."""


def replanned(request: TripRequest, evidence: Evidence, *, seconds: float) -> Arrangement | None:
    """The plan that keeps the most of an earlier one; None where so much is impossible that everything may change.

    Args:
        request: With pins.
        evidence: What the workers found.
        seconds: Most search time of one attempt.
    """
    work = _Work(request, evidence, seconds)
    found = work.held()
    if found is None or any(found[0].faults):
        found = work.best(work.loosened(), found)
    found = found or work.first(moved_of(request))
    return found and tightened(*found, evidence, seconds=seconds)


@dataclass
class _Work:
    """The attempts made so far.

    Attributes:
        crowded: Days, from 0, on which something found no place that had to have one.
    """

    request: TripRequest
    evidence: Evidence
    seconds: float
    crowded: dict[int, None] = field(default_factory=dict)

    def held(self) -> tuple[Attempt, Keep] | None:
        """The best attempt that holds every day at its times, those that are crowded less firmly, but on their days."""
        best: tuple[Attempt, Keep] | None = None
        keep = Keep.evenly(self.request, Grip.TIMES, hotel=True, rides=True)
        while True:
            before, self.crowded = self.crowded, {}
            found = self._attempt(keep)
            looser = keep.loosened(self.crowded)
            self.crowded |= before
            if found is not None and (best is None or found.faults < best[0].faults):
                best = found, keep
            if looser == keep or (best is not None and not any(best[0].faults)):
                return best
            keep = looser

    def first(self, keeps: Iterable[Keep]) -> tuple[Attempt, Keep] | None:
        """The first attempt that lacks nothing, else the best of all; each of the keeps is looser than the one before."""
        best: tuple[Attempt, Keep] | None = None
        for keep in keeps:
            found = self._attempt(keep)
            if found is not None and (best is None or found.faults < best[0].faults):
                best = found, keep
            if best is not None and not any(best[0].faults):
                break
        return best

    def best(self, keeps: Iterable[Keep], before: tuple[Attempt, Keep] | None) -> tuple[Attempt, Keep] | None:
        """The attempt that keeps the most stops on their days, among those with the fewest faults; the one before is among them."""
        tried = [before] if before else []
        tried += [(found, keep) for keep in keeps if (found := self._attempt(keep)) is not None]
        return min(tried, key=lambda pair: (pair[0].faults, -self._kept(pair[0])), default=None)

    def loosened(self) -> Iterable[Keep]:
        """Each crowded day may change while the others stay."""
        for day in list(self.crowded)[:_MOST_DAYS]:
            yield Keep.around(self.request, {day})

    def _attempt(self, keep: Keep) -> Attempt | None:
        """The best attempt at the cases of a request; None where there is none to offer."""
        best: Attempt | None = None
        for case in cases_of(self.request):
            for brief in (False, True):
                try:
                    found = attempt(case, self.evidence, seconds=self.seconds, brief=brief, keep=keep)
                except NoCandidatesError:
                    break
                if not found.unfit and (best is None or found.faults < best.faults):
                    best = found
                self.crowded |= dict.fromkeys(_crowded(found))
                if not found.in_haste or min(keep.grips) is Grip.TIMES:
                    break
            if best is not None and not any(best.faults):
                break
        return best

    def _kept(self, found: Attempt) -> int:
        assert found.made is not None
        pins = {(pin.day, pin.kind, pin.place) for pin in self.request.pins if isinstance(pin, StopPin)}
        return sum((day.index, stop.kind, stop.place.id) in pins for day in found.made.itinerary.days for stop in day.stops)


def _crowded(found: Attempt) -> list[int]:
    """The days of an attempt that have no room for what must be on them."""
    problem, solution = found.draft.problem, found.solution
    if solution is None:
        return []
    if solution.complete:
        return list(found.missed)
    lost = {*solution.unplaced, *(member for group in solution.unmet for member in problem.groups[group].members)}
    days = [problem.slots[slot].day for slot in solution.unfilled]
    return days + [day for day in range(len(problem.days)) if any(problem.visits[visit].windows[day] for visit in lost)]


def tightened(found: Attempt, keep: Keep, evidence: Evidence, *, seconds: float) -> Arrangement:
    """The same plan with every day at its former times whose stops are what they were."""
    assert found.made is not None
    tighter = keep.tightened(found.made.itinerary)
    if tighter == keep:
        return found.made
    try:
        again = attempt(found.case, evidence, seconds=seconds, brief=found.brief, keep=tighter)
    except NoCandidatesError:
        return found.made
    return found.made if again.made is None or again.faults > found.faults else again.made
