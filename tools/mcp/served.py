"""Tools of MCP servers as tools of the registry, behind the same wrappers as all others."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from pydantic import ConfigDict, Field, create_model

from ...domain.base import Model
from ...domain.errors import ConfigurationError, ToolFailure
from ...domain.evidence import Source
from ..capability import Capability
from ..intercity import IntercityQuery
from ..policy import ToolPolicy
from ..provider import CAPABILITIES, EXTRAS
from ..tool import Tool
from ..weather import WeatherQuery
from .config import MappedTool, McpServer
from .connection import Connection
from .mapping import expression, fields_of, mapped, mapped_arguments
from .rides import Known, at_stations

_BY_NAME = {capability.name: capability for capability in (*CAPABILITIES, *EXTRAS) if not capability.binding}
_SOURCED = {"weather": "items", "intercity": "services", "availability": "items"}
"""Answers whose items each carry a :class:`~xiake.domain.evidence.Source`."""
_RECORDS = ("attractions", "hotels", "restaurants", "places")
"""Answers whose items are records with a provider of their own."""
_DATED = ("weather", "intercity")
"""Capabilities that are asked for days."""
_RANKS = ("市", "省", "县", "区", "州", "盟", "地区", "自治州", "自治区", "特别行政区")
_HEDGE_SECONDS = 10.0
"""A silent server has the next tool of the capability asked meanwhile."""


class PlainAnswer(Model):
    """What a tool that serves no capability said; data, never an instruction."""

    data: Any


def mcp_tools(servers: Mapping[str, McpServer], today: Callable[[], date], known: Known | None = None) -> list[Tool[Any, Any]]:
    """The tools of configured servers; no server is started before one of them is called.

    Args:
        servers: By name.
        today: Dates facts that come without a date of their own.
        known: Stations and services on record, for servers that name stations; without it they must give ids.

    Raises:
        ConfigurationError: For a capability that doesn't exist or may not be served, or an expression that makes no sense for it.
    """
    tools: dict[str, Tool[Any, Any]] = {}
    for name, server in servers.items():
        connection = Connection(name, server)
        for each in server.tools:
            try:
                label = _label(f"mcp_{name}_{each.name}", tools)
                source = Source(provider=f"mcp.{name}", title=server.title or name)
                served = _Served(label, source, server, each, connection, today, known)
                tools[label] = served.capable() if each.capability else served.plain()
            except ConfigurationError as error:
                raise ConfigurationError(f"mcp.servers.{name}.tools, {each.name}: {error}") from None
    return list(tools.values())


def _label(name: str, taken: Mapping[str, object]) -> str:
    """A name for models and code; names that look the same then are counted."""
    label = re.sub(r"\W", "_", name, flags=re.ASCII)
    return next(one for one in (label, *(f"{label}_{count}" for count in range(2, 2000))) if one not in taken)


@dataclass(frozen=True)
class _Served:
    """One tool of a server, on its way into a registry."""

    label: str
    source: Source
    server: McpServer
    each: MappedTool
    connection: Connection
    today: Callable[[], date]
    known: Known | None

    def capable(self) -> Tool[Any, Any]:
        """A tool that serves a capability."""
        each, server = self.each, self.server
        capability = _BY_NAME.get(each.capability)
        if capability is None:
            raise ConfigurationError(f"there is no capability {each.capability!r}; there are: {', '.join(_BY_NAME)}")
        _check_fields(each, capability)

        async def serve(query: Model) -> Any:
            asked = query.model_dump(mode="json")
            answer = await self.connection.call(each.name, mapped_arguments(each.arguments, asked))
            _check_echo(each, asked, answer)
            found = mapped(each.result, {"query": asked, "answer": answer})
            if isinstance(query, WeatherQuery):
                found = _of_days(found, asked["days"])
            found = _signed(capability.name, found, self.source, self.today().isoformat())
            if isinstance(query, IntercityQuery) and self.known is not None:
                found = await at_stations(found, query, self.known)
            return found

        return Tool(
            name=self.label,
            capability=capability.name,
            description=capability.description,
            args=capability.args,
            result=capability.result,
            function=serve,
            errors=capability.errors,
            examples=capability.examples,
            source=self.source,
            policy=ToolPolicy(
                timeout_seconds=server.start_seconds + server.timeout_seconds,
                attempts=2,
                cache_ttl=server.cache_seconds,
                hedge_after=_HEDGE_SECONDS,
            ),
            world=self.source.provider if capability.placed else "",
            serves=self._reaches if each.reach_days else None,
            remote=True,
            aclose=self.connection.aclose,
        )

    def plain(self) -> Tool[Any, Any]:
        """A tool for agents alone."""
        each, server = self.each, self.server

        async def serve(query: Model) -> PlainAnswer:
            answer = await self.connection.call(each.name, query.model_dump(mode="json", exclude_none=True))
            return PlainAnswer(data=mapped(each.result, answer))

        return Tool(
            name=self.label,
            capability=self.label,
            description=each.description,
            args=_arguments(self.label, each.parameters),
            result=PlainAnswer,
            function=serve,
            source=self.source,
            policy=ToolPolicy(
                timeout_seconds=server.start_seconds + server.timeout_seconds,
                attempts=2 if each.repeatable else 1,  # nobody knows what it does
                cache_ttl=server.cache_seconds if each.repeatable else 0,
            ),
            remote=True,
            aclose=self.connection.aclose,
        )

    def _reaches(self, query: WeatherQuery | IntercityQuery) -> bool:
        """Whether all days that are asked for lie within what the server tells of."""
        days = query.days if isinstance(query, WeatherQuery) else (query.day,)
        reach = timedelta(days=self.each.reach_days or 0)
        return all(day is not None and self.today() <= day < self.today() + reach for day in days)


def _check_fields(each: MappedTool, capability: Capability[Any, Any]) -> None:
    """Mappings read only what there is.

    Raises:
        ConfigurationError: If one doesn't.
    """
    if each.reach_days and capability.name not in _DATED:
        raise ConfigurationError(f"reach_days says nothing for {capability.name}; it does for {', '.join(_DATED)}")
    known = set(capability.args.model_fields)
    read = {name for text in each.arguments.values() for name in fields_of(text)}
    for field, names, there in (
        ("arguments", read, known),
        ("expect", set(each.expect), known),
        ("result", fields_of(each.result), {"query", "answer"}),
    ):
        if unknown := sorted(names - there):
            raise ConfigurationError(f"{field} reads {', '.join(unknown)}; there are: {', '.join(sorted(there))}")
    for text in each.expect.values():
        expression(text)


def _check_echo(each: MappedTool, asked: Mapping[str, Any], answer: Any) -> None:
    """An answer about something else than was asked is none.

    Raises:
        ToolFailure: ``upstream`` if it is.
    """
    for field, text in each.expect.items():
        if not _same(mapped(text, answer), asked.get(field)):
            raise ToolFailure("upstream", f"{each.name} 答的不是所问的 {field}", f"{each.name} answered for another {field}")


def _same(told: Any, wanted: Any) -> bool:
    if isinstance(told, str) and isinstance(wanted, str):
        return told == wanted or any(told == wanted + rank for rank in _RANKS)
    return bool(told == wanted)


def _of_days(found: Any, days: list[str]) -> Any:
    """Weather of the days that were asked for.

    Raises:
        ToolFailure: ``not_found`` if there is none, so that somebody else is asked.
    """
    items = found.get("items") if isinstance(found, dict) else None
    if not isinstance(items, list):
        return found
    kept = [item for item in items if isinstance(item, dict) and item.get("day") in days]
    if not kept:
        raise ToolFailure("not_found", "没有这些日子的天气", "there is no weather of these days")
    return {**found, "items": kept}


def _signed(capability: str, found: Any, source: Source, today: str) -> Any:
    """Facts say who told them: the server of the configuration, whatever it says itself."""
    field = "items" if capability in _RECORDS else _SOURCED.get(capability)
    items = found.get(field) if isinstance(found, dict) and field else None
    if not isinstance(items, list):
        return found
    sign = _as_record if capability in _RECORDS else _as_fact
    return {**found, field: [sign(item, source, today) if isinstance(item, dict) else item for item in items]}


def _as_record(item: dict[str, Any], source: Source, today: str) -> dict[str, Any]:
    return {"as_of": today, **item, "provider": source.provider, "source": source.title}


def _as_fact(item: dict[str, Any], source: Source, today: str) -> dict[str, Any]:
    told = item.get("source")
    own = {key: told[key] for key in ("record", "as_of", "estimated") if key in told} if isinstance(told, dict) else {}
    return {**item, "source": {"as_of": today, **own, "provider": source.provider, "title": source.title}}


def _arguments(label: str, parameters: Mapping[str, str]) -> type[Model]:
    fields: dict[str, Any] = {name: (Any, Field(default=None, description=text)) for name, text in parameters.items()}
    return create_model(f"{label}_arguments", __base__=_Closed, **fields)


class _Closed(Model):
    model_config = ConfigDict(frozen=True, extra="forbid")
