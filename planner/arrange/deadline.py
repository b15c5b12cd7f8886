"""A moment after which nothing further is tried."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from dataclasses import dataclass

_LEAST = 0.1
"""Seconds that a search gets at least, if it may have so many; what has begun is to find something."""


@dataclass(frozen=True)
class Deadline:
    """When to stop trying.

    Attributes:
        at: In seconds of the clock.
        clock: Seconds that only grow.
    """

    at: float = math.inf
    clock: Callable[[], float] = time.perf_counter

    @classmethod
    def after(cls, seconds: float, clock: Callable[[], float] = time.perf_counter) -> Deadline:
        """So many seconds from now."""
        return cls(clock() + seconds, clock)

    @property
    def passed(self) -> bool:
        """Whether it is time to stop."""
        return self.clock() >= self.at

    def within(self, seconds: float) -> Deadline:
        """This one, or so many seconds from now if that is sooner."""
        return Deadline(min(self.at, self.clock() + seconds), self.clock)

    def cap(self, seconds: float) -> float:
        """What is left of so many seconds of search."""
        return min(seconds, max(_LEAST, self.at - self.clock()))


NEVER = Deadline()
"""Everything is tried."""
