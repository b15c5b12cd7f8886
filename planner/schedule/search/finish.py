"""From a route to a day plan: the best mode for each leg, exact times, and back."""

from __future__ import annotations

from ..objective import affordable, misses, spent, worth
from ..problem import ALWAYS, UNREACHABLE, DayPlan, Leg, Solution, Stop
from .model import Model
from .route import Route
from .trip import Trip


def finish(trip: Trip) -> Solution:
    """The solution of a trip that keeps the budget."""
    model, problem = trip.model, trip.model.problem
    plans = [day_plan(model, route, route_modes(model, route)) for route in trip.routes]
    base = None if trip.base < 0 else trip.base
    whole: list[DayPlan] = [plan for plan in plans if plan is not None]
    total, fen = worth(problem, base, whole), spent(problem, base, whole)
    for loss, *change in _changes(trip, whole):
        if loss > 0:
            break
        other = _changed(trip, whole, *change)
        if other is None:
            continue
        new_total, new_fen = worth(problem, base, other), spent(problem, base, other)
        if (new_total, -new_fen) > (total, -fen):
            whole, total, fen = other, new_total, new_fen
    whole = _with_required_modes(trip, whole)
    lacking = misses(problem, whole)
    return Solution(
        base=base,
        days=tuple(whole),
        value=worth(problem, base, whole),
        fen=spent(problem, base, whole),
        unplaced=lacking.unplaced,
        unfilled=lacking.unfilled,
        unmet=lacking.unmet,
        unused=lacking.unused,
    )


def _with_required_modes(trip: Trip, plans: list[DayPlan]) -> list[DayPlan]:
    """Exchange legs, at the least loss, until each required mode is used, as far as time and money allow."""
    problem = trip.model.problem
    for missing in misses(problem, plans).unused:
        for _, day, leg, mode in _changes(trip, plans):
            if mode != missing:
                continue
            other = _changed(trip, plans, day, leg, mode)
            if other is not None and len(misses(problem, other).unused) < len(misses(problem, plans).unused):
                plans = other
                break
    return plans


def _changed(trip: Trip, plans: list[DayPlan], day: int, leg: int, mode: int) -> list[DayPlan] | None:
    """The plans with one leg by another mode; None where that breaks a rule or the budget."""
    problem, modes = trip.model.problem, plan_modes(plans[day])
    plan = day_plan(trip.model, trip.routes[day], [*modes[:leg], mode, *modes[leg + 1 :]])
    if plan is None or modes[leg] == mode:
        return None
    other = [*plans[:day], plan, *plans[day + 1 :]]
    base = None if trip.base < 0 else trip.base
    return other if affordable(problem, base, other) else None


def _changes(trip: Trip, plans: list[DayPlan]) -> list[tuple[int, int, int, int]]:
    """Loss, day, leg and mode of every change, the best first; one without loss may pay: it may take away some waiting."""
    problem, model = trip.model.problem, trip.model
    weights, found = problem.weights, []
    for day, (route, plan) in enumerate(zip(trip.routes, plans, strict=True)):
        for leg, chosen in enumerate(plan_modes(plan)):
            if chosen is None:
                continue
            a, b = (model.nodes[row] for row in route.stations[leg : leg + 2])
            now, fare = problem.modes[chosen].minutes[a][b], problem.modes[chosen].fen[a][b]
            for index, mode in enumerate(problem.modes):
                longer, dearer = mode.minutes[a][b] - now, mode.fen[a][b] - fare
                loss = weights.moving * longer + weights.money * dearer - weights.waiting * max(0, longer)
                if index != chosen and mode.minutes[a][b] != UNREACHABLE:
                    found.append((loss, day, leg, index))
    return sorted(found)


def plan_modes(plan: DayPlan) -> list[int | None]:
    """The modes of a day's legs in order."""
    return [*(stop.leg.mode for stop in plan.stops), plan.last_leg.mode]


def route_modes(model: Model, route: Route) -> list[int | None]:
    """The modes that a route was built with."""
    modes: list[int | None] = []
    for here, to, leave in zip(route.stations, route.stations[1:], route.leaves, strict=False):
        a, b = model.nodes[here], model.nodes[to]
        minutes, fen, depart, _ = model.leg(route.level, here, to, leave)
        modes.append(
            None
            if a == b
            else next(
                m
                for m, mode in enumerate(model.problem.modes)
                if mode.minutes[a][b] == minutes and mode.fen[a][b] == fen and mode.first <= depart <= mode.last
            )
        )
    return modes


def day_plan(model: Model, route: Route, modes: list[int | None]) -> DayPlan | None:
    """Exact times of a route by certain modes; None when they break a rule.

    The party leaves as late as it can without finishing later.
    """
    rule = model.problem.days[route.day]
    plan, delay = _timed(model, route, modes, rule.earliest)
    if plan is not None and delay and not rule.waits_at_start:
        plan, _ = _timed(model, route, modes, rule.earliest + delay)
    if plan is None:
        return None
    first = plan.stops[0].leg if plan.stops else plan.last_leg
    return None if plan.last_leg.arrive - first.depart > rule.max_active else plan


def _timed(model: Model, route: Route, modes: list[int | None], time: int) -> tuple[DayPlan | None, int]:
    problem, rule = model.problem, model.problem.days[route.day]
    waited, slack = 0, ALWAYS
    stops: list[Stop] = []
    for k, index in enumerate(modes):
        a, b = (model.nodes[row] for row in route.stations[k : k + 2])
        minutes, fen, depart = 0, 0, time
        if a != b:
            if index is None:
                return None, 0
            mode = problem.modes[index]
            minutes, fen, depart = mode.minutes[a][b], mode.fen[a][b], max(time, mode.first)
            if minutes == UNREACHABLE or depart > mode.last:
                return None, 0
            waited += depart - time
            slack = min(slack, mode.last - depart + waited)
        leg = Leg(mode=index, depart=depart, arrive=depart + minutes, fen=fen)
        if k == len(route.seq):
            if leg.arrive > rule.latest:
                return None, 0
            return DayPlan(stops=tuple(stops), last_leg=leg), min(waited, slack)
        task = route.seq[k]
        opening = next((w for w in model.openings[route.day][task] if leg.arrive <= w[1]), None)
        if opening is None:
            return None, 0
        start = max(leg.arrive, opening[0])
        waited += start - leg.arrive
        slack = min(slack, opening[1] - start + waited)
        time = start + model.dwell[task]
        slot = model.slot[task]
        stops.append(Stop(visit=model.visit[task], slot=None if slot < 0 else slot, leg=leg, start=start, end=time))
    return None, 0


def restore(model: Model, trip: Trip, solution: Solution) -> None:
    """Put a former solution's stops into an empty trip, as far as they still fit.

    Args:
        model: The problem, which may differ from the one that was solved.
        trip: Changed in place; it stays within the budget.
        solution: Whose order is taken over.
    """
    for day, plan in enumerate(solution.days[: len(trip.routes)]):
        for stop in plan.stops:
            task = model.task_of.get((stop.visit, -1 if stop.slot is None else stop.slot))
            if task is None or not model.openings[day][task] or stop.visit in trip.used or not trip.allows(stop.visit, day):
                continue
            before = trip.copy()
            if not trip.insert(task, day, len(trip.routes[day].seq)) or trip.excess:
                trip.routes, trip.used = before.routes, before.used
