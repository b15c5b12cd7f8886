"""What the same days of past years brought, where nothing better is known of the time of the year."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from statistics import fmean

from ....domain.evidence import Source
from ....domain.ports import Clock
from ....domain.weather import DayWeather
from ...weather import Weather, WeatherQuery
from .client import Daily, OpenMeteoClient, failure
from .forecast import TITLE
from .phrases import PHRASES

NAME = "open_meteo_years"
_YEARS = 5
_AROUND = timedelta(days=7)
"""Days before and after a date count with it: single days of few years say little."""
_LATE = 7
"""Days that it takes until the past is in."""
_WET_MM = 1.0


class OpenMeteoYears:
    """Serves ``weather`` as averages over the same days of the last full years; estimates, and labelled so."""

    name = NAME
    remote = True
    source = Source(provider=NAME, title=TITLE, estimated=True)

    def __init__(self, client: OpenMeteoClient, clock: Clock) -> None:
        """Take a client, and a clock that dates the averages."""
        self._client = client
        self._clock = clock

    def serves(self, query: WeatherQuery) -> bool:
        """Whether it is known where."""
        return query.at is not None

    async def weather(self, query: WeatherQuery) -> Weather:
        """An average for each date."""
        if query.at is None:
            raise failure("not_found", "nowhere")
        first = min(query.days)
        years = range(query.today.year - _YEARS, query.today.year)
        starts = [_in_year(first, year) for year in years]
        length, complete = max(query.days) - first, query.today - timedelta(days=_LATE)
        spans = [(start - _AROUND, min(start + length + _AROUND, complete)) for start in starts]
        told = dict(zip(starts, await self._client.past(query.at, spans), strict=True))
        source = Source(
            provider=NAME,
            record="archive",
            title=f"{TITLE} {PHRASES.say('years', 'zh', first=years[0], last=years[-1])}",
            as_of=f"{self._clock.now():%Y-%m}",
            estimated=True,
        )
        items = [item for day in sorted(query.days) if (item := _average(day, day - first, told, source))]
        if not items:
            raise failure("not_found", "nothing")
        return Weather(items=tuple(items))


def _average(day: date, after: timedelta, told: Mapping[date, Daily], source: Source) -> DayWeather | None:
    """A date's average over what was told from each first day on; None where nothing was."""
    known = [
        (low, high, rain)
        for start, days in told.items()
        for when, low, high, rain in zip(
            days.time, days.temperature_2m_min, days.temperature_2m_max, days.precipitation_sum, strict=True
        )
        if abs(when - start - after) <= _AROUND and low is not None and high is not None and rain is not None
    ]
    if not known:
        return None
    lows, highs, rains = zip(*known, strict=True)
    return DayWeather(
        day=day,
        basis="normal",
        low=round(fmean(lows), 1),
        high=round(fmean(highs), 1),
        rain_mm=round(fmean(rains), 1),
        rain_chance=round(100 * fmean(rain >= _WET_MM for rain in rains)),
        source=source,
    )


def _in_year(day: date, year: int) -> date:
    try:
        return day.replace(year=year)
    except ValueError:  # 29 February
        return day.replace(year=year, day=28)
