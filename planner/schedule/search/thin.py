"""Which visits and bases of a large problem the search looks at."""

from __future__ import annotations

from ..problem import Problem

_VISITS, _CANDIDATES, _BASES = 140, 80, 60


def payable(problem: Problem, v: int, day: int) -> bool:
    """Whether a visit alone keeps every cap that it counts under."""
    return all(problem.visits[v].fen[day] <= cap.fen for cap in problem.caps if v in cap.visits)


def kept_visits(problem: Problem) -> set[int]:
    """The most appealing visits, all that are required in some way, and cheap ones for tight budgets."""
    money, days = problem.weights.money, range(len(problem.days))

    def appeal(v: int) -> int:
        visit = problem.visits[v]
        return visit.score + max(visit.liking, default=0) - money * min(visit.fen)

    def price(v: int) -> int:
        return min(problem.visits[v].fen)

    in_slots = {c for slot in problem.slots for c in slot.candidates}
    plain = [
        v
        for v, visit in enumerate(problem.visits)
        if v not in in_slots and any(visit.windows[d] and payable(problem, v, d) for d in days)
    ]
    kept = set(sorted(plain, key=appeal, reverse=True)[:_VISITS])
    kept.update(sorted(sorted(plain, key=appeal, reverse=True), key=price)[: _VISITS // 5])
    kept |= {v for v in plain if problem.visits[v].mandatory}
    for group in problem.groups:
        if group.min_per_trip:
            kept.update(sorted(set(plain).intersection(group.members), key=appeal, reverse=True)[: 3 * group.min_per_trip])
    for slot in problem.slots:
        open_then = [v for v in slot.candidates if problem.visits[v].windows[slot.day] and payable(problem, v, slot.day)]
        kept.update(sorted(open_then, key=appeal, reverse=True)[:_CANDIDATES])
        kept.update(sorted(open_then, key=price)[: _CANDIDATES // 5])
        kept.update(v for v in open_then if problem.visits[v].after is not None)
    for group in problem.groups:
        if group.min_per_trip:
            fillers = in_slots.intersection(group.members)
            kept.update(sorted(fillers, key=appeal, reverse=True)[: 3 * group.min_per_trip])
    return kept


def kept_bases(problem: Problem) -> list[int]:
    """The most appealing bases and some cheap ones; ``[-1]`` when there are none."""
    bases, money = problem.bases, problem.weights.money
    least = min((cap.fen for cap in problem.caps if cap.bases), default=1 << 40)
    within = [b for b, base in enumerate(bases) if base.fen <= least] or range(len(bases))
    appeal = sorted(within, key=lambda b: money * bases[b].fen - bases[b].score)
    cheap = sorted(within, key=lambda b: bases[b].fen)
    return sorted({*appeal[:_BASES], *cheap[: _BASES // 5]}) or [-1]
