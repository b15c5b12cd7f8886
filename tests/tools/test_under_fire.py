"""Tools that are slow, silent or down: older answers, stand-ins asked early, deadlines, and the figures of it all."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest
from xiake.domain.events import Event, ToolCalled
from xiake.tools.cache import MemoryCache
from xiake.tools.clock import VirtualClock
from xiake.tools.context import CallContext
from xiake.tools.policy import ToolPolicy
from xiake.tools.registry import ToolRegistry

from .conftest import Answer, make_tool

ONCE = ToolPolicy(attempts=1, jitter=0)


def registry_of(*tools: Any, clock: VirtualClock, **options: Any) -> ToolRegistry:
    return ToolRegistry(tools, clock=clock, random=Random(0), **options)


async def test_an_older_answer_stands_in_while_nobody_gives_a_new_one(clock: VirtualClock) -> None:
    policy = ONCE.model_copy(update={"cache_ttl": 60, "stale_ttl": 600})
    tool, asked = make_tool(None, "unavailable", "not_found", "unavailable", policy=policy)
    events: list[Event] = []
    context = CallContext(sink=events.append)
    registry = registry_of(tool, clock=clock, cache=MemoryCache(clock))

    async def ask() -> Any:
        return await registry.call("double", {"number": 2}, context)

    assert (await ask()).age == 0
    await clock.sleep(50)
    assert (await ask()).age == 50
    assert len(asked) == 1
    await clock.sleep(50)
    stale = await ask()
    assert (stale.data, stale.age, len(asked)) == (Answer(double=4), 100, 2)
    gone = await ask()
    assert gone.error.code == "not_found", "a real answer is not replaced by an old one"
    await clock.sleep(600)
    assert (await ask()).error.code == "unavailable"
    assert [event.age for event in events if isinstance(event, ToolCalled)] == [0, 50, 100, 0, 0]
    ((_, figures),) = registry.stats
    assert (figures.calls, figures.kept, figures.stale) == (5, 2, 1)
    assert figures.errors == {"not_found": 1, "unavailable": 1}


@pytest.mark.parametrize(
    ("outcome", "seconds", "binding", "answers", "also_asked"),
    [
        (None, 1, False, "first", False),
        (None, 9, False, "second", True),
        ("unavailable", 9, False, "second", True),
        ("sold_out", 2.5, False, "second", True),
        (None, 9, True, "first", False),
    ],
)
async def test_a_silent_tool_has_its_stand_in_asked_early(
    outcome: Any, seconds: float, binding: bool, answers: str, also_asked: bool, clock: VirtualClock
) -> None:
    policy = ToolPolicy(attempts=1, hedge_after=2)
    first, _ = make_tool(outcome, name="first", seconds=seconds, clock=clock, policy=policy)
    second, asked = make_tool(name="second")
    tools = [tool if not binding else type(tool)(**{**vars(tool), "binding": True}) for tool in (first, second)]
    began = clock.monotonic()
    result = await registry_of(*tools, clock=clock).call("double", {"number": 2})
    assert (result.tool, bool(asked)) == (answers, also_asked)
    assert clock.monotonic() - began <= (seconds if answers == "first" else 2) + 0.001


async def test_the_slower_one_counts_where_the_stand_in_fails(clock: VirtualClock) -> None:
    policy = ToolPolicy(attempts=1, hedge_after=2)
    first, _ = make_tool(name="first", seconds=4, clock=clock, policy=policy)
    second, _ = make_tool("unavailable", "unavailable", name="second", policy=ONCE)
    third, asked = make_tool(name="third")
    result = await registry_of(first, second, third, clock=clock).call("double", {"number": 2})
    assert (result.ok, result.tool, asked) == (True, "first", [])
    down, _ = make_tool("upstream", name="down", seconds=4, clock=clock, policy=policy)
    result = await registry_of(down, second, third, clock=clock).call("double", {"number": 2})
    assert (result.ok, result.tool, asked) == (True, "third", [2])


async def test_nothing_is_waited_for_beyond_the_deadline(clock: VirtualClock) -> None:
    slow, asked = make_tool(*["unavailable"] * 9, name="slow", seconds=3, clock=clock)
    local, _ = make_tool(name="local")
    began = clock.monotonic()
    context = CallContext(deadline=began + 5)
    result = await registry_of(slow, local, clock=clock).call("double", {"number": 2}, context)
    assert (result.ok, result.tool) == (True, "local"), "what is at hand still answers"
    assert clock.monotonic() - began <= 5.5
    assert len(asked) == 2, "3 s, 1 s wait, and the rest"
    late = await registry_of(make_tool(name="hang", seconds=60, clock=clock)[0], clock=clock).call(
        "double", {"number": 2}, context
    )
    assert late.error is not None
    assert late.error.causes[0].code == "timeout"


async def test_prometheus_collects_the_figures(clock: VirtualClock) -> None:
    prometheus_client = pytest.importorskip("prometheus_client")
    from xiake.tools.prometheus import publish

    tool, _ = make_tool("timeout", seconds=0.3, clock=clock)
    registry = registry_of(tool, clock=clock, policy=ONCE)
    collected = prometheus_client.CollectorRegistry()
    publish(registry, collected)
    await registry.call("double", {"number": 2})
    await registry.call("double", {"number": 2})
    told = prometheus_client.generate_latest(collected).decode()
    assert 'xiake_tool_calls_total{tool="doubler"} 2.0' in told
    assert 'xiake_tool_errors_total{code="timeout",tool="doubler"} 1.0' in told
    assert 'xiake_tool_seconds_bucket{le="0.1",tool="doubler"} 0.0' in told
    assert 'xiake_tool_seconds_bucket{le="+Inf",tool="doubler"} 2.0' in told


async def test_opentelemetry_gets_a_histogram_where_the_application_has_set_it_up(clock: VirtualClock) -> None:
    metrics = pytest.importorskip("opentelemetry.sdk.metrics")
    export = pytest.importorskip("opentelemetry.sdk.metrics.export")
    from opentelemetry.metrics import _internal  # the application's own choice is made once a process

    reader = export.InMemoryMetricReader()
    before, _internal._METER_PROVIDER = _internal._METER_PROVIDER, metrics.MeterProvider([reader])
    try:
        await registry_of(make_tool("closed")[0], clock=clock).call("double", {"number": 2})
    finally:
        _internal._METER_PROVIDER = before
    (scope,) = reader.get_metrics_data().resource_metrics[0].scope_metrics
    (point,) = scope.metrics[0].data.data_points
    assert (scope.metrics[0].name, point.count) == ("xiake.tool.duration", 1)
    assert point.attributes == {"xiake.tool": "doubler", "xiake.kept": False, "error.type": "closed"}
