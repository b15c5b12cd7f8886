"""Requests of servers (sampling, roots, elicitation): few reach the SDK, which refuses them; a flood of them is dropped."""

from __future__ import annotations

import asyncio
from types import TracebackType
from typing import Any

import anyio
from mcp_types import JSONRPCRequest

_SECONDS = 0.05
"""Between two requests that are answered."""


class FewRequests:
    """A stream of a server's messages without most of its requests."""

    def __init__(self, stream: Any) -> None:
        """Take a stream of session messages and exceptions."""
        self._stream = stream
        self._next = 0.0

    async def receive(self) -> Any:
        """The next message that is for us."""
        while True:
            item = await self._stream.receive()
            if not self._is_too_much(item):
                return item

    async def aclose(self) -> None:
        """Close the stream."""
        await self._stream.aclose()

    def __aiter__(self) -> FewRequests:
        return self

    async def __anext__(self) -> Any:
        try:
            return await self.receive()
        except anyio.EndOfStream:
            raise StopAsyncIteration from None

    async def __aenter__(self) -> FewRequests:
        return self

    async def __aexit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        await self.aclose()

    def _is_too_much(self, item: Any) -> bool:
        if not isinstance(getattr(item, "message", None), JSONRPCRequest):
            return False
        now = asyncio.get_running_loop().time()
        if now < self._next:
            return True
        self._next = now + _SECONDS
        return False
