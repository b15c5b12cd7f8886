"""What the weather of a day is forecast to be, or usually is."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field, model_validator

from .base import Model
from .evidence import Source

Sky = Literal["clear", "cloudy", "overcast", "fog", "dust", "drizzle", "rain", "heavy_rain", "thunderstorm", "sleet", "snow"]
Wetness = Literal["dry", "wet", "soaking"]

_RAINS: frozenset[Sky] = frozenset({"rain", "heavy_rain", "thunderstorm", "sleet", "snow"})
_WET_MM, _SOAKING_MM = 3.0, 25.0
"""Rain of a day that spoils being outdoors, and what meteorologists call heavy rain (大雨)."""
_LIKELY = 40
"""Rain that is less likely than this, percent, changes no plans."""


class DayWeather(Model):
    """The weather of one date at the destination; whatever is None is unknown.

    Attributes:
        basis: ``forecast`` of this very date, or ``normal``: what the time of the year usually brings.
        sky: What one sees most of the day; a normal has none.
        low: Lowest temperature of the day, °C.
        high: Highest, °C.
        rain_mm: Rain and melted snow of the day, mm; in a normal the average of all days, dry ones included.
        rain_chance: How likely any is, percent; in a normal the share of days with some.
        wind_kmh: Strongest mean wind, km/h.
        typhoons: Whether typhoons may come at this time of the year.
    """

    day: date
    basis: Literal["forecast", "normal"]
    sky: Sky | None = None
    low: float | None = Field(default=None, ge=-60, le=60)
    high: float | None = Field(default=None, ge=-60, le=60)
    rain_mm: float | None = Field(default=None, ge=0, le=2000)
    rain_chance: int | None = Field(default=None, ge=0, le=100)
    wind_kmh: float | None = Field(default=None, ge=0, le=500)
    typhoons: bool | None = None
    source: Source

    @model_validator(mode="after")
    def _in_order(self) -> DayWeather:
        if self.low is not None and self.high is not None and self.low > self.high:
            raise ValueError(f"the low {self.low} lies above the high {self.high}")
        return self

    @property
    def wetness(self) -> Wetness | None:
        """Whether a forecast has rain that spoils being outdoors; None for a normal, which says nothing of a single day."""
        if self.basis == "normal" or (self.rain_mm is None and self.sky is None):
            return None
        if self.rain_chance is not None and self.rain_chance < _LIKELY:
            return "dry"
        if self.rain_mm is None:
            return "soaking" if self.sky == "heavy_rain" else "wet" if self.sky in _RAINS else "dry"
        return "soaking" if self.rain_mm >= _SOAKING_MM else "wet" if self.rain_mm >= _WET_MM else "dry"
