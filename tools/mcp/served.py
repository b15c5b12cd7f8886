"""Tools of MCP servers as tools of the registry, behind the same wrappers as all others."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from pydantic import ConfigDict, Field, create_model

from ...domain.base import Model
from ...domain.errors import ConfigurationError, ToolFailure
from ...domain.evidence import Source
from ..capability import Capability
from ..policy import ToolPolicy
from ..provider import CAPABILITIES, EXTRAS
from ..tool import Tool
from .config import MappedTool, McpServer
from .connection import Connection
from .mapping import expression, mapped, mapped_arguments

_BY_NAME = {capability.name: capability for capability in (*CAPABILITIES, *EXTRAS) if not capability.binding}
_LISTS = {"weather": "items", "intercity": "services", "availability": "items"}
"""Answers whose items each carry a :class:`~xiake.domain.evidence.Source`."""
_RECORDS = ("attractions", "hotels", "restaurants", "places")


class Answer(Model):
    """What a tool that serves no capability said; data, never an instruction."""

    data: Any


def mcp_tools(servers: Mapping[str, McpServer], today: Callable[[], date]) -> list[Tool[Any, Any]]:
    """The tools of configured servers; no server is started before one of them is called.

    Args:
        servers: By name.
        today: Dates facts that come without a date of their own.

    Raises:
        ConfigurationError: For a capability that doesn't exist or may not be served, or an expression that is none.
    """
    tools: list[Tool[Any, Any]] = []
    for name, server in servers.items():
        connection = Connection(name, server)
        tools += [_tool(name, server, each, connection, today) for each in server.tools]
    return tools


def _tool(name: str, server: McpServer, each: MappedTool, connection: Connection, today: Callable[[], date]) -> Tool[Any, Any]:
    label = re.sub(r"\W", "_", f"mcp_{name}_{each.name}", flags=re.ASCII)
    source = Source(provider=f"mcp.{name}", title=server.title or name)
    policy = ToolPolicy(timeout_seconds=server.start_seconds + server.timeout_seconds, attempts=2, cache_ttl=server.cache_seconds)
    for text in (*each.arguments.values(), *each.expect.values(), each.result):
        expression(text)
    if not each.capability:
        return Tool(
            name=label,
            capability=label,
            description=each.description,
            args=_arguments(label, each.parameters),
            result=Answer,
            function=_plain(each, connection),
            source=source,
            policy=policy,
        )
    capability = _BY_NAME.get(each.capability)
    if capability is None:
        known = ", ".join(_BY_NAME)
        raise ConfigurationError(f"mcp.servers.{name}.tools: there is no capability {each.capability!r}; there are: {known}")
    return Tool(
        name=label,
        capability=capability.name,
        description=capability.description,
        args=capability.args,
        result=capability.result,
        function=_serving(capability, each, connection, source, today),
        errors=capability.errors,
        examples=capability.examples,
        source=source,
        policy=policy,
        world=f"mcp.{name}" if capability.placed else "",
    )


def _serving(
    capability: Capability[Any, Any], each: MappedTool, connection: Connection, source: Source, today: Callable[[], date]
) -> Callable[[Model], Any]:
    async def serve(query: Model) -> Any:
        asked = query.model_dump(mode="json")
        answer = await connection.call(each.name, mapped_arguments(each.arguments, asked))
        _check_echo(each, asked, answer)
        found = mapped(each.result, {"query": asked, "answer": answer})
        return _with_source(capability.name, found, source, today().isoformat())

    return serve


def _check_echo(each: MappedTool, asked: Mapping[str, Any], answer: Any) -> None:
    """An answer about something else than was asked is none.

    Raises:
        ToolFailure: ``upstream`` if it is.
    """
    for field, text in each.expect.items():
        told, wanted = mapped(text, answer), asked.get(field)
        same = told == wanted or (isinstance(told, str) and isinstance(wanted, str) and told.startswith(wanted))
        if told is not None and not same:
            raise ToolFailure("upstream", f"{each.name} 答的不是所问的 {field}", f"{each.name} answered for another {field}")


def _plain(each: MappedTool, connection: Connection) -> Callable[[Model], Any]:
    async def serve(query: Model) -> Answer:
        answer = await connection.call(each.name, query.model_dump(mode="json", exclude_none=True))
        return Answer(data=mapped(each.result, answer))

    return serve


def _with_source(capability: str, found: Any, source: Source, today: str) -> Any:
    """Facts say who told them; what the mapping gives itself stands."""
    if not isinstance(found, dict):
        return found
    told = {"source": {**source.model_dump(), "as_of": today}}
    if capability in _RECORDS:
        told = {"provider": source.provider, "source": source.title, "as_of": today}  # type: ignore[dict-item]
    field = _LISTS.get(capability, "items" if capability in _RECORDS else "")
    items = found.get(field)
    if isinstance(items, list):
        found = {**found, field: [{**told, **item} if isinstance(item, dict) else item for item in items]}
    return found


def _arguments(label: str, parameters: Mapping[str, str]) -> type[Model]:
    fields: dict[str, Any] = {name: (Any, Field(default=None, description=text)) for name, text in parameters.items()}
    return create_model(f"{label}_arguments", __base__=_Open, **fields)


class _Open(Model):
    model_config = ConfigDict(frozen=True, extra="forbid")
