"""A resumed run does not repeat what it has already done."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from ...domain.ports import Journal
from ..result import ToolResult
from ..tool import Tool
from .base import Call, Handler
from .stored import forgiven, pack, unpack

_log = logging.getLogger(__name__)


class Replay:
    """Answers from the run's journal if any tool of the capability has answered this call before; journals good answers."""

    def __init__(self, wrapped: Handler, tools: Sequence[Tool[Any, Any]]) -> None:
        """Wrap the handler of a whole capability, whose tools are ``tools``."""
        self.wrapped = wrapped
        self.tools = tools

    async def __call__(self, call: Call) -> ToolResult[Any]:
        """Replay, else delegate and write down. A broken journal is logged; it costs a repeated call, never the answer."""
        if call.context.journal is None or not call.context.run:
            return await self.wrapped(call)
        kept = await self._kept(call, call.context.journal)
        if kept is not None:
            return kept
        result = await self.wrapped(call)
        if result.ok:
            answered = next((tool for tool in self.tools if tool.name == result.tool), call.tool)
            with forgiven(_log, "journal write", answered.name):
                await call.context.journal.put(call.context.run, replace(call, tool=answered).key, pack(result))
        return result

    async def _kept(self, call: Call, journal: Journal) -> ToolResult[Any] | None:
        kept: ToolResult[Any] | None = None
        with forgiven(_log, "journal read", call.tool.name):
            for tool in self.tools:
                kept = unpack(tool, await journal.get(call.context.run, replace(call, tool=tool).key))
                if kept is not None:
                    break
        return None if kept is None else kept.model_copy(update={"replayed": True})
