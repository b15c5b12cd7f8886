"""Amap's forecasts of the next four days, for where nobody better can be asked."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from ....domain.errors import ToolFailure
from ....domain.evidence import Source
from ....domain.weather import DayWeather
from ...skies import sky_of
from ...weather import Weather, WeatherQuery
from .client import AmapClient, text_of
from .phrases import PHRASES
from .records import NAME

REACH = 4
"""Days that a forecast covers, today included."""


class AmapWeather:
    """Serves ``weather`` for the dates that Amap's forecast reaches."""

    name = NAME
    remote = True
    source = Source(provider=NAME, title="高德天气")

    def __init__(self, client: AmapClient) -> None:
        """Take a client."""
        self._client = client

    def serves(self, query: WeatherQuery) -> bool:
        """Whether a date lies within reach."""
        return bool(_within(query))

    async def weather(self, query: WeatherQuery) -> Weather:
        """A forecast for each date within reach."""
        districts = await self._client.districts(query.city)
        adcode = next((text_of(one.get("adcode")) for one in districts if text_of(one.get("name")).startswith(query.city)), "")
        if not adcode:
            raise ToolFailure("not_found", *PHRASES.both("no_city", name=query.city))
        days, items = _within(query), []
        for forecast in await self._client.weather(adcode):
            told = text_of(forecast.get("reporttime"))[:10]
            source = Source(provider=NAME, record=adcode, title=self.source.title, as_of=told)
            casts = forecast.get("casts")
            for cast in casts if isinstance(casts, list) else ():
                day = _day(cast, source) if isinstance(cast, dict) else None
                if day is not None and day.day in days:
                    items.append(day)
        if not items:
            raise ToolFailure("not_found", *PHRASES.both("no_weather", city=query.city))
        return Weather(items=tuple(items))


def _within(query: WeatherQuery) -> set[date]:
    return {day for day in query.days if query.today <= day < query.today + timedelta(days=REACH)}


def _day(cast: Mapping[str, Any], source: Source) -> DayWeather | None:
    try:
        day, first, second = date.fromisoformat(text_of(cast.get("date"))), _degrees(cast, "day"), _degrees(cast, "night")
    except ValueError:
        return None
    words = (text_of(cast.get("dayweather")), text_of(cast.get("nightweather")))
    sky = sky_of(words[0]) or sky_of(words[1])
    return DayWeather(day=day, basis="forecast", sky=sky, low=min(first, second), high=max(first, second), source=source)


def _degrees(cast: Mapping[str, Any], part: str) -> float:
    return float(text_of(cast.get(f"{part}temp")))
