"""Somebody else to ask."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from pydantic import ValidationError

from ...domain.errors import RETRYABLE, ErrorCode
from ...domain.events import FellBack, ToolCalled
from ..phrases import PHRASES
from ..result import Cause, ToolResult, failed
from ..tool import Tool
from .base import Call, Handler

FALLS_BACK: frozenset[ErrorCode] = RETRYABLE | {"unauthorized", "forbidden", "not_found"}
"""Codes after which another tool may know better; the others are answers."""


class Fallback:
    """Tries the tools of a capability in order and keeps every cause."""

    def __init__(self, tools: Sequence[tuple[Tool[Any, Any], Handler]]) -> None:
        """Take the tools with their own handlers, the preferred one first."""
        self.tools = tools

    async def __call__(self, call: Call) -> ToolResult[Any]:
        """The first good answer; else the first failure that settles the matter; else what all of them come to."""
        causes: list[Cause] = []
        result: ToolResult[Any] | None = None
        for position, (tool, handler) in enumerate(self.tools):
            result = await self._one(tool, handler, call)
            if result.error is None or result.error.code not in FALLS_BACK:
                break
            causes.append(Cause(tool=tool.name, code=result.error.code, message=result.error.message))
            if call.context.sink and position + 1 < len(self.tools):
                following = self.tools[position + 1][0].name
                call.context.sink(
                    FellBack(at=call.at, capability=tool.capability, failed=tool.name, code=result.error.code, to=following)
                )
        assert result is not None
        if result.error is None:
            return result
        if result.error.code not in FALLS_BACK:
            return result.model_copy(update={"error": result.error.model_copy(update={"causes": tuple(causes)})})
        code, message = _settle(causes)
        error = result.error.model_copy(
            update={
                "code": code,
                "retryable": code in RETRYABLE,
                "causes": tuple(causes),
                "message": message,
            }
        )
        return result.model_copy(update={"error": error})

    async def _one(self, tool: Tool[Any, Any], handler: Handler, call: Call) -> ToolResult[Any]:
        began = call.clock.monotonic()
        args = call.args
        try:
            if not isinstance(args, tool.args):  # tools of one capability may take different models
                args = tool.args.model_validate(args.model_dump(exclude_unset=True))
            result = await handler(replace(call, tool=tool, args=args))
        except ValidationError:
            message = PHRASES.say("other_query", call.context.language, model=type(args).__name__)
            result = failed(tool.name, "upstream", message, attempts=0)
        result = result.model_copy(update={"elapsed": call.clock.monotonic() - began})
        if call.context.sink:
            call.context.sink(
                ToolCalled(
                    at=call.at,
                    task=call.context.task,
                    tool=tool.name,
                    ok=result.ok,
                    attempts=result.attempts,
                    elapsed=result.elapsed,
                    code=result.error.code if result.error else None,
                )
            )
        return result


def _settle(causes: Sequence[Cause]) -> tuple[ErrorCode, str]:
    """What the failures come to: ``unavailable``, and why, where a tool might recover; else what the preferred tool said."""
    for cause in causes:
        if cause.code in RETRYABLE:
            return "unavailable", cause.message
    return causes[0].code, causes[0].message
