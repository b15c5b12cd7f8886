"""Answers that are still good, and older ones for the time that nobody answers."""

from __future__ import annotations

import logging
from datetime import datetime
from typing import Any

from ...domain import ports
from ...domain.errors import RETRYABLE
from ..result import ToolResult
from .base import Call, Handler
from .stored import forgiven, pack, unpack

_log = logging.getLogger(__name__)


class Cache:
    """Reuses good results for ``ttl`` seconds, and for ``stale`` seconds more where a new one can't be had, with their age.

    A broken cache costs time, never the answer.
    """

    def __init__(self, wrapped: Handler, store: ports.Cache | None, ttl: float, stale: float = 0) -> None:
        """Wrap a handler; ``store`` serves calls that bring no cache of their own."""
        self.wrapped = wrapped
        self.store = store
        self.ttl = ttl
        self.stale = stale

    async def __call__(self, call: Call) -> ToolResult[Any]:
        """Answer from the store, else delegate and keep a good answer."""
        store = call.context.cache or self.store
        if store is None:
            return await self.wrapped(call)
        kept = await self._kept(call, store)
        if kept is not None and kept.age <= self.ttl:
            return kept
        result = await self.wrapped(call)
        if result.ok:
            with forgiven(_log, "cache write", call.tool.name):
                await store.set(call.key, _stamped(call, result), self.ttl + self.stale)
        elif kept is not None and result.error is not None and result.error.code in RETRYABLE:
            return kept
        return result

    async def _kept(self, call: Call, store: ports.Cache) -> ToolResult[Any] | None:
        value: bytes | None = None
        with forgiven(_log, "cache read", call.tool.name):
            value = await store.get(call.key)
        stamp, _, body = (value or b"").partition(b"\n")
        kept = unpack(call.tool, body or None)
        if kept is None:
            return None
        try:
            age = (call.clock.now() - datetime.fromisoformat(stamp.decode())).total_seconds()
        except (ValueError, TypeError):
            return None
        return kept.model_copy(update={"age": max(age, 0.0)})


def _stamped(call: Call, result: ToolResult[Any]) -> bytes:
    return call.clock.now().isoformat().encode() + b"\n" + pack(result)
