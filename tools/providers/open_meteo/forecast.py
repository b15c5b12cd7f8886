"""Forecasts of the next two weeks."""

from __future__ import annotations

from datetime import date, timedelta

from ....domain.evidence import Source
from ....domain.ports import Clock
from ....domain.weather import DayWeather
from ...weather import Weather, WeatherQuery
from .client import Daily, OpenMeteoClient, failure
from .codes import SKIES

NAME = "open_meteo"
TITLE = "Open-Meteo.com (CC BY 4.0)"
REACH = 16
"""Days that a forecast covers, today included."""


class OpenMeteoForecast:
    """Serves ``weather`` for the dates that a forecast reaches."""

    name = NAME
    remote = True
    source = Source(provider=NAME, title=TITLE)

    def __init__(self, client: OpenMeteoClient, clock: Clock) -> None:
        """Take a client, and a clock that dates the forecasts."""
        self._client = client
        self._clock = clock

    def serves(self, query: WeatherQuery) -> bool:
        """Whether a date lies within reach, and it is known where."""
        return query.at is not None and bool(_within(query))

    async def weather(self, query: WeatherQuery) -> Weather:
        """A forecast for each date within reach."""
        days = _within(query)
        if query.at is None:
            raise failure("not_found", "nowhere")
        if not days:
            raise failure("not_found", "too_far", days=REACH)
        told = await self._client.forecast(query.at, days[0], days[-1])
        source = Source(provider=NAME, record="forecast", title=TITLE, as_of=f"{self._clock.now():%Y-%m-%d}")
        items = tuple(day for day in (_day(told, k, source) for k in range(len(told.time))) if day and day.day in days)
        if not items:
            raise failure("not_found", "nothing")
        return Weather(items=items)


def _within(query: WeatherQuery) -> list[date]:
    last = query.today + timedelta(days=REACH - 1)
    return sorted(day for day in query.days if query.today <= day <= last)


def _day(told: Daily, k: int, source: Source) -> DayWeather | None:
    """A day, if anything is known of it."""
    code, low, high = told.weather_code[k], told.temperature_2m_min[k], told.temperature_2m_max[k]
    if low is None or high is None:
        return None
    chances = told.precipitation_probability_max
    return DayWeather(
        day=told.time[k],
        basis="forecast",
        sky=None if code is None else SKIES.get(code),
        low=low,
        high=high,
        rain_mm=told.precipitation_sum[k],
        rain_chance=chances[k] if chances else None,
        wind_kmh=told.wind_speed_10m_max[k],
        source=source,
    )
