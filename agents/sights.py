"""The sights worker: must-sees, sights that suit the party, and whether they can be visited."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from ..domain.constraint import Choice, CostLimit, Near, VisitClock, VisitOrder, places_asked_for, simple_wishes
from ..domain.pin import NightPin, StopPin
from ..domain.place import Attraction
from ..domain.request import TripRequest
from ..domain.task import Contains, Findings, Trade
from ..tools.attractions import AttractionQuery
from ..tools.availability import AvailabilityQuery
from ..tools.places import PlacesQuery
from .bans import banned_kinds
from .nearness import by_appeal
from .worker import Assignment, RuleWorker, gap_of

_PER_DAY, _FEWEST, _MOST = 9, 24, 48
"""Candidates a day that the scheduler chooses from, and bounds of all; more cost time and hardly change the plan."""

_POOL = 400
"""So many sights of a city are looked at to choose them from."""

_OF_A_KIND = 8
"""Candidates of each kind that was wished for."""

_BARRED = 3
"""Sights a day, whatever the wishes bar, where they leave fewer."""

_FAMOUS = 3
"""One in so many candidates is taken for its renown alone, however far it lies."""


class SightsWorker(RuleWorker):
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
        test = job.task.acceptance
        ids = test.ids if isinstance(test, Contains) else named_ids_of(job.request)
        result = await job.call("places", PlacesQuery(city=job.city, ids=ids))
        if not result.ok:
            return Findings(task=job.task.id, gaps=(gap_of(job.task, result),))
        return Findings(task=job.task.id, places=result.unwrap().items)

    async def _more(self, job: Assignment, breadth: int) -> Findings:
        """Of what the wishes leave: sights that lie well together, the most renowned, some of each wished kind, and free ones."""
        wanted = max(_FEWEST, min(_MOST, job.request.days * _PER_DAY)) * (1 + breadth)
        kinds = _wished_kinds(job)
        pool: dict[str, Attraction] = {}
        for query in (
            *(AttractionQuery(city=job.city, kinds=(kind,), limit=max(_OF_A_KIND, wanted // 3)) for kind in kinds),
            AttractionQuery(city=job.city, limit=_POOL),
        ):
            result = await job.call("attractions", query)
            if not result.ok:
                return Findings(task=job.task.id, gaps=(gap_of(job.task, result),))
            pool |= _by_id(result.unwrap().items)
        banned = banned_kinds(job.request, "attraction")
        promising = by_appeal([s for s in pool.values() if not banned & set(s.kinds)], [place.at for place in job.places(object)])
        only = [set(wish.values) for wish in job.choices("attraction", "kind", "only", strength="hard")]
        fitting = [sight for sight in promising if all(allowed & set(sight.kinds) for allowed in only)]
        renowned = sorted(fitting, key=lambda sight: -sight.renown)
        chosen = _by_id(renowned[: wanted // _FAMOUS])
        chosen |= _by_id([sight for sight in fitting if sight.id not in chosen][: wanted - len(chosen)])
        for kind in kinds:
            chosen |= _by_id([sight for sight in promising if kind in sight.kinds][:_OF_A_KIND])
        if _minds_tickets(job):
            chosen |= _by_id([sight for sight in fitting if _is_free(sight, job)][: wanted // 2])
        if len(chosen) < job.request.days * _BARRED:  # to give up such a wish may be the only way out
            chosen |= _by_id(sorted(pool.values(), key=lambda sight: -sight.renown)[: job.request.days * _BARRED])
        return Findings(task=job.task.id, places=tuple(chosen.values()))

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


def _by_id(sights: Iterable[Attraction]) -> dict[str, Attraction]:
    return {sight.id: sight for sight in sights}


def named_ids_of(request: TripRequest) -> tuple[str, ...]:
    """Ids of all places that the request's wishes name and don't ban."""
    ids: list[str] = []
    for wish in simple_wishes(request.constraints):
        if isinstance(wish, Choice) and wish.attribute == "place" and wish.op != "none_of":
            ids += wish.values
        elif isinstance(wish, Near):
            ids.append(wish.place)
        elif isinstance(wish, VisitClock | VisitOrder):
            ids += places_asked_for(wish)
    return tuple(dict.fromkeys(ids))


def kept_ids_of(request: TripRequest) -> tuple[str, ...]:
    """Ids of the places of an earlier plan that the new one keeps, beyond those that its wishes name."""
    places = (pin.place if isinstance(pin, StopPin) else pin.hotel for pin in request.pins if isinstance(pin, StopPin | NightPin))
    named = named_ids_of(request)
    return tuple(place for place in dict.fromkeys(places) if place not in named)


def _wished_kinds(job: Assignment) -> list[str]:
    wishes = (wish for wish in job.choices("attraction", "kind") if wish.op != "none_of")
    return list(dict.fromkeys(word for wish in wishes for word in wish.values))


def _minds_tickets(job: Assignment) -> bool:
    """Whether money is a matter, so that free sights are worth looking for."""
    limits = (wish for wish in simple_wishes(job.request.constraints) if isinstance(wish, CostLimit))
    return job.request.budget is not None or any(wish.category in ("tickets", "total") for wish in limits)


def _is_free(sight: Attraction, job: Assignment) -> bool:
    """Whether nobody of the party pays on any date of the trip."""
    ticket, request = sight.ticket, job.request
    return ticket is not None and not any(ticket.price(p, day) != 0 for p in request.party.travellers for day in request.dates)
