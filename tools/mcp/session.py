"""One open connection to a server, owned by a task of its own, so that whoever asks first may be cancelled."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

from mcp.client.client import Client
from mcp_types import CallToolRequest, CallToolRequestParams, CallToolResult, ToolListChangedNotification

from ...domain.errors import ToolFailure
from .config import McpServer
from .failures import failure_of
from .pipes import Pipes
from .sockets import Sockets

_MOST_PAGES, _MOST_TOOLS, _MOST_SCHEMA = 20, 1000, 100_000
_PROBE_SECONDS = 1.0
_CLOSE_SECONDS = 5.0

Schemas = dict[str, dict[str, Any]]
"""JSON schemas of arguments, by tool."""


class Session:
    """Opened once, asked by many, closed once.

    Attributes:
        schemas: Of all the server's tools, as they were listed last.
    """

    def __init__(self, server: McpServer, on_end: Callable[[Session], None]) -> None:
        """Begin to start the server.

        Args:
            server: How it is reached.
            on_end: Called when the connection is gone, whatever the reason.
        """
        loop = asyncio.get_running_loop()
        self.schemas: Schemas = {}
        self._server = server
        self._on_end = on_end
        self._wire = Pipes(server) if server.command else Sockets(server)
        self._changes = self._listed = 0
        self._deadline = loop.time() + server.start_seconds
        self._ready: asyncio.Future[None] = loop.create_future()
        self._stop = asyncio.Event()
        self._closing = False
        self._client: Client
        self._owner = asyncio.create_task(self._own())

    @property
    def ended(self) -> bool:
        """Whether it can't be asked any more."""
        return self._closing or self._owner.done()

    async def open(self) -> None:
        """Wait until the server listens; all who wait share one deadline.

        Raises:
            ToolFailure: If it doesn't.
        """
        left = self._deadline - asyncio.get_running_loop().time()
        await asyncio.wait({self._ready}, timeout=max(0.0, left))
        if not self._ready.done():
            raise ToolFailure("timeout", "服务器没有及时启动", "the server did not start in time")
        self._ready.result()

    async def call(self, tool: str, arguments: dict[str, Any]) -> CallToolResult:
        """Have a tool called. Its answer is not held against the server's own schema of answers, which is a stranger's program.

        Raises:
            ToolFailure: For whatever goes wrong.
        """
        request = CallToolRequest(params=CallToolRequestParams(name=tool, arguments=arguments))
        result: CallToolResult = await self._ask(
            self._client.session.send_request(request, CallToolResult), self._server.timeout_seconds
        )
        return result

    async def list_again(self) -> None:
        """List the tools anew where the server said that they changed.

        Raises:
            ToolFailure: If it doesn't tell; it is asked again the next time.
        """
        changes = self._changes
        if changes != self._listed:
            self.schemas = await self._ask(_listed(self._client), self._server.start_seconds)
            self._listed = changes

    async def alive(self) -> bool:
        """Whether the server still answers at all."""
        try:
            await self._ask(self._client.list_tools(), _PROBE_SECONDS)  # newer servers know no ping
        except ToolFailure as failure:
            return failure.code not in ("timeout", "unavailable")
        return True

    def stop(self) -> None:
        """Begin to close, from a callback of the event loop."""
        self._stop.set()

    async def close(self) -> None:
        """End the connection, and the program behind it."""
        if not self._closing:  # a second cancellation would reach the clearing up of the first
            self._closing = True
            self._owner.cancel()
        await asyncio.wait({self._owner}, timeout=_CLOSE_SECONDS)
        _taken(self._owner)

    async def _ask(self, work: Coroutine[Any, Any, Any], seconds: float) -> Any:
        """Await an answer, unless the connection ends before it."""
        asking = asyncio.ensure_future(work)
        try:
            await asyncio.wait({asking, self._owner}, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
            if asking.done():
                return asking.result()
        except Exception as error:
            raise failure_of(error, self._wire.refusal()) from None
        finally:
            if not asking.done():
                asking.cancel()
                asking.add_done_callback(_taken)
                await asyncio.wait({asking}, timeout=_PROBE_SECONDS)  # the SDK tells the server, who may not listen
        if self._owner.done():
            raise ToolFailure("unavailable", "与服务器的连接断了", "the connection to the server was lost")
        raise ToolFailure("timeout", "服务器没有及时答复", "the server did not answer in time")

    async def _own(self) -> None:
        failure = ToolFailure("unavailable", "与服务器的连接断了", "the connection to the server was lost")
        try:
            async with Client(self._wire.open(), cache=None, message_handler=self._told) as self._client:
                self.schemas = await _listed(self._client)
                self._ready.set_result(None)
                await self._stop.wait()
        except Exception as error:
            failure = failure_of(error, self._wire.refusal())
        finally:
            self._on_end(self)
            if not self._ready.done():
                self._ready.set_exception(failure)
                self._ready.exception()  # whoever waited may be gone

    async def _told(self, message: Any) -> None:
        if isinstance(message, ToolListChangedNotification):
            self._changes += 1


async def _listed(client: Client) -> Schemas:
    found: Schemas = {}
    cursor: str | None = None
    for _ in range(_MOST_PAGES):
        page = await client.list_tools(cursor=cursor)
        found.update((tool.name, dict(tool.input_schema)) for tool in page.tools if len(str(tool.input_schema)) <= _MOST_SCHEMA)
        cursor = page.next_cursor
        if cursor is None or len(found) > _MOST_TOOLS:
            break
    return found


def _taken(task: asyncio.Future[Any]) -> None:
    """Take an exception that nobody waits for."""
    if task.done() and not task.cancelled():
        task.exception()
