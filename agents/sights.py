"""The sights worker: must-sees, sights that suit the party, and whether they can be visited."""

from __future__ import annotations

from typing import ClassVar

from ..domain.constraint import Choice, Near
from ..domain.place import Attraction
from ..domain.request import TripRequest
from ..domain.task import Findings, Trade
from ..tools.attractions import AttractionQuery
from ..tools.availability import AvailabilityQuery
from ..tools.places import PlacesQuery
from .worker import Assignment, Worker, gap_of

_PER_DAY = 9
"""Candidates a day that the scheduler chooses from; more cost time and hardly change the plan."""


class SightsWorker(Worker):
    """Looks up what was named, searches for more, and asks for availability."""

    trade: ClassVar[Trade] = "sights"
    breadths: ClassVar[int] = 2

    async def search(self, job: Assignment, breadth: int) -> Findings:
        """Serve the capability the task names."""
        if job.task.capability == "places":
            return await self._named(job)
        if job.task.capability == "availability":
            return await self._availability(job)
        return await self._more(job, breadth)

    async def _named(self, job: Assignment) -> Findings:
        result = await job.call("places", PlacesQuery(city=job.city, ids=named_ids_of(job.request)))
        if not result.ok:
            return Findings(task=job.task.id, gaps=(gap_of(job.task, result),))
        return Findings(task=job.task.id, places=result.unwrap().items)

    async def _more(self, job: Assignment, breadth: int) -> Findings:
        wanted = job.request.days * _PER_DAY
        banned = _banned_kinds(job)
        found: dict[str, Attraction] = {}
        queries = [AttractionQuery(city=job.city, kinds=kinds, limit=max(8, wanted // 3)) for kinds in _wished_kinds(job)]
        queries.append(AttractionQuery(city=job.city, limit=wanted * (1 + breadth)))
        for query in queries:
            result = await job.call("attractions", query)
            if not result.ok:
                return Findings(task=job.task.id, gaps=(gap_of(job.task, result),))
            found |= {sight.id: sight for sight in result.unwrap().items if not banned & set(sight.kinds)}
        return Findings(task=job.task.id, places=tuple(found.values()))

    async def _availability(self, job: Assignment) -> Findings:
        ids = tuple(place.id for place in job.places(Attraction))
        if not ids:
            return Findings(task=job.task.id)
        result = await job.call(
            "availability", AvailabilityQuery(city=job.city, ids=ids, days=job.request.dates, today=job.today)
        )
        if not result.ok:
            return Findings(task=job.task.id, gaps=(gap_of(job.task, result),))
        return Findings(task=job.task.id, availability=result.unwrap().items)


def named_ids_of(request: TripRequest) -> tuple[str, ...]:
    """Ids of all places that the request's wishes name."""
    ids: list[str] = []
    for wish in request.constraints:
        if isinstance(wish, Choice) and wish.attribute == "place" and wish.op != "none_of":
            ids += wish.values
        elif isinstance(wish, Near):
            ids.append(wish.place)
    return tuple(dict.fromkeys(ids))


def _wished_kinds(job: Assignment) -> list[tuple[str, ...]]:
    return [(word,) for wish in job.choices("attraction", "kind") if wish.op != "none_of" for word in wish.values]


def _banned_kinds(job: Assignment) -> set[str]:
    return {word for wish in job.choices("attraction", "kind", "none_of", strength="hard") for word in wish.values}
