"""A resumed run does not repeat what it has already done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from ..result import ToolResult
from ..tool import Tool
from .base import Call, Handler
from .stored import pack, unpack


class Replay:
    """Answers from the run's journal if any tool of the capability has answered this call before; journals good answers."""

    def __init__(self, wrapped: Handler, tools: Sequence[Tool[Any, Any]]) -> None:
        """Wrap the handler of a whole capability, whose tools are ``tools``."""
        self.wrapped = wrapped
        self.tools = tools

    async def __call__(self, call: Call) -> ToolResult[Any]:
        """Replay, else delegate and write down."""
        journal, run = call.context.journal, call.context.run
        if journal is None:
            return await self.wrapped(call)
        for tool in self.tools:
            kept = unpack(tool, await journal.get(run, replace(call, tool=tool).key))
            if kept is not None:
                return kept.model_copy(update={"replayed": True})
        result = await self.wrapped(call)
        if result.ok:
            answered = next((tool for tool in self.tools if tool.name == result.tool), call.tool)
            await journal.put(run, replace(call, tool=answered).key, pack(result))
        return result
