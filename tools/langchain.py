"""Tools for a LangChain agent: the same calls, mended, retried and typed."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Mapping
from typing import Any

from langchain_core.tools import StructuredTool

from .result import ToolResult
from .tool import Tool

Caller = Callable[[str, Mapping[str, Any]], Awaitable[ToolResult[Any]]]
"""Calls a capability with raw arguments."""


def full_json(result: ToolResult[Any]) -> str:
    """The whole :class:`ToolResult` as JSON."""
    return result.model_dump_json(exclude_none=True)


def structured_tools(
    tools: Iterable[Tool[Any, Any]],
    call: Caller,
    *,
    fixed: Mapping[str, Any] | None = None,
    view: Callable[[ToolResult[Any]], str] = full_json,
) -> list[StructuredTool]:
    """One asynchronous tool for each, named like its capability.

    The argument schema is handed over as JSON schema, not as a model, so that what a language model writes reaches the
    mending instead of failing before it.

    Args:
        tools: The preferred tool of each capability; its wrappers and its stand-ins are the caller's.
        call: Carries out a call.
        fixed: Arguments that the model neither sees nor sets, where a tool takes them.
        view: What the model is shown of a result.
    """
    return [_structured(tool, call, fixed or {}, view) for tool in tools]


def schema_without(tool: Tool[Any, Any], fixed: Iterable[str]) -> dict[str, Any]:
    """JSON schema of a tool's arguments without those that are fixed."""
    schema = tool.args.model_json_schema()
    hidden = set(fixed)
    kept = {name: part for name, part in schema["properties"].items() if name not in hidden}
    return {**schema, "properties": kept, "required": [name for name in schema.get("required", ()) if name in kept]}


def _structured(
    tool: Tool[Any, Any], call: Caller, fixed: Mapping[str, Any], view: Callable[[ToolResult[Any]], str]
) -> StructuredTool:
    known = {name: value for name, value in fixed.items() if name in tool.args.model_fields}

    async def run(**arguments: Any) -> str:
        return view(await call(tool.capability, {**arguments, **known}))

    return StructuredTool(
        name=tool.capability, description=tool.description, args_schema=schema_without(tool, known), coroutine=run
    )
