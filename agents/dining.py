"""The dining worker: restaurants near the sights and hotels, and those that were asked for."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date
from decimal import Decimal
from typing import ClassVar

from ..domain.constraint import CostLimit, Near, simple_wishes
from ..domain.place import AnyPlace, Attraction, Hotel, Restaurant
from ..domain.task import Findings, Trade
from ..tools.restaurants import RestaurantQuery
from .bans import banned_kinds
from .worker import Assignment, RuleWorker, gap_of

_RADIUS_KM = (3.0, 8.0, 60.0)
_OF_A_KIND, _ANYWHERE, _CHEAP = 8, 3, 16
_ALL = 1000
"""So many are looked at where those found are closed when the party is hungry."""
_MEALS = ((12 * 60, 13 * 60), (18 * 60, 19 * 60 + 10))
"""Lunch and dinner, minutes of the day; breakfast is the hotel's."""
_POINTS = 40
"""So many stops are looked around."""

_MEALS_SHARE = Decimal("0.2")
"""What a tight budget leaves for meals."""


class DiningWorker(RuleWorker):
    """Gathers enough restaurants around the likely stops that no meal needs a detour."""

    trade: ClassVar[Trade] = "dining"
    breadths: ClassVar[int] = 3

    async def search(self, job: Assignment, breadth: int) -> Findings:
        """Each breadth looks further from the stops."""
        banned = banned_kinds(job.request, "restaurant")
        found: dict[str, Restaurant] = {}
        for query in _queries(job, _RADIUS_KM[breadth]):
            result = await job.call("restaurants", query)
            if not result.ok:
                return Findings(task=job.task.id, gaps=(gap_of(job.task, result),))
            found |= {r.id: r for r in result.unwrap().items if not banned & {*r.cuisine, *r.tags}}
        unfed = _unfed(job, found.values())
        if unfed:
            result = await job.call("restaurants", _around(job, _RADIUS_KM[-1]).model_copy(update={"limit": _ALL}))
            others = [r for r in (result.unwrap().items if result.ok else ()) if not banned & {*r.cuisine, *r.tags}]
            for day, meal in unfed:
                found |= {r.id: r for r in [r for r in others if _serves(r, day, meal)][: job.request.days]}
        return Findings(task=job.task.id, places=tuple(found.values()))


def _queries(job: Assignment, radius: float) -> Iterator[RestaurantQuery]:
    """Some of each wished kind, near the stops and anywhere, then what lies around the stops: of the only kinds, any, cheap ones."""
    around = _around(job, radius)
    prices = sorted(set(_meal_prices(job)))
    for wish in job.choices("restaurant", "kind", "all_of", "any_of", "only"):
        for word in wish.values:
            kind = around.model_copy(update={"cuisines": (word,), "limit": _OF_A_KIND})
            yield kind
            yield kind.model_copy(update={"near": (), "max_km": None, "limit": _ANYWHERE})
            for price in prices:
                yield kind.model_copy(update={"max_km": None, "limit": _ANYWHERE, "max_per_person": price})
    for wish in job.choices("restaurant", "kind", "only"):
        yield around.model_copy(update={"cuisines": wish.values})
    for place in _places_to_eat_near(job):
        yield around.model_copy(update={"near": (place[0].at,), "max_km": place[1], "limit": _OF_A_KIND})
    yield around
    for price in prices:
        yield around.model_copy(update={"max_per_person": price, "limit": _CHEAP})
        yield around.model_copy(update={"max_per_person": price / 2, "limit": _CHEAP // 2})


def _around(job: Assignment, radius: float) -> RestaurantQuery:
    return RestaurantQuery(
        city=job.city,
        near=tuple(place.at for place in job.places(Attraction, Hotel))[:_POINTS],
        max_km=radius,
        exclude_spice=tuple(
            word for wish in job.choices("restaurant", "spice", "none_of", strength="hard") for word in wish.values
        ),
        limit=min(14 + 7 * job.request.days, 48),
    )


def _unfed(job: Assignment, found: Collection[Restaurant]) -> list[tuple[date, tuple[int, int]]]:
    """Meals that too few of the restaurants found are open for; each feeds the party once."""
    needed = min(job.request.days, len(found))
    meals = ((day, meal) for day in job.request.dates for meal in _MEALS)
    return [(day, meal) for day, meal in meals if sum(_serves(r, day, meal) for r in found) < needed]


def _serves(restaurant: Restaurant, day: date, meal: tuple[int, int]) -> bool:
    """Whether a restaurant is open over a meal on a date, as far as anybody knows."""
    start, end = meal
    hours = restaurant.hours
    return hours is None or any(w.opens <= start <= w.last_entry and end <= w.closes for w in hours.on(day))


def _places_to_eat_near(job: Assignment) -> Iterator[tuple[AnyPlace, float]]:
    known = {place.id: place for place in job.places(object)}
    for wish in simple_wishes(job.request.constraints):
        if isinstance(wish, Near) and wish.subject == "restaurant" and wish.place in known:
            yield known[wish.place], wish.max_km


def _meal_prices(job: Assignment) -> Iterator[Decimal]:
    """What one meal of one person may cost on average, by each cap on meals and by the budget."""
    meals, people = len(_MEALS) * job.request.days, job.request.party.size
    for wish in simple_wishes(job.request.constraints):
        if isinstance(wish, CostLimit) and wish.category == "meals":
            yield wish.amount / {"person_meal": 1, "person": meals, "trip": meals * people}.get(wish.per, 1)
    if job.request.budget_total is not None:
        yield job.request.budget_total * _MEALS_SHARE / (meals * people)
