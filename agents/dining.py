"""The dining worker: restaurants near the sights and hotels, and those that were asked for."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import ClassVar

from ..domain.constraint import CostLimit
from ..domain.place import Attraction, Hotel, Restaurant
from ..domain.task import Findings, Trade
from ..tools.restaurants import RestaurantQuery
from .worker import Assignment, Worker, gap_of

_RADIUS_KM = (3.0, 8.0, 60.0)
_OF_A_KIND = 6
_MEALS_A_DAY = 2
"""Lunch and dinner; breakfast is the hotel's."""


class DiningWorker(Worker):
    """Gathers enough restaurants around the likely stops that no meal needs a detour."""

    trade: ClassVar[Trade] = "dining"
    breadths: ClassVar[int] = 3

    async def search(self, job: Assignment, breadth: int) -> Findings:
        """Each breadth looks further from the stops."""
        banned = {word for wish in job.choices("restaurant", "kind", "none_of", strength="hard") for word in wish.values}
        found: dict[str, Restaurant] = {}
        for query in _queries(job, _RADIUS_KM[breadth]):
            result = await job.call("restaurants", query)
            if not result.ok:
                return Findings(task=job.task.id, gaps=(gap_of(job.task, result),))
            found |= {r.id: r for r in result.unwrap().items if not banned & {*r.cuisine, *r.tags}}
        return Findings(task=job.task.id, places=tuple(found.values()))


def _queries(job: Assignment, radius: float) -> Iterator[RestaurantQuery]:
    """Some of each wished kind wherever they are, then what lies around the stops: of the only kinds, any, and cheap ones."""
    spice = tuple(word for wish in job.choices("restaurant", "spice", "none_of", strength="hard") for word in wish.values)
    for wish in job.choices("restaurant", "kind", "all_of", "any_of", "only"):
        for word in wish.values:
            yield RestaurantQuery(city=job.city, cuisines=(word,), exclude_spice=spice, limit=_OF_A_KIND)
    around = RestaurantQuery(
        city=job.city,
        near=tuple(place.at for place in job.places(Attraction, Hotel)),
        max_km=radius,
        exclude_spice=spice,
        limit=min(14 + 7 * job.request.days, 60),
    )
    for wish in job.choices("restaurant", "kind", "only"):
        yield around.model_copy(update={"cuisines": wish.values})
    yield around
    caps = [_per_meal(wish, job) for wish in job.request.constraints if isinstance(wish, CostLimit) and wish.category == "meals"]
    if caps:
        yield around.model_copy(update={"max_per_person": min(caps)})


def _per_meal(cap: CostLimit, job: Assignment) -> Decimal:
    """What one meal of one person may cost on average."""
    meals = _MEALS_A_DAY * job.request.days
    shares = {"person_meal": 1, "person": meals, "trip": meals * job.request.party.size}
    return cap.amount / shares.get(cap.per, 1)
