"""Each wrapper adds one thing and leaves the rest alone."""

from __future__ import annotations

import asyncio
from random import Random
from typing import Any

import pytest
from xiake.domain.errors import RETRYABLE
from xiake.domain.events import Event, FellBack, ToolCalled, ToolRetried
from xiake.domain.language import Language, language_of
from xiake.tools.cache import MemoryCache
from xiake.tools.clock import VirtualClock
from xiake.tools.context import CallContext
from xiake.tools.policy import ToolPolicy
from xiake.tools.tool import Tool
from xiake.tools.wrappers.base import Call, Handler, invoke
from xiake.tools.wrappers.breaker import Breaker
from xiake.tools.wrappers.cache import Cache
from xiake.tools.wrappers.fallback import Fallback
from xiake.tools.wrappers.limit import Limit
from xiake.tools.wrappers.retry import Retry
from xiake.tools.wrappers.timeout import Timeout

from .conftest import Answer, Ask, make_tool

STEADY = ToolPolicy(jitter=0)


def call_of(tool: Tool[Ask, Answer], clock: VirtualClock, context: CallContext | None = None, number: int = 2) -> Call:
    return Call(tool, Ask(number=number), context or CallContext(), clock)


def wrapped(name: str, handler: Handler, clock: VirtualClock) -> Handler:
    handlers: dict[str, Handler] = {
        "timeout": Timeout(handler, 5),
        "retry": Retry(handler, STEADY, Random(0)),
        "limit": Limit(handler, 2),
        "breaker": Breaker(handler, 3, 30),
        "cache": Cache(handler, MemoryCache(clock), 60),
    }
    return handlers[name]


WRAPPERS = ("timeout", "retry", "limit", "breaker", "cache")


@pytest.mark.parametrize("name", WRAPPERS)
async def test_a_good_answer_passes_through(name: str, clock: VirtualClock) -> None:
    tool, asked = make_tool()
    result = await wrapped(name, invoke, clock)(call_of(tool, clock))
    assert (result.ok, result.data, result.attempts, asked) == (True, Answer(double=4), 1, [2])


@pytest.mark.parametrize("name", WRAPPERS)
@pytest.mark.parametrize("code", ["not_found", "sold_out", "closed", "unauthorized"])
async def test_a_final_failure_passes_through(name: str, code: Any, clock: VirtualClock) -> None:
    tool, asked = make_tool(code)
    result = await wrapped(name, invoke, clock)(call_of(tool, clock))
    assert result.error is not None
    assert (result.error.code, result.error.retryable, asked) == (code, False, [2])


@pytest.mark.parametrize("name", WRAPPERS)
async def test_cancellation_passes_through(name: str, clock: VirtualClock) -> None:
    started = asyncio.Event()

    async def hang(args: Ask) -> Answer:
        started.set()
        await asyncio.Event().wait()
        raise AssertionError

    tool = Tool(name="hang", capability="double", description="Hang.", args=Ask, result=Answer, function=hang)
    patient = VirtualClock(patience=10_000)
    task = asyncio.ensure_future(wrapped(name, invoke, patient)(call_of(tool, patient)))
    await started.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task


@pytest.mark.parametrize(
    ("outcome", "code"),
    [
        (ValueError("boom"), "upstream"),
        (TimeoutError(), "timeout"),
        ("rubbish", "upstream"),
    ],
)
async def test_whatever_a_tool_raises_becomes_a_result(outcome: Any, code: str, clock: VirtualClock) -> None:
    tool, _ = make_tool(outcome)
    result = await tool.attempt(Ask(number=1))
    assert result.error is not None
    assert result.error.code == code
    assert "boom" not in result.error.message  # foreign texts may carry secrets


async def test_timeout_ends_the_wait(clock: VirtualClock) -> None:
    tool, _ = make_tool(seconds=60, clock=clock)
    result = await Timeout(invoke, 5)(call_of(tool, clock))
    assert result.error is not None
    assert (result.error.code, clock.monotonic()) == ("timeout", 5)


async def test_timeout_lets_slow_enough_calls_finish(clock: VirtualClock) -> None:
    tool, _ = make_tool(seconds=4.9, clock=clock)
    assert (await Timeout(invoke, 5)(call_of(tool, clock))).ok


async def test_retry_waits_one_two_four_seconds(clock: VirtualClock, context: CallContext, events: list[Event]) -> None:
    tool, asked = make_tool("unavailable", "rate_limited", "timeout", "upstream")
    policy = ToolPolicy(attempts=4, jitter=0)
    result = await Retry(invoke, policy, Random(0))(call_of(tool, clock, context))
    assert result.error is not None
    assert (result.error.code, result.attempts, len(asked)) == ("upstream", 4, 4)
    assert clock.slept == [1, 2, 4]
    retried = [event for event in events if isinstance(event, ToolRetried)]
    assert [(event.attempt, event.wait, event.code) for event in retried] == [
        (2, 1, "unavailable"),
        (3, 2, "rate_limited"),
        (4, 4, "timeout"),
    ]


async def test_retry_adds_jitter_and_stops_at_success(clock: VirtualClock) -> None:
    tool, _ = make_tool("unavailable", "unavailable")
    result = await Retry(invoke, ToolPolicy(jitter=0.5), Random(3))(call_of(tool, clock))
    assert (result.ok, result.attempts) == (True, 3)
    first, second = clock.slept
    assert 1 < first < 1.5
    assert 2 < second < 2.5


async def test_limit_queues_what_is_too_much() -> None:
    running, most = 0, 0

    async def work(args: Ask) -> Answer:
        nonlocal running, most
        running += 1
        most = max(most, running)
        await asyncio.sleep(0)
        running -= 1
        return Answer(double=0)

    tool = Tool(name="work", capability="double", description="Work.", args=Ask, result=Answer, function=work)
    clock = VirtualClock()
    limit = Limit(invoke, 3)
    results = await asyncio.gather(*(limit(call_of(tool, clock)) for _ in range(20)))
    assert most == 3
    assert all(result.ok for result in results)


def test_limit_survives_several_event_loops(clock: VirtualClock) -> None:
    tool, _ = make_tool()
    limit = Limit(invoke, 1)

    async def many() -> None:
        await asyncio.gather(*(limit(call_of(tool, clock)) for _ in range(3)))

    for _ in range(2):
        asyncio.run(many())


async def test_breaker_opens_probes_and_closes(clock: VirtualClock) -> None:
    tool, asked = make_tool("unavailable", "timeout", "upstream")
    breaker = Breaker(invoke, failures=2, cooldown=30)
    for _ in range(2):
        await breaker(call_of(tool, clock))
    refused = await breaker(call_of(tool, clock))
    assert refused.error is not None
    assert (refused.error.code, refused.attempts, len(asked)) == ("unavailable", 0, 2)
    clock.advance(31)
    assert not (await breaker(call_of(tool, clock))).ok  # the probe fails, so it stays open
    clock.advance(29)
    await breaker(call_of(tool, clock))
    assert len(asked) == 3
    clock.advance(2)
    assert (await breaker(call_of(tool, clock))).ok
    assert (await breaker(call_of(tool, clock))).ok


async def test_breaker_lets_only_one_probe_through(clock: VirtualClock) -> None:
    tool, asked = make_tool("unavailable", seconds=1, clock=clock)
    breaker = Breaker(invoke, failures=1, cooldown=10)
    await breaker(call_of(tool, clock))
    clock.advance(11)
    results = await asyncio.gather(*(breaker(call_of(tool, clock)) for _ in range(5)))
    assert [result.ok for result in results] == [True, False, False, False, False]
    assert len(asked) == 2


async def test_real_answers_keep_the_breaker_closed(clock: VirtualClock) -> None:
    tool, asked = make_tool("unavailable", "not_found", "unavailable", "not_found")
    breaker = Breaker(invoke, failures=2, cooldown=30)
    for _ in range(5):
        await breaker(call_of(tool, clock))
    assert len(asked) == 5


async def test_cache_keeps_good_answers_for_a_while(clock: VirtualClock) -> None:
    tool, asked = make_tool("unavailable")
    cache = Cache(invoke, MemoryCache(clock), ttl=60)
    assert not (await cache(call_of(tool, clock))).ok  # a failure is not kept
    first = await cache(call_of(tool, clock))
    kept = await cache(call_of(tool, clock))
    assert kept.data == first.data == Answer(double=4)
    assert (kept.attempts, len(asked)) == (0, 2)
    await cache(call_of(tool, clock, number=3))
    assert len(asked) == 3
    clock.advance(60)
    await cache(call_of(tool, clock))
    assert len(asked) == 4


class BrokenCache:
    """A cache whose server is gone, or which keeps nonsense."""

    def __init__(self, value: bytes | None = None) -> None:
        self.value = value

    async def get(self, key: str) -> bytes | None:
        if self.value is None:
            raise ConnectionError
        return self.value

    async def set(self, key: str, value: bytes, ttl: float) -> None:
        raise ConnectionError


@pytest.mark.parametrize(
    "store", [BrokenCache(), BrokenCache(b"{"), BrokenCache(b'{"ok": true, "tool": "x", "data": {"no": 1}}')]
)
async def test_a_broken_cache_never_costs_the_answer(store: BrokenCache, clock: VirtualClock) -> None:
    tool, _ = make_tool()
    assert (await Cache(invoke, store, ttl=60)(call_of(tool, clock))).ok


async def test_what_a_broken_store_says_is_no_warning(clock: VirtualClock, caplog: pytest.LogCaptureFixture) -> None:
    class Locked(BrokenCache):
        async def get(self, key: str) -> bytes | None:
            raise OSError("redis://user:secret@host")

    tool, _ = make_tool()
    with caplog.at_level("DEBUG"):
        assert (await Cache(invoke, Locked(), ttl=60)(call_of(tool, clock))).ok
    warnings = [record for record in caplog.records if record.levelname == "WARNING"]
    assert warnings
    assert all("Error" in record.getMessage() and record.exc_info is None for record in warnings)
    assert all("secret" not in record.getMessage() for record in caplog.records)


@pytest.mark.parametrize(("language", "told"), [("zh", "5 秒内没有答复"), ("en", "no answer within 5 s")])
async def test_failures_are_told_in_the_language_of_the_call(language: Language, told: str, clock: VirtualClock) -> None:
    tool, _ = make_tool(seconds=60, clock=clock)
    result = await Timeout(invoke, 5)(call_of(tool, clock, CallContext(language=language)))
    assert result.error is not None
    assert result.error.message == told
    unsure, _ = make_tool(ValueError("boom"))
    result = await invoke(call_of(unsure, clock, CallContext(language=language)))
    assert result.error is not None
    assert language_of(result.error.message) == language


async def test_memory_cache_forgets_what_was_used_longest_ago(clock: VirtualClock) -> None:
    cache = MemoryCache(clock, capacity=2)
    for key in ("a", "b"):
        await cache.set(key, key.encode(), 60)
    await cache.get("a")
    await cache.set("c", b"c", 60)
    assert [await cache.get(key) for key in ("a", "b", "c")] == [b"a", None, b"c"]


async def test_fallback_keeps_every_cause(clock: VirtualClock, context: CallContext, events: list[Event]) -> None:
    first, _ = make_tool("timeout", name="first")
    second, _ = make_tool("unauthorized", name="second")
    third, _ = make_tool(name="third")
    result = await Fallback([(tool, invoke) for tool in (first, second, third)], STEADY)(call_of(first, clock, context))
    assert (result.ok, result.tool) == (True, "third")
    fell = [event for event in events if isinstance(event, FellBack)]
    assert [(event.failed, event.code, event.to) for event in fell] == [
        ("first", "timeout", "second"),
        ("second", "unauthorized", "third"),
    ]
    assert [event.tool for event in events if isinstance(event, ToolCalled)] == ["first", "second", "third"]


@pytest.mark.parametrize(
    ("outcomes", "code"),
    [
        (("timeout", "upstream"), "unavailable"),
        (("not_found", "timeout"), "unavailable"),
        (("not_found", "not_found"), "not_found"),
        (("unauthorized", "not_found"), "unauthorized"),
        (("timeout", "sold_out"), "sold_out"),
    ],
)
async def test_what_all_failures_come_to(outcomes: tuple[Any, Any], code: str, clock: VirtualClock) -> None:
    first, _ = make_tool(outcomes[0], name="first")
    second, _ = make_tool(outcomes[1], name="second")
    result = await Fallback([(first, invoke), (second, invoke)], STEADY)(call_of(first, clock))
    assert result.error is not None
    assert result.error.code == code
    assert result.error.retryable == (code in RETRYABLE)
    told = next(cause for cause in outcomes if cause == code or (code == "unavailable" and cause in RETRYABLE))
    assert result.error.message == f"scripted {told}", "the message belongs to the failure that decides"
    assert [cause.tool for cause in result.error.causes][:1] == ["first"]


async def test_a_settled_answer_is_not_asked_elsewhere(clock: VirtualClock) -> None:
    first, _ = make_tool("sold_out", name="first")
    second, asked = make_tool(name="second")
    result = await Fallback([(first, invoke), (second, invoke)], STEADY)(call_of(first, clock))
    assert result.error is not None
    assert (result.error.code, asked) == ("sold_out", [])
