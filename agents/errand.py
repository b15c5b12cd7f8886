"""Searches that a model asked for: one call with its arguments, mended and checked like everybody's."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from ..domain.place import AnyPlace, Attraction, Hotel, Restaurant
from ..domain.task import Findings, Trade
from .bans import is_banned
from .worker import Assignment, RuleWorker

TRADES: Mapping[str, Trade] = {"attractions": "sights", "places": "sights", "hotels": "lodging", "restaurants": "dining"}
"""The capabilities that a model may search with, and whose work each is; what they find can be left out of a plan."""

_MOST = 12
"""So many records of a search come into the findings; more would only slow the scheduler."""


def fixed(city: str) -> dict[str, Any]:
    """Arguments that are no model's to choose."""
    return {"city": city}


async def search(job: Assignment, capability: str, arguments: Mapping[str, Any]) -> tuple[AnyPlace, ...]:
    """What a model's search finds that may be used; nothing where the call fails."""
    result = await job.call(capability, {**arguments, **fixed(job.city)})
    return usable(result.unwrap().items, job)[:_MOST] if result.ok else ()


def usable(places: Iterable[AnyPlace], job: Assignment) -> tuple[AnyPlace, ...]:
    """The places that a plan may have stops at: in the city, and not banned."""
    return tuple(
        place
        for place in places
        if isinstance(place, Attraction | Hotel | Restaurant) and place.city == job.city and not is_banned(place, job.request)
    )


class ErrandWorker(RuleWorker):
    """Carries out a subtask that a model proposed; that it finds nothing is no gap of the plan."""

    breadths: ClassVar[int] = 2

    async def search(self, job: Assignment, breadth: int) -> Findings:
        """Breadth 0 is what was proposed; breadth 1 looks at any distance."""
        arguments = dict(job.task.arguments or {})
        if breadth:
            arguments.pop("max_km", None)
        return Findings(task=job.task.id, places=await search(job, job.task.capability, arguments))
