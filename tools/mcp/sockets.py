"""A server at an address, by streamable HTTP, with bounds on what it may answer."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx2
from mcp.client.streamable_http import streamable_http_client

from .config import McpServer
from .few_requests import FewRequests


class Sockets:
    """Connects to an address; remembers how the last request that the server refused was refused."""

    def __init__(self, server: McpServer) -> None:
        """Nothing is connected yet."""
        self._server = server
        self._refused: int | None = None

    def refusal(self) -> int | None:
        """HTTP status of the last refusal; it is told once."""
        status, self._refused = self._refused, None
        return status

    @asynccontextmanager
    async def open(self) -> AsyncIterator[Any]:
        """The streams of messages from and to the server."""
        server = self._server
        # A packed answer may be a thousand times as long as what comes over the wire.
        headers = {**server.headers, "Accept-Encoding": "identity"}
        limit = httpx2.Timeout(server.timeout_seconds)
        async with (
            httpx2.AsyncClient(headers=headers, timeout=limit, transport=_Bounded(server.max_bytes, self._note)) as http,
            streamable_http_client(server.url, http_client=http, max_sse_event_size=server.max_bytes) as (heard, said),
        ):
            yield FewRequests(heard), said

    def _note(self, status: int) -> None:
        self._refused = status


class _Bounded(httpx2.AsyncHTTPTransport):
    """Ends a JSON answer that is too long, or packed; of event streams the SDK bounds each event."""

    def __init__(self, most: int, note: Any) -> None:
        super().__init__()
        self._most = most
        self._note = note

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        response = await super().handle_async_request(request)
        if response.status_code >= 400 and request.method == "POST":  # a GET is a stream that few servers offer
            self._note(response.status_code)
        if response.headers.get("content-encoding", "identity") != "identity":
            await response.aclose()
            raise httpx2.ReadError("the answer is packed, though that was not asked for")
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
