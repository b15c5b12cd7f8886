"""Fills what a request left open with safe defaults, each stated."""

from __future__ import annotations

from datetime import date, timedelta

from ..domain.place import Attraction
from ..domain.request import Provenance, TripRequest
from .phrases import PHRASES

_HORIZON = 60
_WEEKDAYS = ("周一", "周二", "周三", "周四", "周五", "周六", "周日")


def settle_start(request: TripRequest, must_sees: tuple[Attraction, ...], today: date) -> TripRequest:
    """Choose the first day when none was said: the next one from which every must-see can be visited.

    Args:
        request: A request whose destination is known.
        must_sees: Records of the attractions it insists on.
        today: The traveller's date; the trip starts tomorrow at the earliest.

    Returns:
        The request with a start and its provenance. Where no start within 60 days serves all must-sees, tomorrow is taken
        and the verifier or the conflict says what is closed.
    """
    if request.start is not None:
        return request
    tomorrow = today + timedelta(days=1)
    starts = [tomorrow + timedelta(days=k) for k in range(_HORIZON)]
    start = next((day for day in starts if _serves_all(day, request.days, must_sees)), tomorrow)
    weekday = _WEEKDAYS[start.weekday()] if request.language == "zh" else f"{start:%a}"
    note = PHRASES.say("default.start", request.language, start=start.isoformat(), weekday=weekday)
    return request.model_copy(
        update={
            "start": start,
            "provenance": {**request.provenance, "start": Provenance(origin="default", note=note)},
            "questions": tuple(q for q in request.questions if q.slot != "start"),
        }
    )


def _serves_all(start: date, days: int, must_sees: tuple[Attraction, ...]) -> bool:
    """Whether each place is open on some day of the trip, and the places don't all crowd into too few days."""
    dates = [start + timedelta(days=k) for k in range(days)]
    open_on = [{k for k, day in enumerate(dates) if place.hours is None or place.hours.on(day)} for place in must_sees]
    if not all(open_on):
        return False
    # Hall's condition with two long visits a day: any group of places needs half as many days between them.
    return all(
        2 * len(set().union(*group)) >= len(group)
        for group in ([open_on[j] for j in range(len(open_on)) if open_on[j] <= days_] for days_ in open_on)
    )
