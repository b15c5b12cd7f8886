"""Answers that are still good."""

from __future__ import annotations

import logging
from typing import Any

from ...domain import ports
from ..result import ToolResult
from .base import Call, Handler
from .stored import log_trouble, pack, unpack

_log = logging.getLogger(__name__)


class Cache:
    """Reuses good results for ``ttl`` seconds. A broken cache costs time, never the answer."""

    def __init__(self, wrapped: Handler, store: ports.Cache | None, ttl: float) -> None:
        """Wrap a handler; ``store`` serves calls that bring no cache of their own."""
        self.wrapped = wrapped
        self.store = store
        self.ttl = ttl

    async def __call__(self, call: Call) -> ToolResult[Any]:
        """Answer from the store, else delegate and keep a good answer."""
        key, store = call.key, call.context.cache or self.store
        if store is None:
            return await self.wrapped(call)
        try:
            kept = unpack(call.tool, await store.get(key))
        except Exception as error:
            log_trouble(_log, "cache read", call.tool.name, error)
            kept = None
        if kept is not None:
            return kept
        result = await self.wrapped(call)
        if result.ok:
            try:
                await store.set(key, pack(result), self.ttl)
            except Exception as error:
                log_trouble(_log, "cache write", call.tool.name, error)
        return result
