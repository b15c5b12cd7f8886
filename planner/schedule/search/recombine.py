"""Recombining remembered routes: two or three days at a time take the best compatible ones that were ever built."""

from __future__ import annotations

from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from .route import Route, Routes
from .trip import Trip

_POOL = {2: 300, 3: 60}
"""Routes looked at per day, by the number of days that change together."""

_WORD = (1 << 62) - 1


def recombine(trip: Trip, store: Routes) -> Trip:
    """The best trip that differs from one within the budget by a few days' routes, repeated until none is better."""
    pools = [_Pool(trip, routes) for routes in _candidates(trip, store)]
    worth, better = trip.worth(), True
    while better:
        better = False
        for size, most in _POOL.items():
            for days in combinations(range(len(trip.routes)), size):
                found = _exchange(trip, [pools[day] for day in days], most)
                if found is not None and found.worth() > worth and not found.excess and found.keeps_limits():
                    trip, worth, better = found, found.worth(), True
    return trip


class _Pool:
    """Routes of one day, most worth first, as arrays."""

    def __init__(self, trip: Trip, routes: list[Route]) -> None:
        model = trip.model
        self.routes = sorted(routes, key=lambda route: _worth(trip, route), reverse=True)[: max(_POOL.values())]
        self.day = routes[0].day
        self.worth = np.array([_worth(trip, route) for route in self.routes])
        self.fen = np.array([route.fen for route in self.routes])
        self.words = np.array([_words(route.bits, len(model.problem.visits)) for route in self.routes], dtype=np.int64)
        self._clashes: dict[int, NDArray[np.bool_]] = {}

    def clashes(self, other: _Pool) -> NDArray[np.bool_]:
        """Which routes have a visit in common with which of another day."""
        if other.day not in self._clashes:
            shared = self.words[:, None] & other.words[None]
            self._clashes[other.day] = shared.any(axis=2)
        return self._clashes[other.day]


def _words(bits: int, count: int) -> list[int]:
    """Visits as bits of machine words."""
    return [bits >> first & _WORD for first in range(0, count, 62)]


def _worth(trip: Trip, route: Route) -> int:
    """A route's worth with what its mandatory visits save."""
    return route.worth + trip.model.miss * (route.bits & trip.model.needed).bit_count()


def _candidates(trip: Trip, store: Routes) -> list[list[Route]]:
    """Per day, the best route of each set of visits with the trip's base, if it can be part of anything better."""
    best: list[dict[int, tuple[int, Route]]] = [{} for _ in trip.routes]
    for route in [*store.known(), *trip.routes]:
        if route.base == trip.base:
            worth, known = _worth(trip, route), best[route.day].get(route.bits)
            if known is None or worth > known[0]:
                best[route.day][route.bits] = worth, route
    own = [_worth(trip, route) for route in trip.routes]
    slack = [max(worth for worth, _ in entries.values()) - now for entries, now in zip(best, own, strict=True)]
    kept = []
    for day, entries in enumerate(best):  # what the other days can win at most bounds what this one may lose
        least = own[day] - sum(sorted(slack[:day] + slack[day + 1 :], reverse=True)[: max(_POOL) - 1])
        kept.append([route for worth, route in entries.values() if worth >= least])
    return kept


def _exchange(trip: Trip, pools: list[_Pool], most: int) -> Trip | None:
    """The best compatible routes for some days, if they are worth more than those of the trip."""
    model, days = trip.model, [pool.day for pool in pools]
    room = None if model.problem.budget is None else model.problem.budget - trip.fen
    taken = now = 0
    for route in trip.routes:
        if route.day in days:
            now += _worth(trip, route)
            room = None if room is None else room + route.fen
        else:
            taken |= route.bits
    held = np.array(_words(taken, len(model.problem.visits)), dtype=np.int64)
    free = [np.flatnonzero(~(pool.words & held).any(axis=1))[:most] for pool in pools]
    if not all(len(rows) for rows in free):
        return None
    tops = [int(pool.worth[rows[0]]) for pool, rows in zip(pools, free, strict=True)]
    if sum(tops) <= now:
        return None
    shape = [len(rows) for rows in free]
    total = np.zeros(shape, dtype=np.int64)
    fen = np.zeros(shape, dtype=np.int64)
    for axis, (pool, rows) in enumerate(zip(pools, free, strict=True)):
        along = [1] * len(shape)
        along[axis] = -1
        total += pool.worth[rows].reshape(along)
        if room is not None:
            fen += pool.fen[rows].reshape(along)
    for one, two in combinations(range(len(pools)), 2):
        clash = pools[one].clashes(pools[two])[np.ix_(free[one], free[two])]
        along = [shape[axis] if axis in (one, two) else 1 for axis in range(len(shape))]
        total = np.where(clash.reshape(along), -1 << 60, total)
    if room is not None:
        total[fen > room] = -1 << 60
    best = int(total.argmax())
    if int(total.flat[best]) <= now:
        return None
    routes = trip.routes.copy()
    for pool, rows, index in zip(pools, free, np.unravel_index(best, shape), strict=True):
        routes[pool.day] = pool.routes[int(rows[index])]
    return Trip(model, trip.store, trip.base, routes)
