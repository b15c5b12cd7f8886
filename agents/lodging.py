"""The lodging worker: hotels that keep the request's wishes, near the area that was named."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import ClassVar

from ..domain.constraint import Choice, Constraint, CostLimit, HotelStars, Near
from ..domain.place import Hotel
from ..domain.task import Findings, Trade
from ..tools.hotels import HotelQuery
from .worker import Assignment, Worker, gap_of

_CANDIDATES, _SPARE, _ALL = 14, 3, 1000


class LodgingWorker(Worker):
    """Searches by every hard wish at once; soft ones order the candidates."""

    trade: ClassVar[Trade] = "lodging"
    breadths: ClassVar[int] = 2

    async def search(self, job: Assignment, breadth: int) -> Findings:
        """Breadth 0 keeps all wishes; breadth 1 drops the soft ones.

        A few hotels that miss just one wish come along in any case: should the wishes turn out to conflict, the ways out are
        priced with them.
        """
        wished = await job.call("hotels", hotel_query(job, with_soft=breadth == 0))
        if not wished.ok:
            return Findings(task=job.task.id, gaps=(gap_of(job.task, wished),))
        fitting: list[Hotel] = list(wished.unwrap().items)
        kept = {hotel.id: hotel for hotel in (*_by_rate(fitting)[: _CANDIDATES // 2], *fitting[:_CANDIDATES])}
        for query in (hotel_query(job, with_soft=False, without=wish) for wish in _hotel_wishes(job)):
            near_miss = await job.call("hotels", query)
            if near_miss.ok:
                kept |= {hotel.id: hotel for hotel in _by_rate(near_miss.unwrap().items)[:_SPARE]}
        everywhere = await job.call("hotels", HotelQuery(city=job.city, limit=_ALL))
        if everywhere.ok:
            kept |= {hotel.id: hotel for hotel in _by_rate(everywhere.unwrap().items)[:_SPARE]}
        return Findings(task=job.task.id, places=tuple(kept.values()))


def _hotel_wishes(job: Assignment) -> list[Constraint]:
    return [
        wish
        for wish in job.request.constraints
        if wish.strength == "hard"
        and (getattr(wish, "subject", "") == "hotel" or wish.type == "hotel_stars" or getattr(wish, "category", "") == "lodging")
    ]


def _by_rate(hotels: Iterable[Hotel]) -> list[Hotel]:
    return sorted(hotels, key=lambda hotel: (hotel.nightly.typical, hotel.id))


def hotel_query(job: Assignment, *, with_soft: bool, without: Constraint | None = None) -> HotelQuery:
    """The request's hotel wishes as one query, if need be without one of them."""
    near = max_km = None
    max_nightly: Decimal | None = None
    stars = (1, 5)
    features: list[str] = []
    rooms: list[str] = []
    names: list[str] = []
    for wish in job.request.constraints:
        if wish is without or (wish.strength == "soft" and not with_soft):
            continue
        if isinstance(wish, Near) and wish.subject == "hotel":
            centre = next((p for p in job.places(object) if p.id == wish.place), None)
            if centre is not None:
                near, max_km = centre.at, wish.max_km
        elif isinstance(wish, CostLimit) and wish.category == "lodging" and wish.per == "room_night":
            max_nightly = wish.amount
        elif isinstance(wish, HotelStars):
            stars = (wish.least, wish.most)
        elif isinstance(wish, Choice) and wish.subject == "hotel" and wish.op in ("all_of", "only"):
            if wish.attribute == "feature":
                features += wish.values
            elif wish.attribute == "room":
                rooms += wish.values
            elif wish.attribute == "place":
                names += wish.labels
    return HotelQuery(
        city=job.city,
        near=near,
        max_km=max_km,
        max_nightly=max_nightly,
        min_stars=stars[0],
        max_stars=stars[1],
        features=tuple(features),
        rooms=tuple(rooms),
        names=tuple(names),
        limit=40,
    )
