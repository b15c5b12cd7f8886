"""Recombining remembered routes: the best choice of one route per day, as a set packing problem for OR-Tools.

The search builds thousands of good days but meets only few of their combinations. The linear relaxation is nearly tight here;
its reduced costs leave some hundred routes that can be part of anything better, and among those the best choice is exact.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from .route import Route, Routes
from .trip import Trip

if TYPE_CHECKING:
    from collections.abc import Sequence

_KEPT = 300
"""Routes in the exact problem at most."""

_MILLISECONDS = 120
"""For the exact problem; it usually takes a third of that."""


class _Choice(NamedTuple):
    worth: int
    route: Route


def recombine(trip: Trip, store: Routes) -> Trip:
    """The best trip with the base of one within the budget, out of the routes built so far."""
    if len(trip.routes) < 2:
        return trip
    choices, now = _choices(trip, store), sum(_worth(trip, route, _lacking(trip, route)) for route in trip.routes)
    solver, variables = _program(trip, choices, whole=False)
    if solver.Solve() != solver.OPTIMAL:
        return trip
    bound = solver.Objective().Value()
    costs = [(variable.reduced_cost(), number) for number, variable in enumerate(variables)]
    kept = sorted(((cost, number) for cost, number in costs if bound + cost > now), reverse=True)[:_KEPT]
    if not kept:
        return trip
    choices = [choices[number] for _, number in kept]
    solver, variables = _program(trip, choices, whole=True)
    solver.SetTimeLimit(_MILLISECONDS)
    if solver.Solve() not in (solver.OPTIMAL, solver.FEASIBLE):
        return trip
    routes = trip.routes.copy()
    for choice, variable in zip(choices, variables, strict=True):
        if variable.solution_value() > 0.5:
            routes[choice.route.day] = choice.route
    found = Trip(trip.model, trip.store, trip.base, routes)
    better = found.worth() > trip.worth() and not found.excess and found.keeps_limits() and found.repeats_nothing()
    return found if better else trip


def _choices(trip: Trip, store: Routes) -> list[_Choice]:
    """Per day, the best route of each set of visits that lacks no more required slots than the trip's."""
    allowed = [_lacking(trip, route) for route in trip.routes]
    best: list[dict[int, _Choice]] = [{} for _ in trip.routes]
    for route in [*store.known(), *trip.routes]:
        if route.base == trip.base:
            worth, day = _worth(trip, route, allowed[route.day]), best[route.day]
            if worth > -trip.model.miss // 2 and (route.bits not in day or worth > day[route.bits].worth):
                day[route.bits] = _Choice(worth, route)
    return [choice for day in best for choice in day.values()]


def _lacking(trip: Trip, route: Route) -> int:
    """Required slots of its day that a route leaves open."""
    model = trip.model
    filled = {model.slot[task] for task in route.seq}
    return sum(model.problem.slots[slot].required and slot not in filled for slot in model.day_slots[route.day])


def _worth(trip: Trip, route: Route, allowed: int) -> int:
    """A route's worth with what its mandatory visits save and without what so many open slots cost."""
    return route.worth + trip.model.miss * ((route.bits & trip.model.needed).bit_count() + allowed)


def _program(trip: Trip, choices: Sequence[_Choice], *, whole: bool) -> tuple[Any, list[Any]]:
    """One route per day, no visit twice, the budget, and what groups bound and demand."""
    from ortools.linear_solver import pywraplp

    model, problem = trip.model, trip.model.problem
    solver = pywraplp.Solver.CreateSolver("CBC" if whole else "GLOP")
    infinity = solver.infinity()
    days = [solver.Constraint(1, 1) for _ in trip.routes]
    money = [
        solver.Constraint(-infinity, left + sum(route.spent[k] for route in trip.routes)) for k, left in enumerate(trip.left)
    ]
    groups = []
    for g, (members, group) in enumerate(zip(model.members, problem.groups, strict=True)):
        least = group.min_per_trip if trip.count(g) >= group.min_per_trip else 0
        if group.max_per_trip < len(members) or least:
            row = solver.Constraint(least, min(group.max_per_trip, len(members)))
            groups.append((sum(1 << visit for visit in members), row))
    objective = solver.Objective()
    objective.SetMaximization()
    visits: dict[int, Any] = {}
    variables = []
    for worth, route in choices:
        variable = solver.BoolVar("") if whole else solver.NumVar(0, 1, "")
        variables.append(variable)
        objective.SetCoefficient(variable, worth)
        days[route.day].SetCoefficient(variable, 1)
        for row, fen in zip(money, route.spent, strict=True):
            row.SetCoefficient(variable, fen)
        for members_bits, row in groups:
            held = (route.bits & members_bits).bit_count()
            if held:
                row.SetCoefficient(variable, held)
        for task in route.seq:
            visit = model.visit[task]
            if visit not in visits:
                visits[visit] = solver.Constraint(0, 1)
            visits[visit].SetCoefficient(variable, 1)
    return solver, variables
