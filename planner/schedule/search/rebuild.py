"""Putting a trip together: each open slot and each absent visit in some order, at its best place."""

from __future__ import annotations

import random

from .route import Route
from .trip import Trip

_BLINK = 0.02


def rebuild(trip: Trip, rng: random.Random, price: float, focus: int | None = None) -> None:
    """Insert greedily until nothing more fits or pays.

    Args:
        trip: Changed in place.
        rng: Source of blinks and orders.
        price: What a fen over the budget costs.
        focus: A plain task to try first.
    """
    slots_first = rng.random() < 0.6
    if focus is not None:
        _place(trip, rng, price, focus)
    urgent = [task for task in _absent(trip) if trip.bonus(trip.model.visit[task]) > 0]
    rng.shuffle(urgent)
    for task in urgent:
        _place(trip, rng, price, task)
    if slots_first:
        _fill_slots(trip, rng, price)
    for task in _ordered(trip, rng):
        _place(trip, rng, price, task)
    _fill_slots(trip, rng, price)


def _offers(trip: Trip, route: Route) -> dict[int, tuple[int, int, int]]:
    if route.offers is None:
        trip.store.offer(route)
    return route.offers or {}


def _absent(trip: Trip) -> list[int]:
    """Plain tasks that fit somewhere and aren't in the trip."""
    visit, used = trip.model.visit, trip.used
    found: dict[int, None] = {}
    for route in trip.routes:
        found.update(dict.fromkeys(_offers(trip, route)))
    return [task for task in found if visit[task] not in used]


def _ordered(trip: Trip, rng: random.Random) -> list[int]:
    model = trip.model
    absent = _absent(trip)
    best: dict[int, int] = {}
    for route in trip.routes:
        for task, (worth, _, _) in _offers(trip, route).items():
            if worth > best.get(task, 0):
                best[task] = worth
    absent = [task for task in absent if task in best]
    kind = rng.randrange(4)
    if kind == 0:
        rng.shuffle(absent)
    elif kind == 1:
        absent.sort(key=lambda task: best[task] * (0.7 + 0.6 * rng.random()), reverse=True)
    elif kind == 2:
        absent.sort(key=lambda task: best[task] / (20 + model.dwell[task]) * (0.7 + 0.6 * rng.random()), reverse=True)
    else:
        absent.sort(key=lambda task: best[task] / (1 + model.dwell[task]), reverse=True)
    return absent


def _place(trip: Trip, rng: random.Random, price: float, task: int) -> bool:
    """Insert a plain task where it is worth most; False when it is worth nothing anywhere."""
    model = trip.model
    visit = model.visit[task]
    if visit in trip.used:
        return False
    budget = model.problem.budget
    room = None if budget is None else budget - trip.fen
    bonus = trip.bonus(visit)
    while True:
        best, where, position = 0.0, -1, 0
        for day, route in enumerate(trip.routes):
            offer = _offers(trip, route).get(task)
            if offer is None or rng.random() < _BLINK:
                continue
            worth: float = offer[0] + bonus
            if room is not None and offer[1] > room:
                worth -= price * (offer[1] - max(0, room) if offer[1] > 0 else offer[1])
            if worth > best and trip.allows(visit, day):
                best, where, position = worth, day, offer[2]
        if where < 0:
            return False
        if trip.insert(task, where, position):
            return True
        _offers(trip, trip.routes[where]).pop(task)


def _fill_slots(trip: Trip, rng: random.Random, price: float) -> None:
    days = list(range(len(trip.routes)))
    rng.shuffle(days)
    for day in days:
        slots = list(trip.model.day_slots[day])
        if len(slots) > 1:
            rng.shuffle(slots)
        for slot in slots:
            _fill(trip, rng, price, day, slot)


def _fill(trip: Trip, rng: random.Random, price: float, day: int, slot: int) -> None:
    model = trip.model
    _offers(trip, trip.routes[day])
    fills = trip.routes[day].fills or {}
    budget = model.problem.budget
    room = None if budget is None else budget - trip.fen
    tried: set[int] = set()
    while True:
        best, task, position = 0.0, -1, 0
        for worth, fen, candidate, at in fills.get(slot, ()):
            if worth <= best:
                break
            visit = model.visit[candidate]
            if visit in trip.used or candidate in tried or rng.random() < _BLINK:
                continue
            value: float = worth
            if room is not None and fen > room:
                value -= price * (fen - max(0, room) if fen > 0 else fen)
            if value > best and trip.allows(visit, day):
                best, task, position = value, candidate, at
        if task < 0 or trip.insert(task, day, position):
            return
        tried.add(task)
