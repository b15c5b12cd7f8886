"""Servers that mean ill: each call ends, in time, as a failed call or a good one, and no process, request or number is left behind."""

from __future__ import annotations

import asyncio
import gc
import gzip
import os
import signal
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from xiake.domain.errors import ToolFailure
from xiake.tools.mcp.config import McpServer
from xiake.tools.mcp.connection import Connection
from xiake.tools.mcp.session import Session

from ...loopback.hostile import SECRET_PATH, Fault
from ...loopback.lines import reply

ROOT = Path(__file__).parents[3]
TOOL = {"name": "look", "description": "Looks at a city."}
SCHEMAS = {"look": {"type": "object", "properties": {"city": {"type": "string"}}, "required": ["city"]}}
LOOK = {"city": "北京"}


def hostile(fault: Fault, folder: Path, **more: Any) -> Connection:
    program = f"import sys; sys.path.insert(0, {str(ROOT)!r}); from tests.loopback.hostile import main; main({fault!r})"
    env = {"LOOPBACK_MARK": str(folder / "pids"), **more.pop("env", {})}
    patience = {"start_seconds": 20.0, "timeout_seconds": 20.0, **more}
    server = McpServer(command=sys.executable, args=("-c", program), env=env, tools=(TOOL,), **patience)  # type: ignore[arg-type]
    return Connection("sky", server)


def pids(folder: Path) -> list[int]:
    return [int(line) for line in (folder / "pids").read_text().split()]


def runs(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


async def code_of(connection: Connection) -> str:
    try:
        await connection.call("look", LOOK)
    except ToolFailure as failure:
        return failure.code
    return ""


async def test_many_who_wait_in_vain_leave_no_process(tmp_path: Path) -> None:
    connection = hostile("never_starts", tmp_path, start_seconds=1.0)
    codes = await asyncio.gather(*(code_of(connection) for _ in range(4)))
    assert set(codes) == {"timeout"}
    (pid,) = pids(tmp_path)
    assert not runs(pid)


async def test_a_server_that_did_not_start_is_left_alone_for_a_while(tmp_path: Path) -> None:
    connection = hostile("exits", tmp_path)
    assert [await code_of(connection) for _ in range(3)] == ["unavailable"] * 3
    assert len(pids(tmp_path)) == 1


async def test_a_wedged_server_is_started_anew(tmp_path: Path) -> None:
    connection = hostile("wedges_once", tmp_path, timeout_seconds=1.0)
    assert await code_of(connection) == "timeout"
    assert await code_of(connection) == ""
    first, second = pids(tmp_path)
    assert not runs(first)
    assert runs(second)
    await connection.aclose()
    assert not runs(second)


async def test_a_flood_of_requests_ends_with_the_call(tmp_path: Path) -> None:
    connection = hostile("floods_requests", tmp_path, timeout_seconds=1.0)
    assert await code_of(connection) == "timeout"
    assert not any(map(runs, pids(tmp_path)))


async def test_a_child_that_holds_the_pipes_is_not_waited_for(tmp_path: Path) -> None:
    connection = hostile("leaves_a_child", tmp_path)
    assert await code_of(connection) == ""
    server, child = pids(tmp_path)
    try:
        await asyncio.wait_for(connection.aclose(), 10)
        assert not runs(server)
    finally:
        with suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)


async def test_a_connection_that_nobody_holds_any_more_ends_its_server(tmp_path: Path) -> None:
    connection = hostile("no_properties", tmp_path)
    assert await code_of(connection) == ""
    (session,) = connection._sessions.values()
    owner = session._owner
    del connection
    gc.collect()
    await asyncio.wait_for(owner, 10)
    assert not any(map(runs, pids(tmp_path)))


def test_event_loops_that_end_leave_nothing_behind(tmp_path: Path) -> None:
    connection = hostile("no_properties", tmp_path)
    for _ in range(3):
        assert asyncio.run(code_of(connection)) == ""
    gc.collect()
    assert not [one for one in gc.get_objects() if isinstance(one, Session) and one._server is connection._server]
    assert not any(map(runs, pids(tmp_path)))


@pytest.mark.parametrize("fault", ["deep", "not_a_number", "surrogate"])
async def test_text_that_is_no_json_stays_text(fault: Fault, tmp_path: Path) -> None:
    connection = hostile(fault, tmp_path)
    answer = await connection.call("look", LOOK)
    await connection.aclose()
    assert list(answer) == ["text"]


@pytest.mark.parametrize("fault", ["alternatives", "pattern", "no_properties"])
async def test_a_schema_is_not_run(fault: Fault, tmp_path: Path) -> None:
    connection = hostile(fault, tmp_path)
    assert (await connection.call("look", LOOK))["city"] == "北京"
    await connection.aclose()


@asynccontextmanager
async def over_http(handle: Callable[[web.Request], Any]) -> AsyncIterator[str]:
    app = web.Application()
    app.router.add_route("*", "/{path:.*}", handle)
    runner = web.AppRunner(app, shutdown_timeout=0.01, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()
        for _ in range(20):  # connections that are being closed take some turns of the loop to be gone
            await asyncio.sleep(0)


async def test_a_schema_makes_nobody_ask_an_address(tmp_path: Path) -> None:
    asked: list[str] = []

    async def handle(request: web.Request) -> web.Response:
        asked.append(request.path)
        return web.json_response({})

    async with over_http(handle) as address:
        connection = hostile("asks_an_address", tmp_path, env={"LOOPBACK_ADDRESS": address})
        assert await code_of(connection) == ""
        await connection.aclose()
    assert SECRET_PATH not in asked


@pytest.mark.parametrize(
    ("status", "code"),
    [
        (401, "unauthorized"),
        (403, "forbidden"),
        (404, "unavailable"),
        (408, "timeout"),
        (429, "rate_limited"),
        (500, "unavailable"),
        (503, "unavailable"),
    ],
)
@pytest.mark.parametrize("method", ["initialize", "tools/call"])
async def test_refusals_over_http_have_their_codes(status: int, code: str, method: str) -> None:
    async def handle(request: web.Request) -> web.Response:
        if request.method != "POST":
            return web.Response(status=405)
        asked = await request.json()
        if asked["method"] == method:
            return web.Response(status=status, text="secret words")
        told = reply(SCHEMAS, lambda tool, given: given, asked)
        return web.Response(status=202) if told is None else web.Response(text=told, content_type="application/json")

    async with over_http(handle) as address:
        connection = Connection("sky", McpServer(url=f"{address}/mcp", tools=(TOOL,)))  # type: ignore[arg-type]
        with pytest.raises(ToolFailure) as caught:
            await connection.call("look", LOOK)
        await connection.aclose()
    assert caught.value.code == code
    assert "secret" not in caught.value.message_in("en")


async def test_a_packed_answer_is_refused_before_it_is_unpacked() -> None:
    async def handle(request: web.Request) -> web.Response:
        if request.method != "POST":
            return web.Response(status=405)
        asked = await request.json()
        told = reply(SCHEMAS, lambda tool, given: " " * 50_000_000, asked)
        if told is None:
            return web.Response(status=202)
        if asked["method"] != "tools/call":
            return web.Response(text=told, content_type="application/json")
        headers = {"Content-Encoding": "gzip", "Content-Type": "application/json"}
        return web.Response(body=gzip.compress(told.encode()), headers=headers)

    async with over_http(handle) as address:
        connection = Connection("sky", McpServer(url=f"{address}/mcp", tools=(TOOL,)))  # type: ignore[arg-type]
        assert await code_of(connection) in ("unavailable", "upstream")
        await connection.aclose()
