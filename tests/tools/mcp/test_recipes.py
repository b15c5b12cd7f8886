"""The recipes that are shipped: they load, fit the real packages' schemas, and their calls work against stand-ins of the same shape."""

from __future__ import annotations

import os
import shutil
import sys
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from xiake.planner.trip_planner import TripPlanner
from xiake.settings import Settings
from xiake.tools.clock import LOCAL, SystemClock
from xiake.tools.mcp.config import McpServer, configured_servers
from xiake.tools.mcp.connection import Connection
from xiake.tools.mcp.schemas import signature_of
from xiake.tools.mcp.served import mcp_tools
from xiake.tools.provider import provider_tools
from xiake.tools.providers.catalogue.provider import CatalogueProvider
from xiake.tools.registry import ToolRegistry

from ...loopback.recipes import RECORDED

ROOT = Path(__file__).parents[3]
RECIPES = sorted((ROOT / "tools/mcp/recipes").glob("*.toml"))


class Morning(SystemClock):
    """The day on which the stand-ins are asked."""

    def now(self) -> datetime:
        return datetime(2026, 3, 1, 9, tzinfo=LOCAL)


@pytest.fixture(autouse=True)
def keys(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("AMAP_API_KEY", "ROLLINGGO_API_KEY"):
        monkeypatch.setenv(name, os.environ.get(name, "k"))


def servers_of(recipe: str) -> dict[str, McpServer]:
    path = next(path for path in RECIPES if path.stem == recipe)
    return dict(configured_servers(Settings(config=path)))


def played(recipe: str) -> ToolRegistry:
    """The tools of a recipe, with a stand-in for the package."""
    servers = {}
    for name, server in servers_of(recipe).items():
        program = f"import sys; sys.path.insert(0, {str(ROOT)!r}); from tests.loopback.recipes import main; main({name!r})"
        servers[name] = server.model_copy(update={"command": sys.executable, "args": ("-c", program)})
    return ToolRegistry(mcp_tools(servers, lambda: date(2026, 3, 1), CatalogueProvider()), clock=SystemClock())


def misfits(server: McpServer, schemas: dict[str, Any]) -> list[str]:
    """Tools whose arguments are not those of the package."""
    found = []
    for tool in server.tools:
        signature, given = signature_of(schemas[tool.name]), {*tool.arguments, *tool.parameters}
        if given - signature.types.keys() or signature.required - given:
            found.append(tool.name)
    return found


@pytest.mark.parametrize("recipe", [path.stem for path in RECIPES])
def test_a_recipe_fits_what_was_recorded(recipe: str) -> None:
    for name, server in servers_of(recipe).items():
        assert misfits(server, RECORDED[name]) == []


async def test_amaps_forecast_is_asked_for_the_days_it_covers_alone() -> None:
    registry = played("amap")
    query = {"city": "北京", "days": ["2026-03-02", "2026-03-04"], "today": "2026-03-01"}
    result = await registry.call("weather", query)
    told = [(str(day.day), day.basis, day.sky, day.low, day.high, day.source.provider) for day in result.unwrap().items]
    assert told == [
        ("2026-03-02", "forecast", "rain", 3, 12, "mcp.amap"),
        ("2026-03-04", "forecast", "heavy_rain", 3, 12, "mcp.amap"),
    ]
    (tool,) = registry.of("weather")
    assert tool.serves is not None
    assert tool.serves(tool.args.model_validate(query))
    later = {**query, "days": ["2026-03-04", "2026-03-05"]}
    assert not tool.serves(tool.args.model_validate(later))
    nothing = await registry.call("weather", {**query, "days": ["2026-03-20"]})
    assert nothing.error is not None
    assert nothing.error.code == "not_found"
    place = (await registry.call("mcp_amap_maps_geo", {"address": "故宫", "city": "北京"})).unwrap().data
    assert place["return"][0]["location"] == "116.397,39.917"
    await registry.aclose()


async def test_trains_are_there_for_agents() -> None:
    registry = played("trains_12306")
    given = {"from_station": "上海", "to_station": "北京", "train_date": "2026-03-02"}
    found = (await registry.call("mcp_trains_query_tickets", given)).unwrap().data
    assert [(train["train_no"], train["duration"]) for train in found["trains"]] == [("G1", "04:28")]
    prices = (await registry.call("mcp_trains_query_ticket_price_2", given)).unwrap().data
    assert prices["success"]
    wrong = await registry.call("mcp_trains_query_tickets", {**given, "train_date": None})
    assert wrong.error is not None
    assert wrong.error.code == "invalid_argument"
    assert "train_date" in wrong.error.message
    await registry.aclose()


async def test_a_plan_takes_trains_of_its_very_days_and_typical_flights() -> None:
    registry = played("trains_12306")
    query = {"origin": "上海", "destination": "北京", "day": "2026-03-02"}
    answer = (await registry.call("intercity", query)).unwrap()
    trains = [
        (one.number, one.first, one.minutes, one.fare.typical, one.train_class) for one in answer.services if one.mode == "train"
    ]
    assert trains == [
        ("G2", 420, 276, 661, "high_speed"),
        ("D6", 1285, 721, 311, "high_speed"),
        ("1462", 714, 1352, Decimal("156.5"), "conventional"),
    ]
    flights = [one for one in answer.services if one.mode == "flight"]
    assert {one.source.provider for one in flights} == {"catalogue"}
    assert {end for one in answer.services for end in (one.origin, one.destination)} == {one.id for one in answer.stations}
    (tool,) = registry.of("intercity")
    assert tool.serves is not None
    assert [tool.serves(tool.args.model_validate({**query, "day": day})) for day in ("2026-03-15", "2026-03-16", None)] == [
        True,
        False,
        False,
    ]
    nothing = await registry.call("intercity", {"origin": "成都", "destination": "北京", "day": "2026-03-02"})
    assert nothing.error is not None
    assert nothing.error.code == "not_found"
    planner = TripPlanner(registry=ToolRegistry([*registry.list(), *provider_tools(CatalogueProvider())], clock=Morning()))
    for wish, numbers in (("坐高铁", ["G2", "G1"]), ("坐飞机", [None, None])):
        trip = await planner.aplan(f"从上海去北京玩3天，两个人，{wish}往返", start=date(2026, 3, 2))
        assert trip.itinerary is not None, trip.conflict
        rides = [stop.journey for day in trip.itinerary.days for stop in day.stops if stop.journey]
        assert [ride.number for ride in rides] == numbers
        assert not [check for check in trip.checks if check.status == "violated"]
    await registry.aclose()


async def test_hotels_of_an_agency_are_there_for_agents() -> None:
    registry = played("rollinggo")
    offered = {tool.name: tool for tool in registry.as_langchain()}
    search = {"originQuery": "颐和园附近，安静", "place": "颐和园", "placeType": "景点", "checkInParam": {"stayNights": 2}}
    assert "颐和园饭店" in await offered["mcp_rollinggo_searchHotels"].ainvoke(search)
    detail = await registry.call("mcp_rollinggo_getHotelDetail", {"hotelId": 1})
    assert detail.unwrap().data["roomRatePlans"][0]["totalPrice"] == 840
    await registry.aclose()


@pytest.mark.live
@pytest.mark.parametrize("recipe", [path.stem for path in RECIPES])
async def test_a_recipe_fits_the_real_package(recipe: str) -> None:
    """Starts the package where it is installed, lists its tools, and calls none."""
    for name, server in servers_of(recipe).items():
        if shutil.which(server.command) is None or "RECIPES_LIVE" not in os.environ:
            pytest.skip("set RECIPES_LIVE and install the package")
        connection = Connection(name, server)
        schemas = await connection.tools()
        await connection.aclose()
        assert misfits(server, schemas) == []
