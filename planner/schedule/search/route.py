"""Routes: one day's tasks in order with their times, kept apart from the trip so that they can be remembered."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from ..objective import day_worth, imbalance
from ..problem import ALWAYS
from .model import FAR, Array, Model, Pool

Offer = tuple[int, int, int]
"""What inserting a task is worth, what it costs in fen, and at which position (worth without changes of waiting)."""

Fill = tuple[int, int, int, int]
"""The same for a filler of a slot: worth, fen, task, position."""

_NEVER = 1 << 50
_LOOSE = 2 * ALWAYS // 3
_REMEMBERED, _OFFERED = 30_000, 4_000
"""Routes kept, and how many of them with their offers, which take most of the memory."""


class Route:
    """One day at the earliest times that its order allows.

    Attributes:
        seq: Tasks in order.
        stations: Matrix rows: start, tasks, end.
        leaves: Earliest departure from each station but the last.
        latest: Latest arrival at each station but the first that keeps all that follows.
        worth: By the objective, less the slots left out.
        spent: Visits and moves, fen under each of the model's purses.
        busy: Minutes of dwell and moves.
        load: Minutes of plain visits.
        count: Number of plain visits.
        bits: Its visits, one bit each.
        delay: How much later than the day's earliest minute the party leaves, at no loss.
    """

    __slots__ = (
        "base", "bits", "busy", "columns", "count", "day", "delay", "fills", "latest", "leaves", "level", "load",
        "offers", "seq", "spent", "stations", "worth",
    )  # fmt: skip

    def __init__(self, day: int, base: int, level: int, seq: tuple[int, ...]) -> None:
        self.day, self.base, self.level, self.seq = day, base, level, seq
        self.stations: list[int] = []
        self.leaves: list[int] = []
        self.latest: list[int] = []
        self.spent: tuple[int, ...] = ()
        self.worth = self.busy = self.load = self.count = self.delay = self.bits = 0
        self.columns: Array | None = None
        self.offers: dict[int, Offer] | None = None
        self.fills: dict[int, list[Fill]] | None = None


class Routes:
    """Builds and remembers routes of a model."""

    def __init__(self, model: Model) -> None:
        self.model = model
        self._known: dict[tuple[int, int, int, tuple[int, ...]], Route | None] = {}
        self._offered: list[Route] = []

    def get(self, day: int, base: int, level: int, seq: tuple[int, ...]) -> Route | None:
        """The route of a sequence; None when it breaks a rule of its day."""
        key = (day, base, level, seq)
        try:
            return self._known[key]
        except KeyError:
            if len(self._known) > _REMEMBERED:
                self._known.clear()
            route = self._known[key] = self._build(day, base, level, seq)
            return route

    def known(self) -> list[Route]:
        """All routes remembered."""
        return [route for route in self._known.values() if route is not None]

    def insert(self, route: Route, task: int, position: int) -> Route | None:
        """The route with a task more."""
        seq = route.seq
        child = self.get(route.day, route.base, route.level, (*seq[:position], task, *seq[position:]))
        if child is not None and child.columns is None:
            child.columns = route.columns
        return child

    def offer(self, route: Route) -> None:
        """Fill ``offers`` (plain tasks) and ``fills`` (per missing slot, best first) of a route.

        Visits that are in the route already are offered, too; whoever takes an offer looks at what the trip contains. A route
        made by insertion looks only at what fitted before.
        """
        if len(self._offered) >= _OFFERED:
            for old in self._offered:
                old.offers = old.fills = None
            self._offered.clear()
        self._offered.append(route)
        model, day = self.model, route.day
        pool = model.pool(day, route.base)
        weights, rule = model.problem.weights, model.problem.days[day]
        route.offers, route.fills = {}, {}
        filled = {model.slot[task] for task in route.seq}
        full = route.count >= rule.max_visits
        spans = [span for span in pool.spans if (not full if span[0] < 0 else span[0] not in filled)]
        columns = pool.columns if route.columns is None else route.columns
        if len(spans) < len(pool.spans):
            edges = columns.searchsorted([edge for _, begin, end in spans for edge in (begin, end)])
            pieces = [columns[edges[k] : edges[k + 1]] for k in range(0, len(edges), 2)]
            columns = np.concatenate(pieces) if pieces else columns[:0]
        if not len(columns):
            route.columns = columns
            return
        lost, where, fen = self._best(route, pool, columns)
        fits = lost < _NEVER
        alive = np.flatnonzero(fits)
        for column, _ in pool.followers:  # may fit in later, once what it follows is there
            fits |= columns == column
        route.columns, columns = columns[fits], columns[alive]
        where, fen = where[alive], fen[alive]
        worth = pool.gain[columns] - lost[alive]
        edges = columns.searchsorted([edge for _, begin, end in spans for edge in (begin, end)])
        for k, (slot, _, _) in enumerate(spans):
            part = slice(edges[2 * k], edges[2 * k + 1])
            held = columns[part]
            if not len(held):
                continue
            if slot < 0:
                values = worth[part] + (weights.empty_day if route.count < rule.min_visits else 0)
                if rule.target is not None:
                    off = route.load + pool.dwell[held] - rule.target
                    values += imbalance(weights, rule, route.load) - weights.imbalance * off**2 // 3600
                offers = zip(values.tolist(), fen[part].tolist(), where[part].tolist(), strict=True)
                route.offers = dict(zip([pool.tasks[c] for c in held.tolist()], offers, strict=True))
            else:
                values = worth[part] + model.relief[slot]
                order = (-values).argsort(kind="stable")
                tasks = [pool.tasks[c] for c in held[order].tolist()]
                fens, positions = fen[part][order].tolist(), where[part][order].tolist()
                route.fills[slot] = list(zip(values[order].tolist(), fens, tasks, positions, strict=True))

    def _best(self, route: Route, pool: Pool, columns: Array) -> tuple[Array, Array, Array]:
        """Per column of a pool: the worth lost on the way at its cheapest feasible position, that position, and the fen."""
        model, seq = self.model, route.seq
        matrix = model.matrix(route.level)
        pairs = list(pairwise(route.stations))
        before, behind = np.array(route.stations[:-1]), np.array(route.stations[1:])
        leaves, latest = np.array(route.leaves)[:, None], np.array(route.latest)[:, None]
        minutes, fens, cost = model.arrays(route.level)
        rows = pool.rows[columns]
        there, onward = minutes[before[:, None], rows], minutes[rows, behind[:, None]]
        start = leaves + there
        firsts, lasts, dwell = pool.firsts[:, columns], pool.lasts[:, columns], pool.dwell[columns]
        fits = start <= lasts[-1]
        opened = np.maximum(start, firsts[-1])
        for first, last in zip(firsts[-2::-1], lasts[-2::-1], strict=True):
            opened = np.where(start <= last, np.maximum(start, first), opened)
        opened += dwell
        fits &= opened + onward <= latest
        detour = there + onward - np.array([matrix.minutes[a][b] for a, b in pairs])[:, None]
        room = model.problem.days[route.day].max_active - route.busy
        if room < _LOOSE:
            fits &= detour + dwell <= room
        lost = cost[before[:, None], rows] + cost[rows, behind[:, None]]
        lost -= np.array([matrix.cost[a][b] for a, b in pairs])[:, None]
        lost[~fits] = _NEVER
        for p, task in enumerate(seq):
            if model.after[task] >= 0:  # nothing comes between a follower and what it follows
                lost[p] = _NEVER
        for column, visit in pool.followers:
            for p in range(len(pairs)):
                if p == 0 or model.visit[seq[p - 1]] != visit:
                    lost[p, columns == column] = _NEVER
        rank = (lost << 6) + detour  # among equals the shortest way
        calm_from, calm_till = model.calm
        if route.leaves[0] < calm_from or route.latest[-1] > calm_till:
            self._check_clocks(route, [pool.tasks[c] for c in columns.tolist()], rank, opened)
            lost[rank >= _NEVER << 6] = _NEVER
        where = rank.argmin(axis=0)
        before, behind = before[where], behind[where]
        fares = np.array([matrix.fen[a][b] for a, b in pairs])
        fen = pool.fen[columns] + fens[before, rows] + fens[rows, behind] - fares[where]
        return lost[where, np.arange(len(columns))], where, fen

    def _check_clocks(self, route: Route, tasks: list[int], rank: Array, opened: Array) -> None:
        """Rule out best positions at hours when some mode rests and the route can't be built."""
        calm_from, calm_till = self.model.calm
        seq = route.seq
        for index, task in enumerate(tasks):
            while True:
                p = int(rank[:, index].argmin())
                calm = route.leaves[p] >= calm_from and opened[p, index] <= calm_till
                if calm or rank[p, index] >= _NEVER << 6:
                    break
                if not route.bits >> self.model.visit[task] & 1 and self.get(
                    route.day, route.base, route.level, (*seq[:p], task, *seq[p:])
                ):
                    break
                rank[p, index] = _NEVER << 6

    def _build(self, day: int, base: int, level: int, seq: tuple[int, ...]) -> Route | None:
        model = self.model
        rule, weights = model.problem.days[day], model.problem.weights
        matrix = model.matrix(level)
        minutes, fens = matrix.minutes, matrix.fen
        place, ends = model.places(base)
        dwells, openings, task_fen = model.dwell, model.openings[day], model.fen[day]
        calm_from, calm_till = model.calm
        here, end = ends[day]
        time = rule.earliest
        route = Route(day, base, level, seq)
        stations, leaves = route.stations, route.leaves
        starts: list[int] = []
        closing: list[int] = []
        ways: list[int] = []
        depart_by: list[int] = []
        fen = fares = moving = waited = load = count = 0
        slack = 1 << 40
        previous = -1
        for task in (*seq, -1):
            to = place[task] if task >= 0 else end
            stations.append(here)
            leaves.append(time)
            if calm_from <= time <= calm_till:
                way, fare, by, gap = minutes[here][to], fens[here][to], calm_till, 0
            else:
                way, fare, depart, by = model.leg(level, here, to, time)
                gap = depart - time
            if way >= FAR:
                return None
            if gap:
                waited += gap
                time += gap
            if by - time + waited < slack:
                slack = by - time + waited
            time += way
            moving += way
            fares += fare
            ways.append(way)
            depart_by.append(by)
            here = to
            if task < 0:
                break
            if 0 <= model.after[task] != previous:
                return None
            previous = model.visit[task]
            route.bits |= 1 << previous
            for opens, closes in openings[task]:
                if time <= closes:
                    if time < opens:
                        waited += opens - time
                        time = opens
                    break
            else:
                return None
            if closes - time + waited < slack:
                slack = closes - time + waited
            starts.append(time)
            closing.append(closes)
            stay = dwells[task]
            time += stay
            fen += task_fen[task]
            route.busy += stay
            if model.slot[task] < 0:
                load += stay
                count += 1
        stations.append(end)
        if time > rule.latest or count > rule.max_visits:
            return None
        for members, most in model.day_limits:
            if (route.bits & members).bit_count() > most:
                return None
        route.busy += moving
        delay = 0 if rule.waits_at_start else min(waited, slack)
        if time - rule.earliest - delay > rule.max_active:
            return None
        by = rule.latest
        latest = [by]
        for k in range(len(seq) - 1, -1, -1):
            by = min(closing[k], min(by - ways[k + 1], depart_by[k + 1]) - dwells[seq[k]])
            latest.append(by)
        latest.reverse()
        route.latest, route.delay = latest, delay
        route.load, route.count = load, count
        route.spent = tuple(
            [
                purse.moves * fares + sum([task_fen[task] * purse.visits[model.visit[task]] for task in seq])
                for purse in model.purses
            ]
        )
        score = sum(model.problem.visits[model.visit[task]].worth_on(day) for task in seq)
        route.worth = day_worth(
            weights, rule, score=score, fen=fen + fares, moving=moving, waiting=waited - delay, load=load, visits=count
        )
        for slot in model.day_slots[day]:
            if all(model.slot[task] != slot for task in seq):
                route.worth -= model.relief[slot]
        return route
