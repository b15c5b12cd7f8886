"""Fills what a request left open with safe defaults, each stated."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from ...agents.worker import ToolCaller
from ...domain.place import Attraction
from ...domain.request import Provenance, TripRequest
from ...tools.availability import AvailabilityQuery
from ...tools.places import PlacesQuery
from ..export.words import day_of
from ..phrases import PHRASES
from ..schedule.select import must_sees

_HORIZON = 60
"""Days ahead that are looked at; the most that availability can be asked for at once."""


async def settle_start(request: TripRequest, call: ToolCaller, today: date) -> TripRequest:
    """Choose the first day when none was said: the next one from which every must-see can be visited and booked.

    Args:
        request: A request whose destination is known.
        call: Access to the tools; tells when the must-sees let people in.
        today: The traveller's date; the trip starts tomorrow at the earliest.

    Returns:
        The request with a start and its provenance. What lets nobody in within 60 days, or can't be looked up, doesn't
        count; where no start serves all the others, tomorrow is taken, and the conflict says why.
    """
    if request.start is not None:
        return request
    tomorrow = today + timedelta(days=1)
    ahead = tuple(tomorrow + timedelta(days=k) for k in range(_HORIZON))
    open_on = await _open_on(request, call, ahead, today)
    serves = (k for k in range(_HORIZON - request.days + 1) if _serves_all(k, request.days, open_on))
    first = next(serves, None)
    start = ahead[first or 0]
    note = PHRASES.say(
        "default.tomorrow" if first is None or not open_on else "default.start",
        request.language,
        start=day_of(start, request.language),
    )
    return request.model_copy(
        update={
            "start": start,
            "provenance": {**request.provenance, "start": Provenance(origin="default", note=note)},
            "questions": tuple(q for q in request.questions if q.slot != "start"),
        }
    )


async def _open_on(request: TripRequest, call: ToolCaller, ahead: tuple[date, ...], today: date) -> Mapping[str, set[int]]:
    """For each must-see, the days ahead on which it lets people in; places that never do are left out."""
    ids, city = tuple(sorted(must_sees(request))), request.destination
    if not ids or city is None:
        return {}
    found = await call("places", PlacesQuery(city=city, ids=ids))
    sights = [place for place in found.unwrap().items if isinstance(place, Attraction)] if found.ok else []
    if not sights:
        return {}
    answer = await call("availability", AvailabilityQuery(city=city, ids=tuple(s.id for s in sights), days=ahead, today=today))
    records = answer.unwrap().items if answer.ok else ()
    shut = {(record.place, record.day) for record in records if record.status in ("sold_out", "closed")}
    open_on = {
        sight.id: {
            k for k, day in enumerate(ahead) if (sight.hours is None or sight.hours.on(day)) and (sight.id, day) not in shut
        }
        for sight in sights
    }
    return {sight: days for sight, days in open_on.items() if days}


def _serves_all(first: int, length: int, open_on: Mapping[str, set[int]]) -> bool:
    """Whether each place is open on some day of the trip, and the places don't all crowd into too few days."""
    trip = set(range(first, first + length))
    chances = [days & trip for days in open_on.values()]
    if not all(chances):
        return False
    # Hall's condition with two long visits a day: any group of places needs half as many days between them.
    return all(
        2 * len(set().union(*group)) >= len(group)
        for group in ([other for other in chances if other <= days] for days in chances)
    )
