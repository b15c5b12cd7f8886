"""A run that is killed goes on where it was: in a new process, under its id, without repeating a finished call."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from xiake.memory.engine.open import engine_of
from xiake.settings import Settings
from xiake.tools.clock import SystemClock

TEXT = "从上海出发去南京玩两天，两个人，必去中山陵，预算4000元"

PROCESS = '''
"""Plans a trip; tells each call that reached the provider; stands still after some calls or at some event."""
import asyncio, os, sys, time
from datetime import datetime
from pathlib import Path

from xiake import CatalogueProvider, Settings, ToolRegistry, Trip, TripPlanner
from xiake.tools.clock import LOCAL, SystemClock
from xiake.tools.provider import CAPABILITIES, provider_tools

home, text, calls, event = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), sys.argv[4]
told = os.open(home / "calls", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
made = 0

def tell(line):
    os.write(told, f"{line}\\n".encode())

class Telling(CatalogueProvider):
    pass

def telling(name):
    method = getattr(CatalogueProvider, name)
    async def call(self, query):
        global made
        if made == calls:
            tell("stopped")
            await asyncio.Event().wait()
        made += 1
        answer = await method(self, query)
        tell(f"{name} {query.model_dump_json()}")
        return answer
    return call

for capability in CAPABILITIES:
    setattr(Telling, capability.name, telling(capability.name))

class Clock(SystemClock):
    def now(self):
        return datetime(2026, 11, 20, 9, tzinfo=LOCAL)

async def main():
    planner = TripPlanner(
        registry=ToolRegistry(provider_tools(Telling()), clock=Clock()),
        settings=Settings(home=home, schedule_seconds=0.2, idle_seconds=0),
    )
    async for item in planner.astream(text, run="the-run"):
        if getattr(item, "type", "") == event:
            tell("stopped")
            time.sleep(600)
        if isinstance(item, Trip):
            print(item.to_json())

asyncio.run(main())
'''


def start(home: Path, *, calls: int = -1, event: str = "-", engine: str = "sqlite") -> subprocess.Popen[str]:
    environment = {**os.environ, "PYTHONUTF8": "1", "XIAKE_ENGINE": engine}
    arguments = [sys.executable, "-c", PROCESS, str(home), TEXT, str(calls), event]
    return subprocess.Popen(arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment)


def finish(process: subprocess.Popen[str]) -> dict[str, object]:
    out, err = process.communicate(timeout=60)
    assert process.returncode == 0, err
    trip: dict[str, object] = json.loads(out)
    return trip


def told(home: Path) -> list[str]:
    path = home / "calls"
    return path.read_text("utf-8").splitlines() if path.exists() else []


def kept(home: Path, engine: Any) -> int:
    """How many finished calls the journal holds."""

    async def count() -> int:
        async with engine_of(Settings(home=home, engine=engine), SystemClock()) as store:
            return sum(":call:" in key for key in await store.keys("xiake:-:"))

    return asyncio.run(count())


def wait_until(done: Callable[[], bool], process: subprocess.Popen[str]) -> None:
    deadline = time.monotonic() + 30
    while not done():
        assert process.poll() is None, process.communicate()[1]
        assert time.monotonic() < deadline, "the process never came to the moment of its end"
        time.sleep(0.01)


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    home = tmp_path_factory.mktemp("whole")
    assert finish(start(home))["status"] == "ok"
    return told(home)


@pytest.mark.parametrize("engine", ["embedded", "sqlite"])
@pytest.mark.parametrize(
    "moment",
    [{"calls": 1}, {"calls": 6}, {"event": "schedule_found"}],
    ids=lambda moment: "-".join(f"{key}-{value}" for key, value in moment.items()),
)
def test_a_killed_run_is_resumed_without_repeating_a_finished_call(
    tmp_path: Path, undisturbed: list[str], moment: dict[str, object], engine: str
) -> None:
    victim = start(tmp_path, engine=engine, **moment)  # type: ignore[arg-type]
    try:
        wait_until(lambda: "stopped" in told(tmp_path), victim)
        finished = [line for line in told(tmp_path) if line != "stopped"]
        wait_until(lambda: kept(tmp_path, engine) >= len(finished), victim)
    finally:
        victim.send_signal(signal.SIGKILL)
        victim.communicate()
    assert victim.returncode == -signal.SIGKILL
    finished = [line for line in told(tmp_path) if line != "stopped"]
    assert finished
    (tmp_path / "calls").unlink()

    trip = finish(start(tmp_path, engine=engine))
    assert trip["status"] == "ok"
    assert trip["run"] == "the-run"
    again = told(tmp_path)
    assert not set(again) & set(finished), "a finished call was made again"
    assert sorted(again + finished) == sorted(undisturbed), "together both lives made the calls of one"
    assert kept(tmp_path, engine) == 0, "a finished run leaves nothing behind"


def test_every_call_of_a_run_is_made_once(undisturbed: list[str]) -> None:
    assert len(undisturbed) == len(set(undisturbed)) > 8
