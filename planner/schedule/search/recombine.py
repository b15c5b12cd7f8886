"""Recombining remembered routes: two or three days at a time take the best compatible ones that were ever built."""

from __future__ import annotations

from itertools import combinations

from .route import Route, Routes
from .trip import Trip

_POOL = {2: 400, 3: 80}
"""Routes looked at per day, by the number of days that change together."""

_Entry = tuple[int, int, int, Route]
"""Worth with what its mandatory visits save, visits as bits, fen, the route."""


def recombine(trip: Trip, store: Routes) -> Trip:
    """The best trip that differs from one within the budget by a few days' routes, repeated until none is better."""
    pools = _pools(trip, store)
    worth, better = trip.worth(), True
    while better:
        better = False
        for size, most in _POOL.items():
            for days in combinations(range(len(trip.routes)), size):
                found = _exchange(trip, pools, days, most)
                if found is not None and found.worth() > worth and not found.excess and found.keeps_limits():
                    trip, worth, better = found, found.worth(), True
    return trip


def _pools(trip: Trip, store: Routes) -> list[list[_Entry]]:
    """Per day, the best route of each set of visits with the trip's base, most worth first."""
    model = trip.model
    needed = sum(1 << visit for visit in model.mandatory)
    best: list[dict[int, _Entry]] = [{} for _ in trip.routes]
    for route in store.known():
        if route.base == trip.base:
            known = best[route.day].get(route.bits)
            worth = route.worth + model.miss * (route.bits & needed).bit_count()
            if known is None or worth > known[0]:
                best[route.day][route.bits] = worth, route.bits, route.fen, route
    own = [route.worth + model.miss * (route.bits & needed).bit_count() for route in trip.routes]
    slack = [max(entry[0] for entry in entries.values()) - now for entries, now in zip(best, own, strict=True)]
    pools = []
    for day, entries in enumerate(best):  # what the other days can win at most bounds what this one may lose
        least = own[day] - sum(sorted(slack[:day] + slack[day + 1 :], reverse=True)[: max(_POOL) - 1])
        pools.append(sorted((e for e in entries.values() if e[0] > least), key=lambda entry: entry[0], reverse=True))
    return pools


def _exchange(trip: Trip, pools: list[list[_Entry]], days: tuple[int, ...], most: int) -> Trip | None:
    """The best compatible routes for some days, if they are worth more than those of the trip."""
    model = trip.model
    needed = sum(1 << visit for visit in model.mandatory)
    taken, worth = 0, 0
    room = 1 << 60 if model.problem.budget is None else model.problem.budget - trip.fen
    for day, route in enumerate(trip.routes):
        if day in days:
            worth += route.worth + model.miss * (route.bits & needed).bit_count()
            room += route.fen
        else:
            taken |= route.bits
    lists: list[list[_Entry]] = []
    for day in days:
        free: list[_Entry] = []
        for entry in pools[day]:
            if not entry[1] & taken:
                free.append(entry)
                if len(free) == most:
                    break
        if not free:
            return None
        lists.append(free)
    beyond = [sum(entries[0][0] for entries in lists[k + 1 :]) for k in range(len(lists))]
    best: list[Route] = []

    def descend(depth: int, so_far: int, bits: int, money: int, chosen: list[Route]) -> None:
        nonlocal best, worth
        for own, visits, fen, route in lists[depth]:
            if so_far + own + beyond[depth] <= worth:
                break
            if visits & bits or money + fen > room:
                continue
            if depth == len(lists) - 1:
                worth, best = so_far + own, [*chosen, route]
                break
            descend(depth + 1, so_far + own, bits | visits, money + fen, [*chosen, route])

    descend(0, 0, 0, 0, [])
    if not best:
        return None
    routes = trip.routes.copy()
    for route in best:
        routes[route.day] = route
    return Trip(model, trip.store, trip.base, routes)
