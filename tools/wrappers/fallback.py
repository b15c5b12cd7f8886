"""Somebody else to ask."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from pydantic import ValidationError

from ...domain.errors import RETRYABLE, ErrorCode
from ...domain.events import FellBack, ToolCalled
from ..phrases import PHRASES
from ..policy import ToolPolicy
from ..result import Cause, ToolResult, failed
from ..stats import ToolStats
from ..tool import Tool
from .base import Call, Handler

FALLS_BACK: frozenset[ErrorCode] = RETRYABLE | {"invalid_argument", "unauthorized", "forbidden", "not_found"}
"""Codes after which another tool may know better; the others are answers. Arguments fit the capability before they come here, so it
is the tool that can't take them."""


class Fallback:
    """Tries the tools of a capability in order and keeps every cause.

    A tool that is silent for its ``hedge_after`` is not given up, but the next one is asked meanwhile, and the first good answer
    counts. Calls that bind the traveller are never asked for twice.
    """

    def __init__(
        self, tools: Sequence[tuple[Tool[Any, Any], Handler]], policy: ToolPolicy, stats: ToolStats | None = None
    ) -> None:
        """Take the tools with their own handlers, the preferred one first.

        Args:
            tools: Of one capability.
            policy: For tools that have none of their own.
            stats: Counts every tool's calls.
        """
        self.tools = tools
        self.policy = policy
        self.stats = stats

    async def __call__(self, call: Call) -> ToolResult[Any]:
        """The first good answer; else the first failure that settles the matter; else what all of them come to."""
        causes: list[Cause] = []
        tools = [(tool, handler) for tool, handler in self.tools if tool.serves is None or tool.serves(call.args)] or self.tools
        settled: list[ToolResult[Any]] = []
        while len(settled) < len(tools):
            answers = await self._ask(tools, len(settled), call)
            settled += answers
            for result in answers:
                if result.error is not None and _falls_back(result):
                    causes.append(Cause(tool=result.tool, code=result.error.code, message=result.error.message))
            result = settled[-1]
            if result.error is None or not _falls_back(result):
                break
            if call.context.sink and len(settled) < len(tools):
                to, code = tools[len(settled)][0].name, result.error.code
                call.context.sink(FellBack(at=call.at, capability=call.tool.capability, failed=result.tool, code=code, to=to))
        result = settled[-1]
        if result.error is None:
            return result
        if not _falls_back(result):
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

    async def _ask(self, tools: Sequence[tuple[Tool[Any, Any], Handler]], position: int, call: Call) -> list[ToolResult[Any]]:
        """Answers of the tool at this position, and of those asked because it was silent; a settled one last."""
        tool, handler = tools[position]
        patience = (tool.policy or self.policy).hedge_after
        if patience is None or tool.binding or position + 1 == len(tools):
            return [await self._one(tool, handler, call)]
        first = asyncio.ensure_future(self._one(tool, handler, call))
        alarm = asyncio.ensure_future(call.clock.sleep(patience))
        second: asyncio.Future[list[ToolResult[Any]]] | None = None
        try:
            await asyncio.wait({first, alarm}, return_when=asyncio.FIRST_COMPLETED)
            if first.done():
                return [first.result()]
            second = asyncio.ensure_future(self._ask(tools, position + 1, call))
            await asyncio.wait({first, second}, return_when=asyncio.FIRST_COMPLETED)
            if second.done() and second.result()[-1].ok:
                return second.result()
            if first.done() and not _falls_back(first.result()):
                return [first.result()]
            later, answer = await second, await first
            return [answer, *later] if not _falls_back(later[-1]) else [*later, answer]
        finally:
            for task in (first, alarm, second):
                if task is not None:
                    task.cancel()

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
        if self.stats is not None:
            self.stats.take(result, stale=result.age > (tool.policy or self.policy).cache_ttl)
        if call.context.sink:
            call.context.sink(
                ToolCalled(
                    at=call.at,
                    task=call.context.task,
                    tool=tool.name,
                    ok=result.ok,
                    attempts=result.attempts,
                    elapsed=result.elapsed,
                    age=result.age,
                    code=result.error.code if result.error else None,
                )
            )
        return result


def _falls_back(result: ToolResult[Any]) -> bool:
    return result.error is not None and result.error.code in FALLS_BACK


def _settle(causes: Sequence[Cause]) -> tuple[ErrorCode, str]:
    """What the failures come to: ``unavailable``, and why, where a tool might recover; else what the preferred tool said."""
    for cause in causes:
        if cause.code in RETRYABLE:
            return "unavailable", cause.message
    return causes[0].code, causes[0].message
