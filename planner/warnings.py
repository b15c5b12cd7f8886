"""What the weather of a trip's days calls for: words of warning, none where nothing is known."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from ..domain.language import Language, listed
from ..domain.weather import DayWeather
from .export.words import day_of
from .phrases import PHRASES


@dataclass(frozen=True, kw_only=True)
class Alarm:
    """A warning and when it is due.

    Attributes:
        key: Of its phrase, with ``.forecast`` or ``.normal``.
        basis: The kind of weather that it speaks of.
        due: Tells the figure to show where it is due, else None.
        worst: The worse of two figures.
    """

    key: str
    basis: Literal["forecast", "normal"]
    due: Callable[[DayWeather], float | None]
    worst: Callable[[Sequence[float]], float] = max


def _above(value: float | None, limit: float) -> float | None:
    return value if value is not None and value >= limit else None


def _below(value: float | None, limit: float) -> float | None:
    return value if value is not None and value <= limit else None


_HOT, _USUALLY_HOT = 35, 32
"""Meteorologists in China warn of heat from 35 °C on; where the average high is 32, such days are common."""
_COLD, _USUALLY_COLD = -10, -4
"""Lows, °C."""
_GALE = 62
"""Mean wind of force 8, km/h."""
_OFTEN = 50
"""Days with rain or snow, percent."""

ALARMS: tuple[Alarm, ...] = (
    Alarm(key="soaking", basis="forecast", due=lambda day: (day.rain_mm or 0) if day.wetness == "soaking" else None),
    Alarm(key="gale", basis="forecast", due=lambda day: _above(day.wind_kmh, _GALE)),
    Alarm(key="hot", basis="forecast", due=lambda day: _above(day.high, _HOT)),
    Alarm(key="cold", basis="forecast", due=lambda day: _below(day.low, _COLD), worst=min),
    Alarm(key="hot", basis="normal", due=lambda day: _above(day.high, _USUALLY_HOT)),
    Alarm(key="cold", basis="normal", due=lambda day: _below(day.low, _USUALLY_COLD), worst=min),
    Alarm(key="often", basis="normal", due=lambda day: _above(day.rain_chance, _OFTEN)),
    Alarm(key="typhoons", basis="normal", due=lambda day: 0.0 if day.typhoons else None),
)
"""In the order of urgency."""


def warnings_of(weather: Sequence[DayWeather], language: Language) -> Iterator[str]:
    """Each warning once: of forecasts with the dates that it is for, of averages for the time of the year."""
    for alarm in ALARMS:
        found = [(day.day, due) for day in weather if day.basis == alarm.basis and (due := alarm.due(day)) is not None]
        if found:
            days = listed(language, (day_of(day, language) for day, _ in found))
            figure = round(alarm.worst([due for _, due in found]))
            yield PHRASES.say(f"warning.{alarm.key}.{alarm.basis}", language, days=days, figure=figure)
