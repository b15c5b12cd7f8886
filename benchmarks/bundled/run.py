"""Plans one generated request and judges the answer."""

from __future__ import annotations

import time
from dataclasses import dataclass

from xiake.domain.errors import BadRequest
from xiake.planner.trip import Trip

from .cases import Case
from .honesty import objections
from .planner import planner_of
from .recall import invented, missed, slots

SEARCH_SECONDS = 0.4
"""For each search of the scheduler: a gate asks whether plans are right, not how good."""


@dataclass(frozen=True)
class Verdict:
    """What became of one request.

    Attributes:
        status: The trip's, or ``refused`` or ``crashed``.
        faults: What must never happen, each in a line.
        missed: What the text says and the reading lacks.
        invented: Hard wishes that the text doesn't say.
        slots: How many things the text says.
        conflict: Why there is no plan.
    """

    case: Case
    status: str
    seconds: float
    slots: int
    faults: tuple[str, ...] = ()
    missed: tuple[str, ...] = ()
    invented: tuple[str, ...] = ()
    conflict: str = ""


def judge(case: Case) -> Verdict:
    """Plan a request from its text; whatever goes wrong becomes part of the verdict."""
    began = time.perf_counter()
    try:
        trip = planner_of(schedule_seconds=SEARCH_SECONDS).plan(case.text, start=case.start)
    except BadRequest as refused:
        return Verdict(case, "refused", time.perf_counter() - began, slots(case), missed=(str(refused),) * slots(case))
    except Exception as crash:
        return Verdict(case, "crashed", time.perf_counter() - began, slots(case), (f"{type(crash).__name__}: {crash}",))
    return Verdict(
        case,
        trip.status,
        time.perf_counter() - began,
        slots(case),
        faults=_faults(trip),
        missed=tuple(missed(case, trip.request)),
        invented=tuple(invented(case, trip.request)),
        conflict="; ".join((*trip.conflict.wishes, trip.conflict.explanation)) if trip.conflict else "",
    )


def _faults(trip: Trip) -> tuple[str, ...]:
    if trip.itinerary is None:
        return () if trip.conflict or trip.questions else (f"{trip.status} without a word why",)
    excused = {substitution.wish for substitution in trip.substitutions}
    broken = [c for c in trip.checks if c.status == "violated" and not c.soft and (c.wish is None or c.wish not in excused)]
    return (*(f"{check.rule}: {check.message}" for check in broken), *objections(trip.itinerary, trip.request.party.size))
