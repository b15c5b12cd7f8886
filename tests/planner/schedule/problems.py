"""Small schedules: random ones for properties, and builders for hand-made ones."""

from __future__ import annotations

import random
from math import hypot

from xiake.planner.schedule.problem import BASE, Base, Cap, Day, Group, Mode, Problem, Slot, Visit, Weights, Window

OPEN = Window(0, 1440, 1440)


def visit(node: int, days: int, *, dwell: int = 60, score: int = 10_000, fen: int = 0, mandatory: bool = False) -> Visit:
    """A visit that is always open."""
    return Visit(node=node, dwell=dwell, score=score, windows=((OPEN,),) * days, fen=(fen,) * days, mandatory=mandatory)


def line(nodes: int, minutes: int = 10, fen: int = 100) -> Mode:
    """Places along a road."""
    return Mode(
        name="road",
        minutes=[[abs(a - b) * minutes for b in range(nodes)] for a in range(nodes)],
        fen=[[abs(a - b) * fen for b in range(nodes)] for a in range(nodes)],
    )


def random_problem(seed: int) -> Problem:
    """Any mixture of rules, feasible or not."""
    rng = random.Random(seed)
    days, count = rng.randint(1, 4), rng.randint(0, 14)
    nodes = rng.randint(2, 12)
    places = [(rng.uniform(0, 60), rng.uniform(0, 60)) for _ in range(nodes)]
    far = [[round(hypot(x - u, y - v)) for u, v in places] for x, y in places]
    modes = [Mode(name="slow", minutes=[[2 * f for f in row] for row in far], fen=[[0] * nodes] * nodes)]
    if rng.random() < 0.6:
        served = [[-1 if rng.random() < 0.2 else f for f in row] for row in far]
        flat, per_minute = rng.choice(((100, 50), (0, 80)))  # the second is as good as the slow mode where minutes are worth 80
        fares = [[flat + per_minute * f for f in row] for row in far]
        clock = {"first": rng.choice((0, 540)), "last": rng.choice((800, 1200, 5000))}
        modes.append(Mode(name="fast", minutes=served, fen=fares, **clock, required=rng.random() < 0.3))
    bases = tuple(Base(node=rng.randrange(nodes), fen=rng.randint(0, 20_000), score=rng.randint(0, 9_000)) for _ in range(3))
    plan = tuple(
        Day(
            start=rng.choice((BASE, BASE, 0)), end=rng.choice((BASE, BASE, 1)), earliest=rng.choice((480, 600)),
            latest=rng.choice((780, 1080, 1300)), waits_at_start=rng.random() < 0.3, max_visits=rng.choice((2, 4, 99)),
            max_active=rng.choice((240, 600, 5000)), target=rng.choice((None, 180)),
        )
        for _ in range(days)
    )  # fmt: skip
    visits = []
    for index in range(count):
        windows = []
        for _ in range(days):
            first = rng.randint(300, 900)
            one, two = Window(first, first + rng.randint(0, 300), first + 330), Window(first + 400, first + 500)
            windows.append(rng.choice(((), (one,), (one, two), (OPEN,), (OPEN,))))
        visits.append(
            Visit(
                node=rng.choice((rng.randrange(nodes), BASE)), dwell=rng.randint(0, 120), score=rng.randint(-500, 20_000),
                windows=tuple(windows), fen=tuple(rng.randint(0, 5_000) for _ in range(days)),
                mandatory=rng.random() < 0.15, after=rng.randrange(index) if index and rng.random() < 0.15 else None,
            )
        )  # fmt: skip
    fillers = tuple(v for v in range(count) if not visits[v].mandatory and rng.random() < 0.4)
    slots = tuple(
        Slot(
            day=rng.randrange(days), name="meal", window=Window(rng.choice((480, 660)), 820, rng.choice((840, 1440))), dwell=45,
            candidates=fillers, required=rng.random() < 0.5, penalty=rng.randint(0, 5_000),
            own={v: (Window(rng.choice((600, 800)), 900), rng.choice((20, 100))) for v in fillers if rng.random() < 0.2},
        )
        for _ in range(rng.randint(0, 3))
    )  # fmt: skip
    groups = tuple(
        Group(
            members=tuple(sorted(rng.sample(range(count), rng.randint(1, count)))), max_per_trip=rng.choice((1, 3, 99)),
            max_per_day=rng.choice((1, 2, 99)), min_per_trip=rng.choice((0, 0, 1, 2)), required=rng.random() < 0.5, penalty=2_000,
        )
        for _ in range(rng.randint(0, 2) if count else 0)
    )  # fmt: skip
    caps = tuple(
        Cap(
            fen=rng.choice((0, 5_000, 30_000)), visits=frozenset(v for v in range(count) if rng.random() < 0.5),
            moves=rng.random() < 0.3, bases=rng.random() < 0.2,
        )
        for _ in range(rng.choice((0, 0, 1, 2)))
    )  # fmt: skip
    return Problem(
        nodes=nodes, days=plan, visits=tuple(visits), modes=tuple(modes), bases=bases, slots=slots, groups=groups,
        budget=rng.choice((None, None, 8_000, 25_000)), caps=caps,
        weights=Weights(money=rng.choice((0, 1)), moving=rng.choice((0, 80)), waiting=rng.choice((0, 30))),
    )  # fmt: skip


def orienteering() -> Problem:
    """The shape of the orienteering benchmarks: one depot, time windows, no money, scores only."""
    rng = random.Random(3)
    places = [(rng.randint(0, 70), rng.randint(0, 70)) for _ in range(40)]
    minutes = [[int(((a - c) ** 2 + (b - d) ** 2) ** 0.5 * 10) for c, d in places] for a, b in places]
    visits = tuple(
        Visit(
            node=v,
            dwell=100,
            score=rng.randint(5, 50),
            windows=((w := Window(rng.randint(0, 1200), 1900), w)[:1],) * 2,
            fen=(0, 0),
        )
        for v in range(1, 40)
    )
    return Problem(
        nodes=40, days=(Day(start=0, end=0, earliest=0, latest=2300, min_visits=0),) * 2, visits=visits,
        modes=(Mode(name="way", minutes=minutes, fen=[[0] * 40] * 40),), weights=Weights(money=0, moving=0, waiting=0),
    )  # fmt: skip
