"""Good results as bytes and back, for caches and journals."""

from __future__ import annotations

from typing import Any

from pydantic import TypeAdapter, ValidationError

from ..result import ToolResult
from ..tool import Tool

_RESULT: TypeAdapter[ToolResult[Any]] = TypeAdapter(ToolResult[Any])


def pack(result: ToolResult[Any]) -> bytes:
    """A result as JSON bytes."""
    return _RESULT.dump_json(result)


def unpack(tool: Tool[Any, Any], value: bytes | None) -> ToolResult[Any] | None:
    """The result again, its data of the tool's result type; None where the bytes are absent or no longer fit."""
    if value is None:
        return None
    try:
        result = _RESULT.validate_json(value)
        data = tool.result.model_validate(result.data)
    except ValidationError:
        return None
    return result.model_copy(update={"data": data, "attempts": 0})
