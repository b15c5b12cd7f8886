"""Taking a trip apart: strings of neighbouring stops, exchanges between days, whole days, the base, a day's price level."""

from __future__ import annotations

import random

from .trip import Trip

_KINDS = {"strings": 0.48, "base": 0.04, "level": 0.06, "cross": 0.4, "empty": 0.02}
"""How often what happens: the base or a day's price level changes, two days exchange stretches, a day loses everything."""

_PURE = 0.85
"""How often an exchange is all that happens; otherwise, and without one, strings are taken out, too."""

_WHOLE, _TAILS = 0.1, 0.4
"""How often days exchange everything, or all from some stop on, rather than up to three stops."""

_FOCUS = 0.4
"""How often the stops around an absent visit are taken out, to make room for it."""

_LONGEST = 4
"""Stops of a string."""

_SINGLE = 0.5
"""How often only one day loses a string."""


def ruin(trip: Trip, rng: random.Random) -> int | None:
    """Change a trip for the worse, at random.

    Returns:
        A plain task that should be tried first when rebuilding, or None.
    """
    model = trip.model
    kind = rng.choices(tuple(_KINDS), tuple(_KINDS.values()))[0]
    if kind == "base" and len(model.bases) > 1:
        _another_base(trip, rng)
    elif kind == "level" and len(model.levels) > 1:
        _another_level(trip, rng)
    elif kind == "cross" and len(trip.routes) > 1:
        _cross(trip, rng)
        if rng.random() < _PURE:
            return None
    elif kind == "empty":
        trip.replace(rng.randrange(len(trip.routes)), ())
    focus = None
    if rng.random() < _FOCUS:
        day = rng.randrange(len(trip.routes))
        absent = [task for task in model.plain[day] if model.visit[task] not in trip.used]
        if absent:
            focus = max(rng.choice(absent), rng.choice(absent), key=lambda task: model.gain[day][task])
    _strings(trip, rng, focus)
    return focus


def _strings(trip: Trip, rng: random.Random, focus: int | None) -> None:
    model = trip.model
    served = [(day, task) for day, route in enumerate(trip.routes) for task in route.seq]
    if not served:
        return
    place, _ = model.places(trip.base)
    away = model.matrix(model.level).minutes[place[rng.choice(served)[1] if focus is None else focus]]
    nearest = []
    for day, route in enumerate(trip.routes):
        if route.seq and (focus is None or model.openings[day][focus]):
            distance, position = min((away[place[task]], p) for p, task in enumerate(route.seq))
            nearest.append((distance * (0.5 + rng.random()), day, position))
    nearest.sort()
    strings = 1 if rng.random() < _SINGLE else rng.randint(1, 3)
    for _, day, position in nearest[:strings]:
        seq = trip.routes[day].seq
        length = min(len(seq), rng.randint(1, _LONGEST))
        first = rng.randint(max(0, position - length + 1), min(position, len(seq) - length))
        kept = seq[:first] + seq[first + length :]
        if length > 1 and rng.random() < 0.3:  # spare one stop inside the string
            spared = rng.randrange(length)
            kept = (*seq[:first], seq[first + spared], *seq[first + length :])
        if not trip.replace(day, kept):
            trip.replace(day, ())


def _another_base(trip: Trip, rng: random.Random) -> None:
    model = trip.model
    worths = []
    for base in model.bases:
        if base == trip.base:
            continue
        lost = 0
        offer = model.problem.bases[base]
        place, ends = model.places(base)
        for (start, end), route in zip(ends, trip.routes, strict=True):
            cost = model.matrix(route.level).cost
            if route.seq:
                first, last = place[route.seq[0]], place[route.seq[-1]]
                lost += cost[start][first] + cost[last][end]
        worths.append((offer.score - model.money * offer.fen - lost, base))
    worths.sort(reverse=True)
    chosen = worths[min(int(rng.expovariate(0.4)), len(worths) - 1)][1]
    back = trip.copy()
    if not trip.move_to(chosen):
        trip.base, trip.routes, trip.used = back.base, back.routes, back.used


def _another_level(trip: Trip, rng: random.Random) -> None:
    day = rng.randrange(len(trip.routes))
    route = trip.routes[day]
    near = [level for level in trip.model.levels if abs(level - route.level) == 1]
    level = rng.choice(near if rng.random() < 0.7 else [level for level in trip.model.levels if level != route.level])
    trip.replace(day, route.seq, level)


def _cross(trip: Trip, rng: random.Random) -> None:
    """Two days exchange stretches: some stops, all from some stop on, or everything."""
    one, two = rng.sample(trip.routes, 2)
    ends = rng.random()
    pieces = []
    for route in (one, two):
        count = len(route.seq)
        first = 0 if ends < _WHOLE else rng.randint(0, count)
        last = count if ends < _WHOLE + _TAILS else min(count, first + rng.randint(0, 3))
        pieces.append((route, route.seq[:first], route.seq[first:last], route.seq[last:]))
    (_, head, cut, tail), (_, other_head, other_cut, other_tail) = pieces
    trip.replace(one.day, ())
    trip.replace(two.day, ())
    for day, before, middle, behind in ((one.day, head, other_cut, tail), (two.day, other_head, cut, other_tail)):
        moved = [trip.model.elsewhere(task, day) for task in middle]
        _force(trip, rng, day, [*before, *(task for task in moved if task >= 0), *behind])


def _force(trip: Trip, rng: random.Random, day: int, tasks: list[int]) -> None:
    """Give a day these tasks in order, without repeated slots and without as many as it takes to fit."""
    model = trip.model
    filled = [model.slot[task] for task in tasks]
    seq = [task for k, task in enumerate(tasks) if filled[k] < 0 or filled[k] not in filled[:k]]
    while not trip.replace(day, tuple(seq)):
        seq.pop(rng.randrange(len(seq)))
