"""A live city: which cities there are, whose places it has, and places beyond those that it was fetched with."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator

import pytest
from pydantic import SecretStr
from xiake.domain.availability import Availability
from xiake.domain.errors import ToolFailure
from xiake.domain.gazetteer import Gazetteer
from xiake.tools.availability import AvailabilityQuery
from xiake.tools.cities import CitiesQuery
from xiake.tools.gazetteer import GazetteerQuery
from xiake.tools.places import PlacesQuery
from xiake.tools.providers.amap.city import lies_in, short
from xiake.tools.providers.amap.client import AmapClient
from xiake.tools.providers.amap.provider import AmapProvider
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
