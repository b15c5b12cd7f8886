"""MCP servers as tools: by configuration alone, over real pipes and sockets, and whatever a server does."""

from __future__ import annotations

import asyncio
import logging
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from xiake.domain.errors import ConfigurationError
from xiake.planner.trip_planner import TripPlanner
from xiake.settings import Settings
from xiake.tools.clock import SystemClock
from xiake.tools.mcp.config import configured_servers
from xiake.tools.mcp.served import mcp_tools
from xiake.tools.policy import ToolPolicy
from xiake.tools.providers.worlds import default_tools
from xiake.tools.registry import ToolRegistry
from xiake.tools.tool import Tool

from ...loopback.mcp import ORDER, make_server

ROOT = Path(__file__).parents[3]
WEATHER = """
[[mcp.servers.sky.tools]]
name = "forecast"
capability = "weather"
arguments = { city = "city", days = "days" }
expect = { city = "city" }
result = '''{items: answer.daily[].{day: date, basis: 'forecast', sky: 'clear',
             low: number(tempMin), high: number(tempMax), rain_mm: number(rain)}}'''
"""
QUERY = {"city": "北京", "days": ["2026-03-03", "2026-03-04"], "today": "2026-03-01"}
PATIENCE = "start_seconds = 20\ntimeout_seconds = 10\n"


def over_pipes(fault: str, more: str = PATIENCE) -> str:
    program = f"import sys; sys.path.insert(0, {str(ROOT)!r}); from tests.loopback.mcp import main; main({fault!r})"
    args = ["-c", program]
    return f"[mcp.servers.sky]\ncommand = {sys.executable!r}\nargs = {args!r}\ntitle = '天气台'\n{more}{WEATHER}"


@asynccontextmanager
async def over_http(fault: str = "well") -> AsyncIterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(make_server(fault).streamable_http_app(), log_level="critical"))
        running = asyncio.ensure_future(server.serve(sockets=[free]))
        try:
            url = f"http://127.0.0.1:{free.getsockname()[1]}/mcp"
            yield f"[mcp.servers.sky]\nurl = {url!r}\n{PATIENCE}{WEATHER}"
        finally:
            server.should_exit = True
            await running


def written(folder: Path, text: str) -> Settings:
    path = folder / "servers.toml"
    path.write_text(text, "utf-8")
    return Settings(config=path, home=folder, engine="memory", schedule_seconds=0.05)


def tools_of(folder: Path, text: str) -> list[Tool[Any, Any]]:
    return mcp_tools(configured_servers(written(folder, text)), lambda: date(2026, 3, 1))


async def asked(folder: Path, text: str) -> Any:
    registry = ToolRegistry(list(tools_of(folder, text)), policy=ToolPolicy(attempts=1), clock=SystemClock())
    tool = registry.of("weather")[0]
    result = await tool.attempt(tool.args.model_validate(QUERY), "en")
    await registry.aclose()
    return result


def right(result: Any) -> bool:
    days = result.unwrap().items
    return [(day.low, day.high, day.rain_mm, day.source.provider) for day in days] == [(3, 12, 0, "mcp.sky")] * 2


async def test_over_pipes_and_over_http_alike(tmp_path: Path) -> None:
    assert right(await asked(tmp_path, over_pipes("well")))
    async with over_http() as config:
        assert right(await asked(tmp_path, config))


@pytest.mark.parametrize("fault", ["garbage", "floods", "many_tools", "orders"])
async def test_noise_is_not_heard(fault: str, tmp_path: Path) -> None:
    tool = tools_of(tmp_path, over_pipes(fault))[0]
    assert ORDER not in str(tool.schema())
    result = await asked(tmp_path, over_pipes(fault))
    assert right(result)
    assert ORDER not in result.model_dump_json()


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        ("exits", "unavailable"),
        ("crashes", "unavailable"),
        ("huge", "unavailable"),
        ("refuses", "upstream"),
        ("other_shape", "upstream"),
        ("other_city", "upstream"),
        ("asks_back", "upstream"),
    ],
)
async def test_a_broken_server_is_a_failed_call(fault: str, code: str, tmp_path: Path) -> None:
    result = await asked(tmp_path, over_pipes(fault))
    assert not result.ok
    assert result.error.code == code, result.error
    assert ORDER not in result.error.message


@pytest.mark.parametrize(
    ("fault", "patience"), [("silent", "start_seconds = 0.5\n"), ("hangs", "start_seconds = 20\ntimeout_seconds = 0.3\n")]
)
async def test_a_server_that_says_nothing_is_not_waited_for(fault: str, patience: str, tmp_path: Path) -> None:
    result = await asked(tmp_path, over_pipes(fault, patience))
    assert result.error.code == "timeout"


async def test_over_http_a_long_answer_and_a_wrong_address_are_failures(tmp_path: Path) -> None:
    async with over_http("huge") as config:
        assert not (await asked(tmp_path, config)).ok
        assert (await asked(tmp_path, config.replace("/mcp", "/none"))).error.code in ("unavailable", "upstream")


async def test_a_server_that_changes_its_schema_is_not_called(tmp_path: Path) -> None:
    mark = f"env = {{ LOOPBACK_MARK = {str(tmp_path / 'mark')!r} }}\n"
    tool = tools_of(tmp_path, over_pipes("changes", PATIENCE + mark))[0]
    assert tool.aclose is not None
    args = tool.args.model_validate(QUERY)
    assert (await tool.attempt(args, "en")).ok
    await tool.aclose()
    again = await tool.attempt(args, "en")
    assert again.error is not None
    assert again.error.code == "unavailable"
    assert "changed what forecast takes" in again.error.message
    await tool.aclose()


async def test_a_plan_uses_it_and_one_with_a_broken_server_goes_on_without(tmp_path: Path) -> None:
    for fault, provider in (("well", "mcp.sky"), ("exits", "")):
        settings = written(tmp_path, over_pipes(fault))
        async with TripPlanner(settings=settings) as planner:
            trip = await planner.aplan("两个大人北京玩2天，预算5000元")
        assert trip.status in ("ok", "degraded")
        assert trip.itinerary is not None
        assert not [check for check in trip.checks if check.status == "violated"]
        assert all(day.source.provider == (provider or day.source.provider) for day in trip.weather)
        assert provider or "mcp.sky" not in trip.to_json()


async def test_a_tool_without_a_capability_is_for_agents(tmp_path: Path) -> None:
    text = over_pipes("orders").split("[[")[0] + (
        '[[mcp.servers.sky.tools]]\nname = "changed"\ndescription = "Repeats a note."\nparameters = { note = "What to repeat." }\n'
    )
    registry = ToolRegistry(tools_of(tmp_path, text))
    offered = registry.as_langchain()
    assert [tool.name for tool in offered] == ["mcp_sky_changed"]
    assert "hello" in await offered[0].ainvoke({"note": "hello"})
    wrong = await registry.call("mcp_sky_changed", {"other": 1})
    assert wrong.error is not None
    assert wrong.error.code == "invalid_argument"
    await registry.aclose()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[mcp", "is no TOML"),
        ("[mcp.servers.sky]\ntitle = 'x'\n" + WEATHER, "either command or url"),
        (over_pipes("well", "timeout_seconds = -1\n"), "timeout_seconds"),
        (over_pipes("well", "env = { KEY = '${NO_SUCH_VARIABLE}' }\n"), "NO_SUCH_VARIABLE"),
        (over_pipes("well").replace('"weather"', '"booking"'), "no capability 'booking'"),
        (over_pipes("well").replace("answer.daily", "answer..daily"), "mcp.servers.sky.tools, forecast: "),
        (over_pipes("well").replace("answer.daily", "reply.daily"), "result reads reply; there are: answer, query"),
        (over_pipes("well").replace("expect = { city", "expect = { town"), "expect reads town"),
        (over_pipes("well").replace('days = "days"', 'days = "dates"'), "arguments reads dates"),
        (over_pipes("well").replace("number(rain)", "numbr(rain)"), "numbr"),
        (over_pipes("well").replace('name = "forecast"\n', ""), "tools.0.name: is missing"),
        (over_pipes("well").replace("[[mcp", "[mcp").replace("tools]]", "tools]"), "in two brackets"),
        (over_pipes("well").replace("servers.sky", "servers.Sky"), "mcp.servers.Sky: a server's name is of small letters"),
        (over_pipes("well", "rank = 'middle'\n"), "not 'middle'"),
        (over_pipes("well", "headers = { A = 'b' }\n"), "headers says nothing for a server with a command"),
        (over_pipes("well", "env = { KEY = '${NO-SUCH}' }\n"), "names no variable"),
        (f"[mcp.servers.sky]\nurl = 'http://x/mcp'\nheaders = {{ A = \"b\\nc\" }}\n{WEATHER}", "a header is one line"),
        (over_pipes("well") + "parameters = { a = 'b' }\n", "parameters says nothing for a tool with a capability"),
        (
            f"{over_pipes('well')}[[mcp.servers.sky.tools]]\nname = 'a'\ndescription = 'b'\nparameters = {{ schema = 'c' }}\n",
            "'schema'",
        ),
        ("[mcp.servers.sky]\ncommand = 'x'\ncolour = 'red'\n" + WEATHER, "colour"),
    ],
)
def test_a_file_that_makes_no_sense_is_refused_by_name(text: str, told: str, tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError) as caught:
        default_tools(written(tmp_path, text), SystemClock())
    assert told in str(caught.value)


def test_a_file_tells_no_secret_and_its_mark_of_order_is_no_matter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALMANAC_KEY", "hunter2")
    url = "[mcp.servers.sky]\nurl = 'ftp://x/?key=${ALMANAC_KEY}'\n" + WEATHER
    with pytest.raises(ConfigurationError) as caught:
        configured_servers(written(tmp_path, url))
    assert "hunter2" not in str(caught.value)
    assert "mcp.servers.sky.url" in str(caught.value)
    good = "\ufeff" + url.replace("ftp:", "https:")
    assert configured_servers(written(tmp_path, good))["sky"].url.endswith("hunter2")


def test_a_file_of_the_present_folder_runs_nothing_unasked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING, "xiake.tools.mcp.config")  # the SDK's servers set the root's level
    (tmp_path / "xiake.toml").write_text(over_pipes("well"), "utf-8")
    monkeypatch.chdir(tmp_path)
    assert configured_servers(Settings(home=tmp_path / "home")) == {}
    assert "XIAKE_CONFIG=./xiake.toml" in caplog.text
    monkeypatch.setenv("XIAKE_CONFIG", "")
    assert configured_servers(Settings(home=tmp_path / "home")) == {}
    monkeypatch.setenv("XIAKE_CONFIG", "xiake.toml")
    assert list(configured_servers(Settings(home=tmp_path / "home"))) == ["sky"]


def test_one_tool_may_serve_more_than_one_thing_and_names_may_look_alike(tmp_path: Path) -> None:
    more = "".join(
        f"[[mcp.servers.sky.tools]]\nname = '{name}'\ndescription = 'x'\n" for name in ("a-b", "a.b", "天气", "车票", "forecast")
    )
    names = [tool.name for tool in tools_of(tmp_path, over_pipes("well") + more)]
    assert len(set(names)) == 6
    assert names[:3] == ["mcp_sky_forecast", "mcp_sky_a_b", "mcp_sky_a_b_2"]


async def test_a_server_speaks_in_its_own_name(tmp_path: Path) -> None:
    text = over_pipes("well").replace(
        "basis: 'forecast'", "basis: 'forecast', source: {provider: 'catalogue', title: '气象局', record: 'r'}"
    )
    for day in (await asked(tmp_path, text)).unwrap().items:
        assert (day.source.provider, day.source.title, day.source.record) == ("mcp.sky", "天气台", "r")


@pytest.mark.parametrize(
    ("echo", "good"),
    [("city", True), ("'北京'", True), ("'北京市'", True), ("'北京路街道'", False), ("town", False), ("'洛阳'", False)],
)
async def test_an_echo_is_held_to_what_was_asked(echo: str, good: bool, tmp_path: Path) -> None:
    text = over_pipes("well").replace('expect = { city = "city" }', f'expect = {{ city = "{echo}" }}')
    assert (await asked(tmp_path, text)).ok == good


async def test_what_nobody_knows_is_not_done_twice(tmp_path: Path) -> None:
    plain = "[[mcp.servers.sky.tools]]\nname = 'changed'\ndescription = 'Orders a taxi.'\nparameters = { note = 'x' }\n"
    for more, attempts in (("", 1), ("repeatable = true\n", 2)):
        tool = tools_of(tmp_path, over_pipes("well", PATIENCE + "cache_seconds = 60\n") + plain + more)[1]
        assert tool.policy is not None
        assert (tool.policy.attempts, tool.policy.cache_ttl) == (attempts, 60 if more else 0)
