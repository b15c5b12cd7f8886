"""With live data for every city, a run has its places from one world: live, or bundled where live data isn't to be had."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from xiake import TripPlanner
from xiake.domain.errors import BadRequest, ToolFailure
from xiake.domain.events import Event, Replanned
from xiake.domain.itinerary import Itinerary
from xiake.planner.trip import Trip
from xiake.settings import Settings
from xiake.tools.clock import SystemClock
from xiake.tools.ledger import ToolLedger
from xiake.tools.providers.worlds import default_tools
from xiake.tools.registry import ToolRegistry

from ..loopback.amap import AmapLoopback

WISH = "苏州2日游，两个人，必去拙政园"


def settings_of(server: AmapLoopback, home: Path) -> Settings:
    values = {"amap_key": server.key, "amap_url": server.url, "amap_per_second": 500.0, "live": "first"}
    return Settings(**values, home=home, engine="memory", schedule_seconds=0.3)  # type: ignore[arg-type]


async def planned(planner: TripPlanner, wish: str) -> tuple[Trip, list[Event]]:
    events: list[Event] = []
    async for item in planner.astream(wish):
        if isinstance(item, Trip):
            return item, events
        events.append(item)
    raise AssertionError("no trip")


def providers(itinerary: Itinerary | None) -> set[str]:
    assert itinerary is not None
    stops = [stop for day in itinerary.days for stop in day.stops]
    return {stop.place.source.provider for stop in stops if stop.place.source.provider != "xiake"}


@pytest.fixture
def server() -> Iterator[AmapLoopback]:
    with AmapLoopback() as server:
        yield server


async def test_live_data_goes_first_where_it_is_wanted(server: AmapLoopback, tmp_path: Path) -> None:
    trip, _ = await planned(TripPlanner(settings=settings_of(server, tmp_path)), WISH)
    assert trip.status == "ok"
    assert providers(trip.itinerary) == {"amap"}
    assert not any("高德" in note and "没有用到" in note for note in trip.notes)


@pytest.mark.parametrize("where", ["", "/v5/place/text"])
async def test_without_live_data_the_bundled_city_is_planned(where: str, tmp_path: Path) -> None:
    with AmapLoopback(rate=1, kinds=("quota",), where=where) as server:
        trip, events = await planned(TripPlanner(settings=settings_of(server, tmp_path)), WISH)
    assert trip.status in ("ok", "degraded")
    assert providers(trip.itinerary) == {"catalogue"}
    assert any("没有用到高德" in note for note in trip.notes)
    assert not any(isinstance(event, Replanned) for event in events)


async def test_a_run_that_loses_its_live_data_starts_over_in_the_bundled_city(server: AmapLoopback, tmp_path: Path) -> None:
    trip, events = await planned(crippled(server, tmp_path), WISH)
    assert trip.status in ("ok", "degraded")
    assert providers(trip.itinerary) == {"catalogue"}
    assert len([event for event in events if isinstance(event, Replanned) and "实时数据中断" in event.reason]) == 1
    assert any("没有用到高德" in note for note in trip.notes)
    assert trip.itinerary is not None
    assert "拙政园" in {stop.place.name for day in trip.itinerary.days for stop in day.stops}


async def test_what_live_data_has_no_record_of_is_planned_in_the_bundled_city(server: AmapLoopback, tmp_path: Path) -> None:
    trip, events = await planned(TripPlanner(settings=settings_of(server, tmp_path)), "苏州2日游，两个人，想逛园林")
    assert trip.status in ("ok", "degraded")
    assert providers(trip.itinerary) == {"catalogue"}
    assert [event.reason for event in events if isinstance(event, Replanned)] == ["在苏州没有找到：园林；改用另一份数据重新规划"]
    assert any("没有用到高德" in note for note in trip.notes)
    nowhere, _ = await planned(TripPlanner(settings=settings_of(server, tmp_path)), "苏州2日游，两个人，想去滑雪场")
    assert nowhere.status != "ok" or not nowhere.request.constraints


async def test_a_city_that_can_not_be_asked_for_just_now_is_not_said_to_be_none(tmp_path: Path) -> None:
    with AmapLoopback(rate=1, kinds=("500",), where="/v3/config/district") as server:
        planner = TripPlanner(settings=settings_of(server, tmp_path))
        with pytest.raises(BadRequest, match="稍后再试"):
            await planner.aplan("洛阳2日游，两个人")
        server.rate = 0
        assert (await planner.aplan("洛阳2日游，两个人")).status == "ok"
        assert ToolLedger(tmp_path / "figures", SystemClock()).read()["atlas_cities"].errors == {"upstream": 1}


def crippled(server: AmapLoopback, home: Path) -> TripPlanner:
    """A planner whose live hotels are refused, though the city itself could be fetched."""

    async def refuse(query: object) -> object:
        raise ToolFailure("forbidden", "额度用完了", "quota used up")

    settings = settings_of(server, home)
    tools = default_tools(settings, SystemClock())
    tools = [replace(tool, function=refuse) if tool.name == "amap_hotels" else tool for tool in tools]
    return TripPlanner(registry=ToolRegistry(tools), settings=settings)


async def test_a_city_that_only_live_data_has_is_refused_honestly(server: AmapLoopback, tmp_path: Path) -> None:
    trip, _ = await planned(crippled(server, tmp_path), "洛阳2日游，两个人")
    assert trip.status in ("degraded", "infeasible")
    assert "额度用完了" in trip.to_markdown()


async def test_a_city_that_is_not_named_is_not_fetched(server: AmapLoopback, tmp_path: Path) -> None:
    trip, _ = await planned(TripPlanner(settings=settings_of(server, tmp_path)), "两个人，2天，必去拙政园")
    assert providers(trip.itinerary) <= {"catalogue"} if trip.itinerary else True
    assert not server.asked["/v5/place/text"]
