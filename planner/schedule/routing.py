"""OR-Tools routing from a trip's start: a vehicle is a day, a disjunction is a choice, guided local search improves.

The base and each day's price level stay as they are. The model is the search's own, with three simplifications: the pull to a
day's target is linear, modes' clocks are ignored, and a slot sees only its best candidates. Every solution found is therefore
rebuilt as a trip and weighed by the true objective; what breaks a rule there is dropped.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from .search.model import FAR, Model
from .search.trip import Trip

_SPREAD = 4_000
"""Minutes between the days' clocks on the one time axis that all vehicles share."""

_CANDIDATES = 10
"""Of each slot."""


@dataclass
class _Index:
    """Tasks and day ends as one numbering: tasks first, then starts, then ends."""

    tasks: list[int]
    days: int
    of: dict[int, int] = field(init=False)

    def __post_init__(self) -> None:
        self.of = {task: number for number, task in enumerate(self.tasks)}

    @property
    def size(self) -> int:
        return len(self.tasks) + 2 * self.days


def refine(trip: Trip, seconds: float) -> Trip:
    """Improve a trip within the budget.

    Args:
        trip: The start; not changed.
        seconds: Time for the search alone; setting up takes some tenths of a second more.

    Returns:
        The best trip found, or the start.
    """
    from ortools.constraint_solver import pywrapcp, routing_enums_pb2

    index = _Index(_tasks(trip), len(trip.routes))
    count, days = len(index.tasks), range(len(trip.routes))
    starts, ends = [count + day for day in days], [count + len(days) + day for day in days]
    manager = pywrapcp.RoutingIndexManager(index.size, len(days), starts, ends)
    routing = pywrapcp.RoutingModel(manager)
    _costs(trip, index, routing)
    _time(trip, index, manager, routing)
    _counts(trip, index, routing)
    _budget(trip, index, routing)
    _choices(trip, index, manager, routing)
    _rules(trip, index, manager, routing)

    best, best_worth = trip, trip.worth()

    def weigh() -> None:
        nonlocal best, best_worth
        found = _read(trip, index, manager, routing)
        if found is not None and not found.excess and found.worth() > best_worth:
            best, best_worth = found, found.worth()

    routing.AddAtSolutionCallback(weigh)
    parameters = pywrapcp.DefaultRoutingSearchParameters()
    parameters.local_search_metaheuristic = routing_enums_pb2.LocalSearchMetaheuristic.GUIDED_LOCAL_SEARCH
    parameters.time_limit.FromMilliseconds(max(1, int(seconds * 1000)))
    routing.CloseModelWithParameters(parameters)
    begin = routing.ReadAssignmentFromRoutes(
        [[manager.NodeToIndex(index.of[task]) for task in route.seq] for route in trip.routes], True
    )
    if begin is not None:
        routing.SolveFromAssignmentWithParameters(begin, parameters)
    return best


def _tasks(trip: Trip) -> list[int]:
    model = trip.model
    chosen = {task for route in trip.routes for task in route.seq}
    for day, route in enumerate(trip.routes):
        chosen.update(task for task in model.plain[day] if model.gain[day][task] + trip.bonus(model.visit[task]) > 0)
        for slot in model.day_slots[day]:
            free = trip.copy()
            free.replace(day, tuple(task for task in route.seq if model.slot[task] != slot))
            trip.store.offer(free.routes[day])
            chosen.update(task for _, _, task, _ in (free.routes[day].fills or {}).get(slot, [])[:_CANDIDATES])
    while True:  # what followed a follower that is left out is left out, too
        present = {model.visit[task] for task in chosen}
        lost = {task for task in chosen if model.after[task] >= 0 and model.after[task] not in present}
        if not lost:
            return sorted(chosen)
        chosen -= lost


def _rows(trip: Trip, index: _Index) -> list[int]:
    place, ends = trip.model.places(trip.base)
    return [place[task] for task in index.tasks] + [start for start, _ in ends] + [end for _, end in ends]


def _best_gain(model: Model, task: int) -> int:
    return max(gains[task] for gains, openings in zip(model.gain, model.openings, strict=True) if openings[task])


def _slot_gain(model: Model, index: _Index, slot: int) -> int:
    return max((_best_gain(model, task) for task in index.tasks if model.slot[task] == slot), default=0)


def _costs(trip: Trip, index: _Index, routing: Any) -> None:
    """Arc costs: the move, plus what the visit is worth less than the best that skipping it would cost."""
    model = trip.model
    rows, waiting = _rows(trip, index), model.problem.weights.waiting
    tops = [
        _best_gain(model, task) if model.slot[task] < 0 else _slot_gain(model, index, model.slot[task]) for task in index.tasks
    ]
    for day, route in enumerate(trip.routes):
        matrix = model.matrix(route.level)
        enter = [max(0, top - model.gain[day][task]) for top, task in zip(tops, index.tasks, strict=True)]
        enter += [0] * (2 * len(trip.routes))
        costs = [
            [
                max(0, matrix.cost[a][b] - waiting * matrix.minutes[a][b]) + loss if matrix.minutes[a][b] < FAR else FAR
                for b, loss in zip(rows, enter, strict=True)
            ]
            for a in rows
        ]
        routing.SetArcCostEvaluatorOfVehicle(routing.RegisterTransitMatrix(costs), day)


def _time(trip: Trip, index: _Index, manager: Any, routing: Any) -> None:
    model = trip.model
    rows = _rows(trip, index)
    dwell = [model.dwell[task] for task in index.tasks] + [0] * (2 * len(trip.routes))
    transits = []
    for route in trip.routes:
        minutes = model.matrix(route.level).minutes
        times = [[stay + min(minutes[a][b], _SPREAD) for b in rows] for a, stay in zip(rows, dwell, strict=True)]
        transits.append(routing.RegisterTransitMatrix(times))
    horizon = _SPREAD * (len(trip.routes) + 1)
    routing.AddDimensionWithVehicleTransits(transits, horizon, horizon, False, "time")
    time = routing.GetDimensionOrDie("time")
    for day, rule in enumerate(model.problem.days):
        offset = day * _SPREAD
        first, last = time.CumulVar(routing.Start(day)), time.CumulVar(routing.End(day))
        first.SetRange(offset + rule.earliest, offset + (rule.earliest if rule.waits_at_start else rule.latest))
        last.SetRange(offset + rule.earliest, offset + rule.latest)
        time.SetSpanUpperBoundForVehicle(min(rule.max_active, horizon), day)
        time.SetSpanCostCoefficientForVehicle(model.problem.weights.waiting, day)
        routing.AddVariableMinimizedByFinalizer(last)
    for number, task in enumerate(index.tasks):
        spans = [
            (day * _SPREAD + first, day * _SPREAD + last)
            for day in range(len(trip.routes))
            for first, last in model.openings[day][task]
        ]
        cumul = time.CumulVar(manager.NodeToIndex(number))
        cumul.SetRange(spans[0][0], spans[-1][1])
        for (_, closes), (opens, _) in pairwise(spans):
            if closes + 1 < opens:
                cumul.RemoveInterval(closes + 1, opens - 1)


def _counts(trip: Trip, index: _Index, routing: Any) -> None:
    """Number and minutes of plain visits per day."""
    model, problem = trip.model, trip.model.problem
    plain = [model.slot[task] < 0 for task in index.tasks]
    pad = [0] * (2 * len(trip.routes))
    for name, amounts in (
        ("visits", [int(p) for p in plain] + pad),
        ("load", [model.dwell[task] * p for task, p in zip(index.tasks, plain, strict=True)] + pad),
    ):
        routing.AddDimension(routing.RegisterUnaryTransitVector(amounts), 0, 100_000, True, name)
    visits, load = routing.GetDimensionOrDie("visits"), routing.GetDimensionOrDie("load")
    for day, rule in enumerate(problem.days):
        end = routing.End(day)
        visits.CumulVar(end).SetMax(min(rule.max_visits, 100_000))
        visits.SetCumulVarSoftLowerBound(end, rule.min_visits, problem.weights.empty_day)
        if rule.target is not None:
            slope = problem.weights.imbalance // 60  # of the square, half an hour off
            load.SetCumulVarSoftUpperBound(end, rule.target, slope)
            load.SetCumulVarSoftLowerBound(end, rule.target, slope)


def _budget(trip: Trip, index: _Index, routing: Any) -> None:
    """The budget and the caps, each as a sum over all days."""
    model = trip.model
    rows, pad, days = _rows(trip, index), [0] * (2 * len(trip.routes)), range(len(trip.routes))
    for number, purse in enumerate(model.purses):
        room = purse.cap - (purse.bases * model.problem.bases[trip.base].fen if trip.base >= 0 else 0)
        transits = []
        for day, route in enumerate(trip.routes):
            fen = model.matrix(route.level).fen
            paid = [model.fen[day][task] * purse.visits[model.visit[task]] for task in index.tasks] + pad
            fares = [[purse.moves * fen[a][b] + own for b in rows] for a, own in zip(rows, paid, strict=True)]
            transits.append(routing.RegisterTransitMatrix(fares))
        name = f"purse {number}"
        routing.AddDimensionWithVehicleTransits(transits, 0, room, True, name)
        spent, solver = routing.GetDimensionOrDie(name), routing.solver()
        solver.Add(solver.Sum([spent.CumulVar(routing.End(day)) for day in days]) <= room)


def _choices(trip: Trip, index: _Index, manager: Any, routing: Any) -> None:
    """Each plain task may be skipped for its worth; each slot takes one of its fillers or goes without."""
    model, waiting = trip.model, trip.model.problem.weights.waiting
    slots: dict[int, list[int]] = {}
    copies: dict[int, list[int]] = {}
    for number, task in enumerate(index.tasks):
        where = manager.NodeToIndex(number)
        if model.slot[task] >= 0:
            slots.setdefault(model.slot[task], []).append(where)
            copies.setdefault(model.visit[task], []).append(where)
        else:
            extra = model.miss if model.problem.visits[model.visit[task]].mandatory else 0
            worth = _best_gain(model, task) + extra + waiting * model.dwell[task]
            routing.AddDisjunction([where], max(0, worth))
    for slot, nodes in slots.items():
        dwell = model.problem.slots[slot].dwell
        routing.AddDisjunction(nodes, max(0, model.relief[slot] + _slot_gain(model, index, slot) + waiting * dwell), 1)
    solver = routing.solver()
    for nodes in copies.values():
        if len(nodes) > 1:
            solver.Add(solver.Sum([routing.ActiveVar(node) for node in nodes]) <= 1)


def _rules(trip: Trip, index: _Index, manager: Any, routing: Any) -> None:
    """Groups, and what must follow what."""
    model, solver = trip.model, routing.solver()
    at = {task: manager.NodeToIndex(number) for task, number in index.of.items()}
    for g, group in enumerate(model.problem.groups):
        inside = [at[task] for task in index.tasks if model.visit[task] in model.members[g]]
        if not inside:
            continue
        total = solver.Sum([routing.ActiveVar(node) for node in inside])
        if group.max_per_trip < len(inside):
            solver.Add(total <= group.max_per_trip)
        if 0 < group.min_per_trip <= trip.count(g):
            solver.Add(total >= group.min_per_trip)
        if group.max_per_day < len(inside):
            for day in range(len(trip.routes)):
                held = [solver.IsEqualCstVar(routing.VehicleVar(node), day) for node in inside]
                solver.Add(solver.Sum(held) <= group.max_per_day)
    for task, node in at.items():
        if model.after[task] >= 0:
            leaders = [other for leader, other in at.items() if model.visit[leader] == model.after[task]]
            follows = [solver.IsEqualCstVar(routing.NextVar(leader), node) for leader in leaders]
            solver.Add(routing.ActiveVar(node) <= solver.Sum(follows))


def _read(trip: Trip, index: _Index, manager: Any, routing: Any) -> Trip | None:
    found = trip.copy()
    sequences = []
    for day in range(len(trip.routes)):
        seq, node = [], routing.NextVar(routing.Start(day)).Value()
        while not routing.IsEnd(node):
            seq.append(index.tasks[manager.IndexToNode(node)])
            node = routing.NextVar(node).Value()
        sequences.append(tuple(seq))
    for day in range(len(sequences)):
        found.replace(day, ())
    if all(found.replace(day, seq) for day, seq in enumerate(sequences)):
        return found
    return None
