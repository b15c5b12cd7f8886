"""Weather in whole runs: wet days are spent indoors, warnings and averages are said, and unknown weather spoils no plan."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest
from xiake.domain.check import CheckResult
from xiake.domain.language import LANGUAGES, Language
from xiake.domain.weather import DayWeather
from xiake.planner.trip import Trip
from xiake.planner.trip_planner import TripPlanner
from xiake.planner.warnings import warnings_of
from xiake.settings import Settings
from xiake.tools.clock import SystemClock, VirtualClock
from xiake.tools.provider import Provider, provider_tools
from xiake.tools.providers.worlds import default_tools
from xiake.tools.registry import ToolRegistry
from xiake.tools.scripted import ScriptedProvider, failing

from ..loopback.open_meteo import RAINY, OpenMeteoLoopback
from ..world import START, Skies, World, hotel, request, restaurant, sight, weather, wish_for

PARKS = [sight(f"Park{k}", k, 1, renown=70, setting="outdoor", price=0) for k in range(3)]
HALLS = [sight(f"Hall{k}", k, 1, renown=70, setting="indoor", price=0) for k in range(3)]
RECORDS = (*PARKS, *HALLS, *(restaurant(f"Diner{k}", k % 3, k % 2) for k in range(8)), hotel("Inn"))
ALL = request(constraints=(wish_for(*PARKS, *HALLS),), pace="relaxed")
SECOND = START + timedelta(days=1)


async def plan(home: Path, provider: Provider, asked: Any = ALL) -> Trip:
    registry = ToolRegistry(provider_tools(provider), clock=VirtualClock(), random=Random(1))
    return await TripPlanner(registry=registry, settings=Settings(home=home, schedule_seconds=0.3)).aplan(asked)


def skies(*days: DayWeather) -> Skies:
    return Skies(records=RECORDS, weather_on={day.day: day for day in days})


def visits(trip: Trip) -> list[set[str]]:
    assert trip.itinerary is not None
    return [{stop.name for stop in day.stops if stop.kind == "attraction"} for day in trip.itinerary.days]


def said(trip: Trip) -> list[CheckResult]:
    return [check for check in trip.checks if check.rule == "weather"]


@pytest.mark.parametrize("wet", [0, 1])
async def test_a_wet_day_is_spent_indoors(wet: int, tmp_path: Path) -> None:
    rain = weather(START + timedelta(days=wet), rain_mm=14, rain_chance=85, sky="rain")
    dry = weather(START + timedelta(days=1 - wet))
    trip = await plan(tmp_path, skies(rain, dry))
    assert trip.status == "ok"
    assert visits(trip)[wet] == {hall.name for hall in HALLS}
    assert visits(trip)[1 - wet] == {park.name for park in PARKS}
    assert [(check.status, check.day) for check in said(trip)] == [("satisfied", wet + 1)]
    assert trip.weather == tuple(sorted((rain, dry), key=lambda day: day.day))


async def test_what_must_be_in_the_open_stays_and_is_said(tmp_path: Path) -> None:
    asked = request(constraints=(wish_for(PARKS[0]),), days=1, language="zh")
    trip = await plan(tmp_path, skies(weather(START, rain_mm=40, rain_chance=90)), asked)
    assert trip.status == "ok"
    (check,) = said(trip)
    assert (check.status, check.soft, check.place) == ("violated", True, PARKS[0].id)
    assert "40毫米" in check.message
    assert any("大雨" in note for note in trip.notes)
    assert not visits(trip)[0] & {park.name for park in PARKS[1:]}, "the others are left out"


async def test_averages_say_nothing_of_single_days(tmp_path: Path) -> None:
    usual = [weather(day, basis="normal", rain_mm=20, rain_chance=80) for day in (START, SECOND)]
    known, unknown = await plan(tmp_path, skies(*usual)), await plan(tmp_path, World(records=RECORDS))
    assert known.itinerary == unknown.itinerary
    assert known.checks == unknown.checks
    assert not said(known)
    assert not unknown.weather
    assert set(known.notes) - set(unknown.notes) == {
        "It rains or snows on about 80 % of days at this time of the year: bring something against it"
    }


async def test_weather_that_cannot_be_told_is_a_note_and_no_gap(tmp_path: Path) -> None:
    world = skies(weather(START))
    partly = await plan(tmp_path, world)
    assert world.calls["weather"] == 2, "the rest is asked for once more"
    down = await plan(tmp_path, ScriptedProvider(world, [failing("weather")]))
    for trip, words in ((partly, "03-04"), (down, "see a forecast before you go")):
        assert trip.status == "ok"
        assert not trip.gaps
        assert any(words in note for note in trip.notes)


@pytest.mark.parametrize("language", LANGUAGES)
async def test_every_view_tells_it_with_what_it_is(language: Language, tmp_path: Path) -> None:
    forecast = weather(START, sky="thunderstorm", rain_mm=14, rain_chance=85, wind_kmh=31.4)
    usual = weather(SECOND, basis="normal", low=-3.4, high=5.6, rain_chance=20, rain_mm=None)
    trip = await plan(tmp_path, skies(forecast, usual), ALL.model_copy(update={"language": language}))
    lines = {
        "zh": (
            "天气预报：雷雨，12～21℃，降水14毫米，降水概率85%，风速31公里/时（2026-01 发布）",
            "往年这时候：-3～6℃，约20%的日子有雨雪",
        ),
        "en": (
            "Forecast: thunderstorms, 12 to 21 °C, 14 mm of rain, 85 % chance of rain, wind up to 31 km/h (of 2026-01)",
            "Usual for the time of the year: -3 to 6 °C, rain or snow on 20 % of days",
        ),
    }[language]
    for line in lines:
        assert trip.to_markdown().count(line) == 1
        assert trip.to_html().count(line) == 1
    assert Trip.model_validate_json(trip.to_json()).weather == trip.weather
    assert forecast.source in trip.sources


DAY = date(2027, 7, 10)


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"high": 36.4}, "36"),
        ({"low": -14, "high": -2}, "-14"),
        ({"wind_kmh": 75.0}, "75"),
        ({"rain_mm": 30}, "大雨"),
        ({"basis": "normal", "high": 33}, "33"),
        ({"basis": "normal", "low": -6, "high": 3}, "-6"),
        ({"basis": "normal", "rain_chance": 55}, "55"),
        ({"basis": "normal", "typhoons": True}, "台风"),
        ({"high": 34.9, "low": 20, "wind_kmh": 40, "rain_mm": 8}, ""),
        ({"basis": "normal", "high": 28, "rain_chance": 40}, ""),
    ],
)
def test_warnings(told: Mapping[str, Any], words: str) -> None:
    days: Sequence[DayWeather] = [weather(DAY, **{"rain_chance": 50, **told}), weather(DAY + timedelta(days=1))]
    days = [
        day.model_copy(update={"rain_chance": 10}) if day.basis == "normal" and "rain_chance" not in told else day for day in days
    ]
    chinese, english = list(warnings_of(days, "zh")), list(warnings_of(days, "en"))
    assert len(chinese) == len(english) == bool(words)
    assert all(words in warning for warning in chinese)


class Morning(SystemClock):
    """A day in spring."""

    def now(self) -> datetime:
        return datetime.fromisoformat("2027-04-05T09:00:00+08:00")


async def test_a_live_forecast_reaches_a_plan_of_a_bundled_city(tmp_path: Path) -> None:
    today = Morning().now().date()
    with OpenMeteoLoopback(today, {today + timedelta(days=2): RAINY}) as server:
        settings = Settings(
            home=tmp_path, schedule_seconds=0.3, weather="live", open_meteo_url=server.url, open_meteo_archive_url=server.url
        )
        registry = ToolRegistry(default_tools(settings, Morning()), clock=Morning())
        trip = await TripPlanner(registry=registry, settings=settings).aplan("上海3日游，两个人", start=today + timedelta(days=1))
        far = await TripPlanner(registry=registry, settings=settings).aplan("上海1日游，两个人", start=today + timedelta(days=15))
        later = await TripPlanner(registry=registry, settings=settings).aplan(
            "上海2日游，两个人", start=today + timedelta(days=30)
        )
    assert [day.basis for day in trip.weather] == ["forecast"] * 3
    assert [day.wetness for day in trip.weather] == ["dry", "wet", "dry"]
    assert [check.day for check in said(trip) if check.status == "satisfied"] == [2], "its second day is spent indoors"
    assert [day.basis for day in (*far.weather, *later.weather)] == ["forecast", "normal", "normal"]
    assert {source.provider for source in trip.sources} >= {"open_meteo", "catalogue"}
    assert len(server.asked) == 2
