"""Cases of a request: which option is tried first, how strictly modes are read, and that every new kind of wish is kept."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest
from xiake.domain.constraint import AnyOf, Choice, CostLimit, FarMode, HotelStars, Simple, VisitClock, VisitOrder
from xiake.domain.itinerary import Itinerary, Stop
from xiake.domain.party import Party, Traveller
from xiake.domain.request import TripRequest
from xiake.planner.arrange.arrange import Shortfall, arrange, has_candidates, least_cost
from xiake.planner.arrange.attempt import Arrangement
from xiake.planner.arrange.cases import cases_of

from ...world import World, findings_of, hotel, request, restaurant, sight, wish_for

SIGHTS = [sight(f"Sight{k}", k % 3, k % 4, renown=90 - 5 * k, price=20 * k, open_="08:00-22:00") for k in range(8)]
DINERS = [restaurant(f"Diner{k}", k % 3, k % 4, per_person=30 + 15 * k, open_="06:00-23:30") for k in range(8)]
INNS = [hotel(f"Inn{k}", k - 1, nightly=200 + 150 * k, stars=2 + k) for k in range(4)]
WORLD = World(records=(*SIGHTS, *DINERS, *INNS))


def innercity(op: str, *modes: str, **more: Any) -> Choice:
    fields = {"subject": "innercity", "attribute": "mode", "op": op, "values": modes, **more}
    return Choice.model_validate(fields)


def attempt(*wishes: Any, world: World = WORLD, **fields: Any) -> Arrangement | Shortfall:
    wanted = request(constraints=wishes, **fields)
    return arrange(wanted, findings_of(world, wanted), seconds=0.2)


def plan(*wishes: Any, **fields: Any) -> Itinerary:
    made = attempt(*wishes, **fields)
    assert isinstance(made, Arrangement), made
    return made.itinerary


def stops(itinerary: Itinerary) -> list[tuple[int, Stop]]:
    return [(day.index, stop) for day in itinerary.days for stop in day.stops]


def stop_at(itinerary: Itinerary, name: str) -> tuple[int, Stop]:
    return next((day, stop) for day, stop in stops(itinerary) if stop.name == name)


def modes(itinerary: Itinerary) -> set[str]:
    return {stop.leg.mode for _, stop in stops(itinerary) if stop.leg}


def wishes_of(wanted: TripRequest) -> list[tuple[Simple, ...]]:
    return [case.request.constraints for case in cases_of(wanted)]


def test_options_that_ask_for_less_come_first() -> None:
    hard, easy = HotelStars(least=5), wish_for(SIGHTS[0], op="none_of")
    cases = wishes_of(
        request(constraints=(AnyOf(options=((hard, easy), (easy,))), CostLimit(category="total", amount=Decimal(9))))
    )
    assert [len(case) for case in cases] == [2, 3]
    assert all(isinstance(case[-1], CostLimit) for case in cases)


def test_soft_alternatives_choose_nothing_and_soft_modes_are_tried_first() -> None:
    soft = AnyOf(strength="soft", options=((HotelStars(least=5),), (HotelStars(most=1),)))
    assert [[wish.strength for wish in case] for case in wishes_of(request(constraints=(soft,)))] == [["soft", "soft"]]
    mainly = innercity("only", "metro", strength="soft")
    assert [[wish.strength for wish in case] for case in wishes_of(request(constraints=(mainly,)))] == [["hard"], ["soft"]]


def test_a_mode_alone_then_with_walks_then_as_said() -> None:
    cases = wishes_of(request(constraints=(innercity("all_of", "metro"),)))
    assert [[(wish.op, wish.values) for wish in case if isinstance(wish, Choice)] for case in cases] == [
        [("all_of", ("metro",)), ("only", ("metro",))],
        [("all_of", ("metro",)), ("only", ("metro", "walk"))],
        [("all_of", ("metro",))],
    ]


def test_cases_are_few_however_many_options() -> None:
    either = AnyOf(options=tuple((HotelStars(least=k),) for k in range(1, 6)))
    assert len(list(cases_of(request(constraints=(either,) * 4)))) <= 16


def test_one_option_is_kept_and_none_is_a_shortfall() -> None:
    never, fine = HotelStars(least=5, most=5), HotelStars(least=2, most=2)
    palace = sight("Palace", open_="03:00-04:00")
    world = World(records=(*SIGHTS, *DINERS, *INNS[:3], palace))
    itinerary = plan(AnyOf(options=((never,), (fine,))), world=world)
    assert stop_at(itinerary, "Inn0")
    assert attempt(AnyOf(options=((never,), (never,))), world=world) == Shortfall(subject="hotel")
    assert isinstance(attempt(AnyOf(options=((wish_for(palace),), (never,))), world=world), Shortfall)
    for wish, possible in ((never, False), (fine, True), (AnyOf(options=((never,), (fine,))), True)):
        wanted = request(constraints=(wish,))
        found = findings_of(world, wanted)
        assert has_candidates(wanted, found) == possible
        assert (least_cost(wanted, found) is not None) == possible


@pytest.mark.parametrize(
    ("times", "keeps"),
    [
        ({"start_by": 8 * 60 + 30}, lambda s: s.start <= 8 * 60 + 30),
        ({"start_from": 15 * 60, "end_by": 17 * 60}, lambda s: s.start >= 15 * 60 and s.end <= 17 * 60),
        ({"end_from": 13 * 60 + 50}, lambda s: s.end >= 13 * 60 + 50),
        ({"start_by": 10 * 60, "end_from": 14 * 60}, lambda s: s.start <= 10 * 60 and s.end >= 14 * 60),
        ({"at_least": 200}, lambda s: s.end - s.start >= 200),
        ({"end_from": 21 * 60 + 30}, lambda s: s.end >= 21 * 60 + 30),
    ],
)
def test_a_sight_is_visited_at_the_wished_time(times: dict[str, int], keeps: Any) -> None:
    place = sight("Least", 2, 2, renown=1, open_="08:00-22:00")
    world = World(records=(*SIGHTS, *DINERS, *INNS, place))
    itinerary = plan(VisitClock(place=place.id, label=place.name, **times), world=world)
    assert keeps(stop_at(itinerary, "Least")[1])


@pytest.mark.parametrize(
    ("times", "meal"),
    [
        ({"start_by": 12 * 60, "end_from": 13 * 60}, "lunch"),
        ({"start_by": 15 * 60, "end_from": 16 * 60}, None),
        ({"start_by": 16 * 60, "end_from": 17 * 60}, "dinner"),
        ({"start_by": 17 * 60, "end_from": 17 * 60 + 40}, "dinner"),
        ({"end_from": 21 * 60}, "dinner"),
        ({"at_least": 100}, None),
        ({"start_by": 8 * 60}, "breakfast"),
    ],
)
def test_a_restaurant_is_visited_at_the_wished_time_as_a_meal(times: dict[str, int], meal: str | None) -> None:
    itinerary = plan(VisitClock(place="diner7", label="Diner7", **times), days=3)
    day, stop = stop_at(itinerary, "Diner7")
    assert stop.kind == "meal"
    assert meal is None or stop.meal == meal
    assert stop.start <= times.get("start_by", stop.start)
    assert stop.end >= times.get("end_from", stop.end)
    assert stop.end - stop.start >= times.get("at_least", 20)
    meals = [other.meal for index, other in stops(itinerary) if index == day and other.meal]
    assert len(meals) == len(set(meals)), "each meal once"


def test_the_dark_ends_no_visit_that_is_wished_for_the_evening() -> None:
    quay = sight("Quay", 2, 2, kinds=("自然风光",), setting="outdoor", open_="00:00-24:00")
    itinerary = plan(
        VisitClock(place=quay.id, label=quay.name, end_from=20 * 60), world=World(records=(*SIGHTS, *DINERS, *INNS, quay))
    )
    assert stop_at(itinerary, "Quay")[1].end >= 20 * 60


def test_an_impossible_time_is_a_shortfall() -> None:
    assert isinstance(attempt(VisitClock(place="sight0", label="Sight0", end_by=7 * 60)), Shortfall)
    assert isinstance(attempt(VisitClock(place="diner0", label="Diner0", end_by=5 * 60)), Shortfall)


@pytest.mark.parametrize("days", [1, 2, 3])
@pytest.mark.parametrize(
    "names", [("Sight7", "Sight0"), ("Sight0", "Diner6"), ("Diner6", "Sight7"), ("Sight5", "Diner1", "Sight2")]
)
def test_places_are_visited_in_the_wished_order(names: tuple[str, ...], days: int) -> None:
    orders = [VisitOrder(first=a.lower(), then=b.lower(), labels=(a, b)) for a, b in pairwise(names)]
    itinerary = plan(*orders, days=days)
    times = [(day, stop.start) for day, stop in (stop_at(itinerary, name) for name in names)]
    assert times == sorted(times)


def test_seniors_go_to_bed_later_rather_than_hungry() -> None:
    shows = [sight(f"Show{k}", k, open_="18:00-23:00", dwell=(40, 60)) for k in range(3)]
    diners = [restaurant(f"Diner{k}", k, 1, open_="17:00-23:00") for k in range(4)]
    world = World(records=(*shows, *diners, hotel("Inn", 11, 11)))
    itinerary = plan(world=world, party=Party(travellers=(Traveller(), Traveller(group="senior", age=72))))
    for day in itinerary.days:
        assert {"dinner"} <= {stop.meal for stop in day.stops}
        assert any(stop.kind == "attraction" for stop in day.stops)


@pytest.mark.parametrize("turn", range(10, 19))
def test_one_day_has_room_for_an_order_whenever_its_places_are_open(turn: int) -> None:
    early, late = sight("Early", open_=f"08:30-{turn}:00"), sight("Late", open_=f"{turn}:00-21:00")
    world = World(records=(*SIGHTS, *DINERS, *INNS, early, late))
    order = VisitOrder(first="early", then="late", labels=("Early", "Late"))
    itinerary = plan(order, world=world, days=1)
    assert stop_at(itinerary, "Early")[1].end <= stop_at(itinerary, "Late")[1].start


def test_a_wished_time_is_where_the_day_turns_from_one_place_to_the_next() -> None:
    order = VisitOrder(first="sight0", then="sight1", labels=("Sight0", "Sight1"))
    times = [VisitClock(place="sight0", label="Sight0", start_from=x, end_by=x + 60) for x in (14 * 60, 16 * 60 + 10)]
    for days in (1, 2):
        for time in times:
            itinerary = plan(order, time, days=days)
            first, then = (stop_at(itinerary, name) for name in ("Sight0", "Sight1"))
            assert (first[0], first[1].end) <= (then[0], then[1].start)


def test_an_order_with_the_hotel_is_about_its_first_night() -> None:
    before = plan(VisitOrder(first="sight7", then="inn3", labels=("Sight7", "Inn3")), days=3)
    assert stop_at(before, "Sight7")[0] == 1
    after = plan(VisitOrder(first="inn3", then="sight0", labels=("Inn3", "Sight0")), days=3)
    assert stop_at(after, "Sight0")[0] > 1
    assert all(day.night is None or day.night.hotel.id == "inn3" for day in (*before.days, *after.days))


def test_a_circle_of_orders_is_a_shortfall() -> None:
    there = VisitOrder(first="sight0", then="sight1", labels=("Sight0", "Sight1"))
    back = VisitOrder(first="sight1", then="sight0", labels=("Sight1", "Sight0"))
    assert isinstance(attempt(there, back), Shortfall)


def test_far_moves_are_made_by_the_wished_mode() -> None:
    far = [sight(f"Far{k}", 6 + k, renown=90) for k in range(3)]
    itinerary = plan(FarMode(mode="taxi", beyond_km=2.5), wish_for(*far), world=World(records=(*SIGHTS, *DINERS, *INNS, *far)))
    legs = [stop.leg for _, stop in stops(itinerary) if stop.leg]
    assert all(leg.mode == "taxi" for leg in legs if leg.metres > 2500)
    assert any(leg.metres > 2500 for leg in legs)


def test_modes_occur_alone_or_together_as_wished() -> None:
    assert modes(plan(innercity("all_of", "taxi"))) == {"taxi"}
    assert modes(plan(innercity("only", "walk"))) == {"walk"}
    assert modes(plan(innercity("all_of", "taxi", "walk"))) == {"taxi", "walk"}


def test_caps_on_parts_are_kept_by_doing_without() -> None:
    for category in ("tickets", "meals", "innercity"):
        made = attempt(CostLimit(category=category, amount=Decimal(60)))
        assert isinstance(made, Arrangement)
        assert made.budget.by_category[category] <= 60
    free = plan(CostLimit(category="tickets", amount=Decimal(0)), days=1)
    assert {stop.name for _, stop in stops(free) if stop.kind == "attraction"} <= {"Sight0"}
    assert modes(plan(CostLimit(category="innercity", amount=Decimal(0)))) == {"walk"}
