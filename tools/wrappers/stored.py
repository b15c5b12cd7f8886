"""Good results as bytes and back, for caches and journals."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
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


@contextmanager
def forgiven(log: logging.Logger, what: str, tool: str) -> Iterator[None]:
    """A store that fails in here is logged: it costs a repeated call, never the answer.

    The text of a foreign exception may carry passwords, so only its type is a warning.
    """
    try:
        yield
    except Exception as error:
        log.warning("%s failed for %s: %s", what, tool, type(error).__name__)
        log.debug("%s failed for %s", what, tool, exc_info=error)
