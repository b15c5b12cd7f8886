"""A problem prepared for the search: tasks, tight windows, and travel matrices per price level."""

from __future__ import annotations

from dataclasses import dataclass
from operator import itemgetter
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..problem import ALWAYS, BASE, UNREACHABLE, Problem
from .thin import kept_bases, kept_visits, payable

FAR = 1 << 24
"""Minutes of a pair that nothing serves; any window refuses them."""

_LEVELS = (0.0, 0.3, 1.0, 3.0, 1e6)
"""Price levels: how many times its own worth a minute counts when a mode is chosen. First is cheapest, last fastest."""

Openings = tuple[tuple[int, int], ...]
Rows = list[list[int]]
Array = NDArray[np.int64]


class Matrix(NamedTuple):
    """The moves chosen at one price level, between the model's rows."""

    minutes: Rows
    fen: Rows
    cost: Rows
    """What the move takes from the objective."""


@dataclass(frozen=True, slots=True)
class Pool:
    """What could be inserted on one day, as arrays: first the plain tasks, then the fillers of each of its slots.

    Attributes:
        tasks: All of them.
        columns: Their numbers in the arrays, 0, 1, 2 ...
        spans: Slot (-1 for plain) and where its tasks lie.
        firsts: Per opening (at most so many as the task with most of them has) and task, the earliest start.
        lasts: The latest.
        dwell: Minutes.
        gain: Score less weighed money.
        fen: Price.
        rows: Their rows in the matrices.
        followers: Positions of tasks that must follow a certain visit, and that visit.
    """

    tasks: list[int]
    columns: Array
    spans: tuple[tuple[int, int, int], ...]
    firsts: Array
    lasts: Array
    dwell: Array
    gain: Array
    fen: Array
    rows: Array
    followers: tuple[tuple[int, int], ...]


class Purse(NamedTuple):
    """A limit on spending: the budget, or a cap on a part of it.

    Attributes:
        cap: Fen.
        visits: What counts under it, by visit: 1 or 0.
        moves: 1 where fares count, else 0.
        bases: 1 where the base counts, else 0.
    """

    cap: int
    visits: list[int]
    moves: int
    bases: int


class Model:
    """Index-based view of a problem.

    A *task* is a visit in a role: plain visits give one task, a slot's candidates one task per slot.

    Attributes:
        miss: What a missing required thing weighs, more than all else together.
        visit: Visit of each task.
        slot: Slot of each task, -1 for plain ones.
        dwell: Minutes of each task.
        openings: Per day and task, (earliest, latest) starts; empty where impossible.
        gain: Per day and task, score less weighed money.
        fen: Per day and task.
        plain: Per day, the plain tasks that are possible.
        fillers: Per slot, the tasks that are possible.
        day_slots: Per day, its slots.
        relief: Per slot, what filling it saves.
        after: Visit that each task must directly follow, -1 for none.
        twin: Per day, the first day that is just like it, without slots; itself when there is none.
        day_limits: Members as bits, and how many of them a day may hold.
        limits: Per visit, the groups with a maximum that it is in.
        purses: The budget and the caps.
        calm: Departures in this span need no look at the modes' clocks.
        bases: Indices of the bases kept.
        level: The level to begin with.
    """

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.money, self.moving = problem.weights.money, problem.weights.moving
        days = range(len(problem.days))
        self.bases = kept_bases(problem)
        kept = kept_visits(problem)
        used = {node for day in problem.days for node in (day.start, day.end)}
        used |= {problem.visits[v].node for v in kept} | {problem.bases[b].node for b in self.bases if b >= 0}
        self.nodes = sorted(used - {BASE})
        self.base_row = len(self.nodes)
        self._row = {node: row for row, node in enumerate(self.nodes)} | {BASE: self.base_row}
        self.ends = [(self._row[day.start], self._row[day.end]) for day in problem.days]
        self.calm = (max(mode.first for mode in problem.modes), min(mode.last for mode in problem.modes))
        self.purses = _purses(problem)
        self._dearest = min((cap.fen for cap in problem.caps if cap.moves), default=1 << 40)
        self._arrays: dict[int, tuple[Array, Array, Array]] = {}
        self._matrices: dict[int, Matrix] = {}
        self._places: dict[int, tuple[list[int], list[tuple[int, int]]]] = {}
        self._pools: dict[tuple[int, int], Pool] = {}
        self.levels = range(len(_LEVELS)) if len(problem.modes) > 1 else range(1)
        self.level = 2 if len(problem.modes) > 1 else 0

        self.visit: list[int] = []
        self.slot: list[int] = []
        self.dwell: list[int] = []
        self.after: list[int] = []
        self.openings: list[list[Openings]] = [[] for _ in days]
        self.gain: list[list[int]] = [[] for _ in days]
        self.fen: list[list[int]] = [[] for _ in days]
        self.fillers: list[list[int]] = [[] for _ in problem.slots]
        self.plain: list[list[int]] = [[] for _ in days]
        self.day_slots = [tuple(s for s, slot in enumerate(problem.slots) if slot.day == d) for d in days]
        in_slots = {c for slot in problem.slots for c in slot.candidates}
        for v in sorted(kept - in_slots):
            task = self._add(v, -1)
            for d in days:
                if self.openings[d][task]:
                    self.plain[d].append(task)
        for s, slot in enumerate(problem.slots):
            for v in sorted(kept.intersection(slot.candidates)):
                task = self._add(v, s)
                if self.openings[slot.day][task]:
                    self.fillers[s].append(task)
        self.twin = self._twins()
        self._at_base = any(problem.visits[v].node == BASE for v in self.visit)
        self.task_of = {(v, s): task for task, (v, s) in enumerate(zip(self.visit, self.slot, strict=True))}
        self.mandatory = [v for v, visit in enumerate(problem.visits) if visit.mandatory]
        self.needed = sum(1 << visit for visit in self.mandatory)
        self.limits: list[tuple[int, ...]] = [()] * len(problem.visits)
        self.wanted = [g for g, group in enumerate(problem.groups) if group.min_per_trip]
        self.wants: list[tuple[int, ...]] = [()] * len(problem.visits)
        for g, group in enumerate(problem.groups):
            limited = group.max_per_trip < len(group.members) or group.max_per_day < len(group.members)
            for v in set(group.members):
                if limited:
                    self.limits[v] += (g,)
                if group.min_per_trip:
                    self.wants[v] += (g,)
        self.members = [frozenset(group.members) for group in problem.groups]
        self.day_limits = [
            (sum(1 << v for v in members), group.max_per_day)
            for members, group in zip(self.members, problem.groups, strict=True)
            if group.max_per_day < len(members)
        ]
        self.miss = self._miss()
        self.relief = [self.miss if slot.required else slot.penalty for slot in problem.slots]
        self.shortage = [self.miss if group.required else group.penalty for group in problem.groups]

    def matrix(self, level: int) -> Matrix:
        """The moves of a price level."""
        found = self._matrices.get(level)
        if found is None:
            minutes, fen, cost = self.arrays(level)
            found = self._matrices[level] = Matrix(minutes.tolist(), fen.tolist(), cost.tolist())
        return found

    def arrays(self, level: int) -> tuple[Array, Array, Array]:
        """Minutes, fen and cost of a price level's moves as arrays."""
        found = self._arrays.get(level)
        if found is None:
            value, nodes = self._value(level), self.nodes
            pick = itemgetter(*nodes) if len(nodes) > 1 else lambda row: (row[nodes[0]],)
            minutes = np.array([[pick(mode.minutes[node]) for node in nodes] for mode in self.problem.modes], dtype=np.int64)
            fen = np.array([[pick(mode.fen[node]) for node in nodes] for mode in self.problem.modes], dtype=np.int64)
            minutes[fen > self._dearest] = UNREACHABLE
            fen[minutes == UNREACHABLE] = 0
            minutes[minutes == UNREACHABLE] = FAR
            price = value * minutes + fen
            price[minutes == FAR] = np.inf
            best = np.argmin(price, axis=0)[None]
            minutes, fen = np.take_along_axis(minutes, best, 0)[0], np.take_along_axis(fen, best, 0)[0]
            np.fill_diagonal(minutes, 0)
            np.fill_diagonal(fen, 0)
            found = self._arrays[level] = minutes, fen, self.moving * minutes + self.money * fen
        return found

    def level_at(self, price: float) -> int:
        """The price level that suits when each fen for a move costs that much more."""
        money = self.money or 1
        return min(self.levels, key=lambda level: abs(_LEVELS[level] - money / (money + price)))

    def places(self, base: int) -> tuple[list[int], list[tuple[int, int]]]:
        """Matrix rows of the tasks, and of each day's start and end, for a base."""
        found = self._places.get(base)
        if found is None:
            row = {**self._row, BASE: self._row[self.problem.bases[base].node]} if base >= 0 else self._row
            ends = [(row[day.start], row[day.end]) for day in self.problem.days]
            found = self._places[base] = [row[self.problem.visits[v].node] for v in self.visit], ends
        return found

    def elsewhere(self, task: int, day: int) -> int:
        """The task that does the same on another day (a slot's filler in the slot of the same rank); -1 for none."""
        slot = self.slot[task]
        if slot >= 0:
            others, own = self.day_slots[day], self.day_slots[self.problem.slots[slot].day]
            rank = own.index(slot)
            task = self.task_of.get((self.visit[task], others[rank]), -1) if rank < len(others) else -1
        return task if task >= 0 and self.openings[day][task] else -1

    def pool(self, day: int, base: int) -> Pool:
        """What could be inserted on a day."""
        key = (day, base if self._at_base else -1)
        found = self._pools.get(key)
        if found is None:
            found = self._pools[key] = self._pool(day, base)
        return found

    def leg(self, level: int, start: int, end: int, minute: int) -> tuple[int, int, int, int]:
        """The move between two rows at a certain time, under the modes' clocks.

        Returns:
            Minutes, fen, departure and the latest departure by the same mode; minutes are ``FAR`` when nothing serves it.
        """
        a, b = self.nodes[start], self.nodes[end]
        if a == b:
            return 0, 0, minute, ALWAYS
        value = self._value(level)
        best: tuple[float, int, int, int, int] | None = None
        for mode in self.problem.modes:
            minutes, fen = mode.minutes[a][b], mode.fen[a][b]
            depart = max(minute, mode.first)
            if minutes != UNREACHABLE and depart <= mode.last and fen <= self._dearest:
                price = value * (minutes + depart - minute) + fen
                if best is None or price < best[0]:  # the first of equals, as in the matrices
                    best = (price, minutes, fen, depart, mode.last)
        return best[1:] if best else (FAR, 0, minute, ALWAYS)

    def _value(self, level: int) -> float:
        if len(self.problem.modes) == 1:
            return 1.0
        return _LEVELS[level] * (self.moving or 1) / (self.money or 1)

    def _pool(self, day: int, base: int) -> Pool:
        tasks = list(self.plain[day])
        spans = [(-1, 0, len(tasks))]
        for slot in self.day_slots[day]:
            spans.append((slot, len(tasks), len(tasks) + len(self.fillers[slot])))
            tasks += self.fillers[slot]
        openings = [self.openings[day][task] for task in tasks]
        most = max((len(spans) for spans in openings), default=1)
        padded = [spans + (spans[-1],) * (most - len(spans)) for spans in openings]
        times = np.array(padded, dtype=np.int64).reshape(len(tasks), most, 2)
        places, _ = self.places(base)
        return Pool(
            tasks=tasks,
            columns=np.arange(len(tasks)),
            spans=tuple(spans),
            firsts=np.ascontiguousarray(times[:, :, 0].T),
            lasts=np.ascontiguousarray(times[:, :, 1].T),
            dwell=np.array([self.dwell[task] for task in tasks], dtype=np.int64),
            gain=np.array([self.gain[day][task] for task in tasks], dtype=np.int64),
            fen=np.array([self.fen[day][task] for task in tasks], dtype=np.int64),
            rows=np.array([places[task] for task in tasks], dtype=np.int64),
            followers=tuple((p, self.after[task]) for p, task in enumerate(tasks) if self.after[task] >= 0),
        )

    def _add(self, v: int, s: int) -> int:
        visit, problem = self.problem.visits[v], self.problem
        self.visit.append(v)
        self.slot.append(s)
        self.dwell.append(problem.slots[s].shape(v)[1] if s >= 0 else visit.dwell)
        self.after.append(-1 if visit.after is None else visit.after)
        for d in range(len(problem.days)):
            self.openings[d].append(self._openings(v, d, s))
            self.gain[d].append(visit.worth_on(d) - self.money * visit.fen[d])
            self.fen[d].append(visit.fen[d])
        return len(self.visit) - 1

    def _openings(self, v: int, d: int, s: int) -> Openings:
        visit, slot = self.problem.visits[v], self.problem.slots[s] if s >= 0 else None
        if (slot and slot.day != d) or not payable(self.problem, v, d):
            return ()
        span, dwell = slot.shape(v) if slot else (None, visit.dwell)
        day = self.problem.days[d]
        found = []
        for window in visit.windows[d]:
            first, last = max(window.earliest, day.earliest), min(window.latest, window.end - dwell, day.latest - dwell)
            if span:
                first, last = max(first, span.earliest), min(last, span.latest, span.end - dwell)
            if first <= last:
                found.append((first, last))
        return tuple(sorted(found))

    def _twins(self) -> list[int]:
        seen: dict[object, int] = {}
        return [
            day
            if self.day_slots[day]
            else seen.setdefault((rule, tuple(self.openings[day]), tuple(self.fen[day]), tuple(self.gain[day])), day)
            for day, rule in enumerate(self.problem.days)
        ]

    def _miss(self) -> int:
        problem, weights = self.problem, self.problem.weights
        scores = sum(abs(visit.score) + max(map(abs, visit.liking), default=0) for visit in problem.visits) + sum(
            slot.penalty for slot in problem.slots
        )
        scores += sum(group.penalty * group.min_per_trip for group in problem.groups)
        lengths = sum(min(day.latest - day.earliest, 1440) * (weights.moving + weights.waiting) for day in problem.days)
        return 1_000_000 + 2 * (scores + lengths)


def _purses(problem: Problem) -> tuple[Purse, ...]:
    count = len(problem.visits)
    purses = [Purse(cap.fen, [int(v in cap.visits) for v in range(count)], cap.moves, cap.bases) for cap in problem.caps]
    if problem.budget is not None:
        purses.append(Purse(problem.budget, [1] * count, 1, 1))
    return tuple(purses)
