"""Runs the server until its client leaves or it is interrupted."""

from __future__ import annotations

import asyncio
import logging
import sys
from collections.abc import Sequence
from typing import Literal

from ...domain.errors import ConfigurationError
from ...planner.trip_planner import TripPlanner
from ..exit import tell
from ..phrases import PHRASES, system_language

Transport = Literal["stdio", "http"]


def serve(planner: TripPlanner, user: str, transport: Transport, host: str, port: int, allowed: Sequence[str] = ()) -> None:
    """Serve over standard input and output, or over HTTP at ``http://host:port/mcp``.

    On standard output nothing but the protocol is written; logs go to standard error.

    Raises:
        ConfigurationError: If the extra ``mcp`` is not installed.
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
        async with Memory.open(planner.settings, clock=planner.registry.clock) as memory:
            server = make_server(Desk(planner, memory, user))
            if transport == "stdio":
                await server.run_stdio_async()
                return
            import uvicorn

            from .http import make_app

            app = make_app(server, planner.registry, host, allowed)
            tell(PHRASES.say("mcp.listens", system_language(), url=f"http://{host}:{port}/mcp"))
            await uvicorn.Server(uvicorn.Config(app, host=host, port=port, log_level="warning")).serve()

    asyncio.run(work())
