"""A connection to an MCP server: opened at first use, kept, and opened anew after it was lost."""

from __future__ import annotations

import asyncio
import json
from typing import Any
from weakref import WeakKeyDictionary, finalize, ref

from mcp_types import CallToolResult, TextContent
from pydantic_core import from_json

from ...domain.errors import ToolFailure
from .config import McpServer
from .schemas import misfit, signature_of
from .session import Schemas, Session

_REST_SECONDS = 30.0
"""A server that didn't start is left alone for so long."""


class Connection:
    """Calls tools of one server. What the server says is data: its descriptions are never read, its requests refused.

    The schema of a tool's arguments that was seen first counts for the life of the process; a server that changes it is not called.
    """

    def __init__(self, name: str, server: McpServer) -> None:
        """Nothing is started before the first call."""
        self._name = name
        self._server = server
        self._seen: dict[str, str] = {}
        self._sessions: WeakKeyDictionary[asyncio.AbstractEventLoop, Session] = WeakKeyDictionary()
        self._down: tuple[float, ToolFailure] | None = None

    async def call(self, tool: str, arguments: dict[str, Any]) -> Any:
        """Call a tool; gives its structured content, else its text, as JSON where it is.

        Raises:
            ToolFailure: For whatever goes wrong; no text of the server is in it.
        """
        session = await self._session()
        try:
            await session.list_again()
            self._check(tool, arguments, session.schemas)
            result = await session.call(tool, arguments)
        except ToolFailure as failure:
            if failure.code == "unavailable" or (failure.code == "timeout" and not await session.alive()):
                await session.close()
            raise
        return _content(result)

    async def tools(self) -> Schemas:
        """JSON schemas of the arguments of all the server's tools, by name.

        Raises:
            ToolFailure: If the server can't be reached.
        """
        return (await self._session()).schemas

    async def aclose(self) -> None:
        """Close what this event loop opened; a later call opens it anew."""
        session = self._sessions.get(asyncio.get_running_loop())
        if session is not None:
            await session.close()

    async def _session(self) -> Session:
        loop = asyncio.get_running_loop()
        session = self._sessions.get(loop)
        if session is None or session.ended:
            if self._down is not None and loop.time() < self._down[0]:
                raise self._down[1]
            session = self._sessions[loop] = self._begun(loop)
        try:
            await session.open()
        except ToolFailure as failure:
            self._down = (loop.time() + _REST_SECONDS, failure)
            await session.close()
            raise
        self._down = None
        return session

    def _begun(self, loop: asyncio.AbstractEventLoop) -> Session:
        """A session that ends with this connection, though nobody closes it."""
        me = ref(self)

        def forget(ended: Session) -> None:
            farewell.detach()
            connection = me()
            if connection is not None and connection._sessions.get(loop) is ended:
                del connection._sessions[loop]

        session = Session(self._server, forget)
        farewell = finalize(self, _abandon, loop, session)
        farewell.atexit = False
        return session

    def _check(self, tool: str, arguments: dict[str, Any], schemas: Schemas) -> None:
        schema = schemas.get(tool)
        if schema is None:
            zh, en = f"服务器 {self._name} 没有工具 {tool}", f"server {self._name} has no tool {tool}"
            raise ToolFailure("not_found", zh, en)
        mark = json.dumps(schema, sort_keys=True)
        if self._seen.setdefault(tool, mark) != mark:
            en = f"server {self._name} changed what {tool} takes; restart after you have looked at it"
            raise ToolFailure("unavailable", f"服务器 {self._name} 改变了 {tool} 的参数，请查看后重启", en)
        field = misfit(signature_of(schema), arguments)
        if field is not None:
            raise ToolFailure("invalid_argument", f"{tool} 不接受这样的 {field}", f"{tool} takes no such {field}")


def _abandon(loop: asyncio.AbstractEventLoop, session: Session) -> None:
    if not loop.is_closed():
        loop.call_soon_threadsafe(session.stop)


def _content(result: CallToolResult) -> Any:
    """The answer; numbers that are none, such as NaN, are refused wherever they stand."""
    if result.is_error:
        raise ToolFailure("upstream", "工具报告出错", "the tool reports an error")
    try:
        if result.structured_content is not None:
            json.dumps(result.structured_content, allow_nan=False)
            return result.structured_content
        text = "\n".join(part.text for part in result.content if isinstance(part, TextContent))
        text.encode()
    except (ValueError, RecursionError):
        raise ToolFailure("upstream", "答复不是有效的 JSON", "the answer is no valid JSON") from None
    try:
        return from_json(text, allow_inf_nan=False)
    except ValueError:
        return {"text": text}
