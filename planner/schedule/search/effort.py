"""How much search is left: by the clock, by rounds, and by patience."""

from __future__ import annotations

from collections.abc import Callable


class Effort:
    """Counts rounds and says when to stop.

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
        self._from, self._until = 0.0, 1.0

    def phase(self, until: float) -> Effort:
        """Begin a phase that ends when that share of everything is spent."""
        self._from, self._until = self._spent, until
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
        if self._patience is not None and self._rounds - self._better >= self._patience:
            return 1.0
        whole = self._until - self._from
        return (self._spent - self._from) / whole if whole > 0 else 1.0

    @property
    def _spent(self) -> float:
        """Share of time or rounds, whichever is nearer to its end."""
        share = (self._clock() - self._began) / self._seconds if self._seconds > 0 else 1.0
        if self._iterations is None:
            return share
        return max(share, self._rounds / self._iterations if self._iterations else 1.0)
