"""Clocks: the machine's own, and a virtual one whose waits cost nothing."""

from __future__ import annotations

import asyncio
import heapq
import itertools
import time
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

LOCAL = ZoneInfo("Asia/Shanghai")


class SystemClock:
    """Real time; ``now`` is China's, where the places are."""

    def now(self) -> datetime:
        """Current time in Asia/Shanghai."""
        return datetime.now(LOCAL)

    def monotonic(self) -> float:
        """Seconds of :func:`time.monotonic`."""
        return time.monotonic()

    async def sleep(self, seconds: float) -> None:
        """Wait for real."""
        await asyncio.sleep(seconds)


class VirtualClock:
    """Time that jumps to the next sleeper once nothing else is left to do; for tests and demonstrations.

    "Nothing left to do" means that the event loop went round ``patience`` times, so it suits code that waits for this
    clock and for no thread or socket.

    Attributes:
        slept: Every wait that was asked for, in order, in seconds.
    """

    def __init__(self, now: datetime | None = None, patience: int = 25) -> None:
        """Start at ``now`` (timezone-aware; 2026-01-05 09:00 in Shanghai by default)."""
        self._origin = now or datetime(2026, 1, 5, 9, tzinfo=LOCAL)
        self._elapsed = 0.0
        self._patience = patience
        self._sleepers: list[tuple[float, int, asyncio.Future[None]]] = []
        self._order = itertools.count()
        self._watch = 0
        self.slept: list[float] = []

    def now(self) -> datetime:
        """The origin plus all virtual time that passed."""
        return self._origin + timedelta(seconds=self._elapsed)

    def monotonic(self) -> float:
        """Virtual seconds since the start."""
        return self._elapsed

    def advance(self, seconds: float) -> None:
        """Let time pass without waiting."""
        self._elapsed += seconds

    async def sleep(self, seconds: float) -> None:
        """Wait until virtual time has come this far."""
        self.slept.append(seconds)
        wake: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        heapq.heappush(self._sleepers, (self._elapsed + seconds, next(self._order), wake))
        self._watch_from_now()
        await wake

    def _watch_from_now(self) -> None:
        self._watch += 1  # an older watch gives way, or it would wake sleepers while new work is under way
        self._idle(self._watch, self._patience)

    def _idle(self, watch: int, turns: int) -> None:
        if watch != self._watch:
            return
        if turns:
            asyncio.get_running_loop().call_soon(self._idle, watch, turns - 1)
            return
        while self._sleepers:
            until, _, wake = heapq.heappop(self._sleepers)
            if not wake.done():  # a cancelled sleeper takes no time
                self._elapsed = max(self._elapsed, until)
                wake.set_result(None)
                self._watch_from_now()
                return
