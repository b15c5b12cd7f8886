"""Rules of a schedule in other words than the scheduler's: lists what a solution breaks."""

from __future__ import annotations

from xiake.planner.schedule.problem import ALWAYS, BASE, UNREACHABLE, Problem, Solution


def faults(problem: Problem, solution: Solution) -> list[str]:
    """Everything that is wrong with a solution; missing required things count only if they aren't listed."""
    found: list[str] = []
    base = None if solution.base is None else problem.bases[solution.base]
    fen = base.fen if base else 0
    capped = [cap.bases * fen for cap in problem.caps]
    seen: list[int] = []
    filled: list[int] = []

    def node(index: int) -> int:
        return base.node if index == BASE and base else index

    assert len(solution.days) == len(problem.days)
    for d, (day, plan) in enumerate(zip(problem.days, solution.days, strict=True)):
        here, clock = node(day.start), day.earliest
        marks = [(stop.leg, stop) for stop in plan.stops] + [(plan.last_leg, None)]
        for k, (leg, stop) in enumerate(marks):
            there = node(problem.visits[stop.visit].node if stop else day.end)
            if leg.depart < clock:
                found.append(f"day {d}: leaves stop {k} too early")
            if here == there:
                if leg.arrive != leg.depart or leg.fen:
                    found.append(f"day {d}: a move without distance")
            elif leg.mode is None:
                found.append(f"day {d}: no mode")
            else:
                mode = problem.modes[leg.mode]
                if mode.minutes[here][there] == UNREACHABLE or leg.arrive - leg.depart != mode.minutes[here][there]:
                    found.append(f"day {d}: wrong minutes to stop {k}")
                if leg.fen != mode.fen[here][there]:
                    found.append(f"day {d}: wrong fare to stop {k}")
                if not mode.first <= leg.depart <= mode.last:
                    found.append(f"day {d}: mode rests at {leg.depart}")
            fen += leg.fen
            capped = [paid + cap.moves * leg.fen for paid, cap in zip(capped, problem.caps, strict=True)]
            here, clock = there, leg.arrive
            if stop is None:
                continue
            visit = problem.visits[stop.visit]
            slot = None if stop.slot is None else problem.slots[stop.slot]
            span, dwell = slot.shape(stop.visit) if slot else (None, visit.dwell)
            if stop.start < clock or stop.end - stop.start != dwell:
                found.append(f"day {d}: times of stop {k}")
            if not any(w.earliest <= stop.start <= w.latest and stop.end <= w.end for w in visit.windows[d]):
                found.append(f"day {d}: stop {k} is closed")
            if slot and span:
                within = span.earliest <= stop.start <= span.latest and stop.end <= span.end
                if slot.day != d or stop.visit not in slot.candidates or not within:
                    found.append(f"day {d}: wrong filler")
                filled.append(stop.slot or 0)
            elif any(stop.visit in other.candidates for other in problem.slots):
                found.append(f"day {d}: filler outside a slot")
            if visit.after is not None and (k == 0 or plan.stops[k - 1].visit != visit.after):
                found.append(f"day {d}: follower alone")
            fen += visit.fen[d]
            capped = [paid + (stop.visit in cap.visits) * visit.fen[d] for paid, cap in zip(capped, problem.caps, strict=True)]
            seen.append(stop.visit)
            clock = stop.end
        if clock > day.latest:
            found.append(f"day {d}: too late")
        if clock - marks[0][0].depart > day.max_active:
            found.append(f"day {d}: too long")
        if sum(stop.slot is None for stop in plan.stops) > day.max_visits:
            found.append(f"day {d}: too many visits")
        for g, group in enumerate(problem.groups):
            if sum(stop.visit in group.members for stop in plan.stops) > group.max_per_day:
                found.append(f"day {d}: group {g}")
    if len(set(seen)) < len(seen) or len(set(filled)) < len(filled):
        found.append("something twice")
    if problem.budget is not None and fen > problem.budget:
        found.append("over budget")
    found += [f"over cap {c}" for c, (paid, cap) in enumerate(zip(capped, problem.caps, strict=True)) if paid > cap.fen]
    if fen != solution.fen:
        found.append(f"says it costs {solution.fen}, costs {fen}")
    for g, group in enumerate(problem.groups):
        held = len(set(seen) & set(group.members))
        if held > min(group.max_per_trip, ALWAYS):
            found.append(f"group {g} in the trip")
        if group.required and (held < group.min_per_trip) != (g in solution.unmet):
            found.append(f"group {g}: unmet is wrong")
    if {v for v, visit in enumerate(problem.visits) if visit.mandatory} - set(seen) != set(solution.unplaced):
        found.append("unplaced is wrong")
    if {s for s, slot in enumerate(problem.slots) if slot.required} - set(filled) != set(solution.unfilled):
        found.append("unfilled is wrong")
    used = {leg.mode for plan in solution.days for leg in (*(stop.leg for stop in plan.stops), plan.last_leg)}
    if {m for m, mode in enumerate(problem.modes) if mode.required} - used != set(solution.unused):
        found.append("unused is wrong")
    return found
