"""How much search is left: by the clock, by rounds, and by patience."""

from __future__ import annotations

from collections.abc import Callable


class Effort:
    """Counts rounds and says when to stop.

    Where rounds or patience are limited, they alone say how far the search is, and the clock only ends it: a search that the
    clock doesn't end is the same on every machine.

    Args:
        seconds: Time allowed.
        iterations: Rounds allowed; None is no limit.
        patience: Rounds of a phase allowed without a better plan; None is no limit.
        clock: Seconds that only grow; the time begins now.
    """

    def __init__(self, seconds: float, iterations: int | None, patience: int | None, clock: Callable[[], float]) -> None:
        self._seconds, self._iterations, self._patience, self._clock = seconds, iterations, patience, clock
        self._began = clock()
        self._rounds = self._better = 0
        self._from, self._until = (0.0, 0.0), 1.0

    def phase(self, until: float) -> Effort:
        """Begin a phase that ends when that share of everything is spent."""
        self._from, self._until = (self._time, self._share), until
        self._better = self._rounds
        return self

    def spend(self, rounds: int) -> None:
        """Count rounds."""
        self._rounds += rounds

    def rejoice(self) -> None:
        """A better plan was found: patience begins anew."""
        self._better = self._rounds

    @property
    def done(self) -> float:
        """How much of the phase is over; 1 or more is the end."""
        time = self._over(self._time, self._from[0])
        if time >= 1 or (self._iterations is None and self._patience is None):
            return time
        waited = 0.0 if self._patience is None else (self._rounds - self._better) / self._patience
        return max(waited, self._over(self._share, self._from[1]))

    def _over(self, spent: float, before: float) -> float:
        whole = self._until - before
        return (spent - before) / whole if whole > 0 else 1.0

    @property
    def _time(self) -> float:
        return (self._clock() - self._began) / self._seconds if self._seconds > 0 else 1.0

    @property
    def _share(self) -> float:
        """Of the rounds allowed."""
        if self._iterations is None:
            return 0.0
        return self._rounds / self._iterations if self._iterations else 1.0
