"""A server's program and its standard streams. Unlike the SDK's own transport it bounds how long a message may get."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any

import anyio
from mcp.client.stdio import get_default_environment
from mcp.shared.message import SessionMessage
from mcp_types import jsonrpc_message_adapter

from .config import McpServer

_GRACE_SECONDS = 1.0


@asynccontextmanager
async def pipes(server: McpServer) -> AsyncIterator[Any]:
    """Run the program; gives the streams of messages from and to it. It is gone when this is left.

    Raises:
        OSError: If there is no such program.
    """
    process = await asyncio.create_subprocess_exec(
        server.command,
        *server.args,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        env={**get_default_environment(), **server.env},
        limit=server.max_bytes,
        start_new_session=True,
    )
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
                    with suppress(ValueError):  # what isn't the protocol is not for us
                        await heard.send(SessionMessage(jsonrpc_message_adapter.validate_json(line, by_name=False)))

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
            yield listening, speaking
            group.cancel_scope.cancel()
    finally:
        for stream in (heard, listening, speaking, said):
            stream.close()
        with anyio.CancelScope(shield=True):
            await _end(process)


async def _end(process: asyncio.subprocess.Process) -> None:
    """Close its input, wait a moment, then kill it with all that it started."""
    if process.stdin is not None:
        process.stdin.close()
    with suppress(TimeoutError):
        await asyncio.wait_for(_gone(process), _GRACE_SECONDS)
        return
    with suppress(ProcessLookupError):
        if sys.platform == "win32":
            process.kill()
        else:
            os.killpg(process.pid, signal.SIGKILL)
    await process.wait()


async def _gone(process: asyncio.subprocess.Process) -> None:
    # Output is thrown away, or a program that still writes would never end.
    while process.stdout is not None:
        try:
            if not await process.stdout.read(65536):
                break
        except ValueError:
            continue
    await process.wait()
