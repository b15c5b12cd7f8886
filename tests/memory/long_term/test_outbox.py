"""Writes are durable before Chroma has them, seen at once, and reach it whatever happens in between."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Sequence
from pathlib import Path

import pytest
from xiake.domain.errors import MemoryUnavailable
from xiake.domain.memory import MemoryItem
from xiake.memory.embedding.lexical import LexicalEmbedder
from xiake.memory.engine.keys import key_of
from xiake.memory.engine.local import LocalEngine
from xiake.memory.long_term.chroma_store import ChromaStore
from xiake.memory.long_term.outbox import OutboxStore
from xiake.tools.clock import VirtualClock

from .stores import item, shared

EMBEDDER = LexicalEmbedder(64)
Opened = Callable[[], OutboxStore]


class MoodyStore(ChromaStore):
    """A store that can be out of reach."""

    away = False

    def put(self, user: str, items: Sequence[MemoryItem]) -> None:
        self._reach()
        super().put(user, items)

    def delete(self, user: str, ids: Sequence[str]) -> None:
        self._reach()
        super().delete(user, ids)

    def wipe(self, user: str) -> None:
        self._reach()
        super().wipe(user)

    def _reach(self) -> None:
        if self.away:
            raise MemoryUnavailable("unreachable", "away")


@pytest.fixture
def engine() -> LocalEngine:
    return LocalEngine(VirtualClock())


@pytest.fixture
async def stores(tmp_path: Path, engine: LocalEngine) -> AsyncIterator[tuple[OutboxStore, MoodyStore, OutboxStore]]:
    """Two processes' stores on one engine and folder, and the Chroma behind the first."""
    behind = [MoodyStore(shared(tmp_path), EMBEDDER) for _ in range(2)]
    first, second = (OutboxStore(engine, store, EMBEDDER, VirtualClock().sleep) for store in behind)
    yield first, behind[0], second
    await first.close()
    await second.close()


async def test_a_write_is_seen_at_once_and_drained_later(stores: tuple[OutboxStore, MoodyStore, OutboxStore]) -> None:
    first, behind, second = stores
    behind.away = True
    await first.put("anna", [item("a", "anna", "不吃辣"), item("b", "anna", "喜欢博物馆", 1)])
    assert behind.items("anna") == []
    for store in (first, second):
        assert [found.text for found in await store.items("anna")] == ["不吃辣", "喜欢博物馆"]
        assert (await store.nearest("anna", EMBEDDER.embed(["博物馆"])[0], 1))[0][0] == "b"
    assert await second.items("bob") == ()
    behind.away = False
    await first.drain("anna")
    assert [found.id for found in behind.items("anna")] == ["a", "b"]
    newer = item("b", "anna", "喜欢博物馆", 1, strength=0.9)
    await second.put("anna", [newer])
    assert (await first.items("anna"))[1] == newer  # another process's write ends the copy
    await second.drain("anna")
    assert behind.items("anna")[1] == newer
    with pytest.raises(ValueError, match="another user"):
        await first.put("bob", [newer])


async def test_the_background_drains_and_close_waits_for_it(stores: tuple[OutboxStore, MoodyStore, OutboxStore]) -> None:
    first, behind, second = stores
    await asyncio.gather(*(first.put("anna", [item(str(number), "anna", f"愿望{number}")]) for number in range(20)))
    await asyncio.gather(*first._drains.values())
    assert len(behind.items("anna")) == 20
    behind.away = True
    await first.put("bob", [item("x", "bob", "早上睡懒觉")])
    await asyncio.gather(*first._drains.values())
    assert await second.users() == ["anna", "bob"]
    second.start()  # what a process left behind is drained by the next one
    await asyncio.gather(*second._drains.values())
    assert [found.id for found in behind.items("bob")] == ["x"]


async def test_forgetting_hides_at_once_and_is_done_once_the_store_is_back(
    stores: tuple[OutboxStore, MoodyStore, OutboxStore],
) -> None:
    first, behind, second = stores
    await first.put("anna", [item("a", "anna", "不吃辣"), item("b", "anna", "喜欢博物馆")])
    await first.drain("anna")
    behind.away = True
    await first.put("anna", [item("c", "anna", "不坐飞机")])
    with pytest.raises(MemoryUnavailable):
        await first.delete("anna", ["a", "c"])
    assert [found.id for found in await second.items("anna")] == ["b"]
    assert [key for key, _ in await second.nearest("anna", EMBEDDER.embed(["不吃辣"])[0], 5)] == ["b"]
    await second.drain("anna")
    assert [found.id for found in behind.items("anna")] == ["b"]
    with pytest.raises(MemoryUnavailable):
        await first.wipe("anna")
    assert (await first.items("anna"), await first.users()) == ((), [])
    await first.put("anna", [item("d", "anna", "晚上想看演出")])
    behind.away = False
    await first.drain("anna")
    assert [found.id for found in behind.items("anna")] == ["d"]
    assert await first.wipe("anna") == 1
    assert await second.users() == []


async def test_one_process_drains_a_user_at_a_time(
    stores: tuple[OutboxStore, MoodyStore, OutboxStore], engine: LocalEngine
) -> None:
    first, behind, _ = stores
    await engine.put(key_of("anna", "-", "drain"), b"somebody else")
    await first.put("anna", [item("a", "anna", "不吃辣")])
    with pytest.raises(MemoryUnavailable) as raised:
        await first.drain("anna")
    assert raised.value.reason == "locked"
    assert behind.items("anna") == []
    await engine.delete(key_of("anna", "-", "drain"))  # as its time to live would
    await first.drain("anna")
    assert len(behind.items("anna")) == 1


async def test_another_embedder_settles_before_it_reads(
    stores: tuple[OutboxStore, MoodyStore, OutboxStore], tmp_path: Path
) -> None:
    first, _, _ = stores
    await first.put("anna", [item("a", "anna", "不吃辣"), item("b", "anna", "喜欢博物馆")])
    await first.drain("anna")
    other = LexicalEmbedder(128)
    store = OutboxStore(first._engine, ChromaStore(shared(tmp_path), other), other)
    assert [key for key, _ in await store.nearest("anna", other.embed(["博物馆"])[0], 2)] == ["b", "a"]
    await store.close()


async def test_what_another_process_forgot_does_not_come_back_by_a_use_of_it(
    stores: tuple[OutboxStore, MoodyStore, OutboxStore],
) -> None:
    here, _, there = stores
    await here.put("anna", [item("a", "anna", "不吃辣"), item("b", "anna", "喜欢博物馆", 1)])
    await here.drain("anna")
    asked: list[int] = []

    async def used(known: Sequence[MemoryItem]) -> Sequence[MemoryItem]:
        if not asked:
            await there.delete("anna", ["a"])  # between the reading here and the writing
        asked.append(len(known))
        return [kept.model_copy(update={"strength": 0.9}) for kept in known]

    await here.revise("anna", used)
    assert asked == [2, 1]
    await here.drain("anna")
    for store in (here, there):
        assert [(kept.id, kept.strength) for kept in await store.items("anna")] == [("b", 0.9)]


async def test_what_another_version_wrote_is_read_as_far_as_it_can_be(
    stores: tuple[OutboxStore, MoodyStore, OutboxStore], engine: LocalEngine
) -> None:
    first, _, second = stores
    await first.put("anna", [item("a", "anna", "喜欢逛书店")])
    key = key_of("anna", "-", "outbox")
    box = json.loads(await engine.get(key) or b"")
    box["waiting"]["a"]["item"]["mood"] = "sunny"
    await engine.put(key, json.dumps(box).encode())
    assert [found.id for found in await second.items("anna")] == ["a"]
    await engine.put(key, b'{"waiting": 3}')
    with pytest.raises(MemoryUnavailable) as trouble:
        await first.items("anna")
    assert trouble.value.reason == "corrupt"
    await engine.delete(key)


def test_items_of_another_version_are_read_as_far_as_they_can_be(tmp_path: Path) -> None:
    shelf = shared(tmp_path)
    store = ChromaStore(shelf, EMBEDDER)
    store.put("anna", [item("a", "anna", "喜欢逛书店"), item("b", "anna", "不吃香菜")])
    newer = [json.dumps({**json.loads(row), "mood": "sunny"}) for row in shelf.items("anna")]
    newer.append('{"id": "c"}')
    shelf.items = lambda user: newer  # type: ignore[method-assign]
    assert [found.id for found in store.items("anna")] == ["a", "b"]
    store.close()
