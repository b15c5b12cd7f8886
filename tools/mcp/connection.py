"""A connection to an MCP server: opened at first use, kept, and opened anew after it was lost."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from typing import Any
from weakref import WeakKeyDictionary

import httpx2
from jsonschema import Draft202012Validator
from jsonschema.exceptions import SchemaError
from mcp.client.client import Client
from mcp.client.streamable_http import streamable_http_client
from mcp.shared.exceptions import MCPError
from mcp_types import (
    CONNECTION_CLOSED,
    INVALID_PARAMS,
    METHOD_NOT_FOUND,
    REQUEST_TIMEOUT,
    CallToolResult,
    TextContent,
    ToolListChangedNotification,
)

from ...domain.errors import ErrorCode, ToolFailure
from .config import McpServer
from .pipes import pipes

_MOST_PAGES, _MOST_TOOLS, _MOST_SCHEMA = 20, 1000, 100_000
_BY_STATUS: dict[int, ErrorCode] = {401: "unauthorized", 403: "forbidden", 404: "unavailable", 429: "rate_limited"}
_BY_CODE: dict[int, ErrorCode] = {
    INVALID_PARAMS: "invalid_argument",
    METHOD_NOT_FOUND: "unavailable",
    REQUEST_TIMEOUT: "timeout",
}


class Connection:
    """Calls tools of one server. What the server says is data: its descriptions are never read, its requests refused.

    The schema of a tool's arguments that was seen first counts for the life of the process; a server that changes it is not called.
    """

    def __init__(self, name: str, server: McpServer) -> None:
        """Nothing is started before the first call."""
        self._name = name
        self._server = server
        self._seen: dict[str, str] = {}
        self._sessions: WeakKeyDictionary[asyncio.AbstractEventLoop, _Session] = WeakKeyDictionary()

    async def call(self, tool: str, arguments: dict[str, Any]) -> Any:
        """Call a tool; gives its structured content, else its text, as JSON where it is.

        Raises:
            ToolFailure: For whatever goes wrong; no text of the server is in it.
        """
        session = await self._session()
        if session.changed:
            session.changed = False
            session.schemas = await session.ask(_schemas(session.client), self._server.start_seconds)
        self._check(tool, arguments, session.schemas)
        try:
            result = await session.ask(session.client.call_tool(tool, arguments), self._server.timeout_seconds)
        except ToolFailure as failure:
            if failure.code in ("unavailable", "upstream"):
                await self._close(session)
            raise
        return _content(result)

    async def tools(self) -> dict[str, dict[str, Any]]:
        """JSON schemas of the arguments of all the server's tools, by name."""
        return (await self._session()).schemas

    async def aclose(self) -> None:
        """Close what this event loop opened; a later call opens it anew."""
        session = self._sessions.get(asyncio.get_running_loop())
        if session is not None:
            await self._close(session)

    async def _session(self) -> _Session:
        loop = asyncio.get_running_loop()
        session = self._sessions.get(loop)
        if session is None or session.ended:
            session = self._sessions[loop] = _Session(self._server)
        try:
            await session.open()
        except ToolFailure:
            await self._close(session)
            raise
        return session

    async def _close(self, session: _Session) -> None:
        loop = asyncio.get_running_loop()
        if self._sessions.get(loop) is session:
            del self._sessions[loop]
        await session.close()

    def _check(self, tool: str, arguments: dict[str, Any], schemas: dict[str, dict[str, Any]]) -> None:
        schema = schemas.get(tool)
        if schema is None:
            known = ", ".join(sorted(schemas)[:10])
            raise _failure(
                "unavailable", f"服务器 {self._name} 没有工具 {tool}", f"server {self._name} has no tool {tool} ({known})"
            )
        mark = json.dumps(schema, sort_keys=True)
        if self._seen.setdefault(tool, mark) != mark:
            en = f"server {self._name} changed what {tool} takes; restart after you have looked at it"
            raise _failure("unavailable", f"服务器 {self._name} 改变了 {tool} 的参数，请查看后重启", en)
        try:
            problem = next(iter(Draft202012Validator(schema).iter_errors(arguments)), None)
        except (SchemaError, ValueError, KeyError, TypeError):
            raise _failure("upstream", f"{tool} 的参数结构无效", f"the schema of {tool}'s arguments is none") from None
        if problem is not None:
            field = ".".join(map(str, problem.path)) or "arguments"
            raise _failure("invalid_argument", f"{tool} 不接受这样的 {field}", f"{tool} takes no such {field}")


class _Session:
    """One open connection, owned by a task of its own, so that whoever asks first may be cancelled."""

    def __init__(self, server: McpServer) -> None:
        self.changed = False
        self.schemas: dict[str, dict[str, Any]] = {}
        self.client: Client
        self._server = server
        self._ready: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._stop = asyncio.Event()
        self._owner: asyncio.Task[None] | None = None

    @property
    def ended(self) -> bool:
        return self._owner is not None and self._owner.done()

    async def open(self) -> None:
        """Wait until the server listens."""
        if self._owner is None:
            self._owner = asyncio.create_task(self._own())
        try:
            await asyncio.wait_for(asyncio.shield(self._ready), self._server.start_seconds)
        except TimeoutError:
            raise _failure("timeout", "服务器没有及时启动", "the server did not start in time") from None

    async def ask(self, work: Any, seconds: float) -> Any:
        """Await an answer, unless the connection ends before it."""
        assert self._owner is not None
        asking = asyncio.ensure_future(work)
        try:
            await asyncio.wait({asking, self._owner}, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
            if asking.done():
                return asking.result()
        except Exception as error:
            raise failure_of(error) from None
        finally:
            asking.cancel()
            await asyncio.gather(asking, return_exceptions=True)
        if self._owner.done():
            raise _failure("unavailable", "与服务器的连接断了", "the connection to the server was lost")
        raise _failure("timeout", "服务器没有及时答复", "the server did not answer in time")

    async def close(self) -> None:
        self._stop.set()
        if self._owner is not None:
            self._owner.cancel()
            await asyncio.gather(self._owner, return_exceptions=True)
        if self._ready.done() and not self._ready.cancelled():
            self._ready.exception()

    async def _own(self) -> None:
        try:
            async with Client(_transport(self._server), cache=None, message_handler=self._told) as self.client:
                self.schemas = await _schemas(self.client)
                self._ready.set_result(None)
                await self._stop.wait()
        except Exception as error:
            if not self._ready.done():
                self._ready.set_exception(failure_of(error))
                self._ready.exception()  # whoever waited may be gone

    async def _told(self, message: Any) -> None:
        if isinstance(message, ToolListChangedNotification):
            self.changed = True


async def _schemas(client: Client) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    cursor: str | None = None
    for _ in range(_MOST_PAGES):
        page = await client.list_tools(cursor=cursor)
        found.update((tool.name, dict(tool.input_schema)) for tool in page.tools if len(str(tool.input_schema)) <= _MOST_SCHEMA)
        cursor = page.next_cursor
        if cursor is None or len(found) > _MOST_TOOLS:
            break
    return found


def _content(result: CallToolResult) -> Any:
    if result.is_error:
        raise _failure("upstream", "工具报告出错", "the tool reports an error")
    if result.structured_content is not None:
        return result.structured_content
    text = "\n".join(part.text for part in result.content if isinstance(part, TextContent))
    try:
        return json.loads(text)
    except ValueError:
        return {"text": text}


def failure_of(error: BaseException) -> ToolFailure:
    """What went wrong, as a code; the text of a foreign exception may carry keys and isn't told."""
    for cause in _causes(error):
        if isinstance(cause, ToolFailure):
            return cause
        if isinstance(cause, httpx2.HTTPStatusError):
            status = cause.response.status_code
            code = _BY_STATUS.get(status, "upstream")
            return _failure(code, f"服务器答复 HTTP {status}", f"the server answered HTTP {status}")
        if isinstance(cause, MCPError) and cause.code == CONNECTION_CLOSED:
            return _failure("unavailable", "服务器启动后退出，或断开了连接", "the server ended, or closed the connection")
        if isinstance(cause, MCPError):
            code = _BY_CODE.get(cause.code, "upstream")
            return _failure(code, f"服务器答复错误 {cause.code}", f"the server answered with error {cause.code}")
    if any(isinstance(cause, OSError | httpx2.TransportError) for cause in _causes(error)):
        return _failure("unavailable", "连不上服务器，或无法启动", "the server can't be reached or started")
    return _failure("upstream", f"意外错误 {type(error).__name__}", f"unexpected {type(error).__name__}")


def _causes(error: BaseException) -> Iterator[BaseException]:
    yield error
    if isinstance(error, BaseExceptionGroup):
        for part in error.exceptions:
            yield from _causes(part)


def _failure(code: ErrorCode, zh: str, en: str) -> ToolFailure:
    return ToolFailure(code, zh, en)


def _transport(server: McpServer) -> Any:
    return pipes(server) if server.command else _http(server)


@asynccontextmanager
async def _http(server: McpServer) -> AsyncIterator[Any]:
    limit = httpx2.Timeout(server.timeout_seconds)
    async with (
        httpx2.AsyncClient(headers=server.headers, timeout=limit, transport=_Bounded(server.max_bytes)) as http,
        streamable_http_client(server.url, http_client=http, max_sse_event_size=server.max_bytes) as streams,
    ):
        yield streams


class _Bounded(httpx2.AsyncHTTPTransport):
    """Ends a JSON answer that is too long; of event streams the SDK bounds each event."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self._most = most

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        response = await super().handle_async_request(request)
        if not response.headers.get("content-type", "").startswith("text/event-stream"):
            response.stream = _BoundedStream(response.stream, self._most)  # type: ignore[arg-type]
        return response


class _BoundedStream(httpx2.AsyncByteStream):
    def __init__(self, stream: httpx2.AsyncByteStream, most: int) -> None:
        self._stream = stream
        self._left = most

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for chunk in self._stream:
            self._left -= len(chunk)
            if self._left < 0:
                raise httpx2.ReadError("the answer is longer than it may be")
            yield chunk

    async def aclose(self) -> None:
        await self._stream.aclose()
