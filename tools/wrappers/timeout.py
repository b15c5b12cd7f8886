"""An end to waiting."""

from __future__ import annotations

import asyncio
from typing import Any

from ..phrases import PHRASES
from ..result import ToolResult, failed
from .base import Call, Handler

GRACE = 0.5
"""Seconds that a call gets when its deadline has passed: bundled data, the last to be asked, answers in less."""


class Timeout:
    """Gives up on a call after so many seconds of the call's clock, or when its deadline passes, and cancels it."""

    def __init__(self, wrapped: Handler, seconds: float) -> None:
        """Wrap a handler."""
        self.wrapped = wrapped
        self.seconds = seconds

    async def __call__(self, call: Call) -> ToolResult[Any]:
        """Race the call against the clock."""
        seconds = min(self.seconds, max(call.left, GRACE))
        work = asyncio.ensure_future(self.wrapped(call))
        alarm = asyncio.ensure_future(call.clock.sleep(seconds))
        try:
            await asyncio.wait({work, alarm}, return_when=asyncio.FIRST_COMPLETED)
            if work.cancelled():  # by the tool itself; a cancelled caller doesn't come here
                return failed(call.tool.name, "upstream", PHRASES.say("cancelled", call.context.language))
            if work.done():
                return work.result()
            return failed(call.tool.name, "timeout", PHRASES.say("timeout", call.context.language, seconds=round(seconds, 1)))
        finally:
            work.cancel()
            alarm.cancel()
