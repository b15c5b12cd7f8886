"""A live city: which cities there are, whose places it has, and places beyond those that it was fetched with."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator

import pytest
from pydantic import SecretStr
from xiake.domain.availability import Availability
from xiake.domain.errors import ToolFailure
from xiake.domain.gazetteer import Gazetteer
from xiake.domain.geo import Coordinate
from xiake.tools.availability import AvailabilityQuery
from xiake.tools.cities import CitiesQuery
from xiake.tools.gazetteer import GazetteerQuery
from xiake.tools.hotels import HotelQuery
from xiake.tools.places import PlacesQuery
from xiake.tools.providers.amap.client import AmapClient
from xiake.tools.providers.amap.names import lies_in, short
from xiake.tools.providers.amap.provider import AmapProvider
from xiake.tools.providers.catalogue.distance import distances_km
from xiake.tools.restaurants import RestaurantQuery
from xiake.tools.travel import TravelQuery

from ....loopback.amap import KEY, AmapLoopback
from .test_client import Hurried


@pytest.fixture
def server() -> Iterator[AmapLoopback]:
    with AmapLoopback() as server:
        yield server


@pytest.fixture
async def provider(server: AmapLoopback) -> AsyncIterator[AmapProvider]:
    provider = provider_of(server)
    yield provider
    await provider.aclose()


def provider_of(server: AmapLoopback) -> AmapProvider:
    clock = Hurried()
    return AmapProvider(AmapClient(SecretStr(KEY), clock, address=server.url, per_second=1000), clock)


@pytest.mark.parametrize(
    ("official", "said"),
    [
        ("洛阳市", "洛阳"),
        ("大理白族自治州", "大理"),
        ("黔东南苗族侗族自治州", "黔东南"),
        ("湘西土家族苗族自治州", "湘西"),
        ("伊犁哈萨克自治州", "伊犁"),
        ("西双版纳傣族自治州", "西双版纳"),
        ("锡林郭勒盟", "锡林郭勒"),
        ("大兴安岭地区", "大兴安岭"),
        ("香港特别行政区", "香港"),
        ("白沙黎族自治县", "白沙黎族自治县"),
    ],
)
def test_cities_are_called_as_people_call_them(official: str, said: str) -> None:
    assert short(official) == said


def test_numbers_tell_what_lies_in_a_city() -> None:
    assert lies_in("410324", "410300")
    assert not lies_in("411624", "410300")
    assert lies_in("120101", "120000")
    assert lies_in("469002", "469002")
    assert not lies_in("469005", "469002")


async def test_cities_of_every_sort_are_known_and_fetched(provider: AmapProvider) -> None:
    names = {city.name: city for city in (await provider.cities(CitiesQuery())).items}
    assert {"洛阳", "昆明", "天津", "大理"} <= names.keys()
    assert names["大理"].aliases == ("大理白族自治州",)
    assert names["天津"].name_en == "Tianjin"
    tianjin = await areas_of(provider, "天津")
    assert {"市中心", "和平区", "南开区"} <= tianjin
    assert "天津城区" not in tianjin
    assert "宾川县" in await areas_of(provider, "大理"), "the prefecture, not the town of its name"


async def areas_of(provider: AmapProvider, city: str) -> set[str]:
    gazetteer: Gazetteer = await provider.gazetteer(GazetteerQuery(city=city))
    return {place.name for place in gazetteer.places if place.kind == "area"}


async def test_what_is_not_among_the_weightiest_is_found_by_name_and_by_id(server: AmapLoopback, provider: AmapProvider) -> None:
    gazetteer = await provider.gazetteer(GazetteerQuery(city="洛阳"))
    assert not gazetteer.whole
    assert "老君山风景名胜区" not in {place.name for place in gazetteer.places}
    (mountain,) = (await provider.places(PlacesQuery(city="洛阳", names=("老君山",)))).items
    assert (mountain.name, mountain.kind, mountain.district) == ("老君山风景名胜区", "attraction", "栾川县")
    caves = next(place.id for place in gazetteer.places if place.name == "龙门石窟")
    table = await provider.travel(TravelQuery(city="洛阳", ids=(caves, mountain.id)))
    way = table.move(caves, mountain.id, "taxi")
    assert way is not None
    assert way.metres > 100_000
    tomorrow = provider_of(server)  # of an earlier plan only the ids are known
    restaurant = next(place.id for place in gazetteer.places if place.kind == "restaurant")
    places = (await tomorrow.places(PlacesQuery(city="洛阳", ids=(mountain.id, restaurant)))).items
    assert [(place.id, place.kind) for place in places] == [(mountain.id, "attraction"), (restaurant, "restaurant")]
    days: tuple[Availability, ...] = (
        await tomorrow.availability(
            AvailabilityQuery(city="洛阳", ids=(mountain.id,), days=(Hurried().now().date(),), today=Hurried().now().date())
        )
    ).items
    assert [one.status for one in days] == ["open"]


@pytest.mark.parametrize("query", [{"names": ("埃菲尔铁塔",)}, {"ids": ("amap-B0000000000",)}, {"ids": ("amap-area-1-1",)}])
async def test_what_nobody_knows_is_not_found(query: dict[str, tuple[str, ...]], provider: AmapProvider) -> None:
    with pytest.raises(ToolFailure) as caught:
        await provider.places(PlacesQuery(city="洛阳", **query))
    assert caught.value.code == "not_found"


async def test_a_place_of_another_city_is_none_of_this_one(provider: AmapProvider) -> None:
    (forest,) = (await provider.places(PlacesQuery(city="昆明", names=("石林",)))).items
    with pytest.raises(ToolFailure) as caught:
        await provider.places(PlacesQuery(city="洛阳", ids=(forest.id,)))
    assert caught.value.code == "not_found"


async def test_ways_by_car_are_measured_once_and_say_how_the_others_are(server: AmapLoopback, provider: AmapProvider) -> None:
    places = (await provider.gazetteer(GazetteerQuery(city="洛阳"))).places
    ids = tuple(place.id for place in places if place.kind != "area")
    names = {place.id: place.name for place in places}
    table = await provider.travel(TravelQuery(city="洛阳", ids=ids))
    caves, temple = (next(place for place in ids if names[place] == name) for name in ("龙门石窟", "白马寺"))
    way, back = table.move(caves, temple, "taxi"), table.move(temple, caves, "taxi")
    assert way is not None
    assert back is not None
    assert (way.minutes, way.metres) == (back.minutes, back.metres)
    assert 28_000 < way.metres < 32_000, "1.4 times the straight line, as the server measures"
    assert "测距" in table.source.title
    assert table.source.estimated, "fares and walks are"
    asked = server.asked["/v3/distance"]
    assert 0 < asked <= 14, "a request for each sight and station"
    one, other = (place for place in ids if names[place] in ("示例水席馆5号店", "示例不翻汤馆2号店"))
    guessed = table.move(one, other, "taxi")
    assert guessed is not None
    assert guessed.metres == pytest.approx(1.4 * straight(provider, one, other), rel=0.03), "as crooked as the measured ones"
    await provider.travel(TravelQuery(city="洛阳", ids=ids[:5]))
    assert server.asked["/v3/distance"] == asked


def straight(provider: AmapProvider, one: str, other: str) -> float:
    places = provider._cities["洛阳"].city.by_id
    return float(distances_km([places[one].at], [places[other].at])[0, 0]) * 1000


async def test_without_measurements_ways_are_estimated() -> None:
    with AmapLoopback(rate=1, kinds=("quota",), where="/v3/distance") as server:
        provider = provider_of(server)
        places = (await provider.gazetteer(GazetteerQuery(city="洛阳"))).places
        ids = tuple(place.id for place in places if place.kind in ("attraction", "hotel"))
        table = await provider.travel(TravelQuery(city="洛阳", ids=ids))
    assert table.source.estimated
    assert "测距" not in table.source.title
    assert table.move(ids[0], ids[1], "taxi") is not None


async def test_the_metro_serves_whoever_lives_near_a_station(provider: AmapProvider) -> None:
    places = (await provider.places(PlacesQuery(city="洛阳", names=("关林庙", "王城公园", "白马寺")))).items
    tomb, park, temple = places
    assert [place.metro.station if place.metro else "" for place in places] == ["关林", "王城公园", ""]
    table = await provider.travel(TravelQuery(city="洛阳", ids=tuple(place.id for place in places)))
    assert table.move(tomb.id, park.id, "metro") is not None
    assert table.move(tomb.id, temple.id, "metro") is None


async def test_whoever_tells_where_places_are_spares_the_look_up(server: AmapLoopback, provider: AmapProvider) -> None:
    await provider.gazetteer(GazetteerQuery(city="洛阳"))
    at = {"amap-x": Coordinate(lat=34.66, lon=112.43), "amap-y": Coordinate(lat=34.61, lon=112.46)}
    table = await provider.travel(TravelQuery(city="洛阳", ids=tuple(at), at=at))
    assert table.move("amap-x", "amap-y", "taxi") is not None
    assert not server.asked["/v5/place/detail"]


async def test_who_is_far_out_eats_and_sleeps_there(server: AmapLoopback, provider: AmapProvider) -> None:
    (mountain,) = (await provider.places(PlacesQuery(city="洛阳", names=("老君山",)))).items
    query = RestaurantQuery(city="洛阳", near=(mountain.at,), max_km=3)
    there = (await provider.restaurants(query)).items
    assert {place.district for place in there} == {"栾川县"}
    asked = server.asked["/v5/place/around"]
    assert (await provider.restaurants(query)).items == there
    assert server.asked["/v5/place/around"] == asked == 1
    hotels = (await provider.hotels(HotelQuery(city="洛阳", near=mountain.at, max_km=3))).items
    assert not hotels
    known = await provider.places(PlacesQuery(city="洛阳", ids=tuple(place.id for place in there)))
    assert known.items == there


async def test_a_neighbourhood_that_cannot_be_searched_is_no_failure() -> None:
    with AmapLoopback(rate=1, kinds=("quota",), where="/v5/place/around") as server:
        provider = provider_of(server)
        (mountain,) = (await provider.places(PlacesQuery(city="洛阳", names=("老君山",)))).items
        assert (await provider.restaurants(RestaurantQuery(city="洛阳", near=(mountain.at,), max_km=3))).items == ()
