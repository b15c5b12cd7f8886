"""The weather of a day in one line."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from ...domain.language import Language
from ...domain.weather import DayWeather
from .phrases import LABELS


def weather_lines(weather: Iterable[DayWeather], language: Language) -> dict[date, str]:
    """What is known of each date, and whether it is a forecast or what is usual."""
    return {day.day: line for day in weather if (line := _line(day, language))}


def _line(weather: DayWeather, language: Language) -> str:
    def say(key: str, **fields: object) -> str:
        return LABELS.say(f"weather.{key}", language, **fields)

    told = [say(f"sky.{weather.sky}")] if weather.sky else []
    if weather.low is not None and weather.high is not None:
        told.append(say("degrees", low=round(weather.low), high=round(weather.high)))
    if weather.basis == "normal":
        if weather.rain_chance is not None:
            told.append(say("often", chance=weather.rain_chance))
        return say("normal", told=say("joint").join(told)) if told else ""
    if weather.rain_mm:
        told.append(say("rain", mm=f"{weather.rain_mm:g}"))
    if weather.rain_chance:
        told.append(say("chance", chance=weather.rain_chance))
    if weather.wind_kmh is not None:
        told.append(say("wind", kmh=round(weather.wind_kmh)))
    return say("forecast", told=say("joint").join(told), source=weather.source.as_of) if told else ""
