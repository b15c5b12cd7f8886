"""Putting a trip together: each open slot and each absent visit in some order, at its best place."""

from __future__ import annotations

import random

from .route import Fill, Offer
from .trip import Trip

_BLINK = 0.02
"""How often a place for a task is overlooked, so that not every rebuilding ends alike."""


def rebuild(
    trip: Trip, rng: random.Random, price: float, focus: int | None = None, banned: tuple[int, int] | None = None
) -> None:
    """Insert greedily until nothing more fits or pays.

    Args:
        trip: Changed in place.
        rng: Source of blinks and orders.
        price: What a fen over the budget costs.
        focus: A plain task to try first.
        banned: A day and a task that isn't put there.
    """
    work = _Rebuild(trip, rng, price, banned)
    if focus is not None:
        work.place(focus)
    urgent = [task for task in work.absent() if trip.bonus(trip.model.visit[task]) > 0]
    rng.shuffle(urgent)
    for task in urgent:
        work.place(task)
    if rng.random() < 0.6:
        work.fill_slots()
    for task in work.ordered():
        work.place(task)
    work.fill_slots()


class _Rebuild:
    """One rebuilding: the trip with each day's offers and the money left, kept up to date."""

    def __init__(self, trip: Trip, rng: random.Random, price: float, banned: tuple[int, int] | None) -> None:
        self.trip, self.rng, self.price, self.banned = trip, rng, price, banned
        self.offers: list[dict[int, Offer]] = []
        self.fills: list[dict[int, list[Fill]]] = []
        for route in trip.routes:
            if route.offers is None:
                trip.store.offer(route)
            self.offers.append(route.offers or {})
            self.fills.append(route.fills or {})
        self.left = trip.left

    def absent(self) -> list[int]:
        """Plain tasks that fit somewhere and aren't in the trip."""
        visit, used = self.trip.model.visit, self.trip.used
        found: dict[int, None] = {}
        for offers in self.offers:
            found.update(dict.fromkeys(offers))
        return [task for task in found if visit[task] not in used]

    def ordered(self) -> list[int]:
        """Those worth something, in an order that a die chooses."""
        model, rng = self.trip.model, self.rng
        best: dict[int, float] = {}
        for offers in self.offers:
            for task, offer in offers.items():
                if offer[0] > best.get(task, 0):
                    best[task] = offer[0]
        used, visit, dwell = self.trip.used, model.visit, model.dwell
        absent = [task for task in best if visit[task] not in used]
        kind = rng.randrange(4)
        if kind == 0:
            rng.shuffle(absent)
            return absent
        if kind == 1:
            keys = {task: best[task] * (0.7 + 0.6 * rng.random()) for task in absent}
        elif kind == 2:
            keys = {task: best[task] / (20 + dwell[task]) * (0.7 + 0.6 * rng.random()) for task in absent}
        else:
            keys = {task: best[task] / (1 + dwell[task]) for task in absent}
        absent.sort(key=keys.__getitem__, reverse=True)
        return absent

    def place(self, task: int) -> None:
        """Insert a plain task where it is worth most, if it is worth anything."""
        trip = self.trip
        visit = trip.model.visit[task]
        if visit in trip.used:
            return
        found = [(offers[task], day) for day, offers in enumerate(self.offers) if task in offers]
        if self.banned and self.banned[1] == task:
            found = [entry for entry in found if entry[1] != self.banned[0]]
        if not found:
            return
        bonus = trip.bonus(visit)
        while True:
            best, where, position = 0.0, -1, 0
            for (worth, fen, at), day in found:
                value: float = worth + bonus
                if self.left:
                    value -= self._overspent(task, day, fen)
                if value > best and self.rng.random() >= _BLINK and trip.allows(visit, day):
                    best, where, position = value, day, at
            if where < 0 or self._insert(task, where, position):
                return
            self.offers[where].pop(task)
            found = [entry for entry in found if entry[1] != where]

    def fill_slots(self) -> None:
        """Fill the open slots of all days."""
        days = list(range(len(self.fills)))
        self.rng.shuffle(days)
        for day in days:
            slots = list(self.fills[day])
            if len(slots) > 1:
                self.rng.shuffle(slots)
            for slot in slots:
                self._fill(day, slot)

    def _fill(self, day: int, slot: int) -> None:
        trip = self.trip
        model = trip.model
        tried = {self.banned[1]} if self.banned and self.banned[0] == day else set()
        most = trip.most_bonus()
        while True:
            best, task, position = 0.0, -1, 0
            for worth, fen, candidate, at in self.fills[day].get(slot, ()):
                if worth + most <= best:
                    break
                visit = model.visit[candidate]
                if visit in trip.used or candidate in tried or self.rng.random() < _BLINK:
                    continue
                value: float = worth
                if self.left:
                    value -= self._overspent(candidate, day, fen)
                value += trip.bonus(visit) if model.wants[visit] else 0
                if value > best and trip.allows(visit, day):
                    best, task, position = value, candidate, at
            if task < 0 or self._insert(task, day, position):
                return
            tried.add(task)

    def _overspent(self, task: int, day: int, fen: int) -> float:
        """What spending more than is left costs."""
        model = self.trip.model
        own, over = model.fen[day][task], 0
        for purse, left in zip(model.purses, self.left, strict=True):
            paid = purse.visits[model.visit[task]] * own + purse.moves * (fen - own)
            if paid > left:
                over += paid - max(0, left) if paid > 0 else paid
        return self.price * over

    def _insert(self, task: int, day: int, position: int) -> bool:
        trip = self.trip
        if not trip.insert(task, day, position):
            return False
        route = trip.routes[day]
        if route.offers is None:
            trip.store.offer(route)
        self.offers[day], self.fills[day] = route.offers or {}, route.fills or {}
        if self.left:
            self.left = trip.left
        return True
