"""Any city of China from Amap's live data."""

from __future__ import annotations

import asyncio
from collections import Counter
from datetime import date
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
from ..catalogue.search import find_attractions
from .client import AmapClient, text_of
from .known import KnownCity
from .loading import load_city
from .names import short
from .phrases import PHRASES
from .records import NAME, pinyin_of

_FRESH_HOURS = 12
"""How long the records of a city serve before they are fetched again."""
_MUNICIPALITIES = frozenset({"北京市", "上海市", "天津市", "重庆市", "香港特别行政区", "澳门特别行政区"})


class AmapProvider:
    """Serves what Amap knows of a city: sights, hotels and restaurants with prices, stations, opening hours.

    A city is fetched in some twenty requests when it is first asked about and kept for half a day. Ways by car within it are measured
    in some twenty more; walks and metro rides are estimated. Journeys between cities it doesn't know.
    """

    name = NAME
    remote = True
    world = NAME
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
        self._cities: dict[str, KnownCity] = {}
        self._waiting: Counter[str] = Counter()
        self._loading: dict[str, asyncio.Task[KnownCity]] = {}

    def serves(self, query: object) -> bool:
        """Whether an answer is worth fetching a city for."""
        return not (isinstance(query, GazetteerQuery) and query.glance)

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
        return (await self._city(query.city)).city.gazetteer

    async def places(self, query: PlacesQuery) -> Places:
        """Records by id and name; a sight that is not among the weightiest is looked for by its name."""
        city = await self._city(query.city)
        found = [*await city.by_ids(query.ids), *[await city.by_name(name) for name in query.names]]
        return Places(items=tuple({place.id: place for place in found}.values()))

    async def attractions(self, query: AttractionQuery) -> Attractions:
        """Sights by kind and distance."""
        return Attractions(items=find_attractions((await self._city(query.city)).city, query))

    async def hotels(self, query: HotelQuery) -> Hotels:
        """Hotels by distance, price and features."""
        return Hotels(items=await (await self._city(query.city)).hotels(query))

    async def restaurants(self, query: RestaurantQuery) -> Restaurants:
        """Restaurants around points."""
        return Restaurants(items=await (await self._city(query.city)).restaurants(query))

    async def travel(self, query: TravelQuery) -> TravelTable:
        """Travel between all pairs, by car mostly as measured."""
        return await (await self._city(query.city)).travel(query)

    async def availability(self, query: AvailabilityQuery) -> Availabilities:
        """What opening hours say about dates."""
        known = await (await self._city(query.city)).by_ids(query.ids)
        return Availabilities(items=tuple(_availability(place, day) for place in known for day in query.days))

    async def _city(self, name: str) -> KnownCity:
        kept = self._cities.get(name)
        if kept and (self._clock.now() - kept.since).total_seconds() < _FRESH_HOURS * 3600:
            return kept
        task = self._loading.get(name)
        if task is None or task.get_loop() is not asyncio.get_running_loop():  # whoever asks meanwhile waits for the same answer
            task = asyncio.ensure_future(self._load(name))
            self._loading[name] = task
            task.add_done_callback(lambda _: self._loading.pop(name, None))
        self._waiting[name] += 1
        try:
            city = await asyncio.shield(task)
        finally:
            self._waiting[name] -= 1
            if not self._waiting[name]:  # nobody wants it any more
                task.cancel()
        self._cities[name] = city
        return city

    async def _load(self, name: str) -> KnownCity:
        city, now = self._names.get(name) or CityName(name=name, name_en=pinyin_of(name), live=True), self._clock.now()
        return KnownCity(self._client, await load_city(self._client, city, as_of=f"{now:%Y-%m-%d}"), now)


def _availability(place: AnyPlace, day: date) -> Availability:
    hours = place.hours if isinstance(place, Attraction | Restaurant) else None
    status: Literal["open", "closed", "unknown"] = "unknown" if hours is None else "open" if hours.on(day) else "closed"
    source = Source(provider=NAME, record=place.id, title=place.source, as_of=place.as_of)
    return Availability(place=place.id, day=day, status=status, source=source)
