"""What can go wrong with a server, as codes. The text of a foreign exception may carry keys and isn't told."""

from __future__ import annotations

from collections.abc import Iterator

import httpx2
from mcp.shared.exceptions import MCPError
from mcp_types import CONNECTION_CLOSED, INVALID_PARAMS, METHOD_NOT_FOUND, REQUEST_TIMEOUT

from ...domain.errors import ErrorCode, ToolFailure

_BY_STATUS: dict[int, ErrorCode] = {
    401: "unauthorized",
    403: "forbidden",
    404: "unavailable",  # how the protocol tells that a session has ended
    408: "timeout",
    429: "rate_limited",
}
_BY_CODE: dict[int, ErrorCode] = {
    INVALID_PARAMS: "invalid_argument",
    METHOD_NOT_FOUND: "unavailable",
    REQUEST_TIMEOUT: "timeout",
}


def failure_of(error: BaseException, status: int | None = None) -> ToolFailure:
    """What went wrong, as a code.

    Args:
        error: From the SDK or below it.
        status: How the server refused the HTTP request, where it did.
    """
    causes = tuple(_causes(error))
    for cause in causes:
        if isinstance(cause, ToolFailure):
            return cause
    status = next((cause.response.status_code for cause in causes if isinstance(cause, httpx2.HTTPStatusError)), status)
    if status is not None:
        code: ErrorCode = "unavailable" if status >= 500 else _BY_STATUS.get(status, "upstream")
        return ToolFailure(code, f"服务器答复 HTTP {status}", f"the server answered HTTP {status}")
    for cause in causes:
        if isinstance(cause, MCPError) and cause.code == CONNECTION_CLOSED:
            return ToolFailure("unavailable", "服务器启动后退出，或断开了连接", "the server ended, or closed the connection")
        if isinstance(cause, MCPError):
            code = _BY_CODE.get(cause.code, "upstream")
            return ToolFailure(code, f"服务器答复错误 {cause.code}", f"the server answered with error {cause.code}")
    if any(isinstance(cause, OSError | httpx2.TransportError) for cause in causes):
        return ToolFailure("unavailable", "连不上服务器，或无法启动", "the server can't be reached or started")
    return ToolFailure("upstream", f"意外错误 {type(error).__name__}", f"unexpected {type(error).__name__}")


def _causes(error: BaseException) -> Iterator[BaseException]:
    yield error
    if isinstance(error, BaseExceptionGroup):
        for part in error.exceptions:
            yield from _causes(part)
