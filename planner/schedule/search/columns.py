"""Which days go together: one route per day as a linear program, with new routes priced in by beams (column generation).

Each route is a column: it is worth something, takes its visits from all other days and its money from the purses. The relaxation
over good columns is nearly whole; its dual prices say what a visit is worth elsewhere, and beams look for days that are better at
those prices. From there, dives (fix the likeliest day, price again, go on) and an exact choice give whole trips.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable
from typing import Any

import numpy as np

from .beam import Beam, Prices
from .effort import Effort
from .program import Program
from .route import Route, Routes
from .trip import Trip

_LEAST = 0.5
"""Fen; less is no improvement."""

_WIDTH, _WIDEST = 300, 2_400
"""Partial routes of a beam: at first, and where nothing else helps."""

_EXACT, _MILLISECONDS = 300, 120
"""Columns of the exact choice at most, and its time; it usually takes a third of that."""

_TAIL, _TAILING, _TIRED = 6, 0.1, 2
"""Routes are priced in until so many rounds together gain less than this share of what is gained, or so many in turn bring none."""

_FEW = 4
"""Routes per day that are too few to begin with."""

_DIVING = 0.7
"""Share of the phase after which no more routes are priced in for all days, to leave time for a dive."""

_SMOOTH = 0.5
"""How much of the former prices is in those that routes are looked for with, as duals jump at first."""

_TAKEN = 1e12
"""Price of what isn't to be had."""

_WILD, _BLUR = 0.5, 0.25
"""How often a neighbourhood is searched for other routes than before, and how wrong their visits are judged for that at most."""

_LONG, _SHORT, _REPRICED = 60, 20, 8
"""Rounds of pricing at most: for all days, for a neighbourhood, and after each route that a dive fixes."""

_ROUNDS = 8
"""What a beam counts as, in iterations of the annealing."""

_PRICED_LEVEL, _NEXT_LEVEL = 0.25, 0.2
"""How often routes are looked for at the price level that suits the price of money, and at one next to the trip's own."""


class Columns:
    """The routes from one base, and the best trip made of them.

    Args:
        store: Builds routes.
        trip: Within the budget; its base is kept.
        rng: Source of all randomness.

    Attributes:
        best: The best trip so far.
    """

    def __init__(self, store: Routes, trip: Trip, rng: random.Random) -> None:
        self.model, self.store, self.rng, self.best = store.model, store, rng, trip
        self._days = {kind: [d for d, twin in enumerate(self.model.twin) if twin == kind] for kind in sorted({*self.model.twin})}
        self._width = _WIDTH
        self._routes: list[Route] = []
        self._variables: list[Any] = []
        self._known: dict[tuple[int, int, tuple[int, ...]], int] = {}
        self._beams: dict[tuple[int, int], Beam] = {}
        self._program = Program("GLOP", self.model, trip.base, {kind: len(days) for kind, days in self._days.items()})
        self._former: dict[int, Prices] = {}
        self._fixed: list[int] = []
        for route in trip.routes:
            empty = self._twin(route, ())
            if empty is not None:
                self._add(empty)

    def improve(self, trip: Trip, effort: Effort) -> Trip:
        """Search for a better trip of this base.

        Args:
            trip: Within the budget, from this base.
            effort: What may be spent; a beam is worth some rounds.
        """

        def going(beams: int) -> bool:
            effort.spend(_ROUNDS * beams)
            return effort.done < 1

        self.best = before = trip
        vain = 0
        for route in trip.routes:
            self._index(route)
        if len(self._routes) < _FEW * len(trip.routes):
            self._seed()
        self._dive(going)
        self._generate(lambda beams: going(beams) and effort.done < _DIVING, _LONG)
        self._dive(going)
        if going(1):
            self._choose()
        while going(1):
            if self.best is before:
                vain += 1
                if vain % len(trip.routes) == 0:
                    self._width = min(2 * self._width, _WIDEST)
            else:
                effort.rejoice()
                before = self.best
            days = list(range(len(self.best.routes)))
            self.rng.shuffle(days)
            for day in days[self.rng.choice((2, 2, 3, 4)) :]:
                self._fix(self._index(self.best.routes[day]))
            self._generate(going, _SHORT, wild=self.rng.random() < _WILD)
            self._dive(going)
        return self.best

    def _seed(self) -> None:
        """Routes by beams for one day after the other, each without what the former took."""
        prices = Prices(np.zeros(len(self.model.problem.visits)), (0.0,) * len(self.model.purses), 1.0)
        for day, old in enumerate(self.best.routes):
            kind = self.model.twin[day]
            prices = prices._replace(day=float(max(old.worth, 1)))
            found = self._beam(kind, old.level).search(prices, width=self._width)
            for seq in found:
                route = self.store.get(kind, self.best.base, old.level, seq)
                if route is not None:
                    self._add(route)
            for task in found[0] if found else ():
                prices.visits[self.model.visit[task]] = _TAKEN

    def _generate(self, going: Callable[[int], bool], rounds: int, *, wild: bool = False) -> None:
        """Price routes in until they hardly help any more.

        Args:
            going: Whether to go on after so many beams.
            rounds: At most so many.
            wild: Look for other routes than before from the first round on.
        """
        tired, values = 0, [-np.inf] * _TAIL
        while self._program.solve() and tired < _TIRED and len(values) < rounds:
            values.append(self._program.value - self._goal())
            if values[-1 - _TAIL] > (1 - _TAILING) * values[-1] > 0:
                return
            kinds = self._open()
            added = self._price(kinds, blurred=True) if tired or wild else self._price(kinds, smooth=_SMOOTH)
            tired = 0 if added else tired + 1
            if not going(len(kinds)):
                return

    def _price(self, kinds: Iterable[int], *, smooth: float = 0.0, blurred: bool = False) -> int:
        """Add the routes of some days that are worth more than they cost.

        Args:
            kinds: Which days.
            smooth: How much of the former prices is in those that routes are looked for with.
            blurred: Whether to look with the eyes half closed, for other routes than before.

        Returns:
            How many there were.
        """
        added, hurry, blur = 0, 1.0, None
        if blurred:
            hurry = self.rng.uniform(0.5, 1.5)
            most = _BLUR * self.rng.random()
            blur = np.random.default_rng(self.rng.getrandbits(32)).uniform(-most, most, len(self.model.problem.visits))
        for kind in kinds:
            level = self._level(kind)
            prices, former = self._program.prices(kind), self._former.get(kind)
            if smooth and former is not None:
                prices = Prices(
                    prices.visits + smooth * (former.visits - prices.visits),
                    tuple(p + smooth * (f - p) for p, f in zip(prices.money, former.money, strict=True)),
                    prices.day + smooth * (former.day - prices.day),
                )
            self._former[kind] = prices
            for seq in self._beam(kind, level).search(prices, width=self._width, hurry=hurry, blur=blur):
                route = self.store.get(kind, self.best.base, level, seq)
                if route is not None and self._program.profit(route) > _LEAST:
                    added += self._add(route)
        return added

    def _beam(self, kind: int, level: int) -> Beam:
        beam = self._beams.get((kind, level))
        if beam is None:
            beam = self._beams[kind, level] = Beam(self.model, kind, self.best.base, level)
        return beam

    def _level(self, kind: int) -> int:
        """A price level for a day: the trip's own, one beside it, or the one that suits the price of money."""
        model, rng = self.model, self.rng
        level = self.best.routes[rng.choice(self._days[kind])].level
        die = rng.random()
        if die < _PRICED_LEVEL:
            owed = sum(price * purse.moves for price, purse in zip(self._program.prices(kind).money, model.purses, strict=True))
            return model.level_at(owed) if owed > 0 else level
        if die < _PRICED_LEVEL + _NEXT_LEVEL:
            level = rng.choice([other for other in model.levels if abs(other - level) <= 1])
        return level

    def _dive(self, going: Callable[[int], bool]) -> None:
        """From the relaxation to a trip: fix its likeliest route, price again, and so on, while that may beat the best trip."""
        while self._program.solve() and self._program.value > self._goal():
            values = [variable.solution_value() for variable in self._variables]
            broken = [(value, index) for index, value in enumerate(values) if 1e-6 < value % 1.0 < 1 - 1e-6]
            if not broken:
                self._take([index for index, value in enumerate(values) for _ in range(round(value))])
                break
            self._fix(max(broken)[1])
            kinds = self._open()
            for repriced in range(_REPRICED):
                if not kinds or not self._program.solve() or (repriced and self._program.value > self._goal()):
                    break
                if not self._price(kinds) or not going(len(kinds)):
                    break
        self._release()

    def _choose(self) -> None:
        """The best choice among the columns that can be part of anything better, exactly."""
        program = self._program
        if not program.solve() or program.value <= self._goal():
            return
        spare = program.value - self._goal()
        costs = sorted(((variable.reduced_cost(), index) for index, variable in enumerate(self._variables)), reverse=True)
        kept = [index for cost, index in costs if spare + cost > 0][:_EXACT]
        exact = Program("CBC", self.model, self.best.base, {kind: len(days) for kind, days in self._days.items()})
        variables = [exact.add(self._routes[index]) for index in kept]
        if exact.solve(_MILLISECONDS):
            self._take([index for index, variable in zip(kept, variables, strict=True) if variable.solution_value() > 0.5])

    def _goal(self) -> float:
        return self._program.of_trip(self.best) + _LEAST

    def _take(self, chosen: list[int]) -> None:
        """Keep the trip of some columns if it is better."""
        left = {kind: list(days) for kind, days in self._days.items()}
        routes = self.best.routes.copy()
        for index in chosen:
            route = self._routes[index]
            if not left[route.day]:
                return
            day = left[route.day].pop()
            twin = self.store.get(day, route.base, route.level, route.seq)
            if twin is None:
                return
            routes[day] = twin
        found = Trip(self.model, self.store, self.best.base, routes)
        better = not any(left.values()) and found.worth() > self.best.worth()
        if better and not found.excess and found.keeps_limits() and found.repeats_nothing():
            self.best = found
            for route in routes:
                self._index(route)

    def _twin(self, route: Route, seq: tuple[int, ...]) -> Route | None:
        return self.store.get(self.model.twin[route.day], route.base, route.level, seq)

    def _index(self, route: Route) -> int:
        """The column of a route of the best trip."""
        twin = self._twin(route, route.seq)
        assert twin is not None  # twins have the same rules
        self._add(twin)
        return self._known[twin.day, twin.level, twin.seq]

    def _add(self, route: Route) -> bool:
        key = (route.day, route.level, route.seq)
        if key in self._known:
            return False
        self._known[key] = len(self._routes)
        self._routes.append(route)
        self._variables.append(self._program.add(route))
        return True

    def _fix(self, index: int) -> None:
        self._variables[index].SetLb(1.0 + self._fixed.count(index))
        self._fixed.append(index)

    def _release(self) -> None:
        for index in self._fixed:
            self._variables[index].SetLb(0.0)
        self._fixed.clear()

    def _open(self) -> list[int]:
        """Kinds of days that aren't all fixed."""
        fixed = [self._routes[index].day for index in self._fixed]
        return [kind for kind, days in self._days.items() if fixed.count(kind) < len(days)]
