"""Why there is no plan: the wishes that conflict and no others, and ways out whose numbers are true."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from xiake.domain.constraint import Choice, CostLimit, HotelStars, Near
from xiake.domain.request import Budget, TripRequest
from xiake.planner.arrange import Arrangement, arrange, least_cost
from xiake.planner.relax import explain
from xiake.planner.trip import Conflict

from ..world import World, area, findings_of, hotel, hours, request, restaurant, sight, wish_for

WORLD = World(
    records=(
        *(sight(f"Sight{k}", k % 3, k % 4, renown=90 - 5 * k, price=20) for k in range(8)),
        *(restaurant(f"Diner{k}", k % 3, k % 4, per_person=40) for k in range(8)),
        hotel("Hostel", 6, nightly=120, stars=2),
        hotel("Inn", 1, nightly=350, stars=3),
        hotel("Palace", 0, nightly=1500, stars=5, features=("泳池",)),
        area("OldTown", 0, 0),
        sight("SundayHouse", 1, open_=hours({"days": "Su", "open": "09:00-17:00"})),
    )
)
FIVE_STARS = HotelStars(least=5)
CENTRAL = Near(place="oldtown", label="Old Town", max_km=2)
NO_SPICE = Choice(subject="restaurant", attribute="spice", op="none_of", values=("hot",))


def conflict(**fields: Any) -> tuple[Conflict, TripRequest]:
    wanted = request(**fields)
    assert not isinstance(arrange(wanted, findings_of(WORLD, wanted), seconds=0.1), Arrangement)
    return explain(wanted, findings_of(WORLD, wanted)), wanted


def test_budget_against_stars() -> None:
    found, wanted = conflict(budget=Budget(amount=Decimal(1200)), constraints=(FIVE_STARS, NO_SPICE))
    least = least_cost(wanted, findings_of(WORLD, wanted))
    assert least is not None
    assert len(found.wishes) == 2
    assert "5" in found.wishes[0]
    assert "1,200" in found.wishes[1]
    assert f"{least:,.2f}" in found.explanation
    assert f"{least - 1200:,.2f}" in found.explanation
    costs = [way.cost for way in found.ways_out if way.cost is not None]
    assert costs == sorted(costs), "the cheapest way out comes first"
    assert found.ways_out[0].cost is not None
    assert found.ways_out[0].cost < 1200, "without the stars it fits"


def test_the_budget_that_is_offered_is_enough() -> None:
    found, wanted = conflict(budget=Budget(amount=Decimal(900)), constraints=(FIVE_STARS,))
    raised = max(way.cost for way in found.ways_out if way.cost is not None)
    enough = wanted.model_copy(update={"budget": Budget(amount=raised)})
    made = arrange(enough, findings_of(WORLD, enough), seconds=0.1)
    assert isinstance(made, Arrangement)
    assert made.budget.total <= raised


def test_a_hopeless_budget_is_the_whole_conflict() -> None:
    found, _ = conflict(budget=Budget(amount=Decimal(50)), constraints=(NO_SPICE,))
    assert len(found.wishes) == 1
    assert "50" in found.wishes[0]
    assert "short" in found.explanation


def test_wishes_that_no_budget_reconciles() -> None:
    cheap_luxury = CostLimit(category="lodging", per="room_night", amount=Decimal(200))
    found, _ = conflict(constraints=(NO_SPICE, FIVE_STARS, cheap_luxury))
    assert len(found.wishes) == 2, "the spice has nothing to do with it"
    assert len(found.ways_out) == 2
    assert all(way.cost is not None for way in found.ways_out)


def test_a_must_see_that_never_opens() -> None:
    house = next(place for place in WORLD.records if place.name == "SundayHouse")
    found, _ = conflict(constraints=(CENTRAL, wish_for(house)))
    assert len(found.wishes) == 1
    assert "SundayHouse" in found.wishes[0]
    assert "SundayHouse" in found.ways_out[0].text


def test_a_shorter_trip_is_offered_where_it_helps() -> None:
    wanted = request(days=3)
    least = least_cost(wanted, findings_of(WORLD, wanted))
    assert least is not None
    found, _ = conflict(days=3, budget=Budget(amount=least - 60))
    assert any("2 days" in way.text for way in found.ways_out)


@pytest.mark.parametrize(("language", "word"), [("zh", "预算"), ("en", "budget")])
def test_in_the_travellers_language(language: str, word: str) -> None:
    found, _ = conflict(language=language, budget=Budget(amount=Decimal(50)))
    assert word in found.explanation
    assert any(word in way.text for way in found.ways_out)
