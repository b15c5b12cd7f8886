"""Planning anew with pins: attempts that hold an earlier plan less and less firmly, until one of them is a plan."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from ..domain.pin import StopPin
from ..domain.request import TripRequest
from .attempt import Arrangement, Attempt, attempt
from .cases import cases_of
from .pins import pin_key, pin_of, pins_of
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
    held = work.held()
    if held is not None and not any(held.faults):
        return held.made
    found = work.best(work.loosened(), held) or work.first(moved_of(request))
    return None if found is None else tightened(found, request, evidence, seconds=seconds)


@dataclass
class _Work:
    """The attempts made so far.

    Attributes:
        crowded: Days, from 0, on which something found no place that had to have one.
        brief: Whether it was found that more has its place if less time is spent on what is new.
    """

    request: TripRequest
    evidence: Evidence
    seconds: float
    crowded: dict[int, None] = field(default_factory=dict)
    brief: bool = False

    def held(self) -> Attempt | None:
        """The best attempt that holds every day at its times, those that are crowded less firmly, but on their days."""
        best: Attempt | None = None
        keep = Keep.evenly(self.request, Grip.TIMES, hotel=True, rides=True)
        while True:
            before, self.crowded = self.crowded, {}
            found = self._attempt(keep)
            looser = keep.loosened(self.crowded)
            self.crowded |= before
            if found is not None and (best is None or found.faults < best.faults):
                best = found
            if looser == keep or (best is not None and not any(best.faults)):
                return best
            keep = looser

    def first(self, keeps: Iterable[Keep]) -> Attempt | None:
        """The first attempt that lacks nothing, else the best of all; each of the keeps is looser than the one before."""
        best: Attempt | None = None
        for keep in keeps:
            found = self._attempt(keep)
            if found is not None and (best is None or found.faults < best.faults):
                best = found
            if best is not None and not any(best.faults):
                break
        return best

    def best(self, keeps: Iterable[Keep], before: Attempt | None) -> Attempt | None:
        """The attempt that keeps the most stops on their days, among those with the fewest faults; the one before is among them."""
        tried = [before] if before else []
        tried += [found for keep in keeps if (found := self._attempt(keep)) is not None]
        return min(tried, key=lambda found: (found.faults, -self.kept(found)[0]), default=None)

    def loosened(self) -> Iterable[Keep]:
        """Each crowded day may change while the others stay."""
        for day in list(self.crowded)[:_MOST_DAYS]:
            yield Keep.around(self.request, day)

    def _attempt(self, keep: Keep) -> Attempt | None:
        """The best attempt at the cases of a request; None where there is none to offer."""
        best: Attempt | None = None
        for case in cases_of(self.request):
            for brief in (True,) if self.brief else (False, True):
                try:
                    found = attempt(case, self.evidence, seconds=self.seconds, brief=brief, keep=keep)
                except NoCandidatesError:
                    break
                self.brief = brief
                if not found.unfit and (best is None or found.faults < best.faults):
                    best = found
                self.crowded |= dict.fromkeys(_crowded(found))
                if not found.in_haste:
                    break
            if best is not None and not any(best.faults):
                break
        return best

    def kept(self, found: Attempt) -> tuple[int, int]:
        """How many stops an attempt has left on their days, and how many of them at their times."""
        assert found.made is not None
        before = {pin_key(pin): pin for pin in self.request.pins if isinstance(pin, StopPin)}
        stops = [pin for day in found.made.itinerary.days for stop in day.stops if (pin := pin_of(stop, day)) is not None]
        former = [before[key] for pin in stops if (key := pin_key(pin)) in before]
        times = {(pin_key(pin), pin.start, pin.end) for pin in stops}
        return len(former), sum((pin_key(pin), pin.start, pin.end) in times for pin in former)


def _crowded(found: Attempt) -> list[int]:
    """The days of an attempt that have no room for what must be on them."""
    problem, solution = found.draft.problem, found.solution
    if solution is None:
        return []
    if solution.complete:
        return list(found.missed)
    lost = {*solution.unplaced, *(member for group in solution.unmet for member in problem.groups[group].members)}
    held = {visit: pin.day - 1 for visit, pin in found.draft.held.items()}
    days = [problem.slots[slot].day for slot in solution.unfilled] + [held[visit] for visit in lost if visit in held]
    free = [problem.visits[visit].windows for visit in lost if visit not in held]
    return days + [day for day in range(len(problem.days)) if any(windows[day] for windows in free)]


def tightened(found: Attempt, request: TripRequest, evidence: Evidence, *, seconds: float) -> Arrangement:
    """A plan that had to let go of something, with all else at its former times as far as that goes.

    Its stops are pinned, those of the earlier plan at the times they had there, and it is planned once more.

    Args:
        found: The plan.
        request: With the pins of the earlier one.
        evidence: What the workers found.
        seconds: Most search time of one attempt.
    """
    assert found.made is not None
    work, stops = _Work(request, evidence, seconds), sum(isinstance(pin, StopPin) for pin in request.pins)
    if work.kept(found) == (stops, stops):
        return found.made
    former = {pin_key(pin): pin for pin in request.pins}
    pins = tuple(former.get(pin_key(pin), pin) for pin in pins_of(found.made.itinerary, language=request.language))
    again = _Work(request.model_copy(update={"pins": pins}), evidence, seconds).held()
    if again is None or again.made is None or again.faults > found.faults:
        return found.made
    return again.made if work.kept(again) > work.kept(found) else found.made
