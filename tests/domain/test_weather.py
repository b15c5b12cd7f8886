"""Weather of a day: what counts as wet."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError
from xiake.domain.evidence import Source
from xiake.domain.weather import DayWeather, Wetness


def weather(**told: Any) -> DayWeather:
    return DayWeather.model_validate({"day": date(2027, 4, 1), "basis": "forecast", "source": Source(provider="sky"), **told})


@pytest.mark.parametrize(
    ("told", "wetness"),
    [
        ({"rain_mm": 0.4, "sky": "drizzle"}, "dry"),
        ({"rain_mm": 3}, "wet"),
        ({"rain_mm": 12, "rain_chance": 90, "sky": "rain"}, "wet"),
        ({"rain_mm": 12, "rain_chance": 20, "sky": "rain"}, "dry"),
        ({"rain_mm": 25, "sky": "thunderstorm"}, "soaking"),
        ({"sky": "snow"}, "wet"),
        ({"sky": "heavy_rain"}, "soaking"),
        ({"sky": "overcast"}, "dry"),
        ({}, None),
        ({"high": 30}, None),
        ({"basis": "normal", "rain_mm": 30, "rain_chance": 100}, None),
    ],
)
def test_wetness(told: dict[str, Any], wetness: Wetness | None) -> None:
    assert weather(**told).wetness == wetness


@pytest.mark.parametrize("told", [{"low": 9, "high": 8}, {"high": 99}, {"rain_mm": -1}, {"rain_chance": 101}])
def test_nonsense_is_no_weather(told: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        weather(**told)
