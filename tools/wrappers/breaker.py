"""Leaving a dead service alone."""

from __future__ import annotations

from typing import Any

from ..phrases import PHRASES
from ..result import ToolResult, failed
from .base import Call, Handler


class Breaker:
    """Opens after ``failures`` consecutive calls that failed with a retryable code.

    While open, calls fail at once as ``unavailable``. After ``cooldown`` seconds one call is let through as a probe: if it
    gets any real answer the breaker closes, else it stays open for another cool-down.
    """

    def __init__(self, wrapped: Handler, failures: int, cooldown: float) -> None:
        """Wrap a handler."""
        self.wrapped = wrapped
        self.failures = failures
        self.cooldown = cooldown
        self._failed = 0
        self._opened_at: float | None = None
        self._probing = False

    async def __call__(self, call: Call) -> ToolResult[Any]:
        """Delegate, or refuse."""
        if self._opened_at is None:
            return self._record(call, await self.wrapped(call))
        left = self._opened_at + self.cooldown - call.clock.monotonic()
        if left > 0 or self._probing:
            message = PHRASES.say("left_alone", call.context.language, count=self._failed)
            return failed(call.tool.name, "unavailable", message, attempts=0)
        self._probing = True
        try:
            return self._record(call, await self.wrapped(call))
        finally:
            self._probing = False

    def _record(self, call: Call, result: ToolResult[Any]) -> ToolResult[Any]:
        if result.error is None or not result.error.retryable:
            self._failed, self._opened_at = 0, None
        else:
            self._failed += 1
            if self._failed >= self.failures:
                self._opened_at = call.clock.monotonic()
        return result
