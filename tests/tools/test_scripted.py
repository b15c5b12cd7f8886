"""A provider that misbehaves on purpose."""

from __future__ import annotations

from datetime import date
from random import Random
from typing import Any

import pytest
from xiake.domain.errors import ConfigurationError
from xiake.domain.events import Event, ToolRetried
from xiake.tools.clock import VirtualClock
from xiake.tools.context import CallContext
from xiake.tools.policy import ToolPolicy
from xiake.tools.provider import provider_tools
from xiake.tools.providers.catalogue.provider import CatalogueProvider
from xiake.tools.registry import ToolRegistry
from xiake.tools.scripted import ScriptedProvider, closed, failing, rubbish, slow, sold_out

TODAY = date(2026, 3, 2)
TUESDAY = date(2026, 3, 10)
WEDNESDAY = date(2026, 3, 11)


def scripted(*script: Any, clock: VirtualClock | None = None) -> ToolRegistry:
    clock = clock or VirtualClock()
    provider = ScriptedProvider(CatalogueProvider(), script, clock=clock)
    return ToolRegistry(provider_tools(provider), policy=ToolPolicy(jitter=0), clock=clock, random=Random(0))


async def ids_of(registry: ToolRegistry, *names: str) -> list[str]:
    places = await registry.call("places", {"city": "北京", "names": names})
    return [place.id for place in places.unwrap().items]


@pytest.mark.parametrize(("rule", "status"), [(sold_out("故宫"), "sold_out"), (closed("gugong"), "closed")])
async def test_a_place_can_be_sold_out_or_closed(rule: Any, status: str) -> None:
    registry = scripted(rule)
    ids = await ids_of(registry, "故宫", "颐和园")
    query = {"city": "北京", "ids": ids, "days": [TUESDAY, WEDNESDAY], "today": TODAY}
    items = (await registry.call("availability", query)).unwrap().items
    assert {item.status for item in items if item.place == ids[0]} == {status}
    assert {item.status for item in items if item.place == ids[1]} == {"open"}
    assert (await registry.call("attractions", {"city": "北京", "names": ["故宫"]})).unwrap().items  # still found


async def test_only_on_some_dates() -> None:
    registry = scripted(sold_out("故宫", TUESDAY))
    ids = await ids_of(registry, "故宫")
    query = {"city": "北京", "ids": ids, "days": [TUESDAY, WEDNESDAY], "today": TODAY}
    items = (await registry.call("availability", query)).unwrap().items
    assert [item.status for item in items] == ["sold_out", "not_yet"]


async def test_failing_twice_then_recovering(events: list[Event]) -> None:
    result = await scripted(failing("hotels", code="unavailable", times=2)).call(
        "hotels", {"city": "北京"}, CallContext(sink=events.append)
    )
    assert (result.ok, result.attempts) == (True, 3)
    assert len([event for event in events if isinstance(event, ToolRetried)]) == 2


@pytest.mark.parametrize(
    ("rule", "cause"),
    [
        (failing("hotels"), "unavailable"),
        (rubbish("hotels"), "upstream"),
        (slow("hotels", seconds=60), "timeout"),
    ],
)
async def test_what_lasts_makes_the_capability_unavailable(rule: Any, cause: str) -> None:
    registry = scripted(rule)
    result = await registry.call("hotels", {"city": "北京"})
    assert result.error is not None
    assert result.error.code == "unavailable"
    assert [c.code for c in result.error.causes] == [cause]
    assert (await registry.call("cities", {})).ok


async def test_slow_is_only_slow() -> None:
    clock = VirtualClock()
    result = await scripted(slow("hotels", seconds=3), clock=clock).call("hotels", {"city": "北京"})
    assert result.ok
    assert result.elapsed == clock.monotonic() == 3


async def test_trouble_with_one_place_only() -> None:
    registry = scripted(failing("places", code="not_found", place="故宫"))
    assert not (await registry.call("places", {"city": "北京", "names": ["紫禁城"]})).ok
    assert (await registry.call("places", {"city": "北京", "names": ["颐和园"]})).ok
    assert (await registry.call("places", {"city": "北京"})).ok


def test_a_script_must_name_a_capability() -> None:
    with pytest.raises(ConfigurationError, match="hotel"):
        ScriptedProvider(CatalogueProvider(), [failing("hotel")])
