"""Not too many calls at once."""

from __future__ import annotations

import asyncio
from typing import Any

from ..result import ToolResult
from .base import Call, Handler


class Limit:
    """Lets so many calls through at a time; the others queue."""

    def __init__(self, wrapped: Handler, concurrency: int) -> None:
        """Wrap a handler."""
        self.wrapped = wrapped
        self.concurrency = concurrency
        self._loop: asyncio.AbstractEventLoop | None = None
        self._slots = asyncio.Semaphore(concurrency)

    async def __call__(self, call: Call) -> ToolResult[Any]:
        """Wait for a slot, then delegate."""
        loop = asyncio.get_running_loop()
        if loop is not self._loop:  # a registry may live through several asyncio.run; a semaphore may not
            self._loop, self._slots = loop, asyncio.Semaphore(self.concurrency)
        async with self._slots:
            return await self.wrapped(call)
