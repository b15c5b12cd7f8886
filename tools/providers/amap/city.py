"""A city as Amap has it now: its weightiest sights, hotels, restaurants and stations, fetched in a handful of pages."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Coroutine, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any, TypeVar

from ....domain.clock import parse_clock
from ....domain.errors import RETRYABLE, ToolFailure
from ....domain.gazetteer import CityName, Gazetteer, PlaceName, Term
from ....domain.geo import Coordinate
from ....domain.place import PRECEDENCE, AnyPlace, Area, Attraction, Hotel, Place, Restaurant, Station
from ....domain.transit import CityTransit, FareStep, TaxiMeter
from ..catalogue.vocabulary import terms
from .client import PAGE, AmapClient, Json, text_of
from .kinds import AIRPORT, FOOD_TYPES, HOTEL_TYPES, SIGHT_TYPES, TRAIN
from .phrases import PHRASES
from .records import AREAS, NAME, hotel_of, id_of, location_of, restaurant_of, sight_of, station_of

P = TypeVar("P", bound=Place)
T = TypeVar("T")

_SIGHT_PAGES, _OTHER_PAGES = 2, 2
_ROUNDS = 3
"""How often lost pages are asked for anew, after the client's own attempts."""
_CENTRE = "市中心"
_PEOPLES = "朝鲜 土家 布依 哈尼 景颇 傈僳 蒙古 哈萨克 柯尔克孜 藏 羌 彝 苗 侗 壮 傣 白 回"
_PREFECTURE = re.compile(rf"(?:(?:{'|'.join(_PEOPLES.split())})族?)+自治州$")
_CENTRE_KM, _DISTRICT_KM = 4.0, 8.0
_GENERAL = Term(family="cuisine", word="中餐厅", en="Chinese restaurant", synonyms=("中餐",))
TRANSIT = CityTransit(
    metro_kmh=33,
    metro_overhead=14,
    metro_first=parse_clock("06:30"),
    metro_last=parse_clock("22:00"),
    metro_fares=(FareStep(up_to_km=None, fare=Decimal(5)),),
    taxi_kmh=26,
    taxi_overhead=6,
    taxi=TaxiMeter(flag_fall=Decimal(10), flag_km=3, per_km=Decimal("2.2")),
    source="按国内城市常见车速与出租车价估算",
    as_of="2026-11",
)
"""What moving about costs and takes in a Chinese city of which nothing better is known; every way by it is marked as an estimate."""


@dataclass(frozen=True, kw_only=True)
class LiveCity:
    """Records of a city.

    Attributes:
        adcode: Amap's number of it.
        centre: Where distances count from.
    """

    name: str
    adcode: str
    centre: Coordinate
    attractions: tuple[Attraction, ...]
    hotels: tuple[Hotel, ...]
    restaurants: tuple[Restaurant, ...]
    stations: tuple[Station, ...]
    areas: tuple[Area, ...]

    @cached_property
    def places(self) -> tuple[AnyPlace, ...]:
        """All records; of namesakes the one first that is meant first."""
        every: tuple[AnyPlace, ...] = (*self.attractions, *self.restaurants, *self.hotels, *self.stations, *self.areas)
        return tuple(sorted(every, key=lambda place: PRECEDENCE.index(place.kind)))

    @cached_property
    def by_id(self) -> dict[str, AnyPlace]:
        """Every place by its id."""
        return {place.id: place for place in self.places}

    @cached_property
    def gazetteer(self) -> Gazetteer:
        """Names of the weightiest places, and kinds."""
        return Gazetteer(
            city=self.name,
            places=tuple(
                PlaceName(
                    id=place.id,
                    kind=place.kind,
                    name=place.name,
                    aliases=place.aliases,
                    radius_km=place.radius_km if isinstance(place, Area) else None,
                )
                for place in self.places
            ),
            terms=(*terms(), _GENERAL),
            whole=False,
        )


async def load_city(client: AmapClient, city: CityName, *, as_of: str) -> LiveCity:
    """Fetch a city.

    Raises:
        ToolFailure: If Amap knows no such city, answers for another one, or can't serve all of its pages.
    """
    districts = await client.districts(city.name, below=2)
    found = max((one for one in districts if _is(one, city.name)), key=_rank, default=None)
    centre = location_of(found.get("center")) if found else None
    if found is None or centre is None:
        raise ToolFailure("not_found", *PHRASES.both("no_city", name=city.name))
    adcode = text_of(found.get("adcode"))

    async def pages(types: Sequence[str], count: int, keep: Callable[[Json, int], P | None]) -> tuple[P, ...]:
        answers: dict[tuple[int, str], list[Json]] = {}
        left = [(page, kind) for page in range(1, count + 1) for kind in types]
        for rounds_left in reversed(range(_ROUNDS)):
            lost: list[BaseException] = []
            for key, answer in zip(left, await _all(_page(client, adcode, kind, page) for page, kind in left), strict=True):
                if isinstance(answer, BaseException):
                    lost.append(answer)
                else:
                    answers[key] = answer
            left = [key for key in left if key not in answers]
            final = next((one for one in lost if not isinstance(one, ToolFailure) or one.code not in RETRYABLE), None)
            if lost and (final or not rounds_left):
                raise final or lost[0]  # a page less would look as if there were no such places
        pois = [(poi, rank) for _, answer in sorted(answers.items()) for rank, poi in enumerate(answer)]
        kept = {id_of(poi): place for poi, rank in pois if (place := keep(poi, rank)) is not None}
        return tuple(kept.values())

    sights = await pages(SIGHT_TYPES, _SIGHT_PAGES, lambda poi, rank: sight_of(poi, city.name, rank=rank, as_of=as_of))
    hotels = await pages(HOTEL_TYPES, _OTHER_PAGES, lambda poi, rank: hotel_of(poi, city.name, as_of=as_of))
    food = await pages(FOOD_TYPES, _OTHER_PAGES, lambda poi, rank: restaurant_of(poi, city.name, as_of=as_of))
    stations = await pages((f"{TRAIN}|{AIRPORT}",), 1, lambda poi, rank: station_of(poi, city.name, as_of=as_of))
    if not sights:
        raise ToolFailure("not_found", *PHRASES.both("empty", city=city.name))
    return LiveCity(
        name=city.name,
        adcode=adcode,
        centre=centre,
        attractions=sights,
        hotels=hotels,
        restaurants=food,
        stations=stations,
        areas=_areas(found, city.name, centre, as_of),
    )


async def _all(work: Iterable[Coroutine[Any, Any, T]]) -> list[T | BaseException]:
    """What all of them come to, failures too; none goes on when this ends."""
    tasks = [asyncio.ensure_future(one) for one in work]
    try:
        return await asyncio.gather(*tasks, return_exceptions=True)
    finally:
        for task in tasks:
            task.cancel()


async def _page(client: AmapClient, adcode: str, types: str, page: int) -> list[Json]:
    """A page of places, all of them in the city; a page beyond the last is empty."""
    pois = (await client.text(adcode, types=types, page=page))[:PAGE]
    for poi in pois:
        given = text_of(poi.get("adcode"))
        if given and not lies_in(given, adcode):
            raise ToolFailure("upstream", *PHRASES.both("echo", asked=adcode, given=given))
    return pois


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


def lies_in(place: str, city: str) -> bool:
    """Whether an adcode is a city's or of something in it; a number ends in zeros for all that is below."""
    return place.startswith(city[:2] if city.endswith("0000") else city[:4] if city.endswith("00") else city)


def is_called(poi: Json, name: str) -> bool:
    """Whether a place found by a name bears it, or the core of it: 老君山 for 老君山风景名胜区."""
    given = text_of(poi.get("name"))
    return name in given or (len(given) > 2 and given in name)


def short(name: str) -> str:
    """A city as people call it: 洛阳 for 洛阳市, 大理 for 大理白族自治州."""
    if (bare := _PREFECTURE.sub("", name)) != name:
        return bare
    for ending in ("市", "省", "地区", "盟", "特别行政区"):
        if name.endswith(ending) and len(name) > len(ending) + 1:
            return name.removesuffix(ending)
    return name


def _rank(district: Json) -> int:
    """大理 is the prefecture rather than the town in it: the rounder number."""
    adcode = text_of(district.get("adcode"))
    return len(adcode) - len(adcode.rstrip("0"))


def _is(district: Json, name: str) -> bool:
    said = text_of(district.get("name"))
    return name in (said, short(said))
