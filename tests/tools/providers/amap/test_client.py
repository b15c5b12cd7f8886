"""Amap over a real socket: formats, faults, and a key that is never told."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr
from xiake.domain.errors import ErrorCode, ToolFailure
from xiake.domain.geo import Coordinate
from xiake.tools.clock import SystemClock
from xiake.tools.gazetteer import GazetteerQuery
from xiake.tools.places import PlacesQuery
from xiake.tools.providers.amap.client import AmapClient
from xiake.tools.providers.amap.infocodes import trouble_of
from xiake.tools.providers.amap.provider import AmapProvider
from xiake.tools.quota import DailyQuota

from ....loopback.amap import KEY, LUOYANG, AmapLoopback, FaultKind


class Hurried(SystemClock):
    """Notes waits instead of waiting."""

    def __init__(self) -> None:
        self.slept: list[float] = []

    def now(self) -> datetime:
        return datetime.fromisoformat("2026-03-01T09:00:00+08:00")

    def monotonic(self) -> float:
        return 0.0

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        await asyncio.sleep(0)


@pytest.fixture
def server() -> Iterator[AmapLoopback]:
    with AmapLoopback() as server:
        yield server


def client_of(server: AmapLoopback, clock: Any = None, **options: Any) -> AmapClient:
    options.setdefault("key", SecretStr(KEY))
    return AmapClient(options.pop("key"), clock or Hurried(), address=server.url, per_second=1000, **options)


async def test_every_service_answers(server: AmapLoopback) -> None:
    client = client_of(server)
    start, end = Coordinate(lat=34.55, lon=112.47), Coordinate(lat=34.72, lon=112.60)
    assert (await client.text("410300", types="140100"))[0]["name"] == "洛阳博物馆"
    near = Coordinate(lat=34.5553, lon=112.4776)
    assert (await client.around(near, 3000, types="110000"))[0]["name"] == "龙门石窟"
    corners = (Coordinate(lat=34.5, lon=112.4), Coordinate(lat=34.6, lon=112.5))
    assert {poi["name"] for poi in await client.polygon(corners, types="110000")} == {"龙门石窟"}
    assert (await client.detail(["B0410300000"]))[0]["name"] == "龙门石窟"
    assert (await client.geocode("龙门石窟", "洛阳"))[0]["adcode"] == "410311"
    assert (await client.regeocode(start))["addressComponent"]["city"] == "洛阳市"
    assert (await client.districts("洛阳", below=1))[0]["adcode"] == "410300"
    assert (await client.distances([end, start], end))[0] == {
        "origin_id": "1",
        "dest_id": "1",
        "distance": "0",
        "duration": "120",
    }
    assert (await client.driving(start, end))[0]["distance"] == "5200"
    assert (await client.walking(start, end))[0]["cost"]["duration"] == "900"
    assert (await client.transit(start, end, "0379"))[0]["cost"]["transit_fee"] == "2.0"
    assert (await client.weather("410300"))[0]["casts"][0]["dayweather"] == "小雨"
    assert server.asked.total() == 12


FAULTS: list[tuple[FaultKind, ErrorCode, int]] = [
    ("silent", "timeout", 3),
    ("cut", "unavailable", 3),
    ("429", "rate_limited", 3),
    ("500", "upstream", 3),
    ("burst", "upstream", 3),
    ("not-json", "upstream", 3),
    ("list", "upstream", 3),
    ("huge", "upstream", 3),
    ("key", "unauthorized", 1),
    ("quota", "forbidden", 1),
    ("busy", "rate_limited", 3),
    ("server", "unavailable", 3),
]


@pytest.mark.parametrize(("kind", "code", "attempts"), FAULTS)
async def test_faults_have_codes_and_passing_ones_are_tried_again(
    kind: FaultKind, code: ErrorCode, attempts: int, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    with AmapLoopback(rate=1, kinds=(kind,)) as server, pytest.raises(ToolFailure) as caught:
        await client_of(server, seconds=0.2).text("410300", types="140100")
    assert caught.value.code == code
    assert server.asked.total() == attempts
    told = "\n".join([str(caught.value), caught.value.message_in("en"), repr(caught.value), caplog.text])
    assert KEY not in told


async def test_a_server_that_says_when_is_asked_then() -> None:
    clock = Hurried()
    with AmapLoopback(rate=1, kinds=("429-wait",)) as server, pytest.raises(ToolFailure):
        await client_of(server, clock).text("410300")
    assert clock.slept.count(1.0) == 2


async def test_a_dead_address_and_a_wrong_key_are_said(server: AmapLoopback) -> None:
    with pytest.raises(ToolFailure) as caught:
        await client_of(server, key=SecretStr("wrong" * 6)).text("410300")
    assert caught.value.code == "unauthorized"
    assert "AMAP_API_KEY" in str(caught.value)
    with AmapLoopback() as gone:
        client = client_of(gone)
    with pytest.raises(ToolFailure) as caught:
        await client.text("410300")
    assert caught.value.code == "unavailable"


async def test_refused_encryption_is_said() -> None:
    with AmapLoopback(tls=True) as server, pytest.raises(ToolFailure) as caught:
        await client_of(server).text("410300")
    assert caught.value.code == "unavailable"
    assert "证书" in str(caught.value)
    assert KEY not in caught.value.message_in("en")


async def test_a_burst_passes() -> None:
    with AmapLoopback(rate=1, kinds=("burst",)) as server:
        client = client_of(server)
        with pytest.raises(ToolFailure):
            await client.text("410300")
        server.rate = 0
        assert await client.text("410300"), "one more refusal, then an answer"
    assert server.asked.total() == 5


async def test_another_city_than_asked_for_is_no_answer() -> None:
    with AmapLoopback(rate=1, kinds=("other-city",)) as server:
        client = client_of(server)
        with pytest.raises(ToolFailure) as caught:
            await client.weather("410300")
        assert caught.value.code == "upstream"
        with pytest.raises(ToolFailure) as caught:
            await AmapProvider(client, Hurried()).gazetteer(GazetteerQuery(city="洛阳"))
        assert caught.value.code == "upstream"


async def test_requests_keep_below_the_rate(server: AmapLoopback) -> None:
    clock = Hurried()
    client = AmapClient(SecretStr(KEY), clock, address=server.url, per_second=2)
    await asyncio.gather(*(client.text("410300") for _ in range(4)))
    assert sorted(round(wait, 1) for wait in clock.slept) == [0.5, 1.0, 1.5]


async def test_a_city_is_fetched_once_and_what_is_unknown_stays_so(server: AmapLoopback) -> None:
    provider = AmapProvider(client_of(server), Hurried())
    one, other = await asyncio.gather(*(provider.gazetteer(GazetteerQuery(city="洛阳")) for _ in range(2)))
    asked = server.asked.total()
    assert one == other
    places = {
        place.name: place for place in (await provider.places(PlacesQuery(city="洛阳", names=("龙门石窟", "白马寺")))).items
    }
    assert server.asked.total() == asked
    temple: Any = places["白马寺"]
    assert (temple.hours, temple.ticket) == (None, None)
    assert "旺季7:30-18:00" in temple.tips
    assert 0.0001 < abs(places["龙门石窟"].at.lat - 34.5553) < 0.01, "shifted back from the map's coordinates"
    names = {place.name for place in one.places if place.kind == "hotel"}
    assert names
    assert "示例酒店6号店" not in names, "no price, no place in a plan"
    assert set(LUOYANG.districts) <= {place.name for place in one.places if place.kind == "area"}


def test_every_code_has_a_meaning() -> None:
    assert trouble_of("10044") == ("quota", "forbidden")
    assert trouble_of("99999") == ("down", "unavailable")


async def test_a_key_that_is_used_up_is_not_shown_again_today(server: AmapLoopback, tmp_path: Path) -> None:
    quota = DailyQuota(tmp_path / "amap.json", Hurried())
    client = client_of(server, quota=quota)
    await client.districts("洛阳")
    server.kinds, server.rate = ("quota",), 1.0
    with pytest.raises(ToolFailure) as told:
        await client.districts("洛阳")
    assert told.value.code == "forbidden"
    asked, server.rate = server.asked.total(), 0.0
    with pytest.raises(ToolFailure) as refused:
        await client.districts("洛阳")
    assert "2" in str(refused.value)
    assert server.asked.total() == asked
    few = client_of(server, quota=DailyQuota(tmp_path / "few.json", Hurried(), most=1))
    await few.districts("洛阳")
    with pytest.raises(ToolFailure):
        await few.districts("洛阳")
