"""The weather worker: what the weather of the trip's days will be, or usually is."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from statistics import median
from typing import ClassVar

from ..domain.geo import Coordinate
from ..domain.language import listed
from ..domain.place import Attraction
from ..domain.task import Findings, Trade
from ..domain.weather import DayWeather
from ..tools.weather import WeatherQuery
from .phrases import PHRASES
from .worker import Assignment, RuleWorker


class WeatherWorker(RuleWorker):
    """Asks for every date, and once more for those that the first answer doesn't reach.

    A trip is worth planning without it, so weather that can't be told is a note and no gap.
    """

    trade: ClassVar[Trade] = "weather"

    async def search(self, job: Assignment, breadth: int) -> Findings:
        """Look where the sights are."""
        query = WeatherQuery(city=job.city, days=job.request.dates, today=job.today, at=_middle(job))
        known: dict[date, DayWeather] = {}
        reason = ""
        for _ in range(2):
            result = await job.call("weather", query)
            if not result.ok:
                reason = result.error.message if result.error else ""
                break
            known |= {item.day: item for item in result.unwrap().items if item.day in query.days}
            missing = tuple(day for day in query.days if day not in known)
            if not missing:
                break
            query = query.model_copy(update={"days": missing})
        weather = tuple(known[day] for day in sorted(known))
        return Findings(task=job.task.id, weather=weather, notes=_unknown(job, known, reason))


def _middle(job: Assignment) -> Coordinate | None:
    """About where the sights are; rounded to what forecasts can tell apart, so that answers serve other requests, too."""
    points = [place.at for place in job.places(Attraction)]
    if not points:
        return None
    return Coordinate(lat=round(median(at.lat for at in points), 1), lon=round(median(at.lon for at in points), 1))


def _unknown(job: Assignment, known: Collection[date], reason: str) -> tuple[str, ...]:
    language = job.request.language
    days = [f"{day:%m-%d}" for day in job.request.dates if day not in known]
    if not days:
        return ()
    if known:
        return (PHRASES.say("weather.partly", language, days=listed(language, days)),)
    return (PHRASES.say("weather.unknown", language, reason=reason),)
