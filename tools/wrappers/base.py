"""The one protocol of all wrappers: take a call, delegate it, add one thing."""

from __future__ import annotations

import json
from dataclasses import dataclass
from math import inf
from typing import Any, Protocol

from ...domain.base import Model
from ...domain.ports import Clock
from ..context import CallContext
from ..result import ToolResult
from ..tool import Tool


@dataclass(frozen=True)
class Call:
    """One call of one tool with validated arguments."""

    tool: Tool[Any, Any]
    args: Model
    context: CallContext
    clock: Clock

    @property
    def at(self) -> float:
        """Seconds since the run began, for events."""
        started = self.context.started
        return 0.0 if started is None else self.clock.monotonic() - started

    @property
    def left(self) -> float:
        """Seconds until the call's deadline; infinite where it has none."""
        deadline = self.context.deadline
        return inf if deadline is None else deadline - self.clock.monotonic()

    @property
    def key(self) -> str:
        """Tool and arguments as canonical text: equal calls have equal keys."""
        args = json.dumps(self.args.model_dump(mode="json"), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return f"{self.tool.name} {args}"


class Handler(Protocol):
    """Carries out a call; never raises but for cancellation. Wrappers are handlers around handlers."""

    async def __call__(self, call: Call) -> ToolResult[Any]:
        """Carry out the call."""
        ...


async def invoke(call: Call) -> ToolResult[Any]:
    """The innermost handler: the tool itself."""
    return await call.tool.attempt(call.args, call.context.language)
