"""The bundled catalogue: its records, its searches and its estimates."""

from __future__ import annotations

import subprocess
import sys
import time
from datetime import date
from decimal import Decimal
from itertools import combinations

import pytest
from pyproj import Geod
from xiake.domain.errors import ToolFailure
from xiake.domain.geo import Coordinate
from xiake.domain.hours import OpeningHours
from xiake.domain.language import LANGUAGES, language_of
from xiake.domain.travel import UNREACHABLE
from xiake.tools.attractions import AttractionQuery
from xiake.tools.availability import AvailabilityQuery
from xiake.tools.cities import CitiesQuery
from xiake.tools.context import CallContext
from xiake.tools.gazetteer import GazetteerQuery
from xiake.tools.hotels import HotelQuery
from xiake.tools.intercity import IntercityQuery
from xiake.tools.mending import resolve_city, resolve_name
from xiake.tools.places import PlacesQuery
from xiake.tools.provider import provider_tools
from xiake.tools.providers.catalogue.check import problems_of
from xiake.tools.providers.catalogue.index import city_names, slug_of
from xiake.tools.providers.catalogue.links import Link, links
from xiake.tools.providers.catalogue.loader import CityRecord, city_slugs, data_folder, load_city, read_yaml
from xiake.tools.providers.catalogue.provider import CatalogueProvider
from xiake.tools.registry import ToolRegistry
from xiake.tools.restaurants import RestaurantQuery
from xiake.tools.travel import TravelQuery
from xiake.tools.weather import WeatherQuery

TEN = ("北京", "上海", "南京", "苏州", "杭州", "深圳", "成都", "武汉", "广州", "重庆")
PALACE = Coordinate(lat=39.9132, lon=116.3970)


@pytest.fixture(scope="module")
def provider() -> CatalogueProvider:
    return CatalogueProvider()


@pytest.mark.parametrize("slug", city_slugs())
def test_every_record_is_sound(slug: str) -> None:
    assert list(problems_of(load_city(slug))) == []


def _city_with(**changed: object) -> CityRecord:
    city = load_city("hangzhou")
    return CityRecord.model_validate({field: getattr(city, field) for field in CityRecord.model_fields} | changed)


def test_a_restaurant_lies_inside_a_sight_of_its_own_city() -> None:
    restaurant = load_city("hangzhou").restaurants[0].model_copy(update={"inside": load_city("beijing").attractions[0].id})
    (problem,) = problems_of(_city_with(restaurants=(restaurant,)))
    assert restaurant.id in problem


@pytest.mark.parametrize(("opening", "sound"), [("09:00-17:30", False), ("18:00-19:00", True), ("19:30-00:30", True)])
def test_an_evening_sight_is_open_in_the_evening(opening: str, sound: bool) -> None:
    hours = OpeningHours.model_validate({"rules": [{"open": opening}], "source": "gate", "as_of": "2024"})
    sight = load_city("hangzhou").attractions[0].model_copy(update={"evening": True, "hours": hours})
    problems = list(problems_of(_city_with(attractions=(sight,), restaurants=())))
    assert [sight.id in problem for problem in problems] == ([] if sound else [True])


@pytest.mark.parametrize("slug", city_slugs())
def test_what_concessions_tell_is_told_in_both_languages(slug: str) -> None:
    for sight in load_city(slug).attractions:
        for concession in sight.ticket.concessions if sight.ticket else ():
            assert bool(concession.note) == bool(concession.note_en), sight.id


@pytest.mark.parametrize("slug", city_slugs())
async def test_every_name_resolves_to_its_own_place(slug: str, provider: CatalogueProvider) -> None:
    gazetteer = await provider.gazetteer(GazetteerQuery(city=load_city(slug).name))
    for place in gazetteer.places:
        for name in place.all_names:
            found = resolve_name(name, gazetteer, [place.kind])
            assert found.place == place, (place.name, name, found)


@pytest.mark.parametrize("slug", city_slugs())
def test_the_index_agrees_with_each_city(slug: str) -> None:
    city = read_yaml(data_folder() / slug / "city.yaml")
    assert slug_of(city["name"]) == slug
    for name in (city["name"], city["name_en"], city["name"] + "市", slug):
        found = resolve_city(name, city_names()).city
        assert found is not None, name
        assert (found.name, found.name_en, found.covered) == (city["name"], city["name_en"], True), name


async def test_cities_that_one_may_come_from(provider: CatalogueProvider) -> None:
    cities = (await provider.cities(CitiesQuery())).items
    by_name = {city.name: city for city in cities}
    assert len(by_name) == len(cities)
    assert not by_name["西安"].covered
    assert not by_name["天津"].covered
    assert [city.covered for city in cities] == sorted((city.covered for city in cities), reverse=True)
    assert sum(not city.covered for city in cities) >= 60


def test_naming_the_cities_loads_none() -> None:
    code = (
        "import asyncio\n"
        "from xiake.tools.cities import CitiesQuery\n"
        "from xiake.tools.hotels import HotelQuery\n"
        "from xiake.tools.intercity import IntercityQuery\n"
        "from xiake.tools.providers.catalogue import loader\n"
        "from xiake.tools.providers.catalogue.provider import CatalogueProvider\n"
        "async def main():\n"
        "    provider = CatalogueProvider()\n"
        "    await provider.cities(CitiesQuery())\n"
        "    await provider.intercity(IntercityQuery(origin='北京', destination='上海'))\n"
        "    assert loader.load_city.cache_info().misses == 0\n"
        "    await provider.hotels(HotelQuery(city='北京'))\n"
        "    assert loader.load_city.cache_info().misses == 1\n"
        "asyncio.run(main())\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


async def test_a_city_beyond_the_catalogue_is_not_found(provider: CatalogueProvider) -> None:
    for name in ("西安", "Atlantis"):
        with pytest.raises(ToolFailure) as failure:
            await provider.attractions(AttractionQuery(city=name))
        assert failure.value.code == "not_found"


async def test_places_by_id_and_name(provider: CatalogueProvider) -> None:
    items = (await provider.places(PlacesQuery(city="北京", names=("故宫", "王府井", "北京南站", "GUGONG")))).items
    assert [place.kind for place in items] == ["attraction", "area", "station"]
    assert (await provider.places(PlacesQuery(city="北京", ids=(items[1].id,)))).items == (items[1],)
    for query in (PlacesQuery(city="北京", ids=("nowhere",)), PlacesQuery(city="北京", names=("无此地",))):
        with pytest.raises(ToolFailure) as failure:
            await provider.places(query)
        assert failure.value.code == "not_found"


async def test_attractions_by_renown_kind_and_distance(provider: CatalogueProvider) -> None:
    ranked = (await provider.attractions(AttractionQuery(city="北京", limit=10))).items
    assert len(ranked) == 10
    assert [place.renown for place in ranked] == sorted((place.renown for place in ranked), reverse=True)
    museums = (await provider.attractions(AttractionQuery(city="北京", kinds=("博物馆",)))).items
    assert museums
    assert all("博物馆" in place.kinds for place in museums)
    near = (await provider.attractions(AttractionQuery(city="北京", near=PALACE, max_km=3))).items
    distance = [_km(place.at, PALACE) for place in near]
    assert near
    assert max(distance) <= 3
    assert [int(km // 2) for km in distance] == sorted(int(km // 2) for km in distance)


async def test_hotels_meet_every_condition(provider: CatalogueProvider) -> None:
    everything = (await provider.hotels(HotelQuery(city="北京"))).items
    query = HotelQuery(city="北京", near=PALACE, max_km=8, max_nightly=Decimal(700), min_stars=3, max_stars=4)
    hotels = (await provider.hotels(query)).items
    assert {hotel.id for hotel in hotels} == {
        hotel.id for hotel in everything if _km(hotel.at, PALACE) <= 8 and hotel.nightly.typical <= 700 and 3 <= hotel.stars <= 4
    }
    distance = [_km(hotel.at, PALACE) for hotel in hotels]
    assert distance == sorted(distance)
    family = (await provider.hotels(HotelQuery(city="北京", features=("亲子",), rooms=("family",)))).items
    assert all("亲子" in hotel.features and "family" in hotel.rooms for hotel in family)


async def test_restaurants_share_out_between_points(provider: CatalogueProvider) -> None:
    city = load_city("beijing")
    points = tuple(sight.at for sight in sorted(city.attractions, key=lambda sight: -sight.renown)[:3])
    found = (await provider.restaurants(RestaurantQuery(city="北京", near=points, limit=6))).items
    assert len({place.id for place in found}) == 6
    for point in points:
        nearest = min(city.restaurants, key=lambda place: _km(place.at, point))
        assert nearest.id in {place.id for place in found}
    mild = (await provider.restaurants(RestaurantQuery(city="北京", exclude_spice=("mild", "hot")))).items
    assert {place.spicy for place in mild} <= {"none", None}
    cheap = (await provider.restaurants(RestaurantQuery(city="北京", max_per_person=Decimal(80)))).items
    assert all(place.per_person.typical <= 80 for place in cheap)


@pytest.mark.parametrize("slug", city_slugs())
async def test_travel_between_all_places_of_a_city(slug: str, provider: CatalogueProvider) -> None:
    city = load_city(slug)
    ids = tuple(place.id for place in city.places)
    table = await provider.travel(TravelQuery(city=city.name, ids=ids))
    assert table.ids == ids
    assert table.source.estimated
    for start, end in zip(city.places, reversed(city.places), strict=True):
        if start == end:
            continue
        walk, metro, taxi = (table.move(start.id, end.id, mode) for mode in ("walk", "metro", "taxi"))
        straight = _km(start.at, end.at)
        assert taxi is not None
        assert taxi.metres >= 1000 * straight
        assert taxi.fare >= city.transit.taxi.flag_fall
        assert city.transit.taxi_overhead < taxi.minutes <= 12 + straight * 1.5 / 20 * 60
        assert (walk is not None) == (straight * city.transit.walk_detour <= 4)
        one_station = start.metro is not None and end.metro is not None and start.metro.station == end.metro.station
        assert (metro is None) == (start.metro is None or end.metro is None or one_station)
        if metro and start.metro and end.metro:
            assert metro.minutes > start.metro.walk_minutes + end.metro.walk_minutes + city.transit.metro_overhead
            assert 1 <= metro.fare <= 20
            assert metro == table.move(end.id, start.id, "metro")
    diagonal = {mode: {row[k] for k, row in enumerate(modes.minutes)} for mode, modes in table.modes.items()}
    assert diagonal == {"walk": {0}, "metro": {UNREACHABLE}, "taxi": {UNREACHABLE}}


async def test_known_journeys_are_estimated_well(provider: CatalogueProvider) -> None:
    """Figures anyone in Beijing would confirm."""
    names = ("故宫", "颐和园", "八达岭长城", "北京首都国际机场", "天坛")
    palace, summer, wall, airport, heaven = (await provider.places(PlacesQuery(city="北京", names=names))).items
    table = await provider.travel(TravelQuery(city="北京", ids=(palace.id, summer.id, wall.id, airport.id, heaven.id)))
    taxi = table.move(palace.id, summer.id, "taxi")
    metro = table.move(palace.id, summer.id, "metro")
    far = table.move(palace.id, wall.id, "taxi")
    assert taxi is not None
    assert metro is not None
    assert far is not None
    assert 35 <= taxi.minutes <= 60
    assert 45 <= taxi.fare <= 80
    assert 45 <= metro.minutes <= 80
    assert metro.fare in (4, 5)
    assert 80 <= far.minutes <= 140
    assert table.modes["metro"].free_child_age is not None


async def test_travel_is_fast(provider: CatalogueProvider) -> None:
    ids = tuple(place.id for place in load_city("beijing").places)[:120]
    await provider.travel(TravelQuery(city="北京", ids=ids))
    best = min([await _timed(provider, ids) for _ in range(3)])
    assert best < 0.1


async def _timed(provider: CatalogueProvider, ids: tuple[str, ...]) -> float:
    began = time.perf_counter()
    await provider.travel(TravelQuery(city="北京", ids=ids))
    return time.perf_counter() - began


@pytest.mark.parametrize(
    ("day", "today", "status"),
    [
        (date(2026, 3, 9), date(2026, 3, 1), "closed"),  # a Monday
        (date(2026, 3, 10), date(2026, 3, 1), "not_yet"),
        (date(2026, 3, 10), date(2026, 3, 3), "open"),
        (date(2026, 3, 10), date(2026, 3, 9), "open"),
    ],
)
async def test_availability_follows_hours_and_booking(day: date, today: date, status: str, provider: CatalogueProvider) -> None:
    (palace,) = (await provider.places(PlacesQuery(city="北京", names=("故宫",)))).items
    query = AvailabilityQuery(city="北京", ids=(palace.id,), days=(day,), today=today)
    (item,) = (await provider.availability(query)).items
    assert item.status == status
    assert item.book_from is not None
    assert (day - item.book_from).days == 7
    assert item.source.record == palace.id


async def test_unknown_hours_are_not_open(provider: CatalogueProvider) -> None:
    city = load_city("beijing")
    unknown = [sight.id for sight in city.attractions if sight.hours is None and sight.booking is None]
    unknown += [city.hotels[0].id] if city.hotels else []
    query = AvailabilityQuery(city="北京", ids=tuple(unknown), days=(date(2026, 3, 10),), today=date(2026, 3, 1))
    assert {item.status for item in (await provider.availability(query)).items} == {"unknown"}


def test_links_join_the_ten_cities() -> None:
    joined = {frozenset(link.cities) for link in links()}
    without = {frozenset(("苏州", "广州")), frozenset(("苏州", "深圳"))}
    assert joined == {frozenset(pair) for pair in combinations(TEN, 2)} - without
    assert len({(link.mode, frozenset(link.cities)) for link in links()}) == len(links())


@pytest.mark.parametrize("link", links(), ids=lambda link: f"{link.mode}-{link.cities[0]}-{link.cities[1]}")
def test_each_link_is_plausible(link: Link) -> None:
    assert link.fare.low is not None
    assert link.fare.high is not None
    assert link.first < link.last
    assert link.last + link.minutes <= 24 * 60, "the last one arrives before midnight"
    assert all(("机场" in name) == (link.mode == "flight") for name in link.stations)
    slugs = [slug_of(city) for city in link.cities]
    if None in slugs:
        return
    one, other = (load_city(str(slug)) for slug in slugs)
    km = _km(one.centre, other.centre)
    if link.mode == "flight":
        assert km > 780
        assert km / 900 * 60 + 20 < link.minutes < km / 600 * 60 + 60
    else:
        assert 60 < km * 1.15 / (link.minutes / 60) < 330, "average speed of a high-speed train"
        assert 0.25 < float(link.fare.typical) / (km * 1.2) < 0.8, "yuan a kilometre in second class"


async def test_journeys_go_both_ways(provider: CatalogueProvider) -> None:
    there = await provider.intercity(IntercityQuery(origin="北京", destination="上海"))
    back = await provider.intercity(IntercityQuery(origin="上海", destination="北京"))
    assert [service.mode for service in there.services] == ["train", "flight"]
    for one, other in zip(there.services, back.services, strict=True):
        assert (one.origin, one.destination) == (other.destination, other.origin)
        assert one.fare == other.fare
        assert one.source.estimated
    known = {station.id for station in there.stations}
    assert {service.origin for service in there.services} <= known
    assert all(station.id in known for station in back.stations)


@pytest.mark.parametrize(("origin", "destination"), [("苏州", "广州"), ("天津", "北京"), ("火星", "北京"), ("北京", "北京")])
async def test_no_known_link_is_not_found(origin: str, destination: str, provider: CatalogueProvider) -> None:
    with pytest.raises(ToolFailure) as failure:
        await provider.intercity(IntercityQuery(origin=origin, destination=destination))
    assert failure.value.code == "not_found"


async def test_what_the_catalogue_lacks_is_told_in_the_language_of_the_call(provider: CatalogueProvider) -> None:
    registry = ToolRegistry(provider_tools(provider))
    for capability, args in (
        ("hotels", {"city": "火星"}),
        ("places", {"city": "北京", "ids": ("nowhere",)}),
        ("intercity", {"origin": "火星", "destination": "北京"}),
    ):
        for language in LANGUAGES:
            result = await registry.call(capability, args, CallContext(language=language))
            assert result.error is not None
            told = result.error.message.replace("火星", "Mars").replace("北京", "Beijing")
            assert language_of(told) == language, told


@pytest.mark.parametrize("city", TEN)
async def test_every_city_knows_its_usual_weather(provider: CatalogueProvider, city: str) -> None:
    days = tuple(date(2027, month, 15) for month in range(1, 13))
    items = (await provider.weather(WeatherQuery(city=city, days=days, today=date(2027, 1, 1)))).items
    assert tuple(item.day for item in items) == days
    assert {item.basis for item in items} == {"normal"}
    assert all(item.source.estimated and item.wetness is None and item.low is not None for item in items)
    warmest = max(items, key=lambda item: item.high or 0)
    assert warmest.day.month in (7, 8)
    assert 30 <= (warmest.high or 0) <= 35
    assert items[0].low == min(item.low for item in items if item.low is not None)
    seasons = {item.day.month for item in items if item.typhoons}
    assert seasons in (set(), {7, 8, 9}, {6, 7, 8, 9, 10})
    assert bool(seasons) == (city in ("上海", "杭州", "苏州", "广州", "深圳"))


def test_links_name_stations_that_are_bundled() -> None:
    for link in links():
        for city, name in zip(link.cities, link.stations, strict=True):
            slug = slug_of(city)
            if slug:
                stations = load_city(slug).stations
                modes = {station.mode for station in stations if name in (station.name, *station.aliases)}
                assert modes == {link.mode}, (city, name)


def _km(one: Coordinate, other: Coordinate) -> float:
    return float(Geod(ellps="WGS84").inv(one.lon, one.lat, other.lon, other.lat)[2]) / 1000
