"""The best routes of one day under prices, many at once: partial routes as arrays, grown stop by stop.

Where each visit has a price (because other days want it, too), the routes of a day that are worth most after prices are looked for
by extending some hundred partial routes at once by every task that can come next, and keeping the best of them: those with the most
worth, less what the time they took is worth. Far from exact, but a thousand times as dense as building one route after the other.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..problem import ALWAYS
from .model import FAR, Array, Model

_RETURNED = 24
_FILLERS = 6
"""Most valuable candidates of each slot that are looked at, besides the best one beside each plain task."""

_LONG_AGO = 1 << 40

Mask = NDArray[np.bool_]
Worths = NDArray[np.float64]


class Prices(NamedTuple):
    """What things cost on top of the objective.

    Attributes:
        visits: By visit, fen for having it in the route; negative for what is wanted.
        money: By purse, for each fen out of it.
        day: What a route has to be worth after prices to be of use.
    """

    visits: Worths
    money: tuple[float, ...]
    day: float


@dataclass(slots=True)
class _Front:
    """Partial routes of one length: a row each in every array.

    Attributes:
        here: Column of the last stop, or the number of columns at the start.
        clock: Earliest departure from there.
        worth: So far, waiting apart.
        goes: Columns that may still come: neither they nor their like are in the route.
        code: The same for the same set of visits.
        count: Plain visits.
        load: Minutes of them.
        filled: Slots, one bit each.
        waited: Minutes.
        slack: By how many minutes the start can be put off.
        held: Per limited group, how many of its members are in the route.
    """

    here: Array
    clock: Array
    worth: Worths
    goes: Mask
    code: Array
    count: Array
    load: Array
    filled: Array
    waited: Array
    slack: Array
    held: list[Array]


class Beam:
    """Looks for routes of one day from one base at one price level.

    Args:
        model: The prepared problem.
        day: Index of the day.
        base: Index of the base, -1 for none.
        level: Price level of the moves.
    """

    def __init__(self, model: Model, day: int, base: int, level: int) -> None:
        self.model, self.day = model, day
        self.pool = pool = model.pool(day, base)
        start, end = model.places(base)[1][day]
        origins, tasks = np.append(pool.rows, start), pool.tasks
        minutes, fen, cost = model.arrays(level)
        there, back = np.ix_(origins, pool.rows), (origins, end)
        self._minutes, self._fen, self._cost = minutes[there], fen[there], cost[there]
        self._home = minutes[back], fen[back], cost[back]
        self._visit = np.array([model.visit[task] for task in tasks], dtype=np.int64)
        self._slot = np.array([model.slot[task] for task in tasks], dtype=np.int64)
        rank = {slot: number for number, slot in enumerate(model.day_slots[day])}
        self._bit = np.array([1 << rank[slot] if slot >= 0 else 0 for slot in self._slot.tolist()], dtype=np.int64)
        self._clash = (self._visit[:, None] == self._visit) | ((self._bit[:, None] & self._bit) > 0)
        earliest = np.append(pool.firsts[0] + pool.dwell, model.problem.days[day].earliest)
        self._may = (self._minutes < FAR) & (earliest[:, None] + self._minutes <= pool.lasts[-1])
        for column, wanted in pool.followers:
            self._may[:, column] &= np.append(self._visit, -1) == wanted
        needed = np.array([model.needed >> v & 1 for v in self._visit.tolist()], dtype=np.int64)
        relief = np.array([model.relief[slot] if slot >= 0 else 0 for slot in self._slot.tolist()], dtype=np.int64)
        self._gain = pool.gain + model.miss * needed + relief
        self._limits = [
            (np.array([bits >> v & 1 for v in self._visit.tolist()], dtype=np.int64), n) for bits, n in model.day_limits
        ]
        self._purses = [(np.array(purse.visits, dtype=np.int64)[self._visit], purse.moves) for purse in model.purses]
        self._codes = np.random.default_rng(0).integers(1, 1 << 62, size=len(model.problem.visits))[self._visit]

    def search(self, prices: Prices, *, width: int, hurry: float = 1.0, blur: Worths | None = None) -> list[tuple[int, ...]]:
        """The sequences found that are worth most after prices, best first.

        Args:
            prices: What visits, money and the day cost.
            width: Partial routes kept per length.
            blur: By visit, by what share to see its worth wrong; to find other routes than before.
            hurry: How dear time is to partial routes, relative to what a minute of the day is worth on average.
        """
        rule, pool = self.model.problem.days[self.day], self.pool
        owed = sum((price * inside for price, (inside, _) in zip(prices.money, self._purses, strict=True)), np.zeros(1))
        gains = self._gain - prices.visits[self._visit] - owed * pool.fen
        if blur is not None:
            gains = gains + blur[self._visit] * np.maximum(pool.gain, 0)
        columns = self._chosen(gains)
        if not len(columns):
            return []
        fare = sum(price * moves for price, (_, moves) in zip(prices.money, self._purses, strict=True))
        minute = hurry * max(prices.day, 1.0) / max(1, rule.latest - rule.earliest)
        step = _Step(self, columns, gains[columns], fare, minute)
        front = step.begin()
        trail: list[tuple[Array, Array]] = []
        ends: list[tuple[float, int, int]] = []
        while True:
            grown = step.extend(front, width)
            if grown is None:
                break
            front, old = grown
            trail.append((old, front.here))
            total = step.closed_worth(front)
            best = np.argsort(-total, kind="stable")[:_RETURNED]
            ends += [(float(total[k]), len(trail), int(k)) for k in best]
        ends.sort(reverse=True)
        found = []
        for _, length, k in ends[:_RETURNED]:
            seq = []
            for parents, here in reversed(trail[:length]):
                seq.append(pool.tasks[columns[here[k]]])
                k = int(parents[k])
            found.append(tuple(reversed(seq)))
        return found

    def _chosen(self, gains: Worths) -> Array:
        """Columns worth a look: plain tasks that may be worth anything, and of each slot's fillers the best and the nearest."""
        weights, rule = self.model.problem.weights, self.model.problem.days[self.day]
        extra = weights.empty_day * (rule.min_visits > 0)
        extra += 0 if rule.target is None else weights.imbalance * rule.target**2 // 3600
        kept: list[Array] = []
        for slot, begin, end in self.pool.spans:
            worths = gains[begin:end]
            if slot < 0:
                kept.append(np.flatnonzero(worths + extra > 0))
            elif end > begin:
                picks = [np.argsort(-worths, kind="stable")[:_FILLERS]]
                if len(kept[0]):
                    picks.append((worths - self._cost[kept[0], begin:end]).argmax(axis=1))
                picks += [np.array([column - begin]) for column, _ in self.pool.followers if begin <= column < end]
                kept.append(begin + np.unique(np.concatenate(picks)))
        return np.concatenate(kept)


class _Step:
    """Extends partial routes by one stop, among some columns of a beam's pool."""

    def __init__(self, beam: Beam, columns: Array, gains: Worths, fare: float, minute: float) -> None:
        model, pool, origins = beam.model, beam.pool, np.append(columns, len(beam.pool.tasks))
        self.rule, self.weights, self.minute = model.problem.days[beam.day], model.problem.weights, minute
        arcs = np.ix_(origins, columns)
        self.minutes = np.where(beam._may[arcs], beam._minutes[arcs], FAR)
        self.value = gains - beam._cost[arcs] - fare * beam._fen[arcs]
        self.back = beam._home[0][origins]
        self.loss = beam._home[2][origins] + fare * beam._home[1][origins]
        self.firsts, self.lasts, self.dwell = pool.firsts[:, columns], pool.lasts[:, columns], pool.dwell[columns]
        self.by = np.minimum(self.lasts[-1], self.rule.latest - self.back[:-1] - self.dwell)
        self.rank = self.value - minute * self.dwell
        self.goes, self.codes, self.bit = ~beam._clash[np.ix_(columns, columns)], beam._codes[columns], beam._bit[columns]
        self.plain = (self.bit == 0).astype(np.int64)
        self.limits = [(inside[columns], most) for inside, most in beam._limits]
        self.timed = self.weights.waiting > 0 or self.rule.max_active < ALWAYS // 2
        self.due = [
            (1 << rank, int(self.by[self.bit == 1 << rank].max(initial=-1)) - self.dwell, model.relief[slot])
            for rank, slot in enumerate(model.day_slots[beam.day])
        ]

    def begin(self) -> _Front:
        """The one partial route without stops."""
        nothing, count = np.zeros(1, dtype=np.int64), len(self.dwell)
        return _Front(
            here=np.full(1, count), clock=np.full(1, self.rule.earliest), worth=np.zeros(1), goes=np.ones((1, count), dtype=bool),
            code=nothing, count=nothing, load=nothing, filled=nothing, waited=nothing, slack=np.full(1, _LONG_AGO),
            held=[nothing for _ in self.limits],
        )  # fmt: skip

    def extend(self, front: _Front, width: int) -> tuple[_Front, Array] | None:
        """The best of all partial routes with a stop more, and the row that each came from; None where there are none.

        Args:
            front: Partial routes.
            width: How many to keep.
        """
        rule = self.rule
        arrived = self.minutes[front.here]
        arrived += front.clock[:, None]
        start, last = np.maximum(arrived, self.firsts[-1]), self.lasts[-1]
        for opens, closes in zip(self.firsts[-2::-1], self.lasts[-2::-1], strict=True):
            earlier = arrived <= closes
            start = np.where(earlier, np.maximum(arrived, opens), start)
            last = np.where(earlier, closes, last)
        fits = start <= self.by
        fits &= front.goes
        if rule.max_visits < ALWAYS:
            fits &= (self.plain == 0) | (front.count < rule.max_visits)[:, None]
        for (inside, most), held in zip(self.limits, front.held, strict=True):
            fits &= (inside == 0) | (held < most)[:, None]
        rank = self.rank[front.here]
        rank += front.worth[:, None]
        rank -= self.minute * start
        for bit, latest, relief in self.due:
            rank += relief * ((start <= latest) & (self.bit != bit) & (front.filled & bit == 0)[:, None])
        picked = np.flatnonzero(fits)
        if len(picked) > 4 * width:
            picked = picked[np.argpartition(rank.ravel()[picked], -4 * width)[-4 * width :]]
        old, new = np.divmod(picked, len(self.dwell))
        score, opened = rank[old, new], start[old, new]
        waited, slack = front.waited[old], front.slack[old]
        if self.timed:
            waited = waited + opened - arrived[old, new]
            slack = np.minimum(slack, (last[old, new] if last.ndim > 1 else last[new]) - opened + waited)
            idle = waited if rule.waits_at_start else waited - np.minimum(waited, slack)
            late = opened + self.dwell[new] + self.back[new] - rule.earliest - waited + idle > rule.max_active
            score = np.where(late, -np.inf, score - self.weights.waiting * idle)
        code = front.code[old] + self.codes[new]
        order = np.argsort(-score, kind="stable")
        _, first = np.unique((code * 31 + new)[order], return_index=True)  # the same visits and last stop: only the best
        kept = order[np.sort(first)[:width]]
        kept = kept[score[kept] > -np.inf]
        if not len(kept):
            return None
        old, new = old[kept], new[kept]
        grown = _Front(
            here=new, clock=opened[kept] + self.dwell[new], worth=front.worth[old] + self.value[front.here[old], new],
            goes=front.goes[old] & self.goes[new], code=code[kept],
            count=front.count[old] + self.plain[new], load=front.load[old] + self.plain[new] * self.dwell[new],
            filled=front.filled[old] | self.bit[new], waited=waited[kept], slack=slack[kept],
            held=[held[old] + inside[new] for (inside, _), held in zip(self.limits, front.held, strict=True)],
        )  # fmt: skip
        return grown, old

    def closed_worth(self, front: _Front) -> Worths:
        """What partial routes are worth when they end here."""
        rule, weights = self.rule, self.weights
        idle = front.waited if rule.waits_at_start else front.waited - np.minimum(front.waited, front.slack)
        total: Worths = front.worth - self.loss[front.here] - weights.waiting * idle
        if rule.min_visits > 1 or self.due:
            total -= weights.empty_day * np.maximum(0, rule.min_visits - front.count)
        if rule.target is not None:
            total -= weights.imbalance * (front.load - rule.target) ** 2 // 3600
        return total
