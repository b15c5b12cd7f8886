"""The objective, written down once: what a plan is worth, in fen.

    worth =   sum of what all visits are worth on their days, and of the score of the base
            - weights.money     * fen spent (base, visits, moves)
            - weights.moving    * minutes on the way
            - weights.waiting   * minutes of standing around
            - weights.empty_day * visits that a day lacks below its minimum
            - weights.imbalance * ((visit minutes of the day - its target) / 60 min) ** 2, per day
            - the penalties of optional slots left out and of optional groups below their minimum

Required things that are missing aren't weighed but counted (:class:`Misses`): a plan with fewer of them is better whatever it
is worth. Everything else (windows, limits, modes' clocks, the budget) is hard and never traded.

The search keeps these sums per day and calls :func:`day_worth` for each route; :func:`worth` adds up a finished plan.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from .problem import Day, DayPlan, Problem, Weights


class Misses(NamedTuple):
    """What had to be in a plan and isn't: visits, slots, groups and modes by index."""

    unplaced: tuple[int, ...]
    unfilled: tuple[int, ...]
    unmet: tuple[int, ...]
    unused: tuple[int, ...]


def imbalance(weights: Weights, day: Day, load: int) -> int:
    """What a day's visit minutes cost for being off its target."""
    return 0 if day.target is None else weights.imbalance * (load - day.target) ** 2 // 3600


def day_worth(weights: Weights, day: Day, *, score: int, fen: int, moving: int, waiting: int, load: int, visits: int) -> int:
    """What one route is worth.

    Args:
        weights: The problem's.
        day: The route's.
        score: Sum of its visits' scores.
        fen: Spent on visits and moves.
        moving: Minutes on the way.
        waiting: Minutes of standing around.
        load: Minutes of visits that fill no slot.
        visits: Their number.
    """
    lacking = max(0, day.min_visits - visits)
    return (
        score
        - weights.money * fen
        - weights.moving * moving
        - weights.waiting * waiting
        - weights.empty_day * lacking
        - imbalance(weights, day, load)
    )


def spent(problem: Problem, base: int | None, plans: Sequence[DayPlan]) -> int:
    """All the money of a plan, fen."""
    total = 0 if base is None else problem.bases[base].fen
    for index, plan in enumerate(plans):
        total += plan.last_leg.fen + sum(stop.leg.fen + problem.visits[stop.visit].fen[index] for stop in plan.stops)
    return total


def capped(problem: Problem, base: int | None, plans: Sequence[DayPlan]) -> tuple[int, ...]:
    """The money of a plan that counts under each cap, fen."""
    fares = sum(leg.fen for plan in plans for leg in (*(stop.leg for stop in plan.stops), plan.last_leg))
    paid = [(stop.visit, problem.visits[stop.visit].fen[day]) for day, plan in enumerate(plans) for stop in plan.stops]
    nights = 0 if base is None else problem.bases[base].fen
    return tuple(
        sum(fen for visit, fen in paid if visit in cap.visits) + fares * cap.moves + nights * cap.bases for cap in problem.caps
    )


def affordable(problem: Problem, base: int | None, plans: Sequence[DayPlan]) -> bool:
    """Whether a plan keeps the budget and every cap."""
    if problem.budget is not None and spent(problem, base, plans) > problem.budget:
        return False
    return all(fen <= cap.fen for fen, cap in zip(capped(problem, base, plans), problem.caps, strict=True))


def misses(problem: Problem, plans: Sequence[DayPlan]) -> Misses:
    """The required things that a plan lacks."""
    stops = [stop for plan in plans for stop in plan.stops]
    placed, filled = {stop.visit for stop in stops}, {stop.slot for stop in stops}
    used = {leg.mode for plan in plans for leg in (*(stop.leg for stop in plan.stops), plan.last_leg)}
    return Misses(
        tuple(i for i, visit in enumerate(problem.visits) if visit.mandatory and i not in placed),
        tuple(i for i, slot in enumerate(problem.slots) if slot.required and i not in filled),
        tuple(i for i, g in enumerate(problem.groups) if g.required and len(placed.intersection(g.members)) < g.min_per_trip),
        tuple(i for i, mode in enumerate(problem.modes) if mode.required and i not in used),
    )


def worth(problem: Problem, base: int | None, plans: Sequence[DayPlan]) -> int:
    """What a plan is worth; required things that are missing don't count here (see :func:`misses`)."""
    weights = problem.weights
    total = 0 if base is None else problem.bases[base].score - weights.money * problem.bases[base].fen
    for index, (day, plan) in enumerate(zip(problem.days, plans, strict=True)):
        legs = [*(stop.leg for stop in plan.stops), plan.last_leg]
        free = [stop for stop in plan.stops if stop.slot is None]
        moving = sum(leg.arrive - leg.depart for leg in legs)
        busy = moving + sum(stop.end - stop.start for stop in plan.stops)
        leave = day.earliest if day.waits_at_start else legs[0].depart
        total += day_worth(
            weights,
            day,
            score=sum(problem.visits[stop.visit].worth_on(index) for stop in plan.stops),
            fen=sum(leg.fen for leg in legs) + sum(problem.visits[stop.visit].fen[index] for stop in plan.stops),
            moving=moving,
            waiting=plan.last_leg.arrive - leave - busy,
            load=sum(stop.end - stop.start for stop in free),
            visits=len(free),
        )
    stops = [stop for plan in plans for stop in plan.stops]
    placed, filled = {stop.visit for stop in stops}, {stop.slot for stop in stops}
    for number, slot in enumerate(problem.slots):
        total -= 0 if slot.required or number in filled else slot.penalty
    for group in problem.groups:
        if not group.required:
            total -= group.penalty * max(0, group.min_per_trip - len(placed.intersection(group.members)))
    return total
