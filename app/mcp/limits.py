"""How large a plan may be that comes from elsewhere: what is far beyond a trip would only keep the verifier busy."""

from __future__ import annotations

from ...domain.errors import BadRequest, InputProblem
from ...planner.trip import Trip
from ..phrases import PHRASES

_YEARS = (2000, 2100)
_MOST_DAYS, _MOST_STOPS, _MOST_LINES = 60, 50, 1000


def check_size(trip: Trip) -> None:
    """Let a plan pass that may be one.

    Raises:
        BadRequest: If it can't; it names the field.
    """
    language = trip.request.language
    days = trip.itinerary.days if trip.itinerary else ()
    dates = {"request.start": trip.request.start, **{f"itinerary.days.{at}.date": day.date for at, day in enumerate(days)}}
    for field, day in dates.items():
        if day is not None and not _YEARS[0] <= day.year < _YEARS[1]:
            message = PHRASES.say("mcp.no_date", language, field=f"trip.{field}", value=day, first=_YEARS[0], last=_YEARS[1] - 1)
            raise BadRequest(InputProblem(field=f"trip.{field}", value=str(day), message=message))
    counts = {
        "itinerary.days": (max(len(days), trip.request.days), _MOST_DAYS),
        "budget.lines": (len(trip.budget.lines) if trip.budget else 0, _MOST_LINES),
        "request.constraints": (len(trip.request.constraints), _MOST_LINES),
        **{f"itinerary.days.{at}.stops": (len(day.stops), _MOST_STOPS) for at, day in enumerate(days)},
    }
    for field, (count, most) in counts.items():
        if count > most:
            message = PHRASES.say("mcp.too_many", language, field=f"trip.{field}", value=count, most=most)
            raise BadRequest(InputProblem(field=f"trip.{field}", value=str(count), message=message))
