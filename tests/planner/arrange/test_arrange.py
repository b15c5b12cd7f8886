"""One attempt at a plan: what it must keep, what it may cost, and why it fails."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest
from xiake.domain.constraint import Choice, CostLimit, DayClock, HotelStars, JourneyClock, Near, RoomCount
from xiake.domain.itinerary import Itinerary, Stop
from xiake.domain.party import Party, Traveller
from xiake.domain.request import Budget, TripRequest
from xiake.domain.task import Findings, Gap
from xiake.planner.arrange.arrange import Shortfall, arrange, least_cost
from xiake.planner.arrange.attempt import Arrangement

from ...world import (
    FAMILY,
    HOME,
    START,
    World,
    area,
    findings_of,
    hotel,
    hours,
    request,
    restaurant,
    service,
    sight,
    station,
    wish_for,
)

SECONDS = 0.15

SIGHTS = [sight(f"Sight{k}", k % 3, k % 4, renown=90 - 5 * k, price=20 * k) for k in range(8)]
DINERS = [restaurant(f"Diner{k}", k % 3, k % 4, per_person=30 + 15 * k) for k in range(8)]
INNS = [hotel(f"Inn{k}", k - 1, nightly=200 + 150 * k, stars=2 + k) for k in range(4)]
CITY_ITSELF = World(records=(*SIGHTS, *DINERS, *INNS))


def city(*more: Any, without: tuple[Any, ...] = (), **fields: Any) -> World:
    return World(records=(*(p for p in CITY_ITSELF.records if p not in without), *more), **fields)


def attempt(world: World = CITY_ITSELF, wanted: TripRequest | None = None, **options: Any) -> Arrangement | Shortfall:
    wanted = wanted or request()
    return arrange(wanted, findings_of(world, wanted), seconds=SECONDS, **options)


def plan(world: World = CITY_ITSELF, wanted: TripRequest | None = None, **options: Any) -> Itinerary:
    made = attempt(world, wanted, **options)
    assert isinstance(made, Arrangement), made
    return made.itinerary


def stops(itinerary: Itinerary, *kinds: str) -> list[tuple[int, Stop]]:
    return [(day.index, stop) for day in itinerary.days for stop in day.stops if not kinds or stop.kind in kinds]


def visited(itinerary: Itinerary) -> dict[str, int]:
    return {stop.name: day for day, stop in stops(itinerary, "attraction")}


def test_a_plan_is_a_chain_in_time_and_space_with_meals_and_nights() -> None:
    itinerary = plan(wanted=request(days=3))
    assert [day.date for day in itinerary.days] == [START + timedelta(days=k) for k in range(3)]
    assert [day.night is not None for day in itinerary.days] == [True, True, False]
    assert len({day.night.hotel.id for day in itinerary.days if day.night}) == 1
    for day in itinerary.days:
        assert [stop.meal for stop in day.stops if stop.meal][-2:] == ["lunch", "dinner"]
        assert sum(stop.kind == "attraction" for stop in day.stops) >= 1
        for before, after in pairwise(day.stops):
            if after.leg:
                assert before.end <= after.leg.depart <= after.leg.arrive <= after.start
                assert (after.leg.origin, after.leg.destination) == (before.leaves_from, after.place.id)
            else:
                assert before.leaves_from == after.place.id
                assert before.end <= after.start
    names = [stop.name for _, stop in stops(itinerary, "attraction")]
    assert len(set(names)) == len(names)


def test_a_must_see_goes_to_its_open_day_and_hours() -> None:
    palace = sight("Palace", renown=1, open_=hours({"days": "We", "open": "13:00-16:00", "last_entry": "14:30"}))
    itinerary = plan(city(palace), request(days=3, constraints=(wish_for(palace),)))
    (day, stop) = next((d, s) for d, s in stops(itinerary, "attraction") if s.name == "Palace")
    assert itinerary.days[day - 1].date.weekday() == 2
    assert 13 * 60 <= stop.start <= 14 * 60 + 30
    assert stop.end <= 16 * 60


def test_what_was_asked_for_gets_its_typical_time_and_is_worth_its_way() -> None:
    asked, far = sight("Palace", dwell=(30, 100)), sight("Mountain", 35, dwell=(30, 40))
    itinerary = plan(city(asked, far), request(days=3, constraints=(wish_for(asked, far),)))
    minutes = {stop.name: stop.end - stop.start for _, stop in stops(itinerary, "attraction")}
    assert minutes["Palace"] == 100
    assert minutes["Mountain"] >= 45
    others = {place.name: place.dwell for place in SIGHTS}
    assert all(minutes[name] < typical for name, (_, typical) in others.items() if name in minutes)


def test_a_meal_is_no_cake() -> None:
    cafes = [restaurant(f"Cafe{k}", k % 3, k % 4, per_person=40, cuisine=("面包甜点",)) for k in range(8)]
    kitchens = [restaurant(f"Kitchen{k}", k, 2, per_person=60, cuisine=("江浙菜", "川菜")[k % 2 :][:1]) for k in range(4)]
    world = World(records=(*SIGHTS, *INNS, *cafes, *kitchens))
    assert {stop.name for _, stop in stops(plan(world), "meal") if stop.meal == "dinner"} <= {k.name for k in kitchens}
    asked = Choice(subject="restaurant", attribute="kind", op="any_of", values=["面包甜点"])
    names = {stop.name for _, stop in stops(plan(world, request(constraints=(asked,))), "meal")}
    assert names & {cafe.name for cafe in cafes}


def test_nobody_takes_a_taxi_to_the_next_door_unless_no_walk_was_wished_for() -> None:
    legs = [stop.leg for _, stop in stops(plan(wanted=request(days=3))) if stop.leg]
    assert all(leg.mode == "walk" for leg in legs if leg.metres <= 700)
    taxis = Choice(subject="innercity", attribute="mode", op="only", values=["taxi"])
    assert all(stop.leg.mode == "taxi" for _, stop in stops(plan(wanted=request(constraints=(taxis,)))) if stop.leg)


def test_a_sold_out_day_is_avoided() -> None:
    palace = sight("Palace", renown=1)
    world = city(palace, shut={("palace", START): "sold_out"})
    assert visited(plan(world, request(constraints=(wish_for(palace),))))["Palace"] == 2


def test_what_must_be_seen_and_never_opens_is_named() -> None:
    palace = sight("Palace", open_=hours({"days": "Su", "open": "09:00-17:00"}))
    made = attempt(city(palace), request(constraints=(wish_for(palace),)))
    assert made == Shortfall(unplaced=("palace",))


def test_too_many_must_sees_for_the_days_are_a_shortfall() -> None:
    castles = [sight(f"Castle{k}", 30 * (k % 2), 30 * (k // 2), dwell=(240, 300)) for k in range(6)]
    made = attempt(city(*castles), request(days=1, constraints=(wish_for(*castles),)))
    assert isinstance(made, Shortfall)
    assert made.unplaced


def test_unknown_hours_are_not_open_and_are_only_visited_when_asked_for() -> None:
    ruin = sight("Ruin", renown=100, open_=None)
    assert "Ruin" not in visited(plan(city(ruin)))
    assert "Ruin" in visited(plan(city(ruin), request(constraints=(wish_for(ruin),))))


@pytest.mark.parametrize(
    ("wish", "keeps"),
    [
        (HotelStars(least=4), lambda p: p.days[0].night.hotel.name in ("Inn2", "Inn3")),
        (HotelStars(most=2), lambda p: p.days[0].night.hotel.name == "Inn0"),
        (wish_for(INNS[3]), lambda p: p.days[0].night.hotel.name == "Inn3"),
        (RoomCount(count=3), lambda p: p.days[0].night.rooms == 3),
        (wish_for(DINERS[7]), lambda p: "Diner7" in {s.name for _, s in stops(p, "meal")}),
        (wish_for(*DINERS[:4], op="none_of"), lambda p: not {f"Diner{k}" for k in range(4)} & {s.name for _, s in stops(p)}),
        (wish_for(SIGHTS[0], op="none_of"), lambda p: "Sight0" not in visited(p)),
        (wish_for(SIGHTS[6], SIGHTS[7], op="any_of"), lambda p: {"Sight6", "Sight7"} & set(visited(p))),
        (
            Choice(subject="innercity", attribute="mode", op="none_of", values=("taxi",)),
            lambda p: {s.leg.mode for _, s in stops(p) if s.leg} <= {"walk", "metro"},
        ),
        (
            DayClock(earliest=10 * 60, latest=19 * 60),
            lambda p: all(
                s.meal == "breakfast" or (s.start >= 10 * 60 and (s.kind == "hotel" or s.end <= 19 * 60)) for _, s in stops(p)
            ),
        ),
        (
            CostLimit(category="meals", per="person_meal", amount=Decimal(60)),
            lambda p: all(s.charges[0].unit_price <= 60 for _, s in stops(p, "meal")),
        ),
        (
            CostLimit(category="lodging", per="room_night", amount=Decimal(350)),
            lambda p: p.days[0].night.charge.unit_price <= 350,
        ),
    ],
    ids=lambda value: getattr(value, "type", None),
)
def test_hard_wishes_hold(wish: Any, keeps: Any) -> None:
    assert keeps(plan(wanted=request(constraints=(wish,))))


def test_kinds_that_were_asked_for() -> None:
    temple, grill = sight("Temple", 3, renown=5, kinds=("寺庙",)), restaurant("Grill", 3, cuisine=("烧烤",), per_person=300)
    wishes = (
        Choice(subject="attraction", attribute="kind", op="all_of", values=("寺庙",)),
        Choice(subject="restaurant", attribute="kind", op="any_of", values=("烧烤",)),
    )
    itinerary = plan(city(temple, grill), request(constraints=wishes))
    assert {"Temple", "Grill"} <= {stop.name for _, stop in stops(itinerary)}


def test_a_kind_that_nobody_offers_is_unmet() -> None:
    wish = Choice(subject="restaurant", attribute="kind", op="any_of", values=("烧烤",))
    assert attempt(wanted=request(constraints=(wish,))) == Shortfall(unmet=True)


@pytest.mark.parametrize(
    ("wish", "subject"),
    [
        (HotelStars(least=5, most=5), None),
        (CostLimit(category="lodging", per="room_night", amount=Decimal(100)), "hotel"),
        (Near(place="lake", label="Lake", max_km=1), "hotel"),
        (Choice(subject="innercity", attribute="mode", op="none_of", values=("walk", "metro", "taxi")), "innercity"),
    ],
)
def test_wishes_that_leave_no_candidate_name_their_subject(wish: Any, subject: str | None) -> None:
    made = attempt(city(area("Lake", 20)), request(constraints=(wish,)))
    assert isinstance(made, Arrangement) if subject is None else made == Shortfall(subject=subject)


def test_lost_hotels_are_a_gap_and_not_a_conflict() -> None:
    wanted = request()
    gap = Gap(capability="hotels", code="unavailable", message="down")
    findings = {**findings_of(CITY_ITSELF, wanted), "lodging": Findings(task="lodging", gaps=(gap,))}
    made = arrange(wanted, findings, seconds=SECONDS)
    assert isinstance(made, Arrangement)
    assert all(day.night is None for day in made.itinerary.days)


def test_a_budget_is_kept_to_the_fen_and_a_small_one_by_the_cheapest_plan() -> None:
    wanted = request()
    cheapest = least_cost(wanted, findings_of(CITY_ITSELF, wanted))
    assert cheapest is not None
    for limit in (cheapest * 3, cheapest * Decimal("1.3"), cheapest + 20):
        made = attempt(wanted=request(budget=Budget(amount=limit)))
        assert isinstance(made, Arrangement), f"nothing for {limit} although {cheapest} is enough"
        assert made.budget.total <= limit
    assert not isinstance(attempt(wanted=request(budget=Budget(amount=cheapest / 2))), Arrangement)


def test_least_cost_counts_the_way_and_knows_when_there_is_no_plan() -> None:
    world = city(
        station("EastStation", 5),
        station("NorthStation", 0, 900, city=HOME),
        services=(service("Out", "NorthStation", "EastStation"), service("Back", "EastStation", "NorthStation")),
    )
    without, wanted = request(), request(origin=HOME)
    near, far = (least_cost(w, findings_of(world, w)) for w in (without, wanted))
    assert near is not None
    assert far is not None
    assert far > near + 600, "two people pay 200 each way"
    shut = request(constraints=(HotelStars(least=5), wish_for(INNS[0])))
    assert least_cost(shut, findings_of(CITY_ITSELF, shut)) is None


@pytest.mark.parametrize("budget", [None, 20000, 900])
@pytest.mark.parametrize(("category", "share"), [("meals", "1.3"), ("tickets", "1.2"), ("innercity", "1.3")])
def test_a_cap_that_the_cheapest_plan_keeps_is_kept(budget: int | None, category: Any, share: str) -> None:
    rich = [restaurant(f"Palace{k}", k % 3, k % 4, per_person=400, cuisine=(f"A{k % 4}",)) for k in range(12)]
    cheap = [restaurant(f"Stall{k}", 3, k % 4, per_person=15, cuisine=(f"B{k % 4}",)) for k in range(9)]
    world = World(records=(*SIGHTS, *INNS, *rich, *cheap))
    least = attempt(world, request(budget=Budget(amount=Decimal(800))))
    assert isinstance(least, Arrangement)
    cap = CostLimit(category=category, amount=least.budget.by_category[category] * Decimal(share))
    made = attempt(world, request(constraints=(cap,), budget=budget and Budget(amount=Decimal(budget))))
    assert isinstance(made, Arrangement)
    assert made.budget.by_category[category] <= cap.amount


def test_a_plan_says_whether_its_rides_had_to_be_cheaper() -> None:
    ends = (station("EastStation", 5), station("NorthStation", 0, 900, city=HOME))
    rides = [
        service(f"{name}{way[0]}", *way, minutes=minutes, fare=fare)
        for name, minutes, fare in (("Fast", 120, 400), ("Slow", 300, 100))
        for way in (("NorthStation", "EastStation"), ("EastStation", "NorthStation"))
    ]
    for budget, cheaper in ((9000, False), (1900, True)):
        made = attempt(city(*ends, services=tuple(rides)), request(origin=HOME, budget=Budget(amount=Decimal(budget))))
        assert isinstance(made, Arrangement)
        journeys = [stop.journey.service for _, stop in stops(made.itinerary) if stop.journey]
        assert all(journey.startswith("slow" if cheaper else "fast") for journey in journeys)
        assert made.budget.verdict == "within"


def test_the_way_there_and_back() -> None:
    world = city(
        station("EastStation", 5),
        station("NorthStation", 0, 900, city=HOME),
        services=(service("Out", "NorthStation", "EastStation"), service("Back", "EastStation", "NorthStation")),
    )
    clocks = (
        JourneyClock(direction="out", event="arrive", not_after=13 * 60),
        JourneyClock(direction="back", event="depart", not_before=16 * 60, not_after=18 * 60),
    )
    itinerary = plan(world, request(origin=HOME, party=FAMILY, constraints=clocks))
    first, last = itinerary.days[0].stops[0], itinerary.days[-1].stops[-1]
    assert first.journey is not None
    assert last.journey is not None
    assert first.journey.arrive <= 13 * 60
    assert 16 * 60 <= last.journey.depart <= 18 * 60
    assert last.leg is not None
    assert last.leg.arrive <= last.journey.depart - 20
    assert {(c.label, c.amount) for c in first.charges} == {("train adult", Decimal(400)), ("train child", Decimal(0))}
    following = itinerary.days[0].stops[1]
    assert following.leg is not None
    assert following.leg.origin == "eaststation"
    assert following.leg.depart >= first.journey.arrive + 20


def test_no_service_at_the_hour_that_was_asked_for() -> None:
    world = city(
        station("EastStation", 5),
        station("NorthStation", 0, 900, city=HOME),
        services=(service("Out", "NorthStation", "EastStation"), service("Back", "EastStation", "NorthStation")),
    )
    early = JourneyClock(direction="out", event="arrive", not_after=6 * 60)
    assert attempt(world, request(origin=HOME, constraints=(early,))) == Shortfall(subject="intercity")


def test_nobody_rides_home_before_the_arrival() -> None:
    world = city(
        station("EastStation", 5),
        station("NorthStation", 0, 900, city=HOME),
        services=(
            service("Out", "NorthStation", "EastStation", first="19:00"),
            service("Back", "EastStation", "NorthStation", last="09:00"),
        ),
    )
    assert attempt(world, request(days=1, origin=HOME)) == Shortfall(subject="intercity")
    assert isinstance(attempt(world, request(days=3, origin=HOME)), Arrangement)


@pytest.mark.parametrize(
    ("rooms", "people", "number", "kind"),
    [
        (("double", "twin"), 2, 1, "double"),
        (("double", "twin"), 3, 2, "double"),
        (("dorm",), 3, 3, "dorm"),
        (("single",), 2, 2, "single"),
        (("dorm", "double"), 2, 1, "double"),
    ],
)
def test_rooms_fit_the_party(rooms: Any, people: int, number: int, kind: str) -> None:
    world = World(records=(*SIGHTS, *DINERS, hotel("Only", nightly=100, rooms=rooms)))
    night = plan(world, request(party=Party(travellers=(Traveller(),) * people))).days[0].night
    assert night is not None
    assert (night.rooms, night.room_kind, night.charge.quantity) == (number, kind, number)


def test_a_day_trip_needs_no_bed() -> None:
    itinerary = plan(wanted=request(days=1))
    assert itinerary.days[0].night is None
    assert not stops(itinerary, "hotel")


def test_every_charge_of_the_plan_says_where_it_comes_from() -> None:
    for _, stop in stops(plan(wanted=request(party=FAMILY))):
        for charge in (*stop.charges, *([stop.leg.charge] if stop.leg and stop.leg.charge else [])):
            assert charge.source.provider in ("world", "xiake")
            assert charge.estimated == (charge.category != "tickets")


def test_a_place_asked_for_by_name_is_exempt_from_a_ban_on_its_kind() -> None:
    street = sight("Street", 1, kinds=("商业街区",), renown=50)
    ban = Choice(subject="attraction", attribute="kind", op="none_of", values=("商业街区",))
    wanted = request(constraints=(wish_for(street), ban))
    itinerary = plan(city(street), wanted)
    assert any(stop.name == street.name for _, stop in stops(itinerary, "attraction"))
