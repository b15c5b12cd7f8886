"""Reads an orienteering instance in the KU Leuven format as a :class:`Problem`; a route is a day, the depot its start and end."""

from __future__ import annotations

from dataclasses import dataclass
from math import floor, hypot
from pathlib import Path

from xiake.planner.schedule.problem import Day, Mode, Problem, Solution, Visit, Weights, Window

_PER_SCORE = 100
"""Worth of a point of score, so that scores with decimals stay exact."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """One vertex: where, how long, what for, and when its service may start."""

    x: float
    y: float
    dwell: float
    score: float
    opens: float
    closes: float


def read(path: Path) -> tuple[Place, ...]:
    """The vertices of an instance file; the first is the depot.

    Raises:
        ValueError: If the file isn't in the format.
    """
    places = []
    for line in path.read_text(encoding="utf-8").splitlines()[2:]:
        fields = [float(field) for field in line.split()]
        if len(fields) >= 7:
            x, y, dwell, score = fields[1:5]
            places.append(Place(x=x, y=y, dwell=dwell, score=score, opens=fields[-2], closes=fields[-1]))
    if not places:
        raise ValueError(f"{path.name}: no vertices")
    return tuple(places)


def units(name: str) -> int:
    """Units of time per unit of the file: distances are cut to two decimals in the ``pr`` instances and to one in the others."""
    return 100 if name.startswith("pr") else 10


def problem(places: tuple[Place, ...], routes: int, per_unit: int) -> Problem:
    """The instance with so many routes, its times in whole units."""
    depot = places[0]
    minutes = [[floor(hypot(a.x - b.x, a.y - b.y) * per_unit + 1e-9) for b in places] for a in places]
    start, end = round(depot.opens * per_unit), round(depot.closes * per_unit)
    return Problem(
        nodes=len(places),
        days=(Day(start=0, end=0, earliest=start, latest=end, min_visits=0),) * routes,
        visits=tuple(
            Visit(
                node=node,
                dwell=round(place.dwell * per_unit),
                score=round(place.score * _PER_SCORE),
                windows=((Window(round(place.opens * per_unit), round(place.closes * per_unit)),),) * routes,
                fen=(0,) * routes,
            )
            for node, place in enumerate(places[1:], 1)
        ),
        modes=(Mode(name="straight", minutes=minutes, fen=[[0] * len(places)] * len(places)),),
        weights=Weights(money=0, moving=0, waiting=0),
    )


def encode(solution: Solution) -> list[list[int]]:
    """The vertices of each route in order, without the depot."""
    return [[stop.visit + 1 for stop in day.stops] for day in solution.days]


def score(places: tuple[Place, ...], routes: list[list[int]], per_unit: int) -> float | None:
    """Total score of some routes, recomputed from the instance alone; None when they break a rule."""
    depot, seen, total = places[0], set(), 0.0
    for route in routes:
        clock, here = round(depot.opens * per_unit), depot
        for vertex in [*route, 0]:
            place = places[vertex]
            clock += floor(hypot(here.x - place.x, here.y - place.y) * per_unit + 1e-9)
            if vertex:
                if vertex in seen:
                    return None
                clock, total = max(clock, round(place.opens * per_unit)), total + place.score
                seen.add(vertex)
            if clock > round(place.closes * per_unit):
                return None
            clock, here = clock + round(place.dwell * per_unit) * (vertex > 0), place
    return total
