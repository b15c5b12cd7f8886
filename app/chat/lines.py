"""Where a chat's lines come from when nobody types them."""

from __future__ import annotations

import asyncio
import sys
from threading import Thread
from typing import BinaryIO, Protocol

from ...domain.errors import BadRequest, InputProblem
from ..phrases import PHRASES, system_language


class Lines(Protocol):
    """Gives one turn's words at a time."""

    async def read(self, status: str) -> str | None:
        """The next turn's words; None at the end.

        Args:
            status: What stands beside the prompt, where there is one.

        Raises:
            BadRequest: If what came is no text; the next one may be.
        """


class PipedLines:
    """Lines of standard input, or of another binary stream."""

    def __init__(self, stream: BinaryIO | None = None) -> None:
        """Nothing is read before the first line is asked for."""
        self._stream = stream
        self._queue: asyncio.Queue[bytes] | None = None

    async def read(self, status: str) -> str | None:
        """The next line without its end."""
        if self._queue is None:
            self._queue = asyncio.Queue()
            # A thread of its own that nobody waits for: a read that blocks must not keep the program from ending.
            Thread(target=self._pump, args=(asyncio.get_running_loop(), self._queue), daemon=True).start()
        line = await self._queue.get()
        try:
            return line.decode().removeprefix("\ufeff").rstrip("\r\n") if line else None
        except UnicodeDecodeError:
            message = PHRASES.say("bad.stdin", system_language())
            raise BadRequest(InputProblem(field="text", value="", message=message)) from None

    def _pump(self, loop: asyncio.AbstractEventLoop, queue: asyncio.Queue[bytes]) -> None:
        stream = self._stream or sys.stdin.buffer
        line = b"\n"
        while line:
            line = stream.readline()
            try:
                loop.call_soon_threadsafe(queue.put_nowait, line)
            except RuntimeError:  # the chat has ended
                return
