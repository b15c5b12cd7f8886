"""Times of an earlier plan, where a solution that moved its stops about has room for them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from .build import Draft
from .keep import Keep
from .problem import ALWAYS, DayPlan, Solution, Stop


def at_former_times(draft: Draft, solution: Solution, keep: Keep) -> Solution:
    """Begin each stop of the earlier plan as near to its former time as what lies around it allows.

    The search makes everything as early as it can; no stop is made earlier here, and none later than it was before if it isn't.

    Args:
        draft: The problem and what its indices mean.
        solution: Its solution; the order, the ways and what is new stay.
        keep: Tells the former times.
    """
    days = tuple(_day(draft, k, plan, _wanted(draft, k, plan, keep)) for k, plan in enumerate(solution.days))
    return replace(solution, days=days)


def _wanted(draft: Draft, day: int, plan: DayPlan, keep: Keep) -> list[int | None]:
    """When each stop of a day began before; None for what is new on it."""
    found: list[int | None] = []
    for stop in plan.stops:
        doing = draft.doings[stop.visit]
        pin = keep.stops.get(("attraction" if doing.kind == "attraction" else "meal", doing.place.id))
        found.append(pin.start if pin is not None and pin.day == day + 1 else None)
    return found


def _day(draft: Draft, day: int, plan: DayPlan, wanted: Sequence[int | None]) -> DayPlan:
    rule, stops = draft.problem.days[day], plan.stops
    latest: list[int] = []
    leg, by = plan.last_leg, rule.latest
    for stop, former in zip(reversed(stops), reversed(wanted), strict=True):
        leaves = min(by - (leg.arrive - leg.depart), ALWAYS if leg.mode is None else draft.problem.modes[leg.mode].last)
        by = min(leaves - (stop.end - stop.start), _closes(draft, day, stop))
        if former is not None:
            by = min(by, max(stop.start, former))
        latest.append(by)
        leg = stop.leg
    latest.reverse()
    moved: list[Stop] = []
    for stop, former, by in zip(stops, wanted, latest, strict=True):
        way = stop.leg.arrive - stop.leg.depart
        depart = max(stop.leg.depart, moved[-1].end) if moved else stop.leg.depart
        start = max(depart + way, stop.start if former is None or not moved else min(by, max(stop.start, former)))
        if not moved and former is not None:
            start = min(by, max(stop.start, former))
            if not rule.waits_at_start:
                depart += start - stop.start
        dwell = stop.end - stop.start
        moved.append(replace(stop, leg=replace(stop.leg, depart=depart, arrive=depart + way), start=start, end=start + dwell))
    if not moved:
        return plan
    last = plan.last_leg
    depart = max(last.depart, moved[-1].end)
    return DayPlan(stops=tuple(moved), last_leg=replace(last, depart=depart, arrive=depart + last.arrive - last.depart))


def _closes(draft: Draft, day: int, stop: Stop) -> int:
    """The latest start in the opening that a stop lies in."""
    problem, dwell = draft.problem, stop.end - stop.start
    latest = max(
        (min(w.latest, w.end - dwell) for w in problem.visits[stop.visit].windows[day] if w.earliest <= stop.start <= w.latest),
        default=stop.start,
    )
    if stop.slot is not None:
        window, _ = problem.slots[stop.slot].shape(stop.visit)
        latest = min(latest, window.latest, window.end - dwell)
    return max(stop.start, latest)
