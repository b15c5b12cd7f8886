"""Capability ``weather``: what the weather of given dates will be, or usually is."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field

from ..domain.base import Model
from ..domain.geo import Coordinate
from ..domain.weather import DayWeather
from .capability import Capability
from .naming import City


class WeatherQuery(Model):
    """Where, and on which dates.

    Attributes:
        at: The middle of what shall be visited, WGS-84; whoever knows the city by name needs none.
        today: The date of asking; forecasts reach a number of days from it.
    """

    city: City
    days: Annotated[tuple[date, ...], Field(min_length=1, max_length=60)]
    today: date
    at: Coordinate | None = None


class Weather(Model):
    """Weather by date, in order; a date that nothing is known of is left out, but not all of them are."""

    items: Annotated[tuple[DayWeather, ...], Field(min_length=1)]


WEATHER = Capability(
    name="weather",
    description="Tell the weather of dates: a forecast where there is one, else what the time of the year usually brings.",
    args=WeatherQuery,
    result=Weather,
    errors=("not_found",),
    examples=(),
)
