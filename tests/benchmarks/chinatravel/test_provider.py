"""The sandbox as a provider: exact moves, fares, timetables, hours and rates."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from pyproj import Geod
from xiake.domain.errors import ToolFailure
from xiake.domain.money import TypicalPrice
from xiake.domain.party import Traveller
from xiake.domain.place import Area, Attraction, Hotel, Restaurant, Station
from xiake.domain.travel import TravelTable
from xiake.tools.availability import AvailabilityQuery
from xiake.tools.cities import CitiesQuery
from xiake.tools.intercity import IntercityQuery
from xiake.tools.places import PlacesQuery
from xiake.tools.provider import CAPABILITIES, provider_tools
from xiake.tools.restaurants import RestaurantQuery
from xiake.tools.travel import TravelQuery

from benchmarks.chinatravel.provider import SandboxProvider

from .tiny import METRO, SIGHTS, point

DAY = date(2026, 5, 6)


def km(a: tuple[float, float], b: tuple[float, float]) -> float:
    return float(Geod(ellps="WGS84").inv(a[1], a[0], b[1], b[0])[2]) / 1000


async def table(provider: SandboxProvider, *ids: str) -> TravelTable:
    return await provider.travel(TravelQuery(city="杭州", ids=ids))


def test_serves_every_capability(provider: SandboxProvider) -> None:
    assert {tool.capability for tool in provider_tools(provider)} == {capability.name for capability in CAPABILITIES}


async def test_walks_straight_and_cuts_minutes_off(provider: SandboxProvider) -> None:
    a, b = "attraction:石桥老街", "attraction:旧书院"
    move = (await table(provider, a, b)).move(a, b, "walk")
    way = km(point(0, 0), point(3, 3))
    assert move is not None
    assert (move.minutes, move.metres, move.fare) == (int(way / 5 * 60), round(way * 1000), 0)


@pytest.mark.parametrize(
    ("other", "x", "y"), [("hotel:竹影旅舍", 1, 0), ("attraction:旧书院", 3, 3), ("station:杭州望江机场", 9, 9)]
)
async def test_taxi_meter_has_three_rates(provider: SandboxProvider, other: str, x: int, y: int) -> None:
    start = "attraction:石桥老街"
    found = await table(provider, start, other)
    move, way = found.move(start, other, "taxi"), km(point(0, 0), point(x, y))
    fare = 11 + 3.5 * max(0.0, min(way, 10) - 1.8) + 4.5 * max(0.0, way - 10)
    assert move is not None
    assert (move.minutes, move.basis) == (int(way / 40 * 60), "car")
    assert float(move.fare) == pytest.approx(fare, abs=0.006)
    assert found.move(start, start, "taxi") is None


async def test_metro_adds_up_parts_that_are_each_cut_off(provider: SandboxProvider) -> None:
    a, b = "attraction:江畔公园", "attraction:柳园"  # nearest: 北门 and, of two that are as far, the first of the line
    move = (await table(provider, a, b)).move(a, b, "metro")
    at = {name: point(x, y) for name, x, y in METRO}
    near = min(METRO, key=lambda station: km(point(3, 1), at[station[0]]))[0]
    parts = [km(point(0, 3), at["北门"]) / 5, km(at["北门"], at[near]) / 30, km(at[near], point(3, 1)) / 5]
    assert move is not None
    assert move.access is not None
    assert [station.station for station in move.access] == ["北门", near]
    assert move.minutes == sum(int(hours * 60) for hours in parts)
    assert [station.minutes for station in move.access] == [int(parts[0] * 60), int(parts[2] * 60)]
    assert (move.fare, move.basis) == (2, "person")


async def test_no_metro_between_neighbours_of_one_station(provider: SandboxProvider) -> None:
    ids = ("attraction:石桥老街", "hotel:竹影旅舍")
    assert (await table(provider, *ids)).move(*ids, "metro") is None


async def test_timetables_keep_what_can_be_bought(provider: SandboxProvider) -> None:
    answer = await provider.intercity(IntercityQuery(origin="南京", destination="杭州"))
    services = {service.number: service for service in answer.services}
    assert list(services) == ["G901", "K902", "K903", "FL001"]  # one has no fare, another a station that is no place
    assert all(service.first == service.last for service in answer.services)
    assert [service.minutes for service in answer.services] == [75, 400, 1800, 55]  # K903 is a day longer than its clock says
    assert services["FL001"].fare == TypicalPrice(typical=Decimal("380.25"), estimated=False)
    assert services["G901"].fare_of(Traveller(group="child", age=3)) == Decimal("117.50")
    named = {end for service in answer.services for end in (service.origin, service.destination)}
    assert {station.id for station in answer.stations} == named
    assert {station.city for station in answer.stations} == {"南京", "杭州"}


async def test_says_what_it_lacks(provider: SandboxProvider) -> None:
    with pytest.raises(ToolFailure) as failure:
        await provider.intercity(IntercityQuery(origin="杭州", destination="杭州"))
    assert failure.value.code == "not_found"
    with pytest.raises(ToolFailure):
        await provider.places(PlacesQuery(city="杭州", ids=("hotel:不存在",)))
    with pytest.raises(ToolFailure):
        provider.gazetteer_of("上海")


def test_records_say_what_the_tables_say(provider: SandboxProvider) -> None:
    places = {place.name: place for place in provider.city("杭州").places}
    market, tea, hotpot = places["灯市"], places["无名小馆"], places["老灶火锅"]
    assert isinstance(market, Attraction)
    assert isinstance(tea, Restaurant)
    assert isinstance(hotpot, Restaurant)
    spans = [[(w.opens, w.closes) for w in place.hours.on(DAY)] for place in (market, hotpot, tea) if place.hours]
    assert spans == [[(1080, 1560)], [(660, 1560)], [(600, 1800)]]  # past midnight; a night ends at six
    assert market.dwell == (30, 60)
    assert market.ticket is not None
    assert market.ticket.price(Traveller(group="child", age=3), DAY) == 30
    inn, house = places["渡口宾馆"], places["竹影旅舍"]
    assert isinstance(inn, Hotel)
    assert isinstance(house, Hotel)
    assert (inn.rates, inn.rooms, inn.features) == ({"twin": Decimal(410)}, ("twin",), ("泳池",))  # the first of two namesakes
    assert (house.rates, house.breakfast) == ({"double": Decimal(320), "single": Decimal(320)}, 0)
    assert isinstance(places["芦苇营地"], Area)
    assert isinstance(places["杭州河东站"], Station)
    best, *_, last = (place for place in places.values() if isinstance(place, Attraction))
    assert (best.name, last.name) == (SIGHTS[0][0], SIGHTS[-1][0])
    assert best.renown > last.renown


def test_gazetteer_knows_names_and_the_words_of_all_cities(provider: SandboxProvider) -> None:
    gazetteer = provider.gazetteer_of("杭州")
    names = {place.name: place for place in gazetteer.places}
    assert {place.id for place in gazetteer.places} == set(provider.city("杭州").by_id)
    assert "阿福面馆" in names["阿福面馆(石桥店)"].aliases
    assert "云岭" in names["云岭风景区"].aliases
    words = {(term.family, term.word) for term in gazetteer.terms}
    assert ("hotel_feature", "桑拿") in words  # only the other city has one
    assert ("cuisine", "火锅") in words


async def test_other_capabilities(provider: SandboxProvider) -> None:
    cities = (await provider.cities(CitiesQuery())).items
    assert {city.name for city in cities if city.covered} == {"南京", "杭州"}
    days = await provider.availability(AvailabilityQuery(city="杭州", ids=("attraction:柳园",), days=(DAY,), today=DAY))
    assert [item.status for item in days.items] == ["open"]
    near = await provider.restaurants(
        RestaurantQuery(city="杭州", near=(provider.city("杭州").by_id["attraction:柳园"].at,), limit=2)
    )
    assert [place.name for place in near.items] == ["老灶火锅", "小渔船"]
    named = await provider.places(PlacesQuery(city="杭州", names=("云岭",)))
    assert [place.name for place in named.items] == ["云岭风景区"]
