"""Random small cities, random ready requests, and wishes that a given plan keeps, for properties of the whole planner."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Any

from hypothesis import strategies as st
from xiake.domain.constraint import (
    AnyOf,
    Choice,
    Constraint,
    CostLimit,
    DayClock,
    FarMode,
    HotelStars,
    JourneyClock,
    Near,
    RoomCount,
    Simple,
    VisitClock,
    VisitOrder,
)
from xiake.domain.hours import OpeningHours
from xiake.domain.money import FEN, to_fen
from xiake.domain.party import Party, Traveller
from xiake.domain.place import AnyPlace, Attraction, Hotel, NearestMetro
from xiake.domain.request import Budget, TripRequest
from xiake.domain.ticket import Ticket
from xiake.planner.trip import Trip

from ..world import (
    CITY,
    HOME,
    START,
    World,
    area,
    hotel,
    hours,
    restaurant,
    service,
    sight,
    station,
    ticket,
    wish_for,
)

LOSABLE = ("hotels", "restaurants", "availability", "intercity")
"""Capabilities without which a plan is still possible."""

SIGHT_HOURS: tuple[OpeningHours | None, ...] = (
    *(hours("09:00-17:00"),) * 4,
    hours({"open": "08:30-17:00", "last_entry": "16:00"}),
    hours({"days": "Tu-Su", "open": "09:00-17:00"}),
    hours({"days": "Sa,Su", "open": "10:00-16:00"}),
    hours("08:30-11:30", "13:30-17:00"),
    hours("18:00-02:00"),
    hours("00:00-24:00"),
    hours("09:00-17:00", {"season": "03-04/03-04", "open": "closed"}),
    None,
)
MEAL_HOURS: tuple[OpeningHours | None, ...] = (
    hours("10:30-21:30"),
    hours("11:00-14:00", "17:00-21:00"),
    hours("17:00-23:00"),
    hours({"days": "We-Mo", "open": "11:00-22:00"}),
    hours("07:00-14:00"),
    None,
)
TICKETS: tuple[Ticket | None, ...] = (
    None,
    ticket(0),
    ticket(60, {"under_age": 6, "pays": 0}, {"ages": [6, 17], "pays": "1/2"}, {"from_age": 60, "pays": "1/2"}),
    ticket(35.5),
    ticket(280, {"up_to_height_cm": 120, "pays": 0}),
)
PARTIES = (
    Party(travellers=(Traveller(),)),
    Party(),
    Party(travellers=(Traveller(), Traveller(), Traveller(group="child", age=5))),
    Party(travellers=(Traveller(), Traveller(), Traveller(group="child", age=9), Traveller(group="child"))),
    Party(travellers=(Traveller(), Traveller(group="senior", age=72), Traveller(group="senior"))),
    Party(travellers=(Traveller(),) * 7),
)
ROOMS = ("double", "twin", "family", "suite", "single", "dorm")
KINDS = ("博物馆", "公园", "历史古迹", "亲子", "老街古镇")
CUISINES = ("家常菜", "火锅", "面食", "烧烤")

coordinates = st.tuples(st.floats(-9, 9), st.floats(-9, 9))
subsets = st.lists(st.sampled_from(KINDS), min_size=1, max_size=2, unique=True)
metro = st.one_of(st.none(), st.builds(NearestMetro, station=st.sampled_from("甲乙丙丁"), walk_minutes=st.integers(1, 15)))


@st.composite
def sights(draw: Any, number: int) -> AnyPlace:
    return sight(
        f"Sight{number}",
        *draw(coordinates),
        open_=draw(st.sampled_from(SIGHT_HOURS)),
        price=draw(st.sampled_from(TICKETS)),
        dwell=draw(st.sampled_from(((30, 60), (60, 120), (90, 180), (240, 330), (360, 480)))),
        renown=draw(st.integers(0, 100)),
        kinds=draw(subsets),
        metro=draw(metro),
        setting=draw(st.sampled_from(("indoor", "outdoor", "mixed"))),
        effort=draw(st.sampled_from(("low", "high"))),
        meals_inside=draw(st.sampled_from((True, False, None))),
    )


@st.composite
def hotels(draw: Any, number: int) -> AnyPlace:
    return hotel(
        f"Inn{number}",
        *draw(coordinates),
        nightly=draw(st.integers(80, 1500)),
        stars=draw(st.integers(1, 5)),
        metro=draw(metro),
        rooms=draw(st.sampled_from((("double", "twin"), ("family", "twin"), ("single", "double"), ("dorm",), ("suite",)))),
        features=draw(st.sampled_from(((), ("泳池",), ("泳池", "亲子")))),
        breakfast=draw(st.sampled_from((None, Decimal(0), Decimal(38)))),
    )


@st.composite
def restaurants(draw: Any, number: int) -> AnyPlace:
    return restaurant(
        f"Diner{number}",
        *draw(coordinates),
        per_person=draw(st.integers(10, 400)),
        open_=draw(st.sampled_from(MEAL_HOURS)),
        cuisine=(draw(st.sampled_from(CUISINES)),),
        spicy=draw(st.sampled_from((None, "none", "mild", "hot"))),
        metro=draw(metro),
    )


@st.composite
def worlds(draw: Any, *, sights_from: int = 3, others_from: int = 0) -> World:
    """A city with at least so many sights, and so many hotels and restaurants."""

    def some(make: Any, least: int, most: int) -> list[AnyPlace]:
        return [draw(make(number)) for number in range(draw(st.integers(least, most)))]

    records = [
        *some(sights, sights_from, 11),
        *some(hotels, others_from, 4),
        *some(restaurants, others_from, 12),
        area("OldTown", 0, 0),
    ]
    if draw(st.booleans()):
        records += [
            station("EastStation", 6, -2),
            station("Airport", 20, 15, mode="flight"),
            station("NorthStation", 0, 900, city=HOME),
        ]
    both_ways = (service("Out", "NorthStation", "EastStation"), service("Back", "EastStation", "NorthStation"))
    odd = (
        service("NightOut", "NorthStation", "Airport", minutes=150, fare=800, mode="flight", first="19:00", last="21:00"),
        service(
            "DawnBack", "Airport", "NorthStation", minutes=150, fare=800, mode="flight", first="06:30", last="06:30", number="XY1"
        ),
    )
    services = draw(st.sampled_from((both_ways, odd, (*both_ways, *odd))))
    names = [place.id for place in records if isinstance(place, Attraction)]
    days = [START + timedelta(days=k) for k in range(3)]
    shut = draw(
        st.dictionaries(
            st.tuples(st.sampled_from(names), st.sampled_from(days)), st.sampled_from(("sold_out", "closed")), max_size=4
        )
    )
    return World(records=tuple(records), services=services, shut=shut)


def wishes(world: World) -> st.SearchStrategy[Constraint]:
    simple = simple_wishes(world)
    option = st.lists(simple, min_size=1, max_size=2).map(tuple)
    either = st.builds(
        AnyOf, options=st.lists(option, min_size=1, max_size=2).map(tuple), strength=st.sampled_from(("hard", "hard", "soft"))
    )
    return st.integers(0, 6).flatmap(lambda k: simple if k else either)


@st.composite
def simple_wishes(draw: Any, world: World) -> Simple:
    strength = {"strength": draw(st.sampled_from(("hard", "hard", "hard", "soft")))}
    places = {kind: [p for p in world.records if p.kind == kind] for kind in ("attraction", "restaurant", "hotel")}
    subject = draw(st.sampled_from([kind for kind, found in places.items() if found]))
    named = draw(st.lists(st.sampled_from(places[subject]), min_size=1, max_size=2, unique_by=lambda p: p.id))
    op = draw(st.sampled_from(("all_of", "any_of", "none_of", "only")))

    def choice(subject: str, attribute: str, op: str, *values: str) -> Choice:
        return Choice.model_validate({"subject": subject, "attribute": attribute, "op": op, "values": values, **strength})

    minute = st.integers(8 * 60, 21 * 60)
    kind = draw(st.integers(0, 20))
    if kind <= 3:
        return wish_for(*named, op="all_of" if op == "only" else op, **strength)
    if kind <= 5:
        return choice("attraction", "kind", op, *draw(subsets))
    if kind == 6:
        return choice("restaurant", "kind", op, draw(st.sampled_from(CUISINES)))
    if kind == 7:
        return choice("restaurant", "spice", "none_of", "hot")
    if kind == 8:
        return choice(
            "innercity", "mode", draw(st.sampled_from(("only", "none_of"))), draw(st.sampled_from(("walk", "metro", "taxi")))
        )
    if kind == 9:
        return choice(
            "intercity", "mode", draw(st.sampled_from(("all_of", "none_of"))), draw(st.sampled_from(("train", "flight")))
        )
    if kind == 10:
        return choice("hotel", "feature", op, "泳池")
    if kind == 11:
        category, per = draw(
            st.sampled_from(
                [("tickets", "trip"), ("lodging", "room_night"), ("lodging", "person_night"), ("lodging", "trip"), ("meals", "person_meal"), ("meals", "trip"),
                 ("innercity", "trip"), ("intercity", "person"), ("total", "person"), ("total", "trip")]
            )
        )  # fmt: skip
        return CostLimit(category=category, per=per, amount=Decimal(draw(st.integers(20, 3000))), **strength)
    if kind == 12:
        where = draw(st.sampled_from(["oldtown", *(p.id for p in places["attraction"])]))
        return Near(
            subject=draw(st.sampled_from(("hotel", "restaurant"))),
            place=where,
            label="there",
            max_km=draw(st.floats(0.5, 10)),
            **strength,
        )
    if kind == 13:
        return draw(
            st.sampled_from((HotelStars(least=4, **strength), HotelStars(most=3, **strength), RoomCount(count=2, **strength)))
        )
    if kind == 16:
        return choice("hotel", "room", op, *draw(st.lists(st.sampled_from(ROOMS), min_size=1, max_size=2, unique=True)))
    if kind in (17, 18):
        which = draw(st.sampled_from(("start_by", "start_from", "end_from", "end_by", "at_least")))
        value = draw(st.integers(30, 240)) if which == "at_least" else draw(minute)
        return VisitClock.model_validate({"place": named[0].id, "label": named[0].name, which: value, **strength})
    if kind == 19 and len(places["attraction"]) > 1:
        first, then = draw(st.permutations(places["attraction"]))[:2]
        return VisitOrder(first=first.id, then=then.id, labels=(first.name, then.name), **strength)
    if kind == 20:
        return FarMode(mode=draw(st.sampled_from(("taxi", "metro", "walk"))), beyond_km=draw(st.integers(1, 8)), **strength)
    if kind == 14:
        earliest, latest = (
            draw(st.one_of(st.none(), st.integers(7 * 60, 11 * 60))),
            draw(st.one_of(st.none(), st.integers(17 * 60, 23 * 60))),
        )
        return DayClock(earliest=earliest, latest=latest, **strength)
    direction, event = draw(st.sampled_from(("out", "back"))), draw(st.sampled_from(("depart", "arrive")))
    before = draw(st.booleans())
    at = draw(minute)
    return JourneyClock(
        direction=direction, event=event, not_before=None if before else at, not_after=at if before else None, **strength
    )


@st.composite
def requests(draw: Any, world: World) -> TripRequest:
    budget = st.builds(Budget, amount=st.integers(50, 12000).map(Decimal), scope=st.sampled_from(("party", "person")))
    return TripRequest(
        text="",
        language=draw(st.sampled_from(("zh", "en"))),
        origin=draw(st.sampled_from((None, HOME))),
        destination=CITY,
        start=draw(st.sampled_from((START, START, None))),
        days=draw(st.integers(1, 3)),
        party=draw(st.sampled_from(PARTIES)),
        budget=draw(st.one_of(st.none(), budget)),
        pace=draw(st.sampled_from(("relaxed", "normal", "intense"))),
        constraints=tuple(draw(st.lists(wishes(world), max_size=3))),
    )


def wishes_kept_by(trip: Trip, world: World) -> list[Constraint | Budget]:
    """Hard wishes and budgets that hold for a plan, most of them only just."""
    assert trip.itinerary is not None
    assert trip.budget is not None
    days, people = trip.itinerary.days, trip.request.party.size
    stops = [stop for day in days for stop in day.stops]
    records = {place.id: place for place in world.records}
    found: list[Constraint | Budget] = [Budget(amount=trip.budget.total), CostLimit(category="total", amount=trip.budget.total)]

    def choice(subject: str, attribute: str, op: str, *values: str) -> None:
        if values:
            found.append(Choice.model_validate({"subject": subject, "attribute": attribute, "op": op, "values": values}))

    found += [
        CostLimit(category=category, amount=trip.budget.by_category[category])
        for category in ("tickets", "lodging", "meals", "innercity", "intercity")
        if category != "lodging" or days[0].night  # a cap on beds asks for one
    ]
    meals = [c.unit_price or Decimal(0) for s in stops if s.meal != "breakfast" for c in s.charges if c.category == "meals"]
    found += [CostLimit(category="meals", per="person_meal", amount=max(meals, default=Decimal(0)))]
    for kind in ("attraction", "restaurant"):
        visited = [records[s.place.id] for s in stops if s.place.kind == kind]
        words = list(dict.fromkeys(word for p in visited for word in getattr(p, "kinds" if kind == "attraction" else "cuisine")))
        choice(kind, "place", "all_of", *[p.id for p in visited[-2:]])
        choice(kind, "place", "none_of", *[p.id for p in world.records if p.kind == kind and p not in visited][:2])
        choice(kind, "kind", "all_of", *words[:2])
        choice(kind, "kind", "none_of", *[word for word in (*KINDS, *CUISINES) if word not in words][:3])
    used = {s.leg.mode for s in stops if s.leg}
    choice("innercity", "mode", "none_of", *[mode for mode in ("metro", "taxi") if mode not in used])
    if night := days[0].night:
        hotel = records[night.hotel.id]
        assert isinstance(hotel, Hotel)
        choice("hotel", "place", "all_of", hotel.id)
        choice("hotel", "room", "all_of", night.room_kind)
        choice("hotel", "room", "none_of", *[kind for kind in ROOMS if kind != night.room_kind])
        if price := night.charge.unit_price:
            found.append(CostLimit(category="lodging", per="room_night", amount=price))
            found.append(CostLimit(category="lodging", per="person_night", amount=to_fen(price * night.rooms / people) + FEN))
        found += [HotelStars(least=hotel.stars, most=hotel.stars), RoomCount(count=night.rooms)]
    visits = [stop for stop in stops if stop.kind == "attraction" or stop.place.kind == "restaurant"]
    for stop in visits:
        times = (
            {"start_by": stop.start, "end_from": stop.end} if stop.start % 2 else {"start_from": stop.start, "end_by": stop.end}
        )
        found.append(VisitClock(place=stop.place.id, label=stop.name, **times))
        found.append(VisitClock(place=stop.place.id, label=stop.name, at_least=stop.end - stop.start))
    for before, after in pairwise(visits):
        labels = (before.name, after.name)
        found.append(VisitOrder(first=before.place.id, then=after.place.id, labels=labels))
        found.append(AnyOf(options=((HotelStars(least=5),), (VisitClock(place=after.place.id, label=after.name),))))
    legs = [stop.leg for stop in stops if stop.leg]
    for mode in used:
        others = [leg.metres for leg in legs if leg.mode != mode]
        found.append(FarMode(mode=mode, beyond_km=max(others, default=0) / 1000 + 0.02))
    choice("innercity", "mode", "only", *used)
    if used:
        choice("innercity", "mode", "all_of", *used)
    for stop in stops:
        if ride := stop.journey:
            found.append(JourneyClock(direction=ride.direction, event="arrive", not_after=ride.arrive))
            found.append(JourneyClock(direction=ride.direction, event="depart", not_before=ride.depart))
            found.append(CostLimit(category="intercity", per="person", amount=trip.budget.by_category["intercity"] / people))
    return found


losses = st.sampled_from((*(None,) * 8, *LOSABLE))
"""Mostly nothing."""
