"""Servers that die, are full, slow or read-only; folders that can't be used; and that nothing stays behind."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import traceback
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import pytest
from xiake.domain.errors import ConfigurationError, MemoryUnavailable
from xiake.memory.engine.embedded import EmbeddedEngine
from xiake.memory.engine.engine import NOTHING
from xiake.memory.engine.launcher import EmbeddedServer
from xiake.memory.engine.local import LocalEngine
from xiake.memory.engine.open import engine_of
from xiake.memory.engine.redis import RedisEngine
from xiake.memory.engine.sqlite import SqliteEngine
from xiake.memory.engine.steady import SteadyEngine
from xiake.settings import Settings
from xiake.tools.clock import SystemClock

from .conftest import server, valkey_binary

CLOCK = SystemClock()
SECRET = "sesame"


async def until(done: Callable[[], bool], seconds: float = 15) -> None:
    end = time.monotonic() + seconds
    while not done():
        assert time.monotonic() < end, "it did not come to that"
        await asyncio.sleep(0.01)


def processes_of(folder: Path) -> dict[str, int]:
    """The server of a folder and its parent, by name."""
    found = {}
    for entry in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            command = (entry / "cmdline").read_bytes().split(b"\0")
            if os.fsencode(folder) in command:
                found["parent" if b"-I" in command else "server"] = int(entry.name)
    return found


needs_proc = pytest.mark.skipif(not Path("/proc/self/cmdline").exists(), reason="finds processes in /proc")


@asynccontextmanager
async def embedded(folder: Path, idle: float = 0) -> AsyncIterator[EmbeddedEngine]:
    engine = EmbeddedEngine(folder, valkey_binary(), seconds=10, idle=idle)
    try:
        yield engine
    finally:
        await engine.close()


async def kill(engine: EmbeddedEngine, folder: Path, victim: str) -> None:
    """End the server or its parent, once both are there: after an earlier end, the server of the old parent may just be going."""
    end = time.monotonic() + 15
    while set(found := processes_of(folder)) != {"server", "parent"}:
        assert time.monotonic() < end, found
        await engine.get("anything")
        await asyncio.sleep(0.01)
    os.kill(found[victim], signal.SIGKILL)


@needs_proc
@pytest.mark.parametrize("victim", ["server", "parent"])
async def test_a_killed_embedded_server_is_back_with_everything(tmp_path: Path, victim: str) -> None:
    folder = tmp_path / "redis"
    async with embedded(folder) as engine:
        for number in range(50):
            await engine.append("kept", b"%d" % number)
            if number % 10 == 5:
                await kill(engine, folder, victim)
        assert list(dict.fromkeys(await engine.items("kept"))) == [b"%d" % number for number in range(50)]
        assert await engine.swap({"head": None}, {"head": b"1"})
        await kill(engine, folder, victim)
        assert await engine.swap({"head": b"1"}, {"head": b"2"})
        assert await engine.get("head") == b"2"
    await until(lambda: not processes_of(folder))


@needs_proc
async def test_processes_share_one_server_which_goes_with_the_last_of_them(tmp_path: Path) -> None:
    folder = tmp_path / "redis"
    program = (
        "import asyncio, sys\nfrom pathlib import Path\n"
        "from xiake.memory.engine.embedded import EmbeddedEngine\nfrom xiake.memory.engine.launcher import server_binary\n"
        "async def main():\n"
        "    engine = EmbeddedEngine(Path(sys.argv[1]), server_binary(), seconds=10, idle=0)\n"
        "    await engine.append('all', sys.argv[2].encode())\n"
        "    print('there', flush=True)\n    sys.stdin.read()\n"
        "asyncio.run(main())\n"
    )
    running = [
        subprocess.Popen([sys.executable, "-c", program, str(folder), str(number)], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        for number in range(5)
    ]
    try:
        for process in running:
            assert process.stdout is not None
            assert process.stdout.readline() == b"there\n"
        first = processes_of(folder)
        assert set(first) == {"server", "parent"}
        async with embedded(folder) as engine:
            assert sorted(await engine.items("all")) == [b"0", b"1", b"2", b"3", b"4"]
        assert processes_of(folder) == first
    finally:
        for process in running:
            process.kill()  # they have no chance to say goodbye
            process.communicate()
    await until(lambda: not processes_of(folder))
    async with embedded(folder) as engine:
        assert len(await engine.items("all")) == 5


async def test_a_server_stays_a_while_after_its_last_user(tmp_path: Path) -> None:
    folder = tmp_path / "redis"
    async with embedded(folder, idle=60) as engine:
        await engine.put("k", b"v")
    before = (folder / "server.log").read_text()
    async with embedded(folder, idle=60) as engine:
        assert await engine.get("k") == b"v"
    assert (folder / "server.log").read_text() == before
    for pid in processes_of(folder).values():
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGTERM)


async def test_a_home_with_a_long_path_has_its_socket_elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    folder = tmp_path / ("很长的名字" * 5) / ("x" * 100)
    async with embedded(folder) as engine:
        await engine.put("k", b"v")
        assert list(tmp_path.glob("xiake-*/*.sock"))
    async with embedded(folder) as engine:
        assert await engine.get("k") == b"v"


async def test_files_of_the_embedded_server_that_cant_be_read_are_set_aside(tmp_path: Path) -> None:
    folder = tmp_path / "redis"
    async with embedded(folder) as engine:
        await engine.put("k", b"v" * 1000)
    await until(lambda: not processes_of(folder) and not (folder / "socket.sock").exists())
    [log] = (folder / "appendonlydir").glob("*.incr.aof")
    log.write_bytes(b"rubbish" * 50 + log.read_bytes())
    async with embedded(folder) as engine:
        assert await engine.get("k") is None
        await engine.put("k", b"new")
        assert await engine.get("k") == b"new"
    assert list(folder.glob("appendonlydir.broken-*"))


async def test_what_is_half_written_costs_only_itself(tmp_path: Path) -> None:
    folder = tmp_path / "redis"
    async with embedded(folder) as engine:
        await engine.put("first", b"v" * 1000)
        await engine.put("second", b"w" * 1000)
    await until(lambda: not processes_of(folder) and not (folder / "socket.sock").exists())
    [log] = (folder / "appendonlydir").glob("*.incr.aof")
    os.truncate(log, log.stat().st_size - 10)
    async with embedded(folder) as engine:
        assert await engine.get_many(["first", "second"]) == [b"v" * 1000, None]


def holding(folder: Path, text: str) -> list[Path]:
    forms = [text.encode(), text.encode("utf-16-le"), text.encode("unicode_escape")]
    return [path for path in folder.rglob("*") if path.is_file() and any(form in path.read_bytes() for form in forms)]


@pytest.mark.parametrize("kind", ["embedded", "sqlite"])
async def test_nothing_that_was_deleted_stands_in_a_file_after_scrubbing(tmp_path: Path, kind: str) -> None:
    from typing import Any

    engine_kind: Any = kind
    async with engine_of(Settings(home=tmp_path, engine=engine_kind, idle_seconds=0), CLOCK) as engine:
        assert engine.kind == kind
        await engine.put("kept", b"x" * 10_000)
        await engine.put("xiake:anna:-:secret", "对花生过敏".encode() * 500)
        await engine.append("xiake:anna:-:list", "对花生过敏".encode(), b"other")
        assert holding(tmp_path, "对花生过敏")
        await engine.delete("xiake:anna:-:secret", "xiake:anna:-:list")
        await engine.scrub()
        assert not holding(tmp_path, "对花生过敏")
        assert not holding(tmp_path, "xiake:anna:")
        assert await engine.get("kept") == b"x" * 10_000


@pytest.mark.parametrize("options", [("--appendonly", "yes"), ("--save", "3600 1")])
async def test_a_server_scrubs_its_files_too(tmp_path: Path, options: tuple[str, ...]) -> None:
    with server(tmp_path, *options) as running:
        engine = RedisEngine(running.url)
        await engine.put("secret", b"peanuts-peanuts")
        await engine.scrub()
        await engine.delete("secret")
        await engine.scrub()
        assert not holding(tmp_path, "peanuts")
        await engine.close()


# A server that can't serve says why, at once, and without secrets


async def fails(engine: RedisEngine) -> MemoryUnavailable:
    began = time.monotonic()
    with pytest.raises(MemoryUnavailable) as trouble:
        await engine.put("k", b"v" * 200_000)
    assert time.monotonic() - began < 2
    assert SECRET not in str(trouble.value)
    assert trouble.value.__cause__ is None
    return trouble.value


async def test_a_dead_server_is_noticed_at_once_and_found_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with server(tmp_path, "--appendonly", "yes", "--appendfsync", "always") as running:
        engine = RedisEngine(running.url)
        await engine.put("k", b"v")
        running.kill()
        assert (await fails(engine)).reason == "unreachable"
        running.start()
        monkeypatch.setattr("xiake.memory.engine.redis._REST", 0.0)
        engine._lost = None  # a second has passed
        assert await engine.get("k") == b"v"
        await engine.close()


async def test_a_full_a_read_only_and_a_guarded_server(tmp_path: Path) -> None:
    with server(tmp_path / "full", "--maxmemory", "1mb", "--maxmemory-policy", "noeviction") as running:
        engine = RedisEngine(running.url)
        assert (await fails(engine)).reason == "full"
        with pytest.raises(MemoryUnavailable) as trouble:
            await engine.swap({"head": None}, {"head": b"1", "part": b"v" * 200_000}, appends={"l": [b"x"]})
        assert trouble.value.reason == "full"
        with pytest.raises(MemoryUnavailable):
            await engine.append("l", b"x")
        assert await engine.get_many(["head", "part"]) == [None, None]
        assert await engine.items("l") == []
        await engine.close()
    with server(tmp_path / "replica", "--replicaof", "127.0.0.1 1", "--masteruser", "x") as running:
        engine = RedisEngine(running.url)
        assert (await fails(engine)).reason == "read_only"
        await engine.close()
    with server(tmp_path / "guarded", "--requirepass", SECRET) as running:
        for password in ("", f":not{SECRET}@"):
            engine = RedisEngine(running.url.replace("//", f"//{password}"))
            assert (await fails(engine)).reason == "unreachable"
            await engine.close()
        engine = RedisEngine(running.url.replace("//", f"//:{SECRET}@"))
        await engine.put("k", b"v")
        await engine.close()


async def test_a_server_that_does_not_answer_costs_one_wait(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        held: list[socket.socket] = []
        thread = threading.Thread(target=lambda: held.append(silent.accept()[0]), daemon=True)
        thread.start()
        engine = RedisEngine(f"redis://127.0.0.1:{silent.getsockname()[1]}", seconds=0.2)
        assert (await fails(engine)).reason == "timeout"
        began = time.monotonic()
        for _ in range(5):
            assert (await fails(engine)).reason == "timeout"
        assert time.monotonic() - began < 0.15
        await engine.close()
        thread.join()
        for connection in held:
            connection.close()


@pytest.mark.parametrize("url", [f"http://:{SECRET}@host", f"redis://user:{SECRET}/x@host"])
def test_a_url_that_is_none_is_told_without_its_password(url: str) -> None:
    with pytest.raises(ConfigurationError) as error:
        RedisEngine(url)
    assert SECRET not in "".join(traceback.format_exception(error.value))


# A steady engine carries a turn over


async def test_a_turn_goes_on_while_the_server_is_away_and_is_kept_when_it_is_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("xiake.memory.engine.redis._REST", 0.0)
    with server(tmp_path, "--appendonly", "yes", "--appendfsync", "always") as running:
        engine = SteadyEngine(RedisEngine(running.url), CLOCK)
        other = RedisEngine(running.url)
        await engine.swap({"head": None}, {"head": b"1"})
        await engine.put("contested", b"1")
        await engine.append("log", b"a")
        running.kill()
        assert await engine.get("head") == b"1"
        assert engine.trouble is not None
        assert not engine.durable
        assert await engine.swap({"head": b"1"}, {"head": b"2"}, appends={"log": [b"b"]})
        assert not await engine.swap({"head": b"1"}, {"head": b"9"})
        assert await engine.swap({"head": b"2"}, {"head": b"3"})
        assert await engine.swap({"contested": b"1"}, {"contested": b"mine"})
        assert await engine.swap({"contested": b"mine"}, {"contested": b"mine too", "follows": b"x"})
        assert await engine.items("log") == [b"a", b"b"]
        assert await engine.get("unknown") is None
        for forbidden in (engine.keys(""), engine.delete("head-not"), engine.scrub(), engine.trim("log", 0)):
            with pytest.raises(MemoryUnavailable):
                await forbidden
        running.start()
        await other.put("contested", b"theirs")
        assert await engine.get("head") == b"3"
        assert engine.trouble is None
        assert engine.durable
        assert await other.get_many(["head", "contested", "follows"]) == [b"3", b"theirs", None]
        assert await engine.get("contested") == b"theirs"
        assert await other.items("log") == [b"a", b"b"]
        await engine.close()
        await other.close()


async def test_what_is_deleted_while_writes_wait_does_not_come_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("xiake.memory.engine.redis._REST", 0.0)
    with server(tmp_path) as running:
        engine = SteadyEngine(RedisEngine(running.url), CLOCK)
        await engine.get("k")
        running.kill()
        await engine.put("secret", b"peanuts")
        await engine.put("kept", b"x")
        with pytest.raises(MemoryUnavailable):
            await engine.delete("secret")
        running.start()
        assert await engine.get_many(["secret", "kept"]) == [None, b"x"]
        await engine.close()


class Away(LocalEngine):
    """A store that answers when told to."""

    away = True

    async def get_many(self, keys: Sequence[str]) -> list[bytes | None]:
        self._answer()
        return await super().get_many(keys)

    async def swap(
        self,
        expected: Mapping[str, bytes | None],
        values: Mapping[str, bytes | None],
        *,
        appends: Mapping[str, Sequence[bytes]] = NOTHING,
        ttl: float | None = None,
    ) -> bool:
        self._answer()
        return await super().swap(expected, values, appends=appends, ttl=ttl)

    async def append(self, key: str, *values: bytes, ttl: float | None = None) -> int:
        self._answer()
        return await super().append(key, *values, ttl=ttl)

    def _answer(self) -> None:
        if self.away:
            raise MemoryUnavailable("unreachable", "away")


async def test_only_so_much_waits_for_a_store_that_stays_away() -> None:
    store = Away(CLOCK)
    engine = SteadyEngine(store, CLOCK, most=100)
    await engine.put("a", b"1" * 60)
    await engine.append("log", b"2" * 30)
    for more in (engine.put("b", b"3" * 20), engine.append("log", b"4" * 20), engine.swap({}, {"a": b"5" * 20})):
        with pytest.raises(MemoryUnavailable) as told:
            await more
        assert told.value.reason == "full"
    assert await engine.get_many(["a", "b"]) == [b"1" * 60, None], "what was refused is not seen here either"
    assert await engine.items("log") == [b"2" * 30]
    store.away = False
    await engine.put("b", b"3" * 20)
    assert await store.get_many(["a", "b"]) == [b"1" * 60, b"3" * 20]
    assert engine.trouble is None


# Folders that can't be used


@pytest.mark.parametrize("kind", ["embedded", "sqlite"])
async def test_a_home_that_cant_be_written_keeps_things_in_memory_until_it_can(tmp_path: Path, kind: str) -> None:
    from typing import Any

    engine_kind: Any = kind
    home = tmp_path / "home"
    home.write_text("a file where the folder should be")
    async with engine_of(Settings(home=home, engine=engine_kind, idle_seconds=0), CLOCK) as engine:
        assert engine.trouble is not None
        assert engine.trouble.reason == "read_only"
        assert str(tmp_path) not in str(engine.trouble)
        await engine.put("k", b"v")
        assert await engine.get("k") == b"v"
        home.unlink()
        deadline = time.monotonic() + 10
        while engine.trouble is not None:
            assert time.monotonic() < deadline
            await engine.get("k")
            await asyncio.sleep(0.05)
    async with engine_of(Settings(home=home, engine=engine_kind, idle_seconds=0), CLOCK) as engine:
        assert await engine.get("k") == b"v"


async def test_a_sqlite_file_that_is_none_is_set_aside(tmp_path: Path) -> None:
    path = tmp_path / "memory.sqlite"
    path.write_bytes(b"rubbish" * 1000)
    engine = SqliteEngine(path, CLOCK)
    await engine.put("k", b"v")
    assert await engine.get("k") == b"v"
    await engine.close()
    assert list(tmp_path.glob("memory.sqlite.broken-*"))


async def test_a_server_that_does_not_start_is_told(tmp_path: Path) -> None:
    broken = tmp_path / "valkey-server"
    broken.write_text("#!/bin/sh\nexit 1\n")
    broken.chmod(0o755)
    with pytest.raises(MemoryUnavailable) as trouble:
        EmbeddedServer(tmp_path / "redis", broken, idle=0).ensure()
    assert trouble.value.reason == "unreachable"
