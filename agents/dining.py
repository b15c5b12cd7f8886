"""The dining worker: restaurants near the sights and hotels, and those that were asked for."""

from __future__ import annotations

from typing import ClassVar

from ..domain.constraint import Choice
from ..domain.place import Attraction, Hotel, Restaurant
from ..domain.task import Findings, Trade
from ..tools.restaurants import RestaurantQuery
from .worker import Assignment, Worker, gap_of

_RADIUS_KM = (3.0, 8.0, 60.0)


class DiningWorker(Worker):
    """Gathers enough restaurants around the likely stops that no meal needs a detour."""

    trade: ClassVar[Trade] = "dining"
    breadths: ClassVar[int] = 3

    async def search(self, job: Assignment, breadth: int) -> Findings:
        """Each breadth looks further from the stops."""
        wanted = min(14 + 7 * job.request.days, 60)
        near = tuple(place.at for place in job.places(Attraction, Hotel))
        spice = tuple(word for wish in _choices(job, "spice", "none_of") for word in wish.values)
        queries = [
            RestaurantQuery(city=job.city, cuisines=(word,), exclude_spice=spice, limit=6)
            for wish in (*_choices(job, "kind", "all_of"), *_choices(job, "kind", "any_of"))
            for word in wish.values
        ]
        queries.append(RestaurantQuery(city=job.city, near=near, max_km=_RADIUS_KM[breadth], exclude_spice=spice, limit=wanted))
        banned = {word for wish in _choices(job, "kind", "none_of") for word in wish.values}
        found: dict[str, Restaurant] = {}
        for query in queries:
            result = await job.call("restaurants", query)
            if not result.ok:
                return Findings(task=job.task.id, gaps=(gap_of(job.task, result),))
            found |= {r.id: r for r in result.unwrap().items if not banned & {*r.cuisine, *r.tags}}
        return Findings(task=job.task.id, places=tuple(found.values()))


def _choices(job: Assignment, attribute: str, op: str) -> list[Choice]:
    return [
        wish
        for wish in job.request.constraints
        if isinstance(wish, Choice) and wish.subject == "restaurant" and wish.attribute == attribute and wish.op == op
    ]
