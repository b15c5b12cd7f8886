"""Open-Meteo over a real socket: forecasts, averages of past years, faults."""

from __future__ import annotations

import asyncio
from datetime import date, datetime, timedelta

import pytest
from pydantic import SecretStr
from xiake.domain.errors import ErrorCode, ToolFailure
from xiake.domain.geo import Coordinate
from xiake.settings import Settings
from xiake.tools.clock import SystemClock
from xiake.tools.providers.open_meteo.client import OpenMeteoClient
from xiake.tools.providers.open_meteo.forecast import OpenMeteoForecast
from xiake.tools.providers.open_meteo.years import OpenMeteoYears
from xiake.tools.providers.worlds import default_tools
from xiake.tools.registry import ToolRegistry
from xiake.tools.weather import Weather, WeatherQuery

from ....loopback.amap import LUOYANG, AmapLoopback
from ....loopback.open_meteo import POURING, RAINY, FaultKind, OpenMeteoLoopback, Sky

TODAY = date(2026, 3, 1)
HERE = Coordinate(lat=34.62, lon=112.45)


class Clock(SystemClock):
    """Always the same morning; nobody waits between attempts, and only time-outs pass."""

    def now(self) -> datetime:
        return datetime.fromisoformat(f"{TODAY}T09:00:00+08:00")

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds if seconds > 8 else 0)


def after(*days: int) -> tuple[date, ...]:
    return tuple(TODAY + timedelta(days=k) for k in days)


def query(*days: int, city: str = "洛阳", at: Coordinate | None = HERE) -> WeatherQuery:
    return WeatherQuery(city=city, days=after(*days), today=TODAY, at=at)


def client_of(server: OpenMeteoLoopback) -> OpenMeteoClient:
    return OpenMeteoClient(forecast=server.url, archive=server.url, seconds=0.5)


async def forecast(server: OpenMeteoLoopback, asked: WeatherQuery) -> Weather:
    return await OpenMeteoForecast(client_of(server), Clock()).weather(asked)


async def test_a_forecast_tells_each_day_that_it_reaches() -> None:
    second, fourth = after(1, 3)
    skies = {second: RAINY, fourth: POURING, TODAY: Sky(code=42, chance=None), after(4)[0]: Sky(low=None)}
    with OpenMeteoLoopback(TODAY, skies) as server:
        items = (await forecast(server, query(0, 1, 3, 4, 15, 16))).items
    assert [item.day for item in items] == list(after(0, 1, 3, 15)), "what it knows nothing of is left out"
    assert {item.basis for item in items} == {"forecast"}
    assert [item.sky for item in items] == [None, "rain", "heavy_rain", "clear"]
    assert [item.wetness for item in items] == ["dry", "wet", "soaking", "dry"]
    wet = items[1]
    assert (wet.low, wet.high, wet.rain_mm, wet.rain_chance, wet.wind_kmh) == (12, 17, 9.4, 80, 20)
    assert (wet.source.provider, wet.source.as_of, wet.source.estimated) == ("open_meteo", "2026-03-01", False)
    ((path, asked),) = server.asked
    assert path == "/v1/forecast"
    assert (asked["start_date"], asked["end_date"], asked["timezone"]) == ("2026-03-01", "2026-03-16", "Asia/Shanghai")


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        ("silent", "timeout"),
        ("cut", "unavailable"),
        ("429", "rate_limited"),
        ("429-wait", "rate_limited"),
        ("500", "upstream"),
        ("400", "invalid_argument"),
        ("not-json", "upstream"),
        ("list", "upstream"),
        ("other-place", "upstream"),
        ("other-dates", "upstream"),
        ("uneven", "upstream"),
        ("fahrenheit", "upstream"),
        ("huge", "upstream"),
    ],
)
async def test_every_fault_has_its_code(fault: FaultKind, code: ErrorCode) -> None:
    with OpenMeteoLoopback(TODAY, fault=fault) as server:
        with pytest.raises(ToolFailure) as caught:
            await forecast(server, query(1, 2))
        with pytest.raises(ToolFailure) as caught_past:
            await OpenMeteoYears(client_of(server), Clock()).weather(query(90))
    assert caught.value.code == caught_past.value.code == code
    assert "127.0.0.1" not in f"{caught.value} {caught.value.message_in('en')}"
    assert caught.value.message_in("en") != str(caught.value)


async def test_nobody_is_asked_about_what_no_forecast_reaches() -> None:
    with OpenMeteoLoopback(TODAY, fault="slow") as server:
        live = OpenMeteoForecast(client_of(server), Clock())
        assert not live.serves(query(16, 20))
        assert not live.serves(query(1, at=None))
        for asked in (query(16), query(1, at=None), query(-1)):
            with pytest.raises(ToolFailure, match=r"预报|坐标"):
                await live.weather(asked)
        assert not server.asked
        assert live.serves(query(15))
        assert len((await live.weather(query(15))).items) == 1


async def test_past_years_tell_what_is_usual() -> None:
    """Around the date two of fifteen days are wet in each year, and one year is warmer than the others."""
    asked = TODAY + timedelta(days=90)
    skies: dict[date, Sky] = {}
    for year in range(2021, 2026):
        middle = asked.replace(year=year)
        for k in range(-7, 8):
            warm = 5.0 if year == 2025 else 0.0
            skies[middle + timedelta(days=k)] = Sky(high=25.0 + warm, low=15.0 + warm, rain=7.5 if k in (-7, 7) else 0.0)
        skies[middle + timedelta(days=8)] = Sky(high=50.0, low=40.0)
    with OpenMeteoLoopback(TODAY, skies) as server:
        (item,) = (await OpenMeteoYears(client_of(server), Clock()).weather(query(90))).items
    assert (item.basis, item.low, item.high, item.rain_mm, item.rain_chance) == ("normal", 16, 26, 1, 13)
    assert item.wetness is None, "an average says nothing of a single day"
    assert item.source.estimated
    assert "2021–2025" in item.source.title
    assert {path for path, _ in server.asked} == {"/v1/archive"}
    assert len(server.asked) == 5


async def test_a_leap_day_and_days_that_are_not_in_yet() -> None:
    today = date(2028, 1, 2)
    asked = WeatherQuery(city="洛阳", days=(date(2028, 2, 29), date(2028, 12, 30)), today=today, at=HERE)
    early = WeatherQuery(city="洛阳", days=(date(2028, 12, 30),), today=today, at=HERE)
    with OpenMeteoLoopback(today) as server:
        years = OpenMeteoYears(client_of(server), Clock())
        with pytest.raises(ToolFailure):
            await years.weather(asked.model_copy(update={"at": None}))
        assert len((await years.weather(early)).items) == 1
        assert len((await years.weather(asked)).items) == 2
    assert server.asked[0][1]["end_date"] == "2024-01-06"
    assert server.asked[4][1]["end_date"] == "2027-12-26", "the last days of the year are not in yet"


def settings_of(*servers: AmapLoopback | OpenMeteoLoopback, **more: str) -> Settings:
    """Settings as those of the environment."""
    known = {name: value for server in servers for name, value in server.environment().items()} | more
    key = known.pop("AMAP_API_KEY", None)
    values = {name.removeprefix("XIAKE_").lower(): value for name, value in known.items()}
    return Settings(**values, amap_key=SecretStr(key) if key else None)  # type: ignore[arg-type]


def registry_of(settings: Settings) -> ToolRegistry:
    return ToolRegistry(default_tools(settings, Clock()), clock=Clock())


def test_without_a_setting_or_a_key_nothing_is_asked_online() -> None:
    assert [tool.name for tool in registry_of(settings_of()).of("weather")] == ["catalogue_weather"]
    with AmapLoopback() as amap:
        names = [tool.name for tool in registry_of(settings_of(amap, XIAKE_WEATHER="auto")).of("weather")]
    assert names == ["open_meteo_weather", "amap_weather", "catalogue_weather", "open_meteo_years_weather"]


async def test_who_stands_in_for_whom() -> None:
    with OpenMeteoLoopback(TODAY, {after(1)[0]: RAINY}) as server, AmapLoopback() as amap:
        registry = registry_of(settings_of(amap, server))

        async def asked(*days: int, city: str = "洛阳") -> str:
            result = await registry.call("weather", query(*days, city=city))
            return f"{result.tool} {result.unwrap().items[0].basis}"

        assert await asked(1, 40) == "open_meteo_weather forecast"
        assert await asked(40) == "open_meteo_years_weather normal", "no averages are bundled"
        assert await asked(40, city="北京") == "catalogue_weather normal"
        server.fault = "500"
        assert await asked(1) == "amap_weather forecast"
        assert await asked(1, city="北京") == "catalogue_weather normal"
        lost = await registry.call("weather", query(40))
        assert lost.error is not None
        assert lost.error.code == "unavailable"


async def test_amap_tells_rough_forecasts() -> None:
    with AmapLoopback() as amap, OpenMeteoLoopback(TODAY, fault="429") as server:
        result = await registry_of(settings_of(amap, server)).call("weather", query(1, 2))
    (item,) = result.unwrap().items
    assert (item.day, item.sky, item.low, item.high, item.wetness) == (after(1)[0], "rain", 3, 9, "wet")
    assert (item.source.record, item.source.as_of) == (LUOYANG.adcode, "2026-03-01")
    assert item.rain_mm is None


async def test_refused_encryption_is_said() -> None:
    with OpenMeteoLoopback(TODAY, tls=True) as server, pytest.raises(ToolFailure) as caught:
        await forecast(server, query(0, 1))
    assert caught.value.code == "unavailable"
    assert "证书" in str(caught.value)
