"""Where the party may sleep: hotels by wish and cap, rooms by kind, and what a night costs."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from xiake.domain.constraint import Choice, CostLimit, HotelStars, Near, RoomCount, VisitClock
from xiake.domain.party import Party, Traveller
from xiake.domain.place import Hotel, RoomKind
from xiake.domain.request import TripRequest
from xiake.planner.arrange.arrange import arrange
from xiake.planner.arrange.attempt import Arrangement
from xiake.planner.schedule.bases import may_sleep
from xiake.planner.schedule.rooms import rate, room_kind, rooms_for

from ...world import World, findings_of, hotel, request, restaurant, sight

SIGHTS = [sight(f"Sight{k}", k % 3, k % 4) for k in range(8)]
DINERS = [restaurant(f"Diner{k}", k % 3, k % 4, cuisine=(f"C{k}",)) for k in range(8)]
NOODLES, LAKE = restaurant("Noodles", 3), sight("Lake", 0, 6)

POOL = hotel("Pool", 1, nightly=300, rooms=("double", "single"), rates={"double": "300", "single": "280"}, features=("泳池",))
TWIN = hotel("Twin", 2, nightly=200, rooms=("twin",), rates={"twin": "200"}, features=("免费停车",))
BOTH = hotel("Both", 5, nightly=500, rooms=("double", "twin"), features=("泳池", "免费停车"))
HOTELS = (POOL, TWIN, BOTH)


def left(*wishes: Any, nights: int = 2, people: int = 2, hotels: tuple[Hotel, ...] = HOTELS) -> set[str]:
    wanted = request(days=nights + 1, constraints=wishes, party=Party(travellers=(Traveller(),) * people))
    places = {place.id: place for place in (*HOTELS, NOODLES, LAKE, *hotels)}
    return {place.name for place in hotels if may_sleep(place, wanted, places, nights)}


def wish(attribute: Any, op: Any, *values: str) -> Choice:
    return Choice(subject="hotel", attribute=attribute, op=op, values=values)


@pytest.mark.parametrize(
    ("wishes", "expected"),
    [
        ([], {"Pool", "Twin", "Both"}),
        ([wish("feature", "all_of", "泳池", "免费停车")], {"Both"}),
        ([wish("feature", "any_of", "泳池", "桑拿")], {"Pool", "Both"}),
        ([wish("feature", "none_of", "泳池")], {"Twin"}),
        ([wish("feature", "all_of", "泳池"), wish("room", "only", "twin")], {"Both"}),
        ([wish("room", "only", "double")], {"Pool", "Both"}),
        ([wish("room", "none_of", "twin")], {"Pool", "Both"}),
        ([wish("place", "any_of", "twin", "both")], {"Twin", "Both"}),
        ([wish("place", "none_of", "twin", "both")], {"Pool"}),
        ([wish("place", "all_of", "twin"), wish("feature", "none_of", "免费停车")], {"Twin"}),  # asked for by name all the same
        ([Near(place="noodles", label="Noodles", max_km=1.5)], {"Twin"}),
        ([Near(place="noodles", label="Noodles", max_km=2.5), Near(place="lake", label="Lake", max_km=6.2)], {"Pool"}),
        ([VisitClock(place="both", label="Both", end_by=9 * 60)], {"Both"}),
        ([VisitClock(place="lake", label="Lake", end_by=9 * 60)], {"Pool", "Twin", "Both"}),
    ],
)
def test_hotels_by_wish(wishes: list[Any], expected: set[str]) -> None:
    assert left(*wishes) == expected


@pytest.mark.parametrize(
    ("per", "amount", "expected"),
    [
        ("room_night", 299, {"Twin"}),
        ("person_night", 100, {"Twin"}),
        ("person_night", 150, {"Twin", "Pool"}),
        ("person", 299, {"Twin"}),
        ("person", 300, {"Twin", "Pool"}),
        ("trip", 599, {"Twin"}),
        ("trip", 1000, {"Twin", "Pool", "Both"}),
        ("trip", 399, set()),
    ],
)
def test_caps_on_lodging_hold_to_the_yuan(per: Any, amount: int, expected: set[str]) -> None:
    assert left(CostLimit(category="lodging", per=per, amount=Decimal(amount))) == expected


def test_a_night_on_the_way_leaves_more_for_the_others() -> None:
    cap = CostLimit(category="lodging", amount=Decimal(500))
    assert left(cap, nights=2) == {"Twin"}
    assert left(cap, nights=1) == {"Pool", "Twin", "Both"}


def test_a_class_that_no_record_tells_is_no_reason_to_leave_a_hotel_out() -> None:
    plain, known = hotel("Plain").model_copy(update={"stars": None}), hotel("Known", stars=2)
    assert left(HotelStars(least=4), hotels=(plain, known)) == {"Plain"}


KINDS: tuple[RoomKind, ...] = ("double", "twin", "family", "single", "suite")


@settings(derandomize=True, max_examples=120, deadline=None)
@given(
    kinds=st.sets(st.sampled_from(KINDS), min_size=1),
    rates=st.dictionaries(st.sampled_from(KINDS), st.integers(50, 900)),
    wanted_kind=st.none() | st.sampled_from(KINDS),
    rooms=st.none() | st.integers(1, 4),
    people=st.integers(1, 6),
    per=st.sampled_from(("trip", "person", "room_night", "person_night")),
    amount=st.integers(20, 6000),
    nights=st.integers(1, 4),
)
def test_a_hotel_is_left_exactly_where_what_its_rooms_cost_keeps_the_cap(
    kinds: set[RoomKind],
    rates: dict[RoomKind, int],
    wanted_kind: RoomKind | None,
    rooms: int | None,
    people: int,
    per: Any,
    amount: int,
    nights: int,
) -> None:
    known = {kind: Decimal(price) for kind, price in rates.items() if kind in kinds}
    inn = hotel("Inn", nightly=400, rooms=tuple(sorted(kinds)), rates=known)
    cap = CostLimit(category="lodging", per=per, amount=Decimal(amount))
    asked = [*([wish("room", "only", wanted_kind)] if wanted_kind else []), *([RoomCount(count=rooms)] if rooms else [])]
    wanted: TripRequest = request(days=nights + 1, constraints=(cap, *asked), party=Party(travellers=(Traveller(),) * people))
    if wanted_kind and wanted_kind not in kinds:
        assert not may_sleep(inn, wanted, {}, nights)
        return
    kind, count = room_kind(wanted, inn), rooms_for(wanted, inn)
    assert wanted_kind in (None, kind)
    assert rooms in (None, count)
    a_night = rate(inn, kind)
    if a_night is None:
        return  # what it costs at least is another question
    units = {"trip": 1, "person": people, "room_night": nights * count, "person_night": nights * people}
    assert may_sleep(inn, wanted, {}, nights) == (a_night * count * nights <= amount * units[per])


@pytest.mark.parametrize(
    ("kind", "price", "estimated"), [("double", 300, False), ("single", 280, False), ("twin", 200, False), ("family", 450, True)]
)
def test_a_night_costs_what_the_record_of_its_rooms_says(kind: RoomKind, price: int, estimated: bool) -> None:
    house = hotel("House", 1, nightly=450, rooms=("family",))
    world = World(records=(*SIGHTS, *DINERS, POOL, TWIN, house))
    wanted = request(constraints=(wish("room", "only", kind), RoomCount(count=1)))
    made = arrange(wanted, findings_of(world, wanted), seconds=0.15)
    assert isinstance(made, Arrangement)
    night = made.itinerary.days[0].night
    assert night is not None
    assert (night.charge.unit_price, night.charge.estimated, night.charge.source.estimated) == (price, estimated, estimated)


def test_a_meal_whose_price_is_known_is_no_estimate() -> None:
    exact = [
        place.model_copy(update={"per_person": place.per_person.model_copy(update={"estimated": False})}) for place in DINERS
    ]
    wanted = request()
    made = arrange(wanted, findings_of(World(records=(*SIGHTS, *exact, POOL)), wanted), seconds=0.15)
    assert isinstance(made, Arrangement)
    paid = [
        charge for day in made.itinerary.days for stop in day.stops if stop.meal in ("lunch", "dinner") for charge in stop.charges
    ]
    assert paid
    assert not any(charge.estimated or charge.source.estimated for charge in paid)
