"""Good results as bytes and back, for caches and journals."""

from __future__ import annotations

import logging
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


def log_trouble(log: logging.Logger, what: str, tool: str, error: Exception) -> None:
    """Log that a store failed. The text of a foreign exception may carry passwords, so only its type is a warning."""
    log.warning("%s failed for %s: %s", what, tool, type(error).__name__)
    log.debug("%s failed for %s", what, tool, exc_info=error)
