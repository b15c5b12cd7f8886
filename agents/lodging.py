"""The lodging worker: hotels that keep the request's wishes, cheap ones and ones near what there is to see."""

from __future__ import annotations

from bisect import bisect
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from itertools import islice
from typing import ClassVar, Literal

import numpy as np

from ..domain.constraint import Choice, CostLimit, HotelStars, Near, Simple, alternatives, simple_wishes
from ..domain.geo import Coordinate
from ..domain.place import Attraction, Hotel, Station
from ..domain.task import Findings, Gap, Trade
from ..tools.attractions import AttractionQuery
from ..tools.hotels import HotelQuery
from .nearness import rough_km
from .worker import Assignment, RuleWorker, gap_of

_AROUND = 60
"""So many of the nearest hotels are looked at."""

_CHEAP, _NEAR, _BANDS, _OF_A_BAND = 6, 6, 5, 2
"""Candidates: the cheapest, those among the sights, and in each band of rates those among the sights."""

_NEIGHBOURHOOD = 1.5
"""What is so near can be walked to, km."""

_HUBS, _AT_A_HUB = 3, 4
"""Stations that hotels are looked for at where getting about the city is capped, and how many at each."""

_FAR, _SOME, _HOSTS, _SIGHTS = 15.0, 3, 3, 12
"""A hotel is remote that has fewer than some sights within so many km; around so many such hotels so many sights are looked up."""

_SPARE = 3
"""So many that miss just one wish come along: should the wishes turn out to conflict, the ways out are priced with them."""

_CASES = 12
"""Of more alternatives than these the last ones aren't looked at."""

_SLACK = 1.02
"""Rough distances may be off by this much; the scheduler measures them."""

Order = Literal["distance", "rate"]


class LodgingWorker(RuleWorker):
    """Searches by every hard wish at once; soft ones order the candidates."""

    trade: ClassVar[Trade] = "lodging"
    breadths: ClassVar[int] = 2

    async def search(self, job: Assignment, breadth: int) -> Findings:
        """Breadth 0 keeps all wishes; breadth 1 drops the soft ones. Sights come along where every hotel is far from those found."""
        kept: list[Hotel] = []
        fitting: list[Hotel] = []
        try:
            for wishes in _cases(job):
                hard = tuple(wish for wish in wishes if wish.strength == "hard")
                fitting += _assorted(job, await _find(job, wishes if breadth == 0 else hard, "distance", _AROUND))
                fitting += await _find(job, hard, "rate", _CHEAP)
                for hub in _hubs(job):
                    kept += await _find(job, hard, "distance", _AT_A_HUB, near=hub)
                for missed in hard:
                    kept += await _find(job, tuple(wish for wish in hard if wish is not missed), "rate", _SPARE)
            kept += await _find(job, (), "rate", _SPARE)
            sights = await _around(job, {hotel.id: hotel for hotel in fitting})
        except _LostError as lost:
            return Findings(task=job.task.id, gaps=(lost.gap,))
        return Findings(task=job.task.id, places=tuple({place.id: place for place in (*fitting, *kept, *sights)}.values()))


async def _around(job: Assignment, hotels: Mapping[str, Hotel]) -> list[Attraction]:
    """Sights near the nearest of hotels that all lie far from what there is to see: nobody commutes for an hour every day."""
    sights = [sight.at for sight in job.places(Attraction)]
    if not hotels or len(sights) < _SOME:
        return []
    remote = np.sort(rough_km([hotel.at for hotel in hotels.values()], sights), axis=1)[:, _SOME - 1]
    if remote.min() <= _FAR:
        return []
    found: dict[str, Attraction] = {}
    for index in np.argsort(remote, kind="stable")[:_HOSTS]:
        at = list(hotels.values())[index].at
        result = await job.call("attractions", AttractionQuery(city=job.city, near=at, max_km=_FAR, limit=_SIGHTS))
        if not result.ok:
            break  # the hotels are as good without
        found |= {sight.id: sight for sight in result.unwrap().items}
    return list(found.values())


class _LostError(Exception):
    """Hotels can't be looked up."""

    def __init__(self, gap: Gap) -> None:
        self.gap = gap
        super().__init__(gap.message)


def _cases(job: Assignment) -> Iterable[tuple[Simple, ...]]:
    """What is wished of the hotel, for each way to choose among alternatives."""
    cases = (tuple(wish for wish in case if _is_about_hotels(wish)) for case in alternatives(job.request.constraints))
    return islice(dict.fromkeys(islice(cases, _CASES**2)), _CASES)


def _is_about_hotels(wish: Simple) -> bool:
    if isinstance(wish, Choice | Near):
        return wish.subject == "hotel"
    return isinstance(wish, HotelStars) or (isinstance(wish, CostLimit) and wish.category == "lodging")


async def _find(
    job: Assignment, wishes: Sequence[Simple], by: Order, limit: int, *, near: Coordinate | None = None
) -> list[Hotel]:
    """Hotels that keep these wishes, the nearest or the cheapest first; caps that hang on the stay aren't looked at.

    Distances count from ``near``, else from the middle of what there is to see, but from a place that a wish names first of all.

    Raises:
        _LostError: If the tool fails.
    """
    found: dict[str, Hotel] = {}
    for query in _queries(job, wishes, by, near or _centre(job)):
        # What a query can't say may rule some of its answers out, so that it has to give more of them.
        result = await job.call("hotels", query.model_copy(update={"limit": limit if _says_all(wishes) else query.limit}))
        if not result.ok:
            raise _LostError(gap_of(job.task, result))
        fitting = [hotel for hotel in result.unwrap().items if all(_keeps(job, hotel, wish) for wish in wishes)]
        found |= {hotel.id: hotel for hotel in fitting[:limit]}
    return list(found.values())


def _queries(job: Assignment, wishes: Sequence[Simple], by: Order, near: Coordinate | None) -> list[HotelQuery]:
    """One query, or one for each value of a choice among features or room kinds."""
    max_km = None
    features: list[str] = []
    rooms: list[str] = []
    names: list[str] = []
    either: list[Choice] = []
    stars = [wish for wish in wishes if isinstance(wish, HotelStars)]
    for wish in wishes:
        if isinstance(wish, Near) and (max_km is None or wish.max_km < max_km):
            centre = next((place.at for place in job.places(object) if place.id == wish.place), None)
            if centre is not None:
                near, max_km = centre, wish.max_km
        elif isinstance(wish, Choice) and wish.op != "none_of":
            if wish.attribute == "place":
                names += wish.labels
            elif len(wish.values) > 1 and wish.op != "all_of":
                either.append(wish)
            elif wish.attribute == "feature":
                features += wish.values
            else:
                rooms += wish.values
    query = HotelQuery(
        city=job.city,
        near=near,
        max_km=max_km,
        max_nightly=_most(job, wishes),
        min_stars=max((wish.least for wish in stars), default=1),
        max_stars=min((wish.most for wish in stars), default=5),
        features=tuple(features),
        rooms=tuple(rooms),
        names=tuple(names),
        by=by,
        limit=1000,
    )
    if not either:
        return [query]
    words, known = ("features", features) if either[0].attribute == "feature" else ("rooms", rooms)
    return [query.model_copy(update={words: (*known, value)}) for value in either[0].values]


def _most(job: Assignment, wishes: Iterable[Simple]) -> Decimal | None:
    """What a room may cost a night at most."""
    shares = {"room_night": 1, "person_night": job.request.party.size}
    caps = [wish.amount * shares[wish.per] for wish in wishes if isinstance(wish, CostLimit) and wish.per in shares]
    return min(caps, default=None)


def _centre(job: Assignment) -> Coordinate | None:
    """The middle of what there is to see."""
    points = [place.at for place in job.places(Attraction)]
    if not points:
        return None
    return Coordinate(lat=sum(p.lat for p in points) / len(points), lon=sum(p.lon for p in points) / len(points))


def _hubs(job: Assignment) -> list[Coordinate]:
    """Where most rides arrive and leave, if getting about the city may cost little only."""
    caps = (wish for wish in simple_wishes(job.request.constraints) if isinstance(wish, CostLimit))
    if not any(cap.strength == "hard" and cap.category == "innercity" for cap in caps):
        return []
    rides = Counter(end for found in job.found.values() for ride in found.services for end in (ride.origin, ride.destination))
    here = [station for station in job.places(Station) if station.city == job.city]
    return [station.at for station in sorted(here, key=lambda station: (-rides[station.id], station.id))[:_HUBS]]


def _says_all(wishes: Sequence[Simple]) -> bool:
    """Whether one query says all that :func:`_keeps` asks."""
    choices = [wish for wish in wishes if isinstance(wish, Choice)]
    banned = any(wish.op == "none_of" for wish in choices)
    either = sum(len(wish.values) > 1 and wish.op in ("any_of", "only") for wish in choices)
    return not banned and either <= 1 and sum(isinstance(wish, Near) for wish in wishes) <= 1


def _keeps(job: Assignment, hotel: Hotel, wish: Simple) -> bool:
    """Whether a hotel keeps a wish for features, rooms, or to be near somewhere; what rooms it bans may not be all there are."""
    if isinstance(wish, Near):
        centre = next((place.at for place in job.places(object) if place.id == wish.place), None)
        return centre is None or float(rough_km([centre], [hotel.at])[0, 0]) <= wish.max_km * _SLACK
    if not isinstance(wish, Choice):
        return True
    known: dict[str, set[str]] = {"place": {hotel.id}, "feature": set(hotel.features), "room": {*hotel.rooms}}
    words, values = known.get(wish.attribute, set()), set(wish.values)
    match wish.op:
        case "none_of":
            return bool(words - values) if wish.attribute == "room" else not words & values
        case "all_of":
            return words >= values
    return bool(words & values)


def _assorted(job: Assignment, hotels: Sequence[Hotel]) -> list[Hotel]:
    """Those of many with the most to see around them, over all and in each band of rates."""
    if len(hotels) <= _NEAR + _BANDS * _OF_A_BAND:
        return list(hotels)
    sights = [sight.at for sight in job.places(Attraction)]
    company = np.exp(-rough_km([hotel.at for hotel in hotels], sights) / _NEIGHBOURHOOD).sum(axis=1)
    ranked = [hotels[place] for place in np.argsort(-company, kind="stable")]
    bounds = sorted(hotel.nightly.typical for hotel in hotels)[:: -(-len(hotels) // _BANDS)]
    bands = [[hotel for hotel in ranked if bisect(bounds, hotel.nightly.typical) == band] for band in range(1, _BANDS + 1)]
    return [*ranked[:_NEAR], *(hotel for band in bands for hotel in band[:_OF_A_BAND])]
