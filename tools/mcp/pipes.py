"""A server's program and its standard streams. Unlike the SDK's own transport it bounds how long a message may get."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from asyncio.subprocess import Process, SubprocessStreamProtocol
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any

import anyio
from mcp.client.stdio import get_default_environment
from mcp.shared.message import SessionMessage
from mcp_types import jsonrpc_message_adapter

from .config import McpServer
from .few_requests import FewRequests

_GRACE_SECONDS = 1.0


class Pipes:
    """Runs a program for as long as its streams are open."""

    def __init__(self, server: McpServer) -> None:
        """Nothing is started yet."""
        self._server = server

    def refusal(self) -> int | None:
        """There is no HTTP here."""
        return None

    @asynccontextmanager
    async def open(self) -> AsyncIterator[Any]:
        """The streams of messages from and to the program. It is gone when this is left.

        Raises:
            OSError: If there is no such program.
        """
        transport, process = await _started(self._server)
        heard, listening = anyio.create_memory_object_stream[SessionMessage | Exception](0)
        speaking, said = anyio.create_memory_object_stream[SessionMessage](0)

        async def hear() -> None:
            assert process.stdout is not None
            with suppress(anyio.BrokenResourceError, anyio.ClosedResourceError, ConnectionError):
                async with heard:
                    while True:
                        try:
                            line = await process.stdout.readline()
                        except ValueError:  # longer than it may be
                            return
                        if not line:
                            return
                        try:
                            message = SessionMessage(jsonrpc_message_adapter.validate_json(line, by_name=False))
                        except ValueError:  # what isn't the protocol is not for us
                            await asyncio.sleep(0)  # others are to have their turn however fast it comes
                        else:
                            await heard.send(message)

        async def say() -> None:
            assert process.stdin is not None
            with suppress(anyio.ClosedResourceError, anyio.BrokenResourceError, ConnectionError):
                async with said:
                    async for message in said:
                        line = message.message.model_dump_json(by_alias=True, exclude_unset=True)
                        process.stdin.write(line.encode() + b"\n")
                        await process.stdin.drain()

        try:
            async with anyio.create_task_group() as group:
                group.start_soon(hear)
                group.start_soon(say)
                yield FewRequests(listening), speaking
                group.cancel_scope.cancel()
        finally:
            for stream in (heard, listening, speaking, said):
                stream.close()
            with anyio.CancelScope(shield=True):
                await _end(transport, process)


async def _started(server: McpServer) -> tuple[asyncio.SubprocessTransport, Process]:
    """The program; its transport, too, for a pipe that a grandchild holds open is only closed from this end."""
    loop = asyncio.get_running_loop()
    transport, protocol = await loop.subprocess_exec(
        lambda: SubprocessStreamProtocol(limit=server.max_bytes, loop=loop),
        server.command,
        *server.args,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        env={**get_default_environment(), **server.env},
        start_new_session=True,
    )
    return transport, Process(transport, protocol, loop)


async def _end(transport: asyncio.SubprocessTransport, process: Process) -> None:
    """Close its input, wait a moment, then kill it with its process group, whoever is cancelled meanwhile."""
    if process.stdin is not None:
        process.stdin.close()
    try:
        with suppress(TimeoutError):
            await asyncio.wait_for(_gone(process), _GRACE_SECONDS)
    finally:
        _kill(process)
        transport.close()
    with suppress(TimeoutError):
        await asyncio.wait_for(process.wait(), _GRACE_SECONDS)


def _kill(process: Process) -> None:
    with suppress(ProcessLookupError, PermissionError):
        if sys.platform == "win32":
            process.kill()
        else:
            os.killpg(process.pid, signal.SIGKILL)


async def _gone(process: Process) -> None:
    # Output is thrown away, or a program that still writes would never end.
    while process.stdout is not None:
        try:
            if not await process.stdout.read(65536):
                break
        except ValueError:
            continue
    await process.wait()
