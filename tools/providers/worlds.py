"""Which providers serve which cities: the bundled ones offline, any city of China from Amap where there is a key."""

from __future__ import annotations

from typing import Any

from ...domain.errors import ConfigurationError
from ...domain.evidence import Source
from ...domain.gazetteer import CityName
from ...domain.ports import Clock
from ...settings import Settings
from ..cities import Cities, CitiesQuery
from ..mcp.config import configured_servers
from ..policy import ToolPolicy
from ..provider import provider_tools
from ..quota import DailyQuota
from ..tool import Tool
from .catalogue.provider import CatalogueProvider

LIVE_POLICY = ToolPolicy(timeout_seconds=45, attempts=2, breaker_failures=8)
"""A live city is fetched in some twenty requests, each of which is tried again by the client itself."""

WEATHER_POLICY = ToolPolicy(timeout_seconds=15, attempts=2, cache_ttl=3 * 3600, stale_ttl=12 * 3600)
"""Forecasts are made anew every few hours; a plan doesn't wait long for them."""


class Atlas:
    """The cities of all providers: those that are bundled, then the live ones.

    All of a city's places come from one of the two, in one run; see :attr:`~xiake.tools.tool.Tool.world`. While the live one is down,
    the bundled cities stand in, as with any other tool.
    """

    name = "atlas"
    remote = True
    source = Source(provider=name)

    def __init__(self, bundled: CatalogueProvider, live: Any) -> None:
        """Take a bundled provider and a live one."""
        self._bundled = bundled
        self._live = live

    async def cities(self, query: CitiesQuery) -> Cities:
        """Cities by name."""
        bundled = (await self._bundled.cities(query)).items
        live = {city.name: city for city in (await self._live.cities(query)).items}
        mine = [city if city.covered else _with(city, live.pop(city.name, None)) for city in bundled]
        known = {name for city in mine for name in city.all_names}
        return Cities(items=tuple(sorted((*mine, *(c for c in live.values() if c.name not in known)), key=_order)))


def default_tools(settings: Settings, clock: Clock) -> list[Tool[Any, Any]]:
    """What a planner works with where nothing else is said.

    Raises:
        ConfigurationError: If a file of MCP servers makes no sense.
    """
    return _with_servers(_own_tools(settings, clock), settings, clock)


def _with_servers(tools: list[Tool[Any, Any]], settings: Settings, clock: Clock) -> list[Tool[Any, Any]]:
    """The tools with those of configured MCP servers before and behind them."""
    servers = configured_servers(settings)
    if not servers:
        return tools
    try:
        from ..mcp.served import mcp_tools
    except ModuleNotFoundError as error:
        if (error.name or "").split(".")[0] not in ("mcp", "mcp_types", "jmespath", "jsonschema", "httpx2"):
            raise
        raise ConfigurationError("MCP servers need: pip install 'xiake[mcp]'") from None

    def ranked(rank: str) -> list[Tool[Any, Any]]:
        some = {name: one for name, one in servers.items() if one.rank == rank}
        return mcp_tools(some, lambda: clock.now().date(), CatalogueProvider())

    return [*ranked("first"), *tools, *ranked("last")]


def _own_tools(settings: Settings, clock: Clock) -> list[Tool[Any, Any]]:
    bundled, key = CatalogueProvider(), settings.amap_key
    if key is None or not key.get_secret_value():
        return _with_weather(provider_tools(bundled), settings, clock) if settings.weather == "live" else provider_tools(bundled)
    from .amap.client import AmapClient
    from .amap.provider import AmapProvider
    from .amap.weather import AmapWeather

    quota = DailyQuota(settings.amap_quota_path, clock, most=settings.amap_per_day, key=key.get_secret_value())
    client = AmapClient(key, clock, address=settings.amap_url, per_second=settings.amap_per_second, quota=quota)
    live = AmapProvider(client, clock)
    own = provider_tools(bundled)
    more = [tool for tool in provider_tools(live, LIVE_POLICY) if tool.capability != "cities"]
    placed = [*more, *own] if settings.live == "first" else [*own, *more]
    tools = [*provider_tools(Atlas(bundled, live), LIVE_POLICY), *placed]
    if settings.weather == "bundled":
        return tools
    return _with_weather([*provider_tools(AmapWeather(client), WEATHER_POLICY), *tools], settings, clock)


def _with_weather(tools: list[Tool[Any, Any]], settings: Settings, clock: Clock) -> list[Tool[Any, Any]]:
    """The tools with forecasts before them, and averages of past years behind them."""
    from .open_meteo.client import OpenMeteoClient
    from .open_meteo.forecast import OpenMeteoForecast
    from .open_meteo.years import OpenMeteoYears

    client = OpenMeteoClient(forecast=settings.open_meteo_url, archive=settings.open_meteo_archive_url)
    forecasts = provider_tools(OpenMeteoForecast(client, clock), WEATHER_POLICY)
    return [*forecasts, *tools, *provider_tools(OpenMeteoYears(client, clock), WEATHER_POLICY)]


def _with(city: CityName, live: CityName | None) -> CityName:
    """A city that is only known by name, as the live provider covers it."""
    return city.model_copy(update={"covered": True, "live": True}) if live else city


def _order(city: CityName) -> int:
    return 0 if city.covered and not city.live else 1 if city.covered else 2
