"""Planning anew with pins: attempts that hold an earlier plan less and less firmly, until one of them is a plan."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from ...domain.clock import LATEST
from ...domain.pin import OpenSpan, StopPin
from ...domain.place import Attraction
from ...domain.request import TripRequest
from ..schedule.evidence import Evidence
from ..schedule.keep import Grip, Keep, moved_of
from ..schedule.orders import ranks_of
from ..schedule.select import NoCandidatesError, must_sees
from .attempt import Arrangement, Attempt, attempt
from .cases import Case, cases_of
from .deadline import NEVER, Deadline
from .pins import pin_key, pin_of, pins_of

_MOST_DAYS = 4
"""Of the days that something may be crowded on, so many are tried as the one that changes."""

_MOST_GIVING_WAY = 6
"""So many stops are tried as the one that gives way to what found no place."""

_FIRST_CASES, _MOST_CASES = 6, 2
"""Of the ways to read a request that suit the earlier plan, so many are tried, and those that come nearest to it followed up."""

_SECONDS, _TIGHTENING = 3.0, 1.0
"""After so many nothing further is tried."""


def replanned(request: TripRequest, evidence: Evidence, *, seconds: float, deadline: Deadline = NEVER) -> Arrangement | None:
    """The plan that keeps the most of an earlier one; None where so much is impossible that everything may change.

    Args:
        request: With pins.
        evidence: What the workers found.
        seconds: Most search time of one attempt.
        deadline: No further attempt is begun after it, nor after some seconds of the own.
    """
    work = _Work(request, evidence, seconds, deadline.within(_SECONDS))
    found = work.held()
    if found is None or any(found.faults):
        found = work.first(work.giving_way(), found)
    if found is None or any(found.faults):
        found = work.best(work.loosened(), found)
    if found is None or work.hungrier(found):
        everywhere = Keep.evenly(request, Grip.LOOSE, hotel=True, rides=True)
        found = work.first([everywhere, *moved_of(request)], found)
    return None if found is None else tightened(found, request, evidence, seconds=seconds, deadline=deadline)


@dataclass
class _Work:
    """The attempts made so far.

    Attributes:
        crowded: Days, from 0, on which something found no place that had to have one.
        brief: Whether it was found that more has its place if less time is spent on what is new.
        cases: Ways to read the request; by default those that suit the earlier plan.
    """

    request: TripRequest
    evidence: Evidence
    seconds: float
    deadline: Deadline
    crowded: dict[int, None] = field(default_factory=dict)
    brief: bool = False
    cases: list[Case] = field(default_factory=list)

    def __post_init__(self) -> None:
        if not self.cases:
            cases = list(cases_of(self.request))
            self.cases = ([case for case in cases if self._suits(case)] or cases)[:_FIRST_CASES]

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
            if looser == keep or (best is not None and not any(best.faults)) or self.deadline.passed:
                return best
            keep = looser

    def first(self, keeps: Iterable[Keep], before: Attempt | None) -> Attempt | None:
        """The first attempt that lacks nothing, else the best of all and of the one before."""
        best = before
        for keep in keeps:
            if self.deadline.passed:
                break
            found = self._attempt(keep)
            if found is not None and (best is None or found.faults < best.faults):
                best = found
            if best is not None and not any(best.faults):
                break
        return best

    def best(self, keeps: Iterable[Keep], before: Attempt | None) -> Attempt | None:
        """The attempt that keeps the most stops on their days, among those with the fewest faults; the one before is among them."""
        tried = [before] if before else []
        for keep in keeps:
            if self.deadline.passed:
                break
            tried += [found] if (found := self._attempt(keep)) is not None else []
        return min(tried, key=lambda found: (found.faults, -self.kept(found)[0]), default=None)

    def giving_way(self) -> Iterable[Keep]:
        """One sight of a crowded day leaves its time to what found none, those of least renown first; the others stay."""
        must, pins = must_sees(self.request), self.request.pins
        stops = [pin for pin in pins if isinstance(pin, StopPin) and pin.day - 1 in self.crowded]
        less = [pin for pin in stops if pin.kind == "attraction" and not pin.locked and pin.place not in must]
        for gone in sorted(less, key=self._renown)[:_MOST_GIVING_WAY]:
            others = [pin for pin in stops if pin.day == gone.day and pin != gone]
            span = OpenSpan(
                day=gone.day,
                start=max((pin.end for pin in others if pin.end <= gone.start), default=0),
                end=min((pin.start for pin in others if pin.start >= gone.end), default=LATEST),
            )
            left = {"pins": tuple(pin for pin in pins if pin != gone), "open_spans": (*self.request.open_spans, span)}
            request = self.request.model_copy(update=left)
            yield Keep.evenly(request, Grip.TIMES, hotel=True, rides=True).loosened([gone.day - 1])

    def loosened(self) -> Iterable[Keep]:
        """Each crowded day may change while the others stay."""
        for day in list(self.crowded)[:_MOST_DAYS]:
            yield Keep.around(self.request, day)

    def hungrier(self, found: Attempt) -> bool:
        """Whether a meal of the earlier plan is lost."""
        assert found.made is not None
        eaten = {(day.index, stop.meal) for day in found.made.itinerary.days for stop in day.stops}
        pins = [pin for pin in self.request.pins if isinstance(pin, StopPin) and pin.meal and pin.day <= self.request.days]
        return any((pin.day, pin.meal) not in eaten for pin in pins)

    def _attempt(self, keep: Keep) -> Attempt | None:
        """The best attempt at the cases of a request; None where there is none to offer."""
        best: Attempt | None = None
        lost: dict[int, int] = {}
        for k, case in enumerate(self.cases):
            if k and self.deadline.passed:
                break
            held = {"pins": keep.request.pins, "open_spans": keep.request.open_spans}
            case = replace(case, request=case.request.model_copy(update=held))
            for brief in (True,) if self.brief else (False, True):
                try:
                    found = attempt(case, self.evidence, seconds=self.deadline.cap(self.seconds), brief=brief, keep=keep)
                except NoCandidatesError:
                    break
                self.brief = brief
                lost[k] = _lost(found)
                if not found.unfit and (best is None or found.faults < best.faults):
                    best = found
                self.crowded |= dict.fromkeys(_crowded(found))
                if not found.in_haste:
                    break
            if best is not None and not any(best.faults):
                break
        if lost and best is None:
            self.cases = [self.cases[k] for k in sorted(lost, key=lambda k: lost[k])[:_MOST_CASES]]
        return best

    def _suits(self, case: Case) -> bool:
        """Whether what is in a wished order lies on its side of the case's pivots in the earlier plan."""
        ranks, pivots = ranks_of(case.request.constraints), case.pivots
        for pin in self.request.pins:
            if not isinstance(pin, StopPin) or pin.place not in ranks:
                continue
            rank = ranks[pin.place]
            if rank and (pin.day - 1, pin.start) < pivots[rank - 1]:
                return False
            if rank < len(pivots) and (pin.day - 1, pin.end) > pivots[rank]:
                return False
        return True

    def _renown(self, pin: StopPin) -> float:
        place = self.evidence.places.get(pin.place)
        return place.renown if isinstance(place, Attraction) else 0

    def kept(self, found: Attempt) -> tuple[int, int]:
        """How many stops an attempt has left on their days, and how many of them at their times."""
        assert found.made is not None
        before = {pin_key(pin): pin for pin in self.request.pins if isinstance(pin, StopPin)}
        stops = [pin for day in found.made.itinerary.days for stop in day.stops if (pin := pin_of(stop, day)) is not None]
        former = [before[key] for pin in stops if (key := pin_key(pin)) in before]
        times = {(pin_key(pin), pin.start, pin.end) for pin in stops}
        return len(former), sum((pin_key(pin), pin.start, pin.end) in times for pin in former)


def _lost(found: Attempt) -> int:
    """How much of what has to be in a plan isn't in an attempt."""
    solution = found.solution
    return 99 if solution is None else len(solution.unplaced) + len(solution.unmet) + len(solution.unfilled)


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


def tightened(
    found: Attempt, request: TripRequest, evidence: Evidence, *, seconds: float, deadline: Deadline = NEVER
) -> Arrangement:
    """A plan that had to let go of something, with all else at its former times as far as that goes.

    Its stops are pinned, those of the earlier plan at the times they had there, and it is planned once more.

    Args:
        found: The plan.
        request: With the pins of the earlier one.
        evidence: What the workers found.
        seconds: Most search time of one attempt.
        deadline: No further attempt is begun after it, nor after some seconds of the own.
    """
    assert found.made is not None
    deadline = deadline.within(_TIGHTENING)
    work, stops = _Work(request, evidence, seconds, deadline), sum(isinstance(pin, StopPin) for pin in request.pins)
    if work.kept(found) == (stops, stops):
        return found.made
    former = {pin_key(pin): pin for pin in request.pins}
    pins = tuple(former.get(pin_key(pin), pin) for pin in pins_of(found.made.itinerary, language=request.language))
    again = _Work(request.model_copy(update={"pins": pins}), evidence, seconds, deadline, cases=[found.case]).held()
    if again is None or again.made is None or again.faults > found.faults:
        return found.made
    return again.made if work.kept(again) > work.kept(found) else found.made
