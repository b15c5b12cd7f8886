"""The engine: ruin a few neighbouring stretches, rebuild greedily with blinks, accept by simulated annealing.

After "slack induction by string removals" (Christiaens and Vanden Berghe 2020), with what trips need beyond routes: slots,
a base to choose, price levels of moves, and a budget that may be overstepped for a price which rises until it holds.
"""

from __future__ import annotations

import math
import random

from .effort import Effort
from .model import Model
from .rebuild import rebuild
from .route import Routes
from .ruin import ruin
from .trip import Trip

_HOT, _COLD = 0.1, 0.03
"""First and last temperature, as shares of what a placed visit is worth on average."""

_BAN = 0.5
"""How often a stop that was taken out must not return to its day at once."""


class Annealer:
    """One search from one start.

    Args:
        model: The prepared problem.
        store: Its routes.
        start: A trip within the budget.
        rng: Source of all randomness.
    """

    def __init__(self, model: Model, store: Routes, start: Trip, rng: random.Random) -> None:
        self.model, self.store, self.rng = model, store, rng
        self.current, self.best = start, start
        self.best_worth = start.worth()
        self.price = 2.0 * max(1, model.money)
        gains = [model.gain[route.day][task] for route in start.routes for task in route.seq if model.slot[task] < 0]
        typical = sum(max(0, gain) for gain in gains) / len(gains) if gains else 1_000.0
        typical = max(typical, 1.0)  # nothing is worth anything where nothing can be done
        self.hot, self.cold = _HOT * typical, _COLD * typical

    def run(self, effort: Effort) -> Trip:
        """Search for the best trip within the budget.

        Args:
            effort: What may be spent; an iteration is a round.
        """
        rng, iteration, heat = self.rng, 0, self.hot
        current, worth = self.current, self.current.worth()
        excess = current.excess
        while True:
            if iteration % 4 == 0:
                done = effort.done
                if done >= 1:
                    break
                heat = self.hot * (self.cold / self.hot) ** done
            iteration += 1
            effort.spend(1)
            twin = current.copy()
            focus = ruin(twin, rng)
            rebuild(twin, rng, self.price, focus, self._banned(current, twin))
            if twin.routes == current.routes:
                continue
            new_worth, new_excess = twin.worth(), twin.excess
            gain = new_worth - worth - self.price * (new_excess - excess)
            if gain >= 0 or gain > heat * math.log(1.0 - rng.random()):
                current, worth, excess = twin, new_worth, new_excess
                if not excess and worth > self.best_worth:
                    self.best, self.best_worth = twin, worth
                    effort.rejoice()
            if iteration % 10 == 0 and self.model.purses:
                self.price = self.price * 1.3 if excess else max(0.2, self.price / 1.1)
        return self.best

    def _banned(self, before: Trip, after: Trip) -> tuple[int, int] | None:
        """A day and a task that was taken from it and shall not return there at once; often none."""
        if self.rng.random() < _BAN:
            for one, two in zip(before.routes, after.routes, strict=True):
                if len(two.seq) < len(one.seq):
                    gone = [task for task in one.seq if task not in two.seq]
                    return one.day, self.rng.choice(gone)
        return None
