"""Xiake as an MCP server, asked by the official client over real pipes and real sockets."""

from __future__ import annotations

import asyncio
import json
import os
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import anyio
import httpx
import pytest
import uvicorn
from mcp.client.client import Client
from mcp.client.stdio import StdioServerParameters, stdio_client
from mcp.shared.exceptions import MCPError
from xiake.app.mcp.desk import Desk
from xiake.app.mcp.http import make_app
from xiake.app.mcp.server import make_server
from xiake.memory.bundle import Memory
from xiake.planner.trip_planner import TripPlanner
from xiake.settings import Settings
from xiake.tools.clock import SystemClock
from xiake.tools.provider import provider_tools
from xiake.tools.providers.catalogue.provider import CatalogueProvider
from xiake.tools.registry import ToolRegistry
from xiake.tools.tool import Tool

REQUEST = "帮我规划一个北京3日亲子游，预算5000元，孩子5岁，必去故宫和中国科技馆，住市中心"


@asynccontextmanager
async def over_http(tmp_path: Path, tools: list[Tool[Any, Any]] | None = None) -> AsyncIterator[str]:
    """A server on a free port, in this process; gives its address."""
    settings = Settings(home=tmp_path, engine="memory", schedule_seconds=0.25, embedder="lexical")
    planner = TripPlanner(registry=ToolRegistry(tools or provider_tools(CatalogueProvider())), settings=settings)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        free.listen()
        async with Memory.open(settings, clock=SystemClock()) as memory:
            app = make_app(make_server(Desk(planner, memory, "anna")), planner.registry, "127.0.0.1")
            server = uvicorn.Server(uvicorn.Config(app, log_level="warning", lifespan="on"))
            running = asyncio.ensure_future(server.serve(sockets=[free]))
            try:
                yield f"http://127.0.0.1:{free.getsockname()[1]}"
            finally:
                server.should_exit = True
                await running


async def asked(client: Client, tool: str, **arguments: Any) -> dict[str, Any]:
    """What a tool answers where it must not fail."""
    result = await client.call_tool(tool, arguments)
    assert not result.is_error, result.content
    assert result.structured_content is not None
    return dict(result.structured_content)


async def read(client: Client, uri: str) -> str:
    contents = (await client.read_resource(uri)).contents
    return str(getattr(contents[0], "text"))  # noqa: B009 - a blob has none


async def refused(client: Client, tool: str, **arguments: Any) -> str:
    """How a tool refuses."""
    result = await client.call_tool(tool, arguments)
    assert result.is_error
    return " ".join(getattr(part, "text", "") for part in result.content)


async def test_a_trip_over_standard_streams(tmp_path: Path) -> None:
    """The command itself: nothing but the protocol on its output, and trips that outlive it."""
    command = [sys.executable, "-c", "import sys; from xiake.app.cli import main; sys.exit(main(['mcp']))"]
    environment = {**os.environ, "XIAKE_HOME": str(tmp_path), "XIAKE_ENGINE": "sqlite", "XIAKE_EMBEDDER": "lexical"}
    parameters = StdioServerParameters(command=command[0], args=command[1:], env=environment)
    shares: list[float] = []
    words: list[str] = []

    async def heard(progress: float, total: float | None, message: str | None) -> None:
        assert total == 1.0
        shares.append(progress)
        words.append(message or "")

    async with Client(stdio_client(parameters)) as client:
        tools = {tool.name: tool for tool in (await client.list_tools()).tools}
        assert set(tools) == {"plan_trip", "edit_trip", "check_itinerary", "explain", "search_places"}
        assert all(tool.description and tool.output_schema for tool in tools.values())
        result = await client.call_tool("plan_trip", {"request": REQUEST}, progress_callback=heard)
        assert result.structured_content is not None
        trip = result.structured_content
        assert trip["status"] == "planned"
        assert trip["violated"] == 0
        assert len(trip["days"]) == 3
        assert any("故宫" in day for day in trip["days"])
        assert shares == sorted(shares)
        assert len(shares) > 5
        assert any("北京" in word for word in words)
    async with Client(stdio_client(parameters)) as client:
        listed = json.loads(await read(client, "xiake://trips"))
        assert [one["trip_id"] for one in listed] == [trip["trip_id"]]
        assert "故宫" in await read(client, f"xiake://trips/{trip['trip_id']}/markdown")


async def test_a_trip_over_http(tmp_path: Path) -> None:
    async with over_http(tmp_path) as address, Client(f"{address}/mcp") as client:
        trip = await asked(client, "plan_trip", request=REQUEST)
        name = trip["trip_id"]
        document = json.loads(await read(client, f"xiake://trips/{name}"))
        assert Decimal(str(document["budget"]["total"])) == Decimal(trip["total_cny"])

        verdict = await asked(client, "check_itinerary", trip=document)
        assert verdict["accepted"]
        assert verdict["satisfied"] > 40
        stop = document["itinerary"]["days"][0]["stops"][0]
        stop["start"], stop["end"] = 60, 240
        document["budget"]["total"] = "1.00"
        broken = await asked(client, "check_itinerary", trip=document)
        assert not broken["accepted"]
        assert {"opening_hours", "budget_sheet"} <= {check["rule"] for check in broken["violations"]}

        changed = await asked(client, "edit_trip", trip_id=name, change="酒店便宜点")
        assert changed["version"] == 2
        assert float(changed["total_cny"]) < float(trip["total_cny"])
        why = await asked(client, "explain", trip_id=name, question="为什么住这家酒店？")
        assert why["answers"][0]["reasons"]
        everything = await asked(client, "explain", trip_id=name)
        assert len(everything["checks"]) > 40

        found = await asked(client, "search_places", city="Beijing", text="故宫")
        assert "故宫博物院" in [place["name"] for place in found["places"]]
        hotels = await asked(client, "search_places", city="北京", kind="hotel", limit=3)
        assert [place["kind"] for place in hotels["places"]] == ["hotel"] * 3


async def test_a_wish_that_can_not_be_is_told_and_a_question_may_come_back(tmp_path: Path) -> None:
    async with over_http(tmp_path) as address, Client(f"{address}/mcp") as client:
        impossible = await asked(client, "plan_trip", request="两个大人去北京玩3天，预算100元")
        assert impossible["status"] == "infeasible"
        assert "100" in impossible["text"]
        first = await asked(client, "plan_trip", request="北京3日亲子游，孩子5岁", ask=True)
        assert first["status"] == "needs_input"
        assert first["questions"]
        then = await asked(client, "edit_trip", trip_id=first["trip_id"], change="两个大人")
        assert then["status"] in ("planned", "needs_input")


async def test_bad_input_names_the_field_and_harms_nothing(tmp_path: Path) -> None:
    async with over_http(tmp_path) as address, Client(f"{address}/mcp") as client:
        assert "request" in await refused(client, "plan_trip", request="   ")
        assert "request" in await refused(client, "plan_trip", request="去北京" * 3000)
        assert "“没有的”" in await refused(client, "edit_trip", trip_id="没有的", change="换酒店")
        assert "trip.run" in await refused(client, "check_itinerary", trip={"status": "ok"})
        assert "Atlantis" in await refused(client, "search_places", city="Atlantis")
        assert "limit" in await refused(client, "search_places", city="北京", limit=1000)
        with pytest.raises(MCPError, match="nobody"):
            await client.read_resource("xiake://trips/nobody")
        assert (await asked(client, "search_places", city="北京"))["places"]


async def test_a_call_that_is_given_up_ends_its_work(tmp_path: Path) -> None:
    begun, ended = asyncio.Event(), asyncio.Event()

    async def hangs(query: Any) -> Any:
        begun.set()
        try:
            await asyncio.Event().wait()
        finally:
            ended.set()

    tools = provider_tools(CatalogueProvider())
    stuck = [replace(tool, function=hangs) if tool.capability == "hotels" else tool for tool in tools]
    async with over_http(tmp_path, stuck) as address, Client(f"{address}/mcp") as client:
        async with anyio.create_task_group() as group:
            group.start_soon(client.call_tool, "plan_trip", {"request": REQUEST})
            await begun.wait()
            group.cancel_scope.cancel()
        with anyio.fail_after(20):
            await ended.wait()
        assert (await asked(client, "search_places", city="北京"))["places"]


async def test_beside_the_protocol(tmp_path: Path) -> None:
    async with over_http(tmp_path) as address, httpx.AsyncClient(base_url=address) as web:
        async with Client(f"{address}/mcp") as client:
            await asked(client, "search_places", city="北京")
        assert (await web.get("/health")).json()["status"] == "ok"
        assert 'xiake_tool_calls_total{tool="catalogue_attractions"} 1.0' in (await web.get("/metrics")).text
        for path in ("/mcp", "/metrics", "/health"):
            assert (await web.get(path, headers={"Host": "evil.example"})).status_code in (400, 403, 421)
        body = {"jsonrpc": "2.0", "id": 1, "method": "tools/list"}
        accepts = {"Accept": "application/json, text/event-stream", "Origin": "http://evil.example"}
        assert (await web.post("/mcp", json=body, headers=accepts)).status_code == 403


async def test_what_only_asks_changes_nothing(tmp_path: Path) -> None:
    async with over_http(tmp_path) as address, Client(f"{address}/mcp") as client:
        trip = await asked(client, "plan_trip", request=REQUEST)
        name = trip["trip_id"]
        before = await read(client, f"xiake://trips/{name}")
        told = await asked(client, "explain", trip_id=name, question="为什么住这家酒店？")
        assert told["answers"][0]["reasons"]
        for words in ("酒店便宜点", "撤销", "改成上海3天", "忘掉我的偏好", "我不吃辣"):
            assert "edit_trip" in await refused(client, "explain", trip_id=name, question=words)
        assert await read(client, f"xiake://trips/{name}") == before
        tools = {tool.name: tool for tool in (await client.list_tools()).tools}
        assert tools["explain"].annotations is not None
        assert tools["explain"].annotations.read_only_hint
        edited = await asked(client, "edit_trip", trip_id=name, change="酒店便宜点")
        assert edited["version"] == trip["version"] + 1


async def test_a_kind_is_held_to_and_odd_words_harm_nothing(tmp_path: Path) -> None:
    async with over_http(tmp_path) as address, Client(f"{address}/mcp") as client:
        assert "故宫" in await refused(client, "search_places", city="北京", text="故宫", kind="hotel")
        found = await asked(client, "search_places", city="北京", text="故宫", kind="attraction")
        assert {place["kind"] for place in found["places"]} == {"attraction"}
        long = await refused(client, "search_places", city="北京" * 5000)
        assert len(long) < 1000
        for name in ("", "../x", "a" * 100):
            assert "trip_id" in await refused(client, "edit_trip", trip_id=name, change="换酒店")
        assert (await asked(client, "plan_trip", request="hello"))["status"] == "needs_input"
        with pytest.raises(MCPError):
            await client.read_resource("xiake://trips/%20")


async def test_a_plan_that_none_can_be_is_refused_by_field(tmp_path: Path) -> None:
    async with over_http(tmp_path) as address, Client(f"{address}/mcp") as client:
        trip = await asked(client, "plan_trip", request=REQUEST)
        text = await read(client, f"xiake://trips/{trip['trip_id']}")

        async def told(change: Any) -> str:
            document = json.loads(text)
            change(document)
            return await refused(client, "check_itinerary", trip=document)

        assert "request.start" in await told(lambda one: one["request"].update(start="9999-12-31"))
        assert "itinerary.days.0.date" in await told(lambda one: one["itinerary"]["days"][0].update(date="0001-01-01"))
        assert "budget.amount" in await told(lambda one: one["request"]["budget"].update(amount="1E+999999"))
        assert "budget.lines" in await told(lambda one: one["budget"].update(lines=one["budget"]["lines"] * 100))
        assert "itinerary.days" in await told(lambda one: one["itinerary"].update(days=one["itinerary"]["days"] * 40))


async def test_hosts_by_any_writing_of_their_names(tmp_path: Path) -> None:
    async with over_http(tmp_path) as address, httpx.AsyncClient(base_url=address) as web:
        for host in ("LOCALHOST", "127.0.0.1:1", "[::1]", "[::1]:8765"):
            assert (await web.get("/health", headers={"Host": host})).status_code == 200
        for host in ("localhost.evil.example", "[::2]", "[::1]evil", "a:b:c", ""):
            assert (await web.get("/health", headers={"Host": host})).status_code in (400, 421)
