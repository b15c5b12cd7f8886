"""The transport worker: the way between two cities, and the travel table of all candidates."""

from __future__ import annotations

from datetime import timedelta
from typing import ClassVar

from ..domain.place import Station
from ..domain.task import Findings, Gap, Trade
from ..domain.travel import IntercityService
from ..tools.intercity import IntercityQuery
from ..tools.travel import TravelQuery
from .phrases import PHRASES
from .worker import Assignment, RuleWorker, gap_of


class TransportWorker(RuleWorker):
    """Asks for services both ways, or for travel between everything that was found."""

    trade: ClassVar[Trade] = "transport"

    async def search(self, job: Assignment, breadth: int) -> Findings:
        """Serve the capability the task names."""
        if job.task.capability == "travel":
            return await self._table(job)
        return await self._services(job)

    async def _table(self, job: Assignment) -> Findings:
        at = {place.id: place.at for place in job.places(object) if place.city == job.city}
        if not at:
            message = PHRASES.say("no_places", job.request.language, city=job.request.destination_name)
            nothing = Gap(capability=job.task.capability, code="not_found", message=message)
            return Findings(task=job.task.id, gaps=(nothing,))
        result = await job.call("travel", TravelQuery(city=job.city, ids=tuple(at), at=at))
        if not result.ok:
            return Findings(task=job.task.id, gaps=(gap_of(job.task, result),))
        return Findings(task=job.task.id, travel=result.unwrap())

    async def _services(self, job: Assignment) -> Findings:
        request = job.request
        assert request.origin is not None
        services: list[IntercityService] = []
        stations: list[Station] = []
        back = None if request.start is None else request.start + timedelta(days=request.days - 1)
        for start, end, day in ((request.origin, job.city, request.start), (job.city, request.origin, back)):
            result = await job.call("intercity", IntercityQuery(origin=start, destination=end, day=day))
            if not result.ok:
                return Findings(task=job.task.id, gaps=(gap_of(job.task, result),))
            answer = result.unwrap()
            services += answer.services
            stations += answer.stations
        unique = {station.id: station for station in stations}
        return Findings(task=job.task.id, services=tuple(services), places=tuple(unique.values()))
