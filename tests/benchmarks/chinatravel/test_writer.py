"""Itineraries in the benchmark's format, where a plan of the tiny sandbox wouldn't show it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from xiake.domain.evidence import Source
from xiake.domain.itinerary import Charge, Day, Itinerary, Journey, Leg, LegPart, Night, PlaceRef, Stop
from xiake.domain.party import Party, Traveller
from xiake.domain.place import AnyPlace
from xiake.domain.request import TripRequest
from xiake.planner.trip import Trip

from benchmarks.chinatravel.provider import SandboxProvider
from benchmarks.chinatravel.writer import plan_of

HERE = Source(provider="test")
PARTY = Party(travellers=(Traveller(),) * 5)


def ref(place: AnyPlace) -> PlaceRef:
    return PlaceRef(id=place.id, kind=place.kind, name=place.name, at=place.at, source=HERE)


def charge(category: Any, price: str, basis: Any, quantity: int) -> Charge:
    return Charge(category=category, label="", unit_price=Decimal(price), basis=basis, quantity=quantity, source=HERE)


def written(provider: SandboxProvider, *days: Day) -> list[list[dict[str, Any]]]:
    request = TripRequest(text="", origin="南京", destination="杭州", days=len(days), party=PARTY)
    trip = Trip(run="r", status="ok", request=request, itinerary=Itinerary(city="杭州", days=days))
    return [day["activities"] for day in plan_of(trip, provider)["itinerary"]]


def test_metro_legs_and_late_arrivals(provider: SandboxProvider) -> None:
    """A flight that lands after midnight, a taxi for five, a late bed, and a ride with its walks in the morning."""
    places = provider.city("杭州").by_id | provider.city("南京").by_id
    airport, inn = places["station:杭州望江机场"], places["hotel:竹影旅舍"]
    street, garden = places["attraction:石桥老街"], places["attraction:柳园"]
    flight = Journey(
        direction="out",
        service="flight:FL001",
        mode="flight",
        number="FL001",
        origin=ref(places["station:南京梅岭机场"]),
        destination=ref(airport),
        depart=1400,
        arrive=1455,
        timetabled=True,
    )
    taxi = Leg(
        mode="taxi",
        origin=airport.id,
        destination=inn.id,
        depart=1475,
        arrive=1496,
        metres=14000,
        charge=charge("innercity", "57.7", "car", 2),
        source=HERE,
    )
    parts = (
        LegPart(mode="walk", start=street.name, end="石桥", depart=600, arrive=600, metres=0),
        LegPart(mode="metro", start="石桥", end="中市", depart=600, arrive=605, metres=2600),
        LegPart(mode="walk", start="中市", end=garden.name, depart=605, arrive=618, metres=1150),
    )
    metro = Leg(
        mode="metro",
        origin=street.id,
        destination=garden.id,
        depart=600,
        arrive=618,
        metres=3750,
        parts=parts,
        charge=charge("innercity", "2", "person", 5),
        source=HERE,
    )
    night = Night(hotel=ref(inn), rooms=3, room_kind="family", charge=charge("lodging", "320", "room_night", 3))
    fares = (charge("intercity", "380.25", "person", 3), charge("intercity", "380.25", "person", 2))
    first = Day(
        index=1,
        date=date(2026, 5, 6),
        stops=(
            Stop(kind="journey", place=flight.origin, start=1400, end=1455, journey=flight, charges=fares),
            Stop(kind="hotel", place=ref(inn), start=1496, end=1496, leg=taxi),
        ),
        night=night,
    )
    second = Day(
        index=2,
        date=date(2026, 5, 7),
        stops=(
            Stop(kind="attraction", place=ref(street), start=540, end=600),
            Stop(
                kind="attraction",
                place=ref(garden),
                start=618,
                end=700,
                leg=metro,
                charges=(charge("tickets", "25", "person", 5),),
            ),
        ),
    )
    (arrival, bed), (stroll, visit) = written(provider, first, second)
    assert (arrival["type"], arrival["FlightID"], arrival["start"]) == ("airplane", "FL001", "南京梅岭机场")
    assert (arrival["start_time"], arrival["end_time"]) == ("23:20", "00:15")  # as the timetable writes it
    assert (arrival["price"], arrival["tickets"], arrival["cost"]) == (380.25, 5, 1901.25)
    assert (bed["start_time"], bed["end_time"]) == ("24:56", "25:56")  # never ends before it begins
    assert (bed["price"], bed["rooms"], bed["room_type"], bed["cost"]) == (320, 3, 1, 960)
    [ride] = bed["transports"]
    assert (ride["mode"], ride["cars"], ride["cost"]) == ("taxi", 2, 115.4)
    assert (stroll["price"], stroll["tickets"], stroll["cost"], stroll["transports"]) == (0, 5, 0, [])
    assert (visit["price"], visit["tickets"], visit["cost"]) == (25, 5, 125)
    legs = visit["transports"]
    assert [(leg["start"], leg["end"]) for leg in legs] == [
        ("石桥老街", "石桥-地铁站"),
        ("石桥-地铁站", "中市-地铁站"),
        ("中市-地铁站", "柳园"),
    ]
    assert [(leg["mode"], leg["cost"], leg.get("tickets")) for leg in legs] == [
        ("walk", 0, None),
        ("metro", 10, 5),
        ("walk", 0, None),
    ]
    assert [leg["distance"] for leg in legs] == [0.0, 2.6, 1.15]
    assert [(leg["start_time"], leg["end_time"]) for leg in legs][1:] == [("10:00", "10:05"), ("10:05", "10:18")]


def test_a_day_on_the_way_and_the_way_back_to_fetch_the_luggage(provider: SandboxProvider) -> None:
    places = provider.city("杭州").by_id
    inn = ref(places["hotel:竹影旅舍"])
    empty = Day(index=1, date=date(2026, 5, 6), stops=())
    last = Day(index=2, date=date(2026, 5, 7), stops=(Stop(kind="hotel", place=inn, start=900, end=900),))
    assert written(provider, empty, last) == [[], []]
