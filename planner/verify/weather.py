"""Rain: what a forecast says of the days on which something lies in the open."""

from __future__ import annotations

from collections.abc import Iterator

from ...domain.check import CheckResult
from ...domain.itinerary import PlaceRef
from ...domain.place import Attraction
from ...domain.weather import DayWeather
from .case import Case


def weather(case: Case) -> Iterator[CheckResult]:
    """No sight in the open on a day for which rain is forecast, if that can be; averages and unknown weather say nothing.

    A sight that is partly indoors has somewhere to shelter.
    """
    for day in case.days:
        forecast = case.facts.weather.get(case.date_of(day))
        visits = [stop for stop in day.stops if stop.kind == "attraction"]
        if forecast is None or forecast.wetness not in ("wet", "soaking") or not visits:
            continue
        rain = _rain(case, forecast)
        exposed = [stop.place for stop in visits if _in_the_open(case, stop.place)]
        for place in exposed:
            verdict = case.violated("weather", "weather.outdoors", day, place, rain=rain)
            yield verdict.model_copy(update={"soft": True})
        if not exposed:
            yield case.satisfied("weather", "weather.ok", day, rain=rain)


def _in_the_open(case: Case, place: PlaceRef) -> bool:
    record = case.record(place.id, Attraction)
    return record is not None and record.setting == "outdoor"


def _rain(case: Case, forecast: DayWeather) -> str:
    told = []
    if forecast.rain_mm is not None:
        told.append(case.say("weather.mm", mm=f"{forecast.rain_mm:g}"))
    if forecast.rain_chance is not None:
        told.append(case.say("weather.chance", chance=forecast.rain_chance))
    return case.join(told) or case.say("weather.some")
