"""Examines the MCP servers of ``xiake.toml``: whether the file makes sense, and on request whether each server does."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from ..domain.base import Model
from ..domain.errors import ConfigurationError, ToolFailure
from ..domain.language import Language
from ..settings import Settings
from .phrases import PHRASES

if TYPE_CHECKING:
    from ..tools.mcp.config import MappedTool


class ServerCheck(Model):
    """One server.

    Attributes:
        tools: How many of its tools may be called.
        asked: Whether it was started and asked for its tools.
        problem: What is wrong, in plain words; empty where nothing is known to be.
    """

    name: str
    tools: int
    asked: bool = False
    problem: str = ""


def check_servers(settings: Settings, language: Language, *, live: bool) -> tuple[ServerCheck, ...]:
    """Look at every configured server.

    Args:
        settings: Name the file.
        language: What troubles are worded in.
        live: Start each server and compare its tools with what is configured; else none is started.

    Raises:
        ConfigurationError: If the file makes no sense.
    """
    from ..tools.mcp.config import configured_servers

    servers = configured_servers(settings)
    if not servers:
        return ()
    try:
        from ..tools.mcp.connection import Connection
        from ..tools.mcp.served import mcp_tools
    except ModuleNotFoundError:
        raise ConfigurationError(PHRASES.say("mcp.extra", language)) from None
    from ..tools.clock import SystemClock

    mcp_tools(servers, lambda: SystemClock().now().date())  # what makes no sense is told here

    async def ask(name: str) -> str:
        connection = Connection(name, servers[name])
        try:
            schemas = await connection.tools()
        except ToolFailure as failure:
            return failure.message_in(language)
        finally:
            await connection.aclose()
        return "; ".join(trouble for tool in servers[name].tools if (trouble := _misfit(tool, schemas.get(tool.name), language)))

    async def all_of_them() -> list[str]:
        return list(await asyncio.gather(*map(ask, servers)))

    problems = asyncio.run(all_of_them()) if live else [""] * len(servers)
    return tuple(
        ServerCheck(name=name, tools=len(server.tools), asked=live, problem=problem)
        for (name, server), problem in zip(servers.items(), problems, strict=True)
    )


def _misfit(tool: MappedTool, schema: Mapping[str, Any] | None, language: Language) -> str:
    """How a configured tool and the server's own differ; empty where they don't."""
    from ..tools.mcp.schemas import signature_of

    if schema is None:
        return PHRASES.say("mcp.lacks", language, tool=tool.name)
    signature, given = signature_of(schema), {*tool.arguments, *tool.parameters}
    if unknown := sorted(given - signature.types.keys()) if not signature.open else ():
        return PHRASES.say("mcp.other_arguments", language, tool=tool.name, names=", ".join(unknown))
    if missing := sorted(signature.required - given):
        return PHRASES.say("mcp.more_arguments", language, tool=tool.name, names=", ".join(missing))
    return ""
