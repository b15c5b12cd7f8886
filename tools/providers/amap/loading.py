"""Fetches a city: its weightiest sights, hotels and restaurants, its stations and districts, in a handful of pages."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Iterable, Sequence
from typing import Any, TypeVar

from ....domain.errors import RETRYABLE, ToolFailure
from ....domain.gazetteer import CityName
from ....domain.geo import Coordinate
from ....domain.place import Area, Place
from .city import LiveCity
from .client import PAGE, AmapClient, Json, text_of
from .figures import TRANSIT
from .kinds import AIRPORT, FOOD_TYPES, HOTEL_TYPES, METRO, SIGHT_TYPES, TRAIN
from .metro import Metro
from .names import is_city, lies_in, roundness
from .phrases import PHRASES
from .records import AREAS, NAME, hotel_of, location_of, restaurant_of, sight_of, station_of

P = TypeVar("P", bound=Place)
T = TypeVar("T")

_PAGES, _METRO_PAGES = 2, 8
_ROUNDS = 3
"""How often lost pages are asked for anew, after the client's own attempts."""
_CENTRE = "市中心"
_CENTRE_KM, _DISTRICT_KM = 4.0, 8.0


async def load_city(client: AmapClient, city: CityName, *, as_of: str) -> LiveCity:
    """Fetch a city.

    Raises:
        ToolFailure: If Amap knows no such city, answers for another one, or can't serve all of its pages.
    """
    districts = await client.districts(city.name, below=2)
    found = max((one for one in districts if is_city(one, city.name)), key=roundness, default=None)
    centre = location_of(found.get("center")) if found else None
    if found is None or centre is None:
        raise ToolFailure("not_found", *PHRASES.both("no_city", name=city.name))
    adcode = text_of(found.get("adcode"))

    async def search(kinds: Sequence[str], pages: int = _PAGES) -> list[tuple[int, Json]]:
        every = await _together(_search(client, adcode, types, pages) for types in kinds)
        return [(rank, poi) for pois in every for rank, poi in enumerate(pois)]

    sights, hotels, food, stations, stops = await _together(
        (
            search(SIGHT_TYPES),
            search(HOTEL_TYPES),
            search(FOOD_TYPES),
            search((f"{TRAIN}|{AIRPORT}",)),
            search((METRO,), _METRO_PAGES),
        )
    )
    metro = Metro([poi for _, poi in stops], TRANSIT)

    def kept(places: Iterable[P | None]) -> tuple[P, ...]:
        return metro.placed(tuple({place.id: place for place in places if place is not None}.values()))

    attractions = kept(sight_of(poi, city.name, rank=rank, as_of=as_of) for rank, poi in sights)
    if not attractions:
        raise ToolFailure("not_found", *PHRASES.both("empty", city=city.name))
    return LiveCity(
        name=city.name,
        adcode=adcode,
        centre=centre,
        attractions=attractions,
        hotels=kept(hotel_of(poi, city.name, as_of=as_of) for _, poi in hotels),
        restaurants=kept(restaurant_of(poi, city.name, as_of=as_of) for _, poi in food),
        stations=kept(station_of(poi, city.name, as_of=as_of) for _, poi in stations),
        areas=_areas(found, city.name, centre, as_of),
        metro=metro,
    )


async def _together(work: Iterable[Coroutine[Any, Any, T]]) -> list[T]:
    """What all of them come to; the first failure ends the others."""
    try:
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(one) for one in work]
    except BaseExceptionGroup as failures:
        raise failures.exceptions[0] from None
    return [task.result() for task in tasks]


async def _search(client: AmapClient, adcode: str, types: str, pages: int) -> list[Json]:
    """Places of some classes, the weightiest first, page by page until one isn't full."""
    found: list[Json] = []
    for page in range(1, pages + 1):
        pois = await _page(client, adcode, types, page)
        found += pois
        if len(pois) < PAGE:
            break
    return found


async def _page(client: AmapClient, adcode: str, types: str, page: int) -> list[Json]:
    """A page of places, all of them in the city; a lost one is asked for anew, since it would look as if there were no such places."""
    for rounds_left in reversed(range(_ROUNDS)):
        try:
            pois = (await client.text(adcode, types=types, page=page))[:PAGE]
            if astray := next(
                (given for poi in pois if (given := text_of(poi.get("adcode"))) and not lies_in(given, adcode)), None
            ):
                raise ToolFailure("upstream", *PHRASES.both("echo", asked=adcode, given=astray))
        except ToolFailure as failure:
            if failure.code not in RETRYABLE or not rounds_left:
                raise
        else:
            return pois
    raise AssertionError("the last round returns or raises")


def _areas(city: Json, name: str, centre: Coordinate, as_of: str) -> tuple[Area, ...]:
    below = [inner for one in _below(city) for inner in (_below(one) if text_of(city.get("level")) == "province" else [one])]
    found = [(text_of(one.get("name")), location_of(one.get("center"))) for one in below]
    points = [(_CENTRE, centre, _CENTRE_KM), *((one, at, _DISTRICT_KM) for one, at in found if one and at)]
    return tuple(
        Area(
            id=f"{AREAS}{text_of(city.get('adcode'))}-{number}",
            name=area,
            city=name,
            at=at,
            radius_km=radius,
            provider=NAME,
            source="高德地图行政区划",
            as_of=as_of,
        )
        for number, (area, at, radius) in enumerate(points)
    )


def _below(district: Json) -> list[Json]:
    found = district.get("districts")
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []
