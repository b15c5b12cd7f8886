"""Not too many questions at once."""

from __future__ import annotations

import asyncio
from weakref import WeakKeyDictionary


class Slots:
    """A semaphore for each event loop: a planner lives through several ``asyncio.run``, a semaphore doesn't."""

    def __init__(self, concurrency: int) -> None:
        """Let so many through at a time."""
        self._concurrency = concurrency
        self._by_loop: WeakKeyDictionary[asyncio.AbstractEventLoop, asyncio.Semaphore] = WeakKeyDictionary()

    def here(self) -> asyncio.Semaphore:
        """That of the running loop."""
        loop = asyncio.get_running_loop()
        if loop not in self._by_loop:
            self._by_loop[loop] = asyncio.Semaphore(self._concurrency)
        return self._by_loop[loop]
