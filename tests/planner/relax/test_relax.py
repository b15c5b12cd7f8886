"""Why there is no plan: the wishes that conflict and no others, and ways out whose numbers are true."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from xiake.domain.check import CheckResult
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
    VisitClock,
    VisitOrder,
)
from xiake.domain.request import Budget, TripRequest
from xiake.planner.arrange.arrange import Shortfall, arrange, least_cost
from xiake.planner.arrange.attempt import Arrangement
from xiake.planner.relax.blame import blame_of, refusal
from xiake.planner.relax.relax import explain
from xiake.planner.trip import Conflict
from xiake.planner.wording import word_wish

from ...world import World, area, findings_of, hotel, hours, request, restaurant, sight, wish_for

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
    findings = findings_of(WORLD, wanted)
    outcome = arrange(wanted, findings, seconds=0.1)
    assert isinstance(outcome, Shortfall)
    return explain(wanted, findings, blame_of(outcome, wanted, findings)), wanted


def feasible(wanted: TripRequest) -> bool:
    least = least_cost(wanted, findings_of(WORLD, wanted))
    return least is not None and (wanted.budget_total is None or least <= wanted.budget_total)


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
    wanted = request(days=3, constraints=(FIVE_STARS,))
    least = least_cost(wanted, findings_of(WORLD, wanted))
    assert least is not None
    found, _ = conflict(days=3, constraints=(FIVE_STARS,), budget=Budget(amount=least - 900))
    assert any("2 days" in way.text for way in found.ways_out)


@pytest.mark.parametrize(("language", "word"), [("zh", "预算"), ("en", "budget")])
def test_in_the_travellers_language(language: str, word: str) -> None:
    found, _ = conflict(language=language, budget=Budget(amount=Decimal(50)))
    assert word in found.explanation
    assert any(word in way.text for way in found.ways_out)


MEALS = CostLimit(category="meals", amount=Decimal(30))
HARMLESS: tuple[Constraint, ...] = (
    NO_SPICE,
    Choice(subject="restaurant", attribute="kind", op="none_of", values=("烧烤",)),
    Choice(subject="innercity", attribute="mode", op="none_of", values=("metro",)),
    Choice(subject="hotel", attribute="feature", op="none_of", values=("泳池",)),
    Choice(subject="attraction", attribute="kind", op="none_of", values=("动物园",)),
    DayClock(latest=22 * 60),
    CostLimit(category="lodging", per="room_night", amount=Decimal(900)),
    Near(place="oldtown", label="Old Town", max_km=30),
)


def test_a_budget_that_suffices_is_neither_blamed_nor_raised() -> None:
    found, _ = conflict(budget=Budget(amount=Decimal(6000)), constraints=(NO_SPICE, MEALS))
    assert found.wishes == (word_wish(MEALS, "en"),)
    assert "short" not in found.explanation
    assert len(found.ways_out) == 1
    assert "30" in found.ways_out[0].text


def test_no_budget_that_is_offered_is_below_the_stated_one() -> None:
    for amount in (300, 900, 1200):
        found, _ = conflict(budget=Budget(amount=Decimal(amount)), constraints=(FIVE_STARS, NO_SPICE, CENTRAL))
        raised = [way.cost for way in found.ways_out if "budget" in way.text]
        assert raised
        assert all(cost is not None and cost > amount for cost in raised)


@pytest.mark.parametrize("culprit", [MEALS, FIVE_STARS.model_copy(update={"least": 4, "most": 4})], ids=["meals", "stars"])
@pytest.mark.parametrize("place", [0, 4, 8])
def test_the_culprit_is_found_wherever_it_stands(culprit: Constraint, place: int) -> None:
    wishes = (*HARMLESS[:place], culprit, *HARMLESS[place:])
    found, _ = conflict(constraints=wishes)
    assert found.wishes == (word_wish(culprit, "en"),)
    assert [word_wish(culprit, "en") in way.text for way in found.ways_out] == [True]


def test_the_conflict_is_minimal_and_its_ways_out_are_ways_out() -> None:
    house = next(place for place in WORLD.records if place.name == "SundayHouse")
    rich = Budget(amount=Decimal(1500))
    for wishes, budget in [
        ((*HARMLESS, FIVE_STARS), rich),
        ((FIVE_STARS, *HARMLESS[:3], CostLimit(category="lodging", per="room_night", amount=Decimal(200))), None),
        ((wish_for(house), *HARMLESS), rich),
    ]:
        found, wanted = conflict(constraints=wishes, budget=budget)
        guilty = [wish for wish in wishes if word_wish(wish, "en") in found.wishes]
        alone = wanted.model_copy(update={"constraints": tuple(guilty)})
        if not any("budget" in wish for wish in found.wishes):
            alone = alone.model_copy(update={"budget": None})
        assert not feasible(alone), "these wishes alone conflict"
        for wish in guilty:
            rest = alone.model_copy(update={"constraints": tuple(other for other in guilty if other is not wish)})
            assert feasible(rest), f"{wish} belongs to the conflict"


def test_a_wish_that_was_said_twice_is_given_up_at_once() -> None:
    house = next(place for place in WORLD.records if place.name == "SundayHouse")
    found, _ = conflict(constraints=(wish_for(house, quote="see it"), NO_SPICE, wish_for(house, quote="must see it")))
    assert len(found.wishes) == 1
    assert len(found.ways_out) == 1
    assert "SundayHouse" in found.ways_out[0].text


def test_a_cap_on_the_whole_trip_is_a_wish_like_a_budget() -> None:
    cap = CostLimit(category="total", amount=Decimal(300))
    found, _ = conflict(constraints=(NO_SPICE, cap))
    assert found.wishes == (word_wish(cap, "en"),)
    assert [word_wish(cap, "en") in way.text for way in found.ways_out] == [True]


def test_it_is_said_what_has_no_candidates_or_no_room() -> None:
    found, _ = conflict(constraints=(FIVE_STARS.model_copy(update={"least": 4, "most": 4}),))
    assert "hotel" in found.explanation
    house = next(place for place in WORLD.records if place.name == "SundayHouse")
    found, _ = conflict(constraints=(wish_for(house),))
    assert "SundayHouse" in found.explanation
    pool, garden = (
        Choice(subject=subject, attribute=attribute, op="all_of", values=[word])
        for subject, attribute, word in (("hotel", "feature", "儿童乐园"), ("attraction", "kind", "园林"))
    )
    found, wanted = conflict(constraints=(pool,))
    assert found.explanation == f"no hotel in {wanted.destination_name} was found that keeps: hotel: 儿童乐园"
    found, _ = conflict(constraints=(garden,))
    assert "园林" in found.explanation


def test_a_plan_that_only_the_verifier_refuses_is_no_proof_that_there_is_none() -> None:
    wanted = request(budget=Budget(amount=Decimal(6000)), constraints=(CENTRAL, NO_SPICE))
    objection = CheckResult(rule="wish.choice", status="violated", message="not kept: no hot food (Diner3)", wish=1)
    found = explain(wanted, findings_of(WORLD, wanted), refusal([objection], wanted))
    assert found.wishes == (word_wish(NO_SPICE, "en"),)
    assert "Diner3" in found.explanation
    assert "did not pass" in found.explanation
    (way,) = found.ways_out
    assert word_wish(NO_SPICE, "en") in way.text
    rule = CheckResult(rule="chain", status="violated", message="two stops overlap")
    found = explain(wanted, findings_of(WORLD, wanted), refusal([rule], wanted))
    assert "overlap" in found.explanation
    assert not found.ways_out


def test_every_way_out_is_a_request_that_has_a_plan() -> None:
    cheap_luxury = CostLimit(category="lodging", per="room_night", amount=Decimal(200))
    for fields in (
        {"budget": Budget(amount=Decimal(1200)), "constraints": (FIVE_STARS, NO_SPICE)},
        {"constraints": (NO_SPICE, FIVE_STARS, cheap_luxury)},
        {"days": 3, "budget": Budget(amount=Decimal(50))},
    ):
        found, wanted = conflict(**fields)
        assert found.ways_out
        for way in found.ways_out:
            assert way.request is not None
            assert way.request != wanted
            made = arrange(way.request, findings_of(WORLD, way.request), seconds=0.1)
            assert isinstance(made, Arrangement), way.text
            assert way.request.budget_total is None or made.budget.total <= way.request.budget_total
            changed = {slot for slot, source in way.request.provenance.items() if source.origin == "given"}
            assert changed == {slot for slot in ("budget", "days") if getattr(way.request, slot) != getattr(wanted, slot)}, (
                "what isn't the traveller's word any more says so"
            )


def test_a_way_out_changes_the_request_as_it_was_said() -> None:
    """Repairs put a substitute into the request that is planned; the traveller still wants the original."""
    house = next(place for place in WORLD.records if place.name == "SundayHouse")
    said = request(constraints=(wish_for(house), FIVE_STARS), budget=Budget(amount=Decimal(1200)))
    planned = said.model_copy(update={"constraints": (wish_for(WORLD.records[0]), FIVE_STARS)})
    found = explain(planned, findings_of(WORLD, planned), wanted=said)
    assert found.wishes == (word_wish(FIVE_STARS, "en"), "a budget of ¥1,200")
    drop = next(way for way in found.ways_out if "give up" in way.text)
    assert drop.request is not None
    assert drop.request.constraints == (wish_for(house),)


def test_alternatives_are_given_up_as_one() -> None:
    cheap = CostLimit(category="lodging", per="person_night", amount=Decimal(100))
    luxury = AnyOf(options=((FIVE_STARS,), (HotelStars(least=4, most=4),)))
    found, _ = conflict(constraints=(NO_SPICE, luxury, cheap))
    assert set(found.wishes) == {word_wish(luxury, "en"), word_wish(cheap, "en")}
    assert len(found.ways_out) == 2
    assert {len(way.request.constraints) for way in found.ways_out if way.request} == {2}
    open_ = AnyOf(options=((FIVE_STARS,), (HotelStars(least=3),)))
    wanted = request(constraints=(open_, CostLimit(category="lodging", per="room_night", amount=Decimal(400))))
    assert isinstance(arrange(wanted, findings_of(WORLD, wanted), seconds=0.1), Arrangement), "the other option is as good"


def test_timed_visits_and_orders_conflict_like_any_wish() -> None:
    sight = WORLD.records[0]
    at_night = VisitClock(place=sight.id, label=sight.name, start_from="22:00")
    found, _ = conflict(constraints=(NO_SPICE, at_night))
    assert found.wishes == (word_wish(at_night, "en"),)
    assert [way.request.constraints for way in found.ways_out if way.request] == [(NO_SPICE,)]
    house = next(place for place in WORLD.records if place.name == "SundayHouse")
    order = VisitOrder(first=sight.id, then=house.id, labels=(sight.name, house.name))
    found, _ = conflict(constraints=(order, NO_SPICE))
    assert found.wishes == (word_wish(order, "en"),)


def test_where_no_single_change_helps_several_are_made_at_once() -> None:
    house = next(place for place in WORLD.records if place.name == "SundayHouse")
    four_stars = HotelStars(least=4, most=4)
    found, wanted = conflict(constraints=(NO_SPICE, four_stars, wish_for(house)))
    (way,) = found.ways_out
    assert way.request is not None
    assert way.request.constraints == (NO_SPICE,)
    assert all(word_wish(wish, "en") in way.text for wish in (four_stars, wish_for(house)))
    assert feasible(wanted.model_copy(update={"constraints": (NO_SPICE,)}))


def test_blame_falls_on_what_an_attempt_failed_on() -> None:
    sight, other = WORLD.records[:2]
    wishes: tuple[Constraint, ...] = (
        VisitClock(place=sight.id, label="x"),
        VisitOrder(first=other.id, then=sight.id, labels=("y", "x")),
        AnyOf(options=((wish_for(sight),), (FIVE_STARS,))),
        FarMode(mode="taxi", beyond_km=2),
        JourneyClock(direction="out", event="arrive", not_after="12:00"),
        NO_SPICE,
    )
    wanted = request(constraints=wishes)
    findings = findings_of(WORLD, wanted)
    assert blame_of(Shortfall(unplaced=(sight.id,)), wanted, findings).wishes == (0, 1, 2)
    assert blame_of(Shortfall(subject="innercity"), wanted, findings).wishes == (3,)
    assert blame_of(Shortfall(subject="intercity"), wanted, findings).wishes == (4,)
    assert blame_of(Shortfall(subject="hotel"), wanted, findings).wishes == (2,)
