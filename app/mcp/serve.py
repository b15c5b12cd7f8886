"""Runs the server until its client leaves or it is interrupted."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import socket
import sys
from collections.abc import Coroutine, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Literal

from ...domain.errors import ConfigurationError
from ...planner.trip_planner import TripPlanner
from ..exit import INTERRUPTED, tell
from ..phrases import PHRASES, system_language

if TYPE_CHECKING:
    from mcp.server.mcpserver import MCPServer

Transport = Literal["stdio", "http"]


def serve(planner: TripPlanner, user: str, transport: Transport, host: str, port: int, allowed: Sequence[str] = ()) -> None:
    """Serve over standard input and output, or over HTTP at ``http://host:port/mcp``.

    On standard output nothing but the protocol is written; logs go to standard error.

    Raises:
        ConfigurationError: If the extra ``mcp`` is not installed, or there is no listening at that address.
    """
    try:
        from .server import make_server
    except ModuleNotFoundError as error:
        if (error.name or "").split(".")[0] not in ("mcp", "mcp_types"):
            raise
        raise ConfigurationError(PHRASES.say("mcp.extra", system_language())) from None
    from ...memory.bundle import Memory
    from .desk import Desk

    logging.basicConfig(stream=sys.stderr, level=logging.WARNING, force=True)

    async def work() -> None:
        interrupted = False
        bound = _bound(host, port) if transport == "http" else None
        async with Memory.open(planner.settings, clock=planner.registry.clock) as memory, planner:
            server = make_server(Desk(planner, memory, user))
            if bound is None:
                interrupted = await _until_interrupted(server.run_stdio_async())
            else:
                await _serve_http(server, planner, bound, host, port, allowed)
        if interrupted:
            os._exit(INTERRUPTED)  # a thread of the SDK waits for standard input, and nothing wakes it

    asyncio.run(work())


async def _serve_http(
    server: MCPServer[Any], planner: TripPlanner, bound: socket.socket, host: str, port: int, allowed: Sequence[str]
) -> None:
    import uvicorn

    from .http import LOCAL, bracketed, make_app

    app = make_app(server, planner.registry, host, allowed)
    if host not in LOCAL:
        tell(PHRASES.say("mcp.open", system_language(), host=host))
    tell(PHRASES.say("mcp.listens", system_language(), url=f"http://{bracketed(host)}:{port}/mcp"))
    await uvicorn.Server(uvicorn.Config(app, log_level="warning")).serve(sockets=[bound])


def _bound(host: str, port: int) -> socket.socket:
    """A socket that listens.

    Raises:
        ConfigurationError: If the address is taken, or none of this machine's.
    """
    try:
        return socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
    except (OSError, UnicodeError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise ConfigurationError(PHRASES.say("mcp.taken", system_language(), host=host, port=port, reason=reason)) from None


async def _until_interrupted(serving: Coroutine[Any, Any, None]) -> bool:
    """Serve until the client leaves, or Ctrl-C: then True."""
    loop, interrupted = asyncio.get_running_loop(), asyncio.Event()
    with suppress(NotImplementedError):
        loop.add_signal_handler(signal.SIGINT, interrupted.set)
    task, alarm = asyncio.ensure_future(serving), asyncio.ensure_future(interrupted.wait())
    await asyncio.wait({task, alarm}, return_when=asyncio.FIRST_COMPLETED)
    if not task.done():
        task.cancel()
        return True
    alarm.cancel()
    await task
    return False
