"""Any city of China from Amap's live data."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime
from typing import Literal

from ....domain.availability import Availability
from ....domain.errors import ToolFailure
from ....domain.evidence import Source
from ....domain.gazetteer import CityName, Gazetteer
from ....domain.place import AnyPlace, Attraction, Restaurant
from ....domain.ports import Clock
from ....domain.travel import TravelTable
from ...attractions import AttractionQuery, Attractions
from ...availability import Availabilities, AvailabilityQuery
from ...cities import Cities, CitiesQuery
from ...gazetteer import GazetteerQuery
from ...hotels import HotelQuery, Hotels
from ...places import Places, PlacesQuery
from ...restaurants import RestaurantQuery, Restaurants
from ...travel import TravelQuery
from ..catalogue.estimates import travel_table
from ..catalogue.search import find_attractions, find_hotels, find_restaurants
from .city import TRANSIT, LiveCity, is_called, lies_in, load_city, short
from .client import DETAILS, AmapClient, text_of
from .kinds import NAMED_TYPES
from .phrases import PHRASES
from .records import NAME, amap_id, pinyin_of, place_of

_FRESH_HOURS = 12
"""How long the records of a city serve before they are fetched again."""
_MUNICIPALITIES = frozenset({"北京市", "上海市", "天津市", "重庆市", "香港特别行政区", "澳门特别行政区"})


class AmapProvider:
    """Serves what Amap knows of a city: sights, hotels and restaurants with prices, stations, opening hours.

    A city is fetched in some twenty requests when it is first asked about and kept for half a day. Travel within it is estimated.
    Journeys between cities it doesn't know.
    """

    name = NAME
    source = Source(provider=NAME, title="高德地图")

    def __init__(self, client: AmapClient, clock: Clock) -> None:
        """Take a client.

        Args:
            client: Asks Amap.
            clock: Tells how old records are.
        """
        self._client = client
        self._clock = clock
        self._names: dict[str, CityName] = {}
        self._cities: dict[str, tuple[datetime, LiveCity]] = {}
        self._more: dict[str, dict[str, AnyPlace]] = {}
        self._waiting: Counter[str] = Counter()
        self._loading: dict[str, asyncio.Task[LiveCity]] = {}

    async def aclose(self) -> None:
        """Close the connections."""
        await self._client.aclose()

    async def cities(self, query: CitiesQuery) -> Cities:
        """All cities of China by name."""
        if not self._names:
            china = await self._client.districts("中国", below=2)
            provinces = [one for land in china for one in land.get("districts", ()) if isinstance(one, dict)]
            found: list[str] = []
            for province in provinces:
                name, below = text_of(province.get("name")), province.get("districts")
                if name in _MUNICIPALITIES:
                    found.append(name)
                elif isinstance(below, list):
                    found += [text_of(one.get("name")) for one in below if isinstance(one, dict)]
            if not found:
                raise ToolFailure("upstream", *PHRASES.both("rubbish"))
            taken = {short(text_of(province.get("name"))) for province in provinces} - set(map(short, _MUNICIPALITIES))
            for full in found:
                name = full if short(full) in taken and not full.endswith("市") else short(full)  # 海南 is the island
                aliases = (full,) if full != name else ()
                self._names[name] = CityName(name=name, name_en=pinyin_of(name), aliases=aliases, live=True)
        return Cities(items=tuple(self._names.values()))

    async def gazetteer(self, query: GazetteerQuery) -> Gazetteer:
        """Names of a city's weightiest places; others are found by :meth:`places`."""
        return (await self._city(query.city)).gazetteer

    async def places(self, query: PlacesQuery) -> Places:
        """Records by id and name; a sight that is not among the weightiest is looked for by its name."""
        city = await self._city(query.city)
        known = await self._known(city, query.ids)
        named = [await self._named(city, name) for name in query.names]
        return Places(items=tuple({place.id: place for place in (*known, *named)}.values()))

    async def attractions(self, query: AttractionQuery) -> Attractions:
        """Sights by kind and distance."""
        return Attractions(items=find_attractions(await self._city(query.city), query))

    async def hotels(self, query: HotelQuery) -> Hotels:
        """Hotels by distance, price and features."""
        return Hotels(items=find_hotels(await self._city(query.city), query))

    async def restaurants(self, query: RestaurantQuery) -> Restaurants:
        """Restaurants around points."""
        return Restaurants(items=find_restaurants(await self._city(query.city), query))

    async def travel(self, query: TravelQuery) -> TravelTable:
        """Estimated travel between all pairs."""
        return travel_table(await self._known(await self._city(query.city), query.ids), TRANSIT, provider=NAME)

    async def availability(self, query: AvailabilityQuery) -> Availabilities:
        """What opening hours say about dates."""
        city = await self._city(query.city)
        known = await self._known(city, query.ids)
        return Availabilities(items=tuple(_availability(place, day) for place in known for day in query.days))

    async def _city(self, name: str) -> LiveCity:
        kept = self._cities.get(name)
        if kept and (self._clock.now() - kept[0]).total_seconds() < _FRESH_HOURS * 3600:
            return kept[1]
        known = self._names.get(name) or CityName(name=name, name_en=pinyin_of(name), live=True)
        task = self._loading.get(name)
        if task is None or task.get_loop() is not asyncio.get_running_loop():  # whoever asks meanwhile waits for the same answer
            task = asyncio.ensure_future(load_city(self._client, known, as_of=self._today()))
            self._loading[name] = task
            task.add_done_callback(lambda _: self._loading.pop(name, None))
        self._waiting[name] += 1
        try:
            city = await asyncio.shield(task)
        finally:
            self._waiting[name] -= 1
            if not self._waiting[name]:  # nobody wants it any more
                task.cancel()
        self._cities[name] = (self._clock.now(), city)
        self._more.pop(name, None)
        return city

    async def _known(self, city: LiveCity, ids: Sequence[str]) -> list[AnyPlace]:
        """Records of ids: of those fetched with the city, found by name since, or asked for by the id, as for an earlier plan."""
        more = self._more.setdefault(city.name, {})
        lost = [(place, theirs) for place in ids if place not in city.by_id and place not in more and (theirs := amap_id(place))]
        as_of = self._today()
        for batch in (lost[k : k + DETAILS] for k in range(0, len(lost), DETAILS)):
            asked = {theirs: place for place, theirs in batch}
            for poi in await self._client.detail(tuple(asked)):
                found = place_of(poi, city.name, as_of=as_of)
                if found is not None and found.id in asked.values() and lies_in(text_of(poi.get("adcode")), city.adcode):
                    more[found.id] = found
        places = {**more, **city.by_id}
        if missing := [place for place in ids if place not in places]:
            raise _missing(city, ", ".join(missing))
        return [places[place] for place in ids]

    async def _named(self, city: LiveCity, name: str) -> AnyPlace:
        wanted, more = name.casefold(), self._more.setdefault(city.name, {})
        for place in (*city.places, *more.values()):
            if wanted in {one.casefold() for one in place.all_names}:
                return place
        pois = [poi for poi in await self._client.text(city.adcode, types=NAMED_TYPES, keywords=name) if is_called(poi, name)]
        pois.sort(key=lambda poi: text_of(poi.get("name")) != name)
        as_of = self._today()
        found = (place_of(poi, city.name, as_of=as_of) for poi in pois if lies_in(text_of(poi.get("adcode")), city.adcode))
        sight = next((one for one in found if one is not None), None)
        if sight is None:
            raise _missing(city, name)
        return more.setdefault(sight.id, sight)

    def _today(self) -> str:
        return f"{self._clock.now():%Y-%m-%d}"


def _missing(city: LiveCity, name: str) -> ToolFailure:
    return ToolFailure("not_found", *PHRASES.both("no_place", city=city.name, name=name))


def _availability(place: AnyPlace, day: date) -> Availability:
    hours = place.hours if isinstance(place, Attraction | Restaurant) else None
    status: Literal["open", "closed", "unknown"] = "unknown" if hours is None else "open" if hours.on(day) else "closed"
    source = Source(provider=NAME, record=place.id, title=place.source, as_of=place.as_of)
    return Availability(place=place.id, day=day, status=status, source=source)
