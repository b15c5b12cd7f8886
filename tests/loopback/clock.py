"""A clock for tests over sockets."""

from __future__ import annotations

import asyncio
from concurrent.futures import Future

from xiake.tools.clock import SystemClock


class SocketClock(SystemClock):
    """Short waits are over at once, long ones when the bell has rung: back-off takes no time, and time-outs come on demand.

    Attributes:
        slept: All short waits, in seconds.
    """

    def __init__(self, long: float = 20.0) -> None:
        """Take how many seconds are long."""
        self.slept: list[float] = []
        self._long = long
        self._bell: Future[None] = Future()

    async def sleep(self, seconds: float) -> None:
        """Wait for the bell, or not at all."""
        if seconds < self._long:
            self.slept.append(seconds)
        else:
            await asyncio.shield(asyncio.wrap_future(self._bell))

    def ring(self) -> None:
        """End all long waits, those to come too; from any thread."""
        if not self._bell.done():
            self._bell.set_result(None)
