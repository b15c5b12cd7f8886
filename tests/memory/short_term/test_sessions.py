"""Sessions in an engine: all of a turn or nothing, one writer wins, old and newer records."""

from __future__ import annotations

import asyncio
import json

import pytest
from xiake.memory.engine.keys import key_of, prefix_of
from xiake.memory.engine.local import LocalEngine
from xiake.memory.short_term.head import SHAPE, SessionMoved, SessionTooNew
from xiake.memory.short_term.store import SessionStore, Stored
from xiake.tools.clock import VirtualClock

TTL = 3600.0


@pytest.fixture
def clock() -> VirtualClock:
    return VirtualClock()


@pytest.fixture
def engine(clock: VirtualClock) -> LocalEngine:
    return LocalEngine(clock)


@pytest.fixture
def store(engine: LocalEngine, clock: VirtualClock) -> SessionStore:
    return SessionStore(engine, ttl=TTL, now=clock.now)


async def put(
    store: SessionStore, base: Stored | None, session: str = "s", user: str = "anna", **records: bytes | None
) -> Stored:
    turns = base.head.turns + 1 if base else 1
    return await store.commit(user, session, base, records, mark=f"m{turns}", turns=turns, title=f"{session} trip")


async def test_what_is_committed_is_read_again_and_what_is_dropped_is_gone(store: SessionStore) -> None:
    assert await store.load("anna", "s") is None
    first = await put(store, None, plan=b"1", talk=b"a")
    second = await put(store, first, plan=None, talk=b"b", more=b"c")
    read = await store.load("anna", "s")
    assert read == second
    assert read is not None
    assert read.records == {"talk": b"b", "more": b"c"}
    assert (read.head.revision, read.head.turns) == (2, 2)
    assert await store.unchanged("anna", "s", second.raw)
    assert not await store.unchanged("anna", "s", first.raw)


async def test_who_comes_second_changes_nothing(store: SessionStore) -> None:
    base = await put(store, None, talk=b"a")
    await put(store, base, talk=b"first")
    with pytest.raises(SessionMoved):
        await put(store, base, talk=b"second", plan=b"second")
    with pytest.raises(SessionMoved):
        await put(store, None, talk=b"third")
    read = await store.load("anna", "s")
    assert read is not None
    assert read.records == {"talk": b"first"}


async def test_no_turn_of_many_writers_is_lost(store: SessionStore) -> None:
    async def writer(name: int) -> None:
        while True:
            base = await store.load("anna", "s")
            said = json.loads(base.records["talk"]) if base else []
            await asyncio.sleep(0)
            try:
                await put(store, base, talk=json.dumps([*said, name]).encode())
            except SessionMoved:
                continue
            return

    await asyncio.gather(*(writer(name) for name in range(20)))
    read = await store.load("anna", "s")
    assert read is not None
    assert sorted(json.loads(read.records["talk"])) == list(range(20))


async def test_sessions_are_listed_by_user_the_latest_first_and_end_with_their_time(
    store: SessionStore, clock: VirtualClock
) -> None:
    await put(store, None, "old", talk=b"a")
    await clock.sleep(TTL / 2)
    kept = await put(store, None, "new", talk=b"a", plan=b"p")
    await put(store, None, "other's", user="bob", talk=b"a")
    assert [info.session for info in await store.listed("anna")] == ["new", "old"]
    await clock.sleep(TTL * 0.6)
    assert [info.session for info in await store.listed("anna")] == ["new"]
    await put(store, kept, "new", talk=b"b")  # the plan isn't written again, and lives on
    await clock.sleep(TTL * 0.6)
    read = await store.load("anna", "new")
    assert read is not None
    assert read.records == {"talk": b"b", "plan": b"p"}


async def test_names_hold_anything_and_never_meet(store: SessionStore, engine: LocalEngine) -> None:
    await put(store, None, "b:c", user="a", talk=b"1")
    await put(store, None, "c", user="a:b", talk=b"2")
    one, other = await store.load("a", "b:c"), await store.load("a:b", "c")
    assert one is not None
    assert other is not None
    assert (one.records["talk"], other.records["talk"]) == (b"1", b"2")
    assert not set(await engine.keys(prefix_of("a"))) & set(await engine.keys(prefix_of("a:b")))
    await store.drop("a", "b:c")
    assert await store.load("a", "b:c") is None
    assert await store.load("a:b", "c") is not None


async def test_a_newer_session_is_refused_and_a_broken_head_starts_over(store: SessionStore, engine: LocalEngine) -> None:
    kept = await put(store, None, talk=b"a")
    head = json.loads(kept.raw)
    await engine.put(key_of("anna", "s", "head"), json.dumps({**head, "later": 1}).encode())
    assert await store.load("anna", "s") is not None
    await engine.put(key_of("anna", "s", "head"), json.dumps({**head, "shape": SHAPE + 1}).encode())
    with pytest.raises(SessionTooNew):
        await store.load("anna", "s")
    assert await store.listed("anna") == []
    await engine.put(key_of("anna", "s", "head"), b"\x00half")
    broken = await store.load("anna", "s")
    assert broken is not None
    assert (broken.head.revision, broken.records) == (0, {})
    assert (await put(store, broken, talk=b"b")).head.revision == 1
