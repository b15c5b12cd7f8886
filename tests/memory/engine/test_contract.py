"""What every engine does alike."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from xiake.domain.errors import MemoryUnavailable
from xiake.memory.engine.cache import EngineCache
from xiake.memory.engine.engine import Engine
from xiake.memory.engine.journal import EngineJournal
from xiake.memory.engine.keys import key_of, prefix_of
from xiake.memory.engine.local import LocalEngine
from xiake.tools.clock import VirtualClock

Opener = Callable[[], Engine]

BYTES = bytes(range(256)) + "记住".encode()


async def test_a_value_is_kept_replaced_and_dropped(engine: Engine, open_again: Opener) -> None:
    assert await engine.get("k") is None
    await engine.put("k", BYTES)
    other = open_again()
    assert await other.get("k") == BYTES
    await other.put("k", b"")
    assert await engine.get_many(["k", "absent", "k"]) == [b"", None, b""]
    await engine.delete("k", "absent")
    assert await other.get("k") is None
    assert await engine.get_many([]) == []
    await engine.delete()


async def test_keys_are_found_by_what_they_begin_with(engine: Engine) -> None:
    names = ["a*:1", "a*:2", "ab:1", "a[b]:1", "a\\:1", "a?:1", "中文:1", "A*:1"]
    for name in names:
        await engine.put(name, b"x")
    await engine.append("a*:list", b"x")
    assert await engine.keys("a*:") == ["a*:1", "a*:2", "a*:list"]
    for name in names[2:]:
        assert await engine.keys(name[:-1]) == [name]
    assert set(names) <= set(await engine.keys(""))


async def test_lists_grow_are_read_in_parts_and_cut(engine: Engine, open_again: Opener) -> None:
    assert await engine.items("l") == []
    assert await engine.append("l", b"0", b"1") == 2
    assert await open_again().append("l", b"2", b"3", BYTES) == 5
    assert await engine.append("l") == 5
    whole = [b"0", b"1", b"2", b"3", BYTES]
    assert await engine.items("l") == whole
    for start, stop in [(1, 2), (-2, -1), (3, 99), (-99, 1), (4, 2), (9, 12), (0, -6)]:
        expected = whole[start if start >= 0 else max(0, 5 + start) : (stop if stop >= 0 else 5 + stop) + 1]
        assert await engine.items("l", start, stop) == expected, (start, stop)
    await engine.trim("l", 1, -2)
    assert await engine.append("l", b"x") == 4
    assert await engine.items("l") == [b"1", b"2", b"3", b"x"]
    await engine.trim("l", 9)
    assert await engine.keys("l") == []


async def test_a_list_is_no_value_and_a_value_no_list(engine: Engine) -> None:
    await engine.append("l", b"x")
    await engine.put("v", b"x")
    with pytest.raises(MemoryUnavailable) as trouble:
        await engine.append("v", b"y")
    assert trouble.value.reason == "corrupt"
    await engine.put("l", b"now a value")
    assert await engine.get("l") == b"now a value"


async def test_what_has_lived_its_time_is_gone(engine: Engine) -> None:
    await engine.put("short", b"x", ttl=0.25)
    await engine.append("list", b"x", ttl=0.25)
    await engine.put("reset", b"x", ttl=0.25)
    await engine.put("reset", b"y")
    await engine.put("touched", b"x", ttl=0.25)
    await engine.touch("touched", "absent", ttl=60)
    assert await engine.swap({"short": b"x"}, {"swapped": b"x"}, ttl=0.25)
    await engine.put("long", b"x", ttl=60)
    await engine.touch("long", ttl=0.25)
    await asyncio.sleep(0.4)  # real servers have real clocks
    assert await engine.get_many(["short", "reset", "touched", "swapped", "long"]) == [None, b"y", b"x", None, None]
    assert await engine.items("list") == []
    assert await engine.keys("") == ["reset", "touched"]
    assert await engine.append("list", b"new") == 1


async def test_a_swap_happens_whole_or_not_at_all(engine: Engine, open_again: Opener) -> None:
    assert await engine.swap({"head": None}, {"head": b"1", "part": BYTES}, appends={"log": [b"a", b"b"]}, ttl=60)
    assert not await engine.swap({"head": None}, {"head": b"9"}, appends={"log": [b"no"]})
    assert not await engine.swap({"head": b"1", "part": b"other"}, {"head": b"9", "part": None})
    assert await engine.get_many(["head", "part"]) == [b"1", BYTES]
    assert await engine.items("log") == [b"a", b"b"]
    assert await open_again().swap({"head": b"1", "absent": None}, {"head": b"2", "part": None})
    assert await engine.get_many(["head", "part"]) == [b"2", None]
    assert await engine.swap({}, {"free": b"1"}, appends={"log": []})


async def test_of_many_who_swap_at_once_nobody_is_overwritten(engine: Engine, open_again: Opener) -> None:
    others = [engine, *(open_again() for _ in range(3))]

    async def add(one: Engine, rounds: int) -> None:
        for _ in range(rounds):
            while True:
                before = await one.get("sum")
                if await one.swap({"sum": before}, {"sum": b"%d" % (int(before or 0) + 1)}, appends={"log": [b"x"]}):
                    break

    await asyncio.gather(*(add(one, 5) for one in others for _ in range(3)))
    assert await engine.get("sum") == b"60"
    assert len(await engine.items("log")) == 60


async def test_large_values_travel_whole(engine: Engine) -> None:
    large = {f"large:{number}": bytes([number]) * 300_000 for number in range(20)}
    assert await engine.swap({"head": None}, {"head": b"1", **large}, ttl=60)
    assert await engine.get_many(list(large)) == list(large.values())


NAMES = st.sampled_from(["a", "b", "c"])
VALUES = st.binary(max_size=3)
MAYBE = st.none() | VALUES
ENDS = st.integers(-4, 4)
STEPS = st.one_of(
    st.tuples(st.just("put"), NAMES, VALUES),
    st.tuples(st.just("delete"), NAMES),
    st.tuples(st.just("append"), NAMES.map(str.upper), VALUES, VALUES),
    st.tuples(st.just("trim"), NAMES.map(str.upper), ENDS, ENDS),
    st.tuples(st.just("items"), NAMES.map(str.upper), ENDS, ENDS),
    st.tuples(st.just("swap"), st.dictionaries(NAMES, MAYBE, max_size=2), st.dictionaries(NAMES, MAYBE, max_size=2)),
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(STEPS, max_size=25))
def test_any_steps_end_alike_everywhere(engine: Engine, steps: list[tuple[Any, ...]]) -> None:
    async def run() -> None:
        model = LocalEngine(VirtualClock())
        await engine.delete("a", "b", "c", "A", "B", "C")
        for name, *arguments in steps:
            assert await getattr(engine, name)(*arguments) == await getattr(model, name)(*arguments)
        assert await engine.get_many(["a", "b", "c"]) == await model.get_many(["a", "b", "c"])
        for key in "ABC":
            assert await engine.items(key) == await model.items(key)
        await engine.close()

    asyncio.run(run())  # each in a loop of its own, as a program that plans several times has it


async def test_the_journal_keeps_the_first_result_and_forgets_a_run(engine: Engine, open_again: Opener) -> None:
    journal = EngineJournal(engine, "anna", "beijing", ttl=60)
    await journal.put("r1", "call", b"first")
    await journal.put("r1", "call", b"second")
    await journal.put("r2", "call", b"other")
    again = EngineJournal(open_again(), "anna", "beijing", ttl=60)
    assert await again.get("r1", "call") == b"first"
    assert await EngineJournal(engine, "bob", "beijing", ttl=60).get("r1", "call") is None
    await again.forget("r1")
    assert [await journal.get(run, "call") for run in ("r1", "r2")] == [None, b"other"]
    assert not [key for key in await engine.keys("") if ":r1" in key]


async def test_a_cached_result_is_its_users_own(engine: Engine) -> None:
    cache = EngineCache(engine, "anna", "-")
    await cache.set("key", b"value", 60)
    assert await cache.get("key") == b"value"
    assert await EngineCache(engine, "bob", "-").get("key") is None


def test_names_can_not_reach_into_others() -> None:
    assert key_of("a:b", "c", "d") != key_of("a", "b:c", "d")
    assert not key_of("a:b", "c").startswith(prefix_of("a"))
    assert key_of("*", "张三").startswith(prefix_of("*"))
    assert ":" not in prefix_of("a:*")[len("xiake:") : -1]
    with pytest.raises(ValueError, match="name"):
        key_of("", "session")
