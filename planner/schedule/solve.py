"""``solve``: from a problem to the best plan that some seconds can find."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from typing import Literal

from .problem import Problem, Solution
from .routing import refine
from .search.anneal import Annealer
from .search.columns import Columns
from .search.effort import Effort
from .search.finish import finish, restore
from .search.model import Model
from .search.rebuild import rebuild
from .search.route import Routes
from .search.trip import Trip

_PHASES = ((0.2, 0.55), (0.7, 0.95), (1.0, 1.0))
"""Shares of the time after which annealing, which finds the base, and column generation end, in turn."""


def solve(
    problem: Problem,
    *,
    seconds: float,
    seed: int = 0,
    iterations: int | None = None,
    patience: int | None = None,
    start: Solution | None = None,
    method: Literal["search", "routing"] = "search",
    clock: Callable[[], float] = time.perf_counter,
) -> Solution | None:
    """Find the best plan in the time given.

    Args:
        problem: What to plan.
        seconds: Time allowed; a little more is used for setting up large problems.
        seed: Of all random choices.
        iterations: Stop after so many rounds of search.
        patience: Go on to the next phase after so many rounds without a better plan, and stop where two phases found none. Where
            rounds or patience end the search before the time does, the result is the same on every machine.
        start: A former solution to begin with, of this problem or of one with the same visits and slots.
        method: ``search`` is the local search alone; ``routing`` gives it a quarter of the time and OR-Tools the rest.
        clock: Seconds that only grow.

    Returns:
        The plan, which keeps all hard rules and lists what it lacks; None when not even days without visits can be kept
        (a day too short for its own way, or a budget below the cheapest base and moves).
    """
    effort = Effort(seconds if method == "search" else seconds / 4, iterations, patience, clock)
    began = clock()
    model = Model(problem)
    store = Routes(model)
    rng = random.Random(seed)
    trip = _first(model, store, rng, start)
    if trip is None:
        return None

    columns: Columns | None = None
    for annealed, priced in _PHASES:
        before = trip
        trip = Annealer(model, store, trip, rng).run(effort.phase(annealed))
        if priced > annealed:
            if columns is None or columns.best.base != trip.base:
                columns = Columns(store, trip, rng)
            trip = columns.improve(trip, effort.phase(priced))
        if patience is not None and trip.worth() <= before.worth():
            break
    if method == "routing":
        trip = refine(trip, seconds - (clock() - began))
    return finish(trip)


def _first(model: Model, store: Routes, rng: random.Random, start: Solution | None) -> Trip | None:
    """The best of a few greedy trips within the budget, or the former solution."""
    hard = 1e9  # a fen over the budget outweighs everything
    if start is not None:
        for level in sorted(model.levels, key=lambda level: abs(level - model.level)):
            base = -1 if start.base is None else start.base
            again = Trip.empty(model, store, base, level) if base in model.bases else None
            if again is not None and not again.excess:
                restore(model, again, start)
                return again
    found: list[tuple[int, int, Trip]] = []
    for base in model.bases:
        for level in sorted(model.levels, key=lambda level: abs(level - model.level)):
            trip = Trip.empty(model, store, base, level)
            if trip is not None and not trip.excess:
                found.append((trip.worth(), -base, trip))
                break
    best: tuple[int, Trip] | None = None
    for _, _, trip in sorted(found, key=lambda item: item[:2], reverse=True)[:4]:
        rebuild(trip, rng, hard)
        worth = trip.worth()
        if not trip.excess and (best is None or worth > best[0]):
            best = worth, trip
    return best[1] if best else None
