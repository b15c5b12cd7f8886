"""Asks Open-Meteo for days of weather; every failure is a :class:`~xiake.domain.errors.ToolFailure`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import httpx
from pydantic import BaseModel, ValidationError, model_validator

from ....domain.errors import ErrorCode, ToolFailure
from ....domain.geo import Coordinate
from ...tls import is_tls
from .phrases import PHRASES

FORECAST = "https://api.open-meteo.com"
ARCHIVE = "https://archive-api.open-meteo.com"
ZONE = "Asia/Shanghai"

_MOST_BYTES = 2**20
_NEAR = 0.3
"""Answers are for the next point of the model's grid, degrees."""


class Daily(BaseModel):
    """Days as the service tells them: lists of one length, with ``null`` where it knows nothing.

    Attributes:
        weather_code: WMO 4677.
        precipitation_probability_max: Percent; only forecasts have it.
    """

    time: list[date]
    weather_code: list[int | None]
    temperature_2m_max: list[float | None]
    temperature_2m_min: list[float | None]
    precipitation_sum: list[float | None]
    precipitation_probability_max: list[int | None] | None = None
    wind_speed_10m_max: list[float | None]

    @model_validator(mode="after")
    def _even(self) -> Daily:
        lists = (getattr(self, name) for name in type(self).model_fields)
        if any(values is not None and len(values) != len(self.time) for values in lists):
            raise ValueError("lists of different lengths")
        return self


class _Units(BaseModel):
    temperature_2m_max: str
    precipitation_sum: str
    wind_speed_10m_max: str


class _Answer(BaseModel):
    latitude: float
    longitude: float
    timezone: str
    daily_units: _Units
    daily: Daily


_METRIC = _Units(temperature_2m_max="°C", precipitation_sum="mm", wind_speed_10m_max="km/h")
_ASKED = tuple(name for name in Daily.model_fields if name != "time")
_ASKED_OF_THE_PAST = tuple(name for name in _ASKED if name != "precipitation_probability_max")


class OpenMeteoClient:
    """A thin client; connections don't outlive a call."""

    def __init__(self, *, forecast: str = FORECAST, archive: str = ARCHIVE, seconds: float = 8.0) -> None:
        """Prepare a client.

        Args:
            forecast: Where forecasts are asked for.
            archive: Where the past is.
            seconds: How long an answer may take to begin, and each next piece of it.
        """
        self._forecast, self._archive, self._seconds = forecast.rstrip("/"), archive.rstrip("/"), seconds

    async def forecast(self, at: Coordinate, first: date, last: date) -> Daily:
        """Days to come, both ends included."""
        async with httpx.AsyncClient(timeout=self._seconds) as http:
            return await _ask(http, f"{self._forecast}/v1/forecast", at, first, last, _ASKED)

    async def past(self, at: Coordinate, spans: Sequence[tuple[date, date]]) -> list[Daily]:
        """Days that are over, span by span."""
        async with httpx.AsyncClient(timeout=self._seconds) as http:
            address = f"{self._archive}/v1/archive"
            return [await _ask(http, address, at, first, last, _ASKED_OF_THE_PAST) for first, last in spans]


async def _ask(http: httpx.AsyncClient, address: str, at: Coordinate, first: date, last: date, asked: Sequence[str]) -> Daily:
    query = {
        "latitude": f"{at.lat:.4f}",
        "longitude": f"{at.lon:.4f}",
        "daily": ",".join(asked),
        "timezone": ZONE,
        "start_date": first.isoformat(),
        "end_date": last.isoformat(),
    }
    body = b""
    try:
        async with http.stream("GET", address, params=query) as answer:
            if answer.status_code != httpx.codes.OK:
                raise _trouble(answer.status_code)
            async for part in answer.aiter_bytes():
                body += part
                if len(body) > _MOST_BYTES:
                    raise failure("upstream", "rubbish")
    except httpx.TimeoutException:
        raise failure("timeout", "silent") from None
    except httpx.HTTPError as error:
        raise failure("unavailable", "tls" if is_tls(error) else "line", kind=type(error).__name__) from None
    try:
        read = _Answer.model_validate_json(body)
    except ValidationError:
        raise failure("upstream", "rubbish") from None
    if read.daily_units != _METRIC:
        raise failure("upstream", "rubbish")
    near = abs(read.latitude - at.lat) <= _NEAR and abs(read.longitude - at.lon) <= _NEAR
    days = [date.fromordinal(number) for number in range(first.toordinal(), last.toordinal() + 1)]
    if not near or read.timezone != ZONE or read.daily.time != days:
        raise failure("upstream", "echo")
    return read.daily


def failure(code: ErrorCode, key: str, **fields: object) -> ToolFailure:
    """A failure in both languages."""
    return ToolFailure(code, *PHRASES.both(key, **fields))


def _trouble(status: int) -> ToolFailure:
    if status == httpx.codes.TOO_MANY_REQUESTS:
        return failure("rate_limited", "busy")
    if status == httpx.codes.BAD_REQUEST:
        return failure("invalid_argument", "refused")
    return failure("upstream", "http", status=status)
