"""The recipes that are shipped: they load, and fit the real packages' schemas as they were recorded, or as they are."""

from __future__ import annotations

import os
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from xiake.settings import Settings
from xiake.tools.mcp.config import configured_servers
from xiake.tools.mcp.connection import Connection
from xiake.tools.mcp.mapping import mapped
from xiake.tools.mcp.served import mcp_tools

RECIPES = Path(__file__).parents[3] / "tools/mcp/recipes"
RECORDED: dict[str, dict[str, set[str]]] = {
    "amap": {"maps_weather": {"city"}, "maps_geo": {"address", "city"}},
    "trains": {
        "query-tickets": {"from_station", "to_station", "train_date"},
        "query-ticket-price": {"from_station", "to_station", "train_date", "train_code", "purpose_codes"},
    },
}
"""Arguments by server and tool: @amap/amap-maps-mcp-server 0.0.8 and mcp-server-12306 0.5.0, asked on 2026-11-24."""


@pytest.mark.parametrize("recipe", sorted(RECIPES.glob("*.toml")), ids=lambda path: path.stem)
def test_a_recipe_loads_and_fits_what_was_recorded(recipe: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AMAP_API_KEY", "k")
    servers = configured_servers(Settings(config=recipe))
    assert mcp_tools(servers, lambda: date(2026, 3, 1))
    for name, server in servers.items():
        for tool in server.tools:
            assert {*tool.arguments, *tool.parameters} <= RECORDED[name][tool.name]


def test_the_weather_recipe_reads_amaps_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AMAP_API_KEY", "k")
    tool = configured_servers(Settings(config=RECIPES / "amap.toml"))["amap"].tools[0]
    cast = {"date": "2026-03-03", "dayweather": "小雨", "nightweather": "多云", "daytemp": "12", "nighttemp": "3"}
    answer: dict[str, Any] = {"city": "北京市", "forecasts": [cast, {**cast, "dayweather": "?"}]}
    items = mapped(tool.result, {"query": {}, "answer": answer})["items"]
    assert items[0] == {"day": "2026-03-03", "basis": "forecast", "sky": "rain", "low": 3.0, "high": 12.0}
    assert items[1]["sky"] is None


@pytest.mark.live
@pytest.mark.parametrize("recipe", sorted(RECIPES.glob("*.toml")), ids=lambda path: path.stem)
async def test_a_recipe_fits_the_real_package(recipe: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Starts the package where it is installed, lists its tools, and calls none."""
    monkeypatch.setenv("AMAP_API_KEY", os.environ.get("AMAP_API_KEY", "k"))
    for name, server in configured_servers(Settings(config=recipe)).items():
        if shutil.which(server.command) is None or "RECIPES_LIVE" not in os.environ:
            pytest.skip("set RECIPES_LIVE and install the package")
        connection = Connection(name, server)
        schemas = await connection.tools()
        await connection.aclose()
        for tool in server.tools:
            assert {*tool.arguments, *tool.parameters} <= set(schemas[tool.name]["properties"])
