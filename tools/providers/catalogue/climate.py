"""What the months of a city usually bring."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from pydantic import Field, model_validator

from ....domain.base import Model
from ....domain.evidence import Source
from ....domain.season import Season
from ....domain.weather import DayWeather


class Month(Model):
    """Averages of one month; parses from ``[high, low, wet days]``.

    Attributes:
        high: Mean of the days' highest temperatures, °C.
        low: Mean of the lowest, °C.
        wet_days: Days of the month with rain or snow.
    """

    high: float
    low: float
    wet_days: float = Field(ge=0, le=31)

    @model_validator(mode="before")
    @classmethod
    def _from_row(cls, value: object) -> object:
        if isinstance(value, list) and len(value) == 3:
            return dict(zip(("high", "low", "wet_days"), value, strict=True))
        return value


class Climate(Model):
    """Averages of thirty years.

    Attributes:
        months: From January.
        typhoons: When typhoons may come; None where they don't.
        source: What a traveller could look up.
        as_of: When that was published.
    """

    months: tuple[Month, ...] = Field(min_length=12, max_length=12)
    typhoons: Season | None = None
    source: str
    as_of: str

    def on(self, day: date, *, provider: str, record: str) -> DayWeather:
        """What the time of the year usually brings; figures are rounded ones, so they count as estimated."""
        month, length = self.months[day.month - 1], monthrange(day.year, day.month)[1]
        return DayWeather(
            day=day,
            basis="normal",
            low=month.low,
            high=month.high,
            rain_chance=round(100 * min(month.wet_days / length, 1)),
            typhoons=self.typhoons is not None and self.typhoons.covers(day),
            source=Source(provider=provider, record=record, title=self.source, as_of=self.as_of, estimated=True),
        )
