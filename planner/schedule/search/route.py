"""Routes: one day's tasks in order with their times, kept apart from the trip so that they can be remembered."""

from __future__ import annotations

from ..objective import day_worth, imbalance
from .model import FAR, Model

Offer = tuple[int, int, int]
"""What inserting a task is worth, what it costs in fen, and at which position (worth without changes of waiting)."""

_REMEMBERED = 60_000


class Route:
    """One day at the earliest times that its order allows.

    Attributes:
        seq: Tasks in order.
        stations: Matrix rows: start, tasks, end.
        leaves: Earliest departure from each station but the last.
        latest: Latest arrival at each station but the first that keeps all that follows.
        worth: By the objective, less the slots left out.
        fen: Visits and moves.
        busy: Minutes of dwell and moves.
        load: Minutes of plain visits.
        count: Number of plain visits.
        delay: How much later than the day's earliest minute the party leaves, at no loss.
    """

    __slots__ = (
        "base", "busy", "count", "day", "delay", "fen", "fills", "latest", "leaves", "level", "load", "offers", "seq",
        "stations", "worth",
    )  # fmt: skip

    def __init__(self, day: int, base: int, level: int, seq: tuple[int, ...]) -> None:
        self.day, self.base, self.level, self.seq = day, base, level, seq
        self.stations: list[int] = []
        self.leaves: list[int] = []
        self.latest: list[int] = []
        self.worth = self.fen = self.busy = self.load = self.count = self.delay = 0
        self.offers: dict[int, Offer] | None = None
        self.fills: dict[int, list[tuple[int, int, int, int]]] | None = None


class Routes:
    """Builds and remembers routes of a model."""

    def __init__(self, model: Model) -> None:
        self.model = model
        self._known: dict[tuple[int, int, int, tuple[int, ...]], Route | None] = {}

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

    def insert(self, route: Route, task: int, position: int) -> Route | None:
        """The route with a task more; it inherits what could be offered to its parent."""
        seq = route.seq
        child = self.get(route.day, route.base, route.level, (*seq[:position], task, *seq[position:]))
        if child is not None and child.offers is None:
            self.offer(child, route)
        return child

    def offer(self, route: Route, parent: Route | None = None) -> None:
        """Fill ``offers`` (plain tasks) and ``fills`` (per missing slot, best first) of a route.

        Args:
            route: The route.
            parent: A route with a task less: what did not fit there isn't tried again.
        """
        model, day = self.model, route.day
        seq, present = route.seq, {self.model.visit[task] for task in route.seq}
        offers: dict[int, Offer] = {}
        weights, rule = model.problem.weights, model.problem.days[day]
        if route.count < rule.max_visits:
            relief = weights.empty_day if route.count < rule.min_visits else 0
            now, gain, dwell = imbalance(weights, rule, route.load), model.gain[day], model.dwell
            pool = model.plain[day] if parent is None or parent.offers is None else parent.offers
            for task in pool:
                found = self._best(route, task) if model.visit[task] not in present else None
                if found:
                    lost, fen, position = found
                    balance = now - imbalance(weights, rule, route.load + dwell[task]) if rule.target is not None else 0
                    offers[task] = (gain[task] + relief + balance - lost, fen, position)
        filled = {model.slot[task] for task in seq}
        fills: dict[int, list[tuple[int, int, int, int]]] = {}
        for slot in model.day_slots[day]:
            if slot not in filled:
                fills[slot] = []
                if parent is None or parent.fills is None or slot not in parent.fills:
                    candidates = model.fillers[slot]
                else:
                    candidates = [fill[2] for fill in parent.fills[slot]]
                for task in candidates:
                    found = self._best(route, task) if model.visit[task] not in present else None
                    if found:
                        lost, fen, position = found
                        fills[slot].append((model.gain[day][task] + model.relief[slot] - lost, fen, task, position))
                fills[slot].sort(reverse=True)
        route.offers, route.fills = offers, fills

    def _best(self, route: Route, task: int) -> Offer | None:
        """Cheapest feasible position of a task: lost worth on the way, fen more, position."""
        model = self.model
        matrix = model.matrix(route.level, route.base)
        minutes, cost = matrix.minutes, matrix.cost
        row, dwell, openings = model.place[task], model.dwell[task], model.openings[route.day][task]
        out_minutes, out_cost = minutes[row], cost[row]
        stations, leaves, latest, seq = route.stations, route.leaves, route.latest, route.seq
        calm_from, calm_till = model.calm
        first, last = openings[0][0], openings[-1][1]
        simple = len(openings) == 1
        follows = model.after[task]
        after, visit = model.after, model.visit
        room = model.problem.days[route.day].max_active - route.busy - dwell
        best, where = 1 << 60, -1
        for p, leave in enumerate(leaves):
            if leave > last:
                break
            a = stations[p]
            there = minutes[a][row]
            start = leave + there
            if start < first:
                start = first
            elif start > last:
                continue
            if not simple:
                for opens, closes in openings:
                    if start <= closes:
                        start = max(start, opens)
                        break
            leave_again = start + dwell
            b = stations[p + 1]
            onward = out_minutes[b]
            if leave_again + onward > latest[p] or there + onward - minutes[a][b] > room:
                continue
            if leave < calm_from or leave_again > calm_till:
                longer = self.get(route.day, route.base, route.level, (*seq[:p], task, *seq[p:]))
                if longer is None:
                    continue
            if follows >= 0 and (p == 0 or visit[seq[p - 1]] != follows):
                continue
            if p < len(seq) and after[seq[p]] >= 0:
                continue
            lost = cost[a][row] + out_cost[b] - cost[a][b]
            if lost < best:
                best, where = lost, p
        if where < 0:
            return None
        a, b, fen = stations[where], stations[where + 1], matrix.fen
        return best, model.fen[route.day][task] + fen[a][row] + fen[row][b] - fen[a][b], where

    def _build(self, day: int, base: int, level: int, seq: tuple[int, ...]) -> Route | None:
        model = self.model
        rule, weights = model.problem.days[day], model.problem.weights
        matrix = model.matrix(level, base)
        minutes, fens = matrix.minutes, matrix.fen
        place, dwells, openings, task_fen = model.place, model.dwell, model.openings[day], model.fen[day]
        calm_from, calm_till = model.calm
        here, end = model.ends[day]
        time = rule.earliest
        route = Route(day, base, level, seq)
        stations, leaves = route.stations, route.leaves
        starts: list[int] = []
        closing: list[int] = []
        ways: list[int] = []
        depart_by: list[int] = []
        fen = moving = waited = load = count = 0
        slack = 1 << 40
        previous = -1
        for task in (*seq, -1):
            to = place[task] if task >= 0 else end
            stations.append(here)
            leaves.append(time)
            if calm_from <= time <= calm_till:
                way, fare, by, gap = minutes[here][to], fens[here][to], calm_till, 0
            else:
                way, fare, depart, by = model.leg(level, base, here, to, time)
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
            fen += fare
            ways.append(way)
            depart_by.append(by)
            here = to
            if task < 0:
                break
            if 0 <= model.after[task] != previous:
                return None
            previous = model.visit[task]
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
        route.fen, route.load, route.count = fen, load, count
        score = sum(model.problem.visits[model.visit[task]].score for task in seq)
        route.worth = day_worth(
            weights, rule, score=score, fen=fen, moving=moving, waiting=waited - delay, load=load, visits=count
        )
        for slot in model.day_slots[day]:
            if all(model.slot[task] != slot for task in seq):
                route.worth -= model.relief[slot]
        return route
