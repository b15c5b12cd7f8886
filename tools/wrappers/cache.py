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

    def __init__(self, wrapped: Handler, store: ports.Cache, ttl: float) -> None:
        """Wrap a handler."""
        self.wrapped = wrapped
        self.store = store
        self.ttl = ttl

    async def __call__(self, call: Call) -> ToolResult[Any]:
        """Answer from the store, else delegate and keep a good answer."""
        key = call.key
        try:
            kept = unpack(call.tool, await self.store.get(key))
        except Exception as error:
            log_trouble(_log, "cache read", call.tool.name, error)
            kept = None
        if kept is not None:
            return kept
        result = await self.wrapped(call)
        if result.ok:
            try:
                await self.store.set(key, pack(result), self.ttl)
            except Exception as error:
                log_trouble(_log, "cache write", call.tool.name, error)
        return result
