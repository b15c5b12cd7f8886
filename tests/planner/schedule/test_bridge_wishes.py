"""From wishes to candidates: what a wish must not rule out, and what a lost capability excuses."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from xiake.domain.constraint import Choice, CostLimit, Near
from xiake.domain.itinerary import Itinerary
from xiake.domain.request import Budget, TripRequest
from xiake.domain.task import Findings, Gap
from xiake.planner.arrange.arrange import Shortfall, arrange
from xiake.planner.arrange.attempt import Arrangement

from ...world import FAMILY, World, area, findings_of, hotel, hours, request, restaurant, sight, wish_for

SIGHTS = [sight(f"Sight{k}", k % 3, k % 4, renown=90 - 5 * k, price=20 * k) for k in range(8)]
DINERS = [restaurant(f"Diner{k}", k % 3, k % 4, per_person=20 + 15 * k, cuisine=(f"C{k}",)) for k in range(8)]
INN = hotel("Inn", nightly=300, rooms=("double", "twin", "family", "suite", "dorm"))


def attempt(world: World, wanted: TripRequest, *lost: str) -> Arrangement | Shortfall:
    findings = findings_of(world, wanted)
    for task, capability in (("dining", "restaurants"), ("lodging", "hotels")):
        if capability in lost:
            gap = Gap(capability=capability, code="unavailable", message="down")
            findings[task] = Findings(task=task, gaps=(gap,))
    return arrange(wanted, findings, seconds=0.15)


def plan(world: World, *wishes: Any, **fields: Any) -> Arrangement:
    made = attempt(world, request(constraints=wishes, **fields))
    assert isinstance(made, Arrangement), made
    return made


def lunches(itinerary: Itinerary) -> list[Decimal]:
    return [
        charge.unit_price
        for day in itinerary.days
        for stop in day.stops
        if stop.meal in ("lunch", "dinner")
        for charge in stop.charges
        if charge.category == "meals" and charge.unit_price is not None
    ]


@pytest.mark.parametrize("cap", [30, 50])
@pytest.mark.parametrize("dwell", [(60, 90), (400, 420)])
def test_where_a_meal_may_cost_little_nobody_eats_inside_a_sight(cap: int, dwell: tuple[int, int]) -> None:
    park = sight("Park", 1, renown=100, dwell=dwell, meals_inside=True, open_="09:30-16:30")
    world = World(records=(park, *SIGHTS, *DINERS, INN))
    free = plan(world, wish_for(park)).itinerary
    kept = plan(world, wish_for(park), CostLimit(category="meals", per="person_meal", amount=Decimal(cap))).itinerary
    assert any(stop.meal == "lunch" and stop.name == "Park" for day in free.days for stop in day.stops) or dwell[1] < 330
    assert lunches(kept)
    assert max(lunches(kept)) <= cap


@pytest.mark.parametrize(
    ("wishes", "kind"),
    [
        ((), "double"),
        ((("none_of", "twin", "hard"),), "double"),
        ((("none_of", "double", "hard"),), "twin"),
        ((("none_of", "double", "soft"),), "twin"),
        ((("only", "suite", "hard"),), "suite"),
        ((("any_of", "dorm", "soft"), ("any_of", "suite", "hard")), "suite"),
    ],
)
def test_a_ban_on_a_kind_of_room_leaves_the_others(wishes: Any, kind: str) -> None:
    made = plan(
        World(records=(*SIGHTS, *DINERS, INN)),
        *(Choice(subject="hotel", attribute="room", op=op, values=(word,), strength=strength) for op, word, strength in wishes),
    )
    assert [day.night.room_kind for day in made.itinerary.days if day.night] == [kind]


def test_a_hotel_whose_rooms_are_all_banned_is_none() -> None:
    ban = Choice(subject="hotel", attribute="room", op="none_of", values=INN.rooms)
    world = World(records=(*SIGHTS, *DINERS, INN))
    assert attempt(world, request(constraints=(ban,))) == Shortfall(subject="hotel")


@pytest.mark.parametrize(
    ("kind", "known"), [("double", True), ("twin", True), ("family", True), ("suite", False), ("dorm", False)]
)
def test_the_rate_of_a_double_is_not_that_of_every_room(kind: Any, known: bool) -> None:
    dear = hotel("Palace", nightly=2000, rooms=INN.rooms)
    made = plan(
        World(records=(*SIGHTS, *DINERS, INN, dear)),
        Choice(subject="hotel", attribute="room", op="any_of", values=(kind,)),
        budget=Budget(amount=Decimal(4000)),
    )
    night = made.itinerary.days[0].night
    assert night is not None
    assert night.hotel.id == "inn", "an unknown price is no reason to take the dear one"
    assert night.charge.unit_price == (Decimal(300) if known else None)
    assert made.budget.verdict == ("within" if known else "within_known")


def test_a_family_room_says_what_its_price_is() -> None:
    night = plan(World(records=(*SIGHTS, *DINERS, INN)), party=FAMILY).itinerary.days[0].night
    assert night is not None
    assert night.charge.label == "family room (priced like a double)"


@pytest.mark.parametrize(
    ("kind", "cap", "fits"), [("dorm", 100, True), ("suite", 250, False), ("suite", 400, True), ("twin", 250, False)]
)
def test_a_cap_on_rooms_of_unknown_price(kind: Any, cap: int, fits: bool) -> None:
    wishes = (
        Choice(subject="hotel", attribute="room", op="any_of", values=(kind,)),
        CostLimit(category="lodging", per="room_night", amount=Decimal(cap)),
    )
    made = attempt(World(records=(*SIGHTS, *DINERS, INN)), request(constraints=wishes))
    assert isinstance(made, Arrangement) == fits


@pytest.mark.parametrize(
    "wish",
    [
        Choice(subject="restaurant", attribute="kind", op="any_of", values=("烤鸭",)),
        Choice(subject="restaurant", attribute="kind", op="all_of", values=("烤鸭", "火锅")),
        wish_for(DINERS[0]),
        Near(subject="restaurant", place="lake", label="Lake", max_km=1),
    ],
)
def test_wishes_that_only_a_lost_search_could_serve_are_a_gap(wish: Any) -> None:
    world = World(records=(*SIGHTS, INN, area("Lake", 30)))
    wanted = request(constraints=(wish,))
    assert attempt(world, wanted) == Shortfall(unmet=True)
    assert isinstance(attempt(world, wanted, "restaurants"), Arrangement)


def test_a_show_is_seen_from_its_beginning_to_its_end_however_long_one_would_stay() -> None:
    show = sight("Show", 1, dwell=(90, 100), open_=hours({"open": "20:00-21:30"}))
    world = World(records=(*SIGHTS, *DINERS, INN, show))
    for pace in ("relaxed", "normal", "intense"):
        made = plan(world, wish_for(show), pace=pace)
        (stop,) = (stop for day in made.itinerary.days for stop in day.stops if stop.name == "Show")
        assert (stop.start, stop.end) == (20 * 60, 21 * 60 + 30)
