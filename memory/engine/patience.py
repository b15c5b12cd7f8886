"""Waiting for a server without taking this process's own delays for the server's."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Coroutine
from typing import Any, TypeVar

T = TypeVar("T")

_SLICES = 20
_MOST = 10
"""However busy this process is, it waits so many times its patience at most."""


async def in_time(work: Coroutine[Any, Any, T], seconds: float) -> T:
    """What ``work`` comes to, if that takes no longer than ``seconds``.

    Of the time in which the event loop was held up little counts: the answer may have been there all along, unread.

    Raises:
        TimeoutError: If it takes longer; the work is cancelled.
    """
    task = asyncio.ensure_future(work)
    at_once = seconds / _SLICES
    now = began = time.monotonic()
    waited = 0.0
    try:
        while waited < seconds and now - began < _MOST * seconds:
            if (await asyncio.wait([task], timeout=at_once))[0]:
                return task.result()
            before, now = now, time.monotonic()
            waited += min(now - before, at_once)
        raise TimeoutError
    finally:
        if not task.done():
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)
