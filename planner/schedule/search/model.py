"""A problem prepared for the search: tasks, tight windows, and travel matrices per price level and base."""

from __future__ import annotations

from operator import itemgetter
from typing import NamedTuple

from ..problem import ALWAYS, BASE, UNREACHABLE, Problem, Visit

FAR = 1 << 28
"""Minutes of a pair that nothing serves; any window refuses them."""

_LEVELS = (0.0, 0.3, 1.0, 3.0, 1e6)
"""Price levels: how many times its own worth a minute counts when a mode is chosen. First is cheapest, last fastest."""

_VISITS, _CANDIDATES, _BASES = 140, 80, 60
"""More visits, candidates per slot and bases than this are thinned out beforehand."""

Openings = tuple[tuple[int, int], ...]
Rows = list[list[int]]


class Matrix(NamedTuple):
    """Chosen moves between the model's nodes, for one base (its last row and column) and one price level."""

    minutes: Rows
    fen: Rows
    cost: Rows
    """What the move takes from the objective."""


class Model:
    """Index-based view of a problem.

    A *task* is a visit in a role: plain visits give one task, a slot's candidates one task per slot.

    Attributes:
        miss: What a missing required thing weighs, more than all else together.
        visit: Visit of each task.
        slot: Slot of each task, -1 for plain ones.
        place: Row of each task in the matrices.
        dwell: Minutes of each task.
        openings: Per day and task, (earliest, latest) starts; empty where impossible.
        gain: Per day and task, score less weighed money.
        fen: Per day and task.
        plain: Per day, the plain tasks that are possible.
        fillers: Per slot, the tasks that are possible.
        day_slots: Per day, its slots.
        relief: Per slot, what filling it saves.
        after: Visit that each task must directly follow, -1 for none.
        limits: Per visit, the groups with a maximum that it is in.
        calm: Departures in this span need no look at the modes' clocks.
        bases: Indices of the bases kept.
        level: The level to begin with.
    """

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.money, self.moving = problem.weights.money, problem.weights.moving
        days = range(len(problem.days))
        self.bases = self._kept_bases()
        kept = self._kept_visits()
        used = {node for day in problem.days for node in (day.start, day.end)}
        used |= {problem.visits[v].node for v in kept} | {problem.bases[b].node for b in self.bases if b >= 0}
        self.nodes = sorted(used - {BASE})
        self.base_row = len(self.nodes)
        self._row = {node: row for row, node in enumerate(self.nodes)} | {BASE: self.base_row}
        self.ends = [(self._row[day.start], self._row[day.end]) for day in problem.days]
        self.calm = (max(mode.first for mode in problem.modes), min(mode.last for mode in problem.modes))
        self._plain_rows: dict[int, tuple[Rows, Rows, Rows]] = {}
        self._matrices: dict[tuple[int, int], Matrix] = {}
        self.levels = range(len(_LEVELS)) if len(problem.modes) > 1 else range(1)
        self.level = 2 if len(problem.modes) > 1 else 0

        self.visit: list[int] = []
        self.slot: list[int] = []
        self.place: list[int] = []
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
        self.task_of = {(v, s): task for task, (v, s) in enumerate(zip(self.visit, self.slot, strict=True))}
        self.mandatory = [v for v, visit in enumerate(problem.visits) if visit.mandatory]
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
        self.miss = self._miss()
        self.relief = [self.miss if slot.required else slot.penalty for slot in problem.slots]
        self.shortage = [self.miss if group.required else group.penalty for group in problem.groups]

    def matrix(self, level: int, base: int) -> Matrix:
        """The moves of a price level, with the base (index into the problem's bases, -1 for none) as last row and column."""
        key = (level, base)
        found = self._matrices.get(key)
        if found is None:
            found = self._matrices[key] = self._with_base(level, base)
        return found

    def leg(self, level: int, base: int, start: int, end: int, minute: int) -> tuple[int, int, int, int]:
        """The move at a certain time, under the modes' clocks.

        Returns:
            Minutes, fen, departure and the latest departure by the same mode; minutes are ``FAR`` when nothing serves it.
        """
        a, b = self.node(start, base), self.node(end, base)
        if a == b:
            return 0, 0, minute, ALWAYS
        value = self._value(level)
        best: tuple[float, int, int, int, int] | None = None
        for mode in self.problem.modes:
            minutes, fen = mode.minutes[a][b], mode.fen[a][b]
            depart = max(minute, mode.first)
            if minutes != UNREACHABLE and depart <= mode.last:
                option = (value * (minutes + depart - minute) + fen, minutes, fen, depart, mode.last)
                if best is None or option < best:
                    best = option
        return best[1:] if best else (FAR, 0, minute, ALWAYS)

    def node(self, row: int, base: int) -> int:
        """The problem's node of a matrix row."""
        return self.problem.bases[base].node if row == self.base_row else self.nodes[row]

    def _value(self, level: int) -> float:
        if len(self.problem.modes) == 1:
            return 1.0
        return _LEVELS[level] * (self.moving or 1) / (self.money or 1)

    def _with_base(self, level: int, base: int) -> Matrix:
        if level not in self._plain_rows:
            self._plain_rows[level] = self._chosen(level)
        out = []
        at = self._row[self.problem.bases[base].node] if base >= 0 else None
        for rows in self._plain_rows[level]:
            if at is None:
                out.append([[*row, FAR] for row in rows] + [[FAR] * (len(rows) + 1)])
            else:
                out.append([[*row, row[at]] for row in rows] + [[*rows[at], 0]])
        return Matrix(*out)

    def _chosen(self, level: int) -> tuple[Rows, Rows, Rows]:
        value, nodes = self._value(level), self.nodes
        pick = itemgetter(*nodes) if len(nodes) > 1 else lambda row: (row[nodes[0]],)
        minutes: Rows = []
        fen: Rows = []
        for row, node in enumerate(nodes):
            options = []
            for mode in self.problem.modes:
                ms, fs = pick(mode.minutes[node]), pick(mode.fen[node])
                options.append([(value * m + f, m, f) if m >= 0 else (1e12, FAR, 0) for m, f in zip(ms, fs, strict=True)])
            best = options[0] if len(options) == 1 else list(map(min, *options))
            minutes.append([b[1] for b in best])
            fen.append([b[2] for b in best])
            minutes[row][row] = fen[row][row] = 0
        moving, money = self.moving, self.money
        cost = [[moving * m + money * f for m, f in zip(ms, fs, strict=True)] for ms, fs in zip(minutes, fen, strict=True)]
        return minutes, fen, cost

    def _add(self, v: int, s: int) -> int:
        visit, problem = self.problem.visits[v], self.problem
        slot = problem.slots[s] if s >= 0 else None
        dwell = slot.dwell if slot else visit.dwell
        self.visit.append(v)
        self.slot.append(s)
        self.place.append(self._row[visit.node])
        self.dwell.append(dwell)
        self.after.append(-1 if visit.after is None else visit.after)
        for d in range(len(problem.days)):
            self.openings[d].append(self._openings(visit, d, s))
            self.gain[d].append(visit.score - self.money * visit.fen[d])
            self.fen[d].append(visit.fen[d])
        return len(self.visit) - 1

    def _openings(self, visit: Visit, d: int, s: int) -> Openings:
        slot = self.problem.slots[s] if s >= 0 else None
        if slot and slot.day != d:
            return ()
        day, dwell = self.problem.days[d], slot.dwell if slot else visit.dwell
        found = []
        for window in visit.windows[d]:
            first, last = max(window.earliest, day.earliest), min(window.latest, window.end - dwell, day.latest - dwell)
            if slot:
                first, last = max(first, slot.window.earliest), min(last, slot.window.latest, slot.window.end - dwell)
            if first <= last:
                found.append((first, last))
        return tuple(sorted(found))

    def _kept_visits(self) -> set[int]:
        problem, money = self.problem, self.problem.weights.money
        days = range(len(problem.days))

        def appeal(v: int) -> int:
            visit = problem.visits[v]
            return visit.score - money * min(visit.fen)

        def price(v: int) -> int:
            return min(problem.visits[v].fen)

        in_slots = {c for slot in problem.slots for c in slot.candidates}
        plain = [v for v, visit in enumerate(problem.visits) if v not in in_slots and any(visit.windows[d] for d in days)]
        kept = set(sorted(plain, key=appeal, reverse=True)[:_VISITS])
        kept |= {v for v in plain if problem.visits[v].mandatory}
        for group in problem.groups:
            if group.min_per_trip:
                kept.update(sorted(set(plain).intersection(group.members), key=appeal, reverse=True)[: 3 * group.min_per_trip])
        for slot in problem.slots:
            open_then = [v for v in slot.candidates if problem.visits[v].windows[slot.day]]
            inside = [v for v in open_then if problem.visits[v].after is not None]
            kept.update(sorted(open_then, key=appeal, reverse=True)[:_CANDIDATES], inside)
            kept.update(sorted(open_then, key=price)[: _CANDIDATES // 5])
        return kept

    def _kept_bases(self) -> list[int]:
        bases, money = self.problem.bases, self.problem.weights.money
        appeal = sorted(range(len(bases)), key=lambda b: money * bases[b].fen - bases[b].score)
        cheap = sorted(range(len(bases)), key=lambda b: bases[b].fen)
        return sorted({*appeal[:_BASES], *cheap[: _BASES // 5]}) or [-1]

    def _miss(self) -> int:
        problem, weights = self.problem, self.problem.weights
        scores = sum(abs(visit.score) for visit in problem.visits) + sum(slot.penalty for slot in problem.slots)
        scores += sum(group.penalty * group.min_per_trip for group in problem.groups)
        lengths = sum(min(day.latest - day.earliest, 1440) * (weights.moving + weights.waiting) for day in problem.days)
        return 1_000_000 + 2 * (scores + lengths)
