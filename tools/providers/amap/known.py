"""All that is known of a city: what it was fetched with, and what has been asked about it since."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeVar

import numpy as np

from ....domain.errors import ToolFailure
from ....domain.evidence import Source
from ....domain.geo import Coordinate
from ....domain.place import AnyPlace, Attraction, Hotel, NearestMetro, Place, Restaurant, Station
from ....domain.travel import TravelTable
from ...hotels import HotelQuery
from ...restaurants import RestaurantQuery
from ...travel import TravelQuery
from ..catalogue.distance import distances_km
from ..catalogue.estimates import Spot, travel_table
from ..catalogue.search import find_hotels, find_restaurants
from .city import LiveCity
from .client import DETAILS, AmapClient, Json, text_of
from .driving import Measured, fitted
from .figures import TRANSIT
from .kinds import NAMED_TYPES
from .names import is_called, lies_in
from .nearby import HOTELS, RESTAURANTS, Nearby
from .phrases import PHRASES
from .records import NAME, amap_id, place_of

P = TypeVar("P", bound=Place)

ESTIMATE = Source(provider=NAME, title=TRANSIT.source, as_of=TRANSIT.as_of, estimated=True)
MEASUREMENT = ESTIMATE.model_copy(update={"title": "打车按高德驾车测距；步行、地铁与费用按国内城市常见标准估算"})


@dataclass(frozen=True)
class _Bare:
    """A place of which no more is known than where it is."""

    id: str
    at: Coordinate
    metro: NearestMetro | None


class KnownCity:
    """A city, and places and ways of it beyond those that it was fetched with.

    Attributes:
        city: As fetched.
        since: When.
    """

    def __init__(self, client: AmapClient, city: LiveCity, since: datetime) -> None:
        """Take a city that has just been fetched."""
        self.city = city
        self.since = since
        self._as_of = f"{since:%Y-%m-%d}"
        self._client = client
        self._more: dict[str, AnyPlace] = {}
        self._measured = Measured(client)
        self._nearby = Nearby(client)

    async def by_ids(self, ids: Sequence[str]) -> list[AnyPlace]:
        """Records of ids; one that isn't known yet, as of an earlier plan, is asked for.

        Raises:
            ToolFailure: ``not_found`` if one is none of this city's.
        """
        lost = [(place, theirs) for place in ids if self._record(place) is None and (theirs := amap_id(place))]
        for batch in (lost[k : k + DETAILS] for k in range(0, len(lost), DETAILS)):
            asked = {theirs: place for place, theirs in batch}
            for poi in await self._client.detail(tuple(asked)):
                found = place_of(poi, self.city.name, as_of=self._as_of)
                if found is not None and found.id in asked.values() and self._is_here(poi):
                    self._keep([found])
        places = {place: record for place in ids if (record := self._record(place)) is not None}
        if missing := [place for place in ids if place not in places]:
            raise self._missing(", ".join(missing))
        return [places[place] for place in ids]

    async def by_name(self, name: str) -> AnyPlace:
        """The place of a name; one that isn't among the weightiest is searched for.

        Raises:
            ToolFailure: ``not_found`` if the city has no such sight.
        """
        wanted = name.casefold()
        for place in (*self.city.places, *self._more.values()):
            if wanted in {one.casefold() for one in place.all_names}:
                return place
        pois = await self._client.text(self.city.adcode, types=NAMED_TYPES, keywords=name)
        pois = sorted((poi for poi in pois if is_called(poi, name)), key=lambda poi: text_of(poi.get("name")) != name)
        found = (place_of(poi, self.city.name, as_of=self._as_of) for poi in pois if self._is_here(poi))
        sight = next((one for one in found if one is not None), None)
        if sight is None:
            raise self._missing(name)
        return self._keep([sight])[0]

    async def hotels(self, query: HotelQuery) -> tuple[Hotel, ...]:
        """Hotels by distance, price and features; around a point, those as well that aren't among the weightiest."""
        known = [*self.city.hotels, *self._further(Hotel)]
        if query.near is not None and query.max_km is not None and not query.names:
            known += self._of(Hotel, await self._around((query.near,), HOTELS, known))
        return find_hotels(replace(self.city, hotels=_once(known)), query)

    async def restaurants(self, query: RestaurantQuery) -> tuple[Restaurant, ...]:
        """Restaurants around points, those as well that aren't among the weightiest."""
        known = [*self.city.restaurants, *self._further(Restaurant)]
        if query.max_km is not None and not query.names:
            known += self._of(Restaurant, await self._around(query.near, RESTAURANTS, known))
        return find_restaurants(replace(self.city, restaurants=_once(known)), query)

    async def travel(self, query: TravelQuery) -> TravelTable:
        """Ways by car as measured between sights or stations and everything; all else estimated."""
        spots = await self._spots(query)
        at = {spot.id: spot.at for spot in spots}
        await self._measured.measure([place for place in at if isinstance(self._record(place), Attraction | Station)], at)
        driven = self._measured.between(tuple(at))
        if np.isnan(driven.km).all():
            return travel_table(spots, TRANSIT, source=ESTIMATE)
        straight = distances_km(tuple(at.values()), tuple(at.values()))
        source = MEASUREMENT.model_copy(update={"as_of": self._as_of})
        return travel_table(spots, fitted(TRANSIT, driven, straight), source=source, driven=driven)

    async def _spots(self, query: TravelQuery) -> list[Spot]:
        """What is travelled between; whoever tells where a place is spares the look-up of its record."""
        bare = [place for place in query.ids if place in query.at and self._record(place) is None]
        nearest = zip(bare, self.city.metro.nearest([query.at[place] for place in bare]), strict=True)
        spots: dict[str, Spot] = {place: _Bare(id=place, at=query.at[place], metro=metro) for place, metro in nearest}
        spots |= {place.id: place for place in await self.by_ids([place for place in query.ids if place not in spots])}
        return [spots[place] for place in query.ids]

    async def _around(self, points: Sequence[Coordinate], types: str, known: Sequence[Hotel | Restaurant]) -> list[AnyPlace]:
        return self._keep(await self._nearby.around(points, types, known, self.city, as_of=self._as_of))

    def _further(self, kind: type[P]) -> list[P]:
        return self._of(kind, self._more.values())

    @staticmethod
    def _of(kind: type[P], places: Iterable[AnyPlace]) -> list[P]:
        return [place for place in places if isinstance(place, kind)]

    def _keep(self, places: Sequence[AnyPlace]) -> list[AnyPlace]:
        """The places with their metro stations, known from now on."""
        placed = self.city.metro.placed(places)
        self._more |= {place.id: place for place in placed}
        return list(placed)

    def _record(self, place: str) -> AnyPlace | None:
        return self.city.by_id.get(place) or self._more.get(place)

    def _is_here(self, poi: Json) -> bool:
        return lies_in(text_of(poi.get("adcode")), self.city.adcode)

    def _missing(self, name: str) -> ToolFailure:
        return ToolFailure("not_found", *PHRASES.both("no_place", city=self.city.name, name=name))


def _once(places: Iterable[P]) -> tuple[P, ...]:
    return tuple({place.id: place for place in places}.values())
