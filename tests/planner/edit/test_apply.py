"""Edits change what was asked, keep everything else, and say what can't be done."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from xiake.domain.constraint import Choice, CostLimit, HotelStars, VisitClock
from xiake.domain.edit import (
    Add,
    Adjust,
    ChangePace,
    ChangeTrip,
    Drop,
    Edit,
    Lock,
    Move,
    RefuseMemory,
    Replace,
    Shift,
    Target,
    Undo,
    Wishes,
)
from xiake.domain.pin import NightPin, StopPin
from xiake.domain.recalled import Recalled
from xiake.domain.request import Budget
from xiake.planner.trip import Trip

from ...world import HOME, wish_for
from .town import TOWN, applied, edited, planned, stops, unchanged, where

PLACES = {place.id: place for place in TOWN.records}


@pytest.fixture(scope="module")
def trip() -> Trip:
    """Three days with a must-see and no budget."""
    return planned(constraints=(wish_for(PLACES["castle"], quote="see the castle"),))


def free_sights(trip: Trip, day: int | None = None) -> list[tuple[int, str]]:
    return [(one, stop.place.id) for one, stop in stops(trip, "attraction", day) if stop.place.id != "castle"]


def test_what_is_replaced_goes_and_the_rest_stays(trip: Trip) -> None:
    _, gone = free_sights(trip)[0]
    after = edited(trip, Replace(target=Target(places=(gone,)), quote="something else"))
    assert all(place != gone for _, place in where(after))
    assert unchanged(trip, after, gone)


def test_a_successor_by_name_comes_on_the_same_day(trip: Trip) -> None:
    day, gone = next((d, p) for d, p in free_sights(trip) if d != 1)
    new = next(f"sight{k}" for k in range(20) if ("attraction", f"sight{k}") not in where(trip))
    after = edited(trip, Replace(target=Target(places=(gone,)), by=(new,)))
    assert where(after)["attraction", new] == day
    assert ("attraction", gone) not in where(after)
    assert unchanged(trip, after, gone, new)


def test_a_dinner_of_a_kind_is_that_day_s_dinner(trip: Trip) -> None:
    hotpot = Choice(subject="restaurant", attribute="kind", op="any_of", values=("火锅",))
    before = next(stop for day, stop in stops(trip, "meal", 2) if stop.meal == "dinner")
    after = edited(trip, Replace(target=Target(day=2, subject="restaurant", meal="dinner"), wishes=(hotpot,)))
    dinner = next(stop for day, stop in stops(after, "meal", 2) if stop.meal == "dinner")
    assert dinner.place.id in ("hotpot", "hotpot2")
    assert unchanged(trip, after, before.place.id, dinner.place.id)


def test_what_was_asked_for_goes_only_by_name(trip: Trip) -> None:
    day = where(trip)["attraction", "castle"]
    vague = applied(trip, Replace(target=Target(day=day)))
    assert not vague.troubles
    assert any("Castle" in note for note in vague.notes)
    after = edited(trip, Drop(target=Target(places=("castle",)), quote="no castle"))
    assert ("attraction", "castle") not in where(after)
    assert not [wish for wish in after.request.constraints if getattr(wish, "op", "") == "all_of" and "castle" in wish.values]
    back = edited(after, Add(places=("castle",), quote="the castle after all"))
    assert ("attraction", "castle") in where(back), "what was dropped may be asked for again"


@pytest.mark.parametrize("day", [None, 2])
def test_what_is_added_is_there(trip: Trip, day: int | None) -> None:
    new = next(f"sight{k}" for k in range(20) if ("attraction", f"sight{k}") not in where(trip))
    after = edited(trip, Add(places=(new,), day=day))
    assert where(after)["attraction", new] == (day or where(after)["attraction", new])


def test_what_is_there_and_asked_for_stays(trip: Trip) -> None:
    _, there = free_sights(trip)[0]
    found = applied(trip, Add(places=(there,), quote="that one for sure"))
    assert found.troubles == ()
    assert found.notes
    assert any(
        isinstance(wish, Choice) and there in wish.values and wish.strength == "hard" for wish in found.request.constraints
    )


def test_one_more_of_a_kind_is_a_new_one(trip: Trip) -> None:
    kind = Choice(subject="attraction", attribute="kind", op="any_of", values=("公园",))

    def parks(of: Trip) -> int:
        return sum("公园" in PLACES[stop.place.id].kinds for _, stop in stops(of, "attraction"))  # type: ignore[union-attr]

    assert parks(edited(trip, Add(wishes=(kind,)))) > parks(trip)


def test_a_restaurant_takes_the_place_of_a_meal(trip: Trip) -> None:
    new = next(place for place in ("hotpot", "hotpot2") if ("meal", place) not in where(trip))
    after = edited(trip, Add(places=(new,), day=2, part="evening"))
    assert where(after)["meal", new] == 2
    assert len(stops(after, "meal")) == len(stops(trip, "meal"))


def test_stops_move_and_change_places(trip: Trip) -> None:
    (one, first), (other, second) = (next((d, p) for d, p in free_sights(trip) if d == k) for k in (1, 3))
    moved = edited(trip, Move(target=Target(places=(first,)), day=3))
    assert where(moved)["attraction", first] == 3
    swapped = edited(trip, Move(target=Target(places=(first,)), swap=Target(places=(second,))))
    assert (where(swapped)["attraction", first], where(swapped)["attraction", second]) == (other, one)
    days = edited(trip, Move(target=Target(day=1), swap=Target(day=3)))
    there = {1: 3, 3: 1, 2: 2}
    before = {key: there[day] for key, day in where(trip).items() if key[0] == "attraction"}
    assert {key: day for key, day in where(days).items() if key in before} == before


def test_nobody_is_sent_to_a_closed_door(trip: Trip) -> None:
    found = applied(trip, Add(places=("tuesdays",), day=2))
    assert found.troubles
    assert "Wed" in found.troubles[0]
    assert found.request == trip.request, "with troubles nothing is changed"


def test_locks_change_no_plan_and_are_respected(trip: Trip) -> None:
    locked = applied(trip, Lock(target=Target(day=2)))
    assert not locked.replan
    fixed = trip.model_copy(update={"request": locked.request})
    pins = [pin for pin in locked.request.pins if pin.locked]
    assert {pin.day for pin in pins if isinstance(pin, StopPin | NightPin)} == {2}
    assert applied(fixed, Replace(target=Target(day=2))).troubles
    assert applied(fixed, Replace(target=Target(subject="hotel"))).troubles
    new = next(f"sight{k}" for k in range(20) if ("attraction", f"sight{k}") not in where(trip))
    after = edited(fixed, Add(places=(new,)))
    assert [stop for _, stop in stops(after, day=2)] == [stop for _, stop in stops(trip, day=2)]
    assert [pin for pin in applied(after, Lock(target=Target(day=1))).request.pins if pin.locked and getattr(pin, "day", 0) == 2]
    free = applied(fixed, Lock(target=Target(subject="trip"), locked=False))
    assert not any(pin.locked for pin in free.request.pins)


def test_a_wish_that_a_locked_part_breaks_is_named(trip: Trip) -> None:
    _, place = free_sights(trip)[0]
    fixed = trip.model_copy(update={"request": applied(trip, Lock(target=Target(places=(place,)))).request})
    kind = PLACES[place].kinds[0]  # type: ignore[union-attr]
    no_more = Choice(subject="attraction", attribute="kind", op="none_of", values=(kind,))
    found = applied(fixed, Wishes(added=(no_more,)))
    assert found.troubles
    assert PLACES[place].name in found.troubles[0]
    after = edited(trip, Wishes(added=(no_more,)))
    assert not any(kind in PLACES[key].kinds for kind_of, key in where(after) if kind_of == "attraction")  # type: ignore[union-attr]


def nightly(trip: Trip) -> Decimal:
    assert trip.itinerary is not None
    night = trip.itinerary.days[0].night
    assert night is not None
    assert night.charge.unit_price is not None
    return night.charge.unit_price


def test_the_hotel_gets_cheaper_until_it_can_not(trip: Trip) -> None:
    cheaper = Adjust(target=Target(subject="hotel"), how="cheaper")
    rates, now = [nightly(trip)], trip
    while not (outcome := applied(now, cheaper)).troubles:
        now = edited(now, cheaper)
        rates.append(nightly(now))
        assert unchanged(trip, now)
    assert rates == sorted(set(rates), reverse=True)
    assert rates[-1] == 150
    assert "cheapest" in outcome.troubles[0]
    caps = [wish for wish in now.request.constraints if isinstance(wish, CostLimit)]
    assert len(caps) <= 1, "a new limit takes the place of the former one"


def test_a_better_hotel_is_of_a_higher_class(trip: Trip) -> None:
    cheap = edited(trip, Adjust(target=Target(subject="hotel"), how="cheaper", to=200))
    free = edited(cheap, Wishes(removed=tuple(w for w in cheap.request.constraints if isinstance(w, CostLimit))))
    after = edited(free, Adjust(target=Target(subject="hotel"), how="better"))
    assert nightly(after) > 150
    assert HotelStars(least=3) in [wish.model_copy(update={"quote": ""}) for wish in after.request.constraints]


def test_more_days_and_fewer(trip: Trip) -> None:
    longer = edited(trip, ChangeTrip(days_by=1))
    assert longer.itinerary is not None
    assert len(longer.itinerary.days) == 4
    assert stops(longer, "attraction", 4)
    assert unchanged(trip, longer)
    shorter = edited(trip, ChangeTrip(days=2))
    assert shorter.itinerary is not None
    assert len(shorter.itinerary.days) == 2
    assert ("attraction", "castle") in where(shorter), "the must-see stays"
    last = stops(trip, "attraction", 3)[0][1].place.id
    fixed = trip.model_copy(update={"request": applied(trip, Lock(target=Target(places=(last,)))).request})
    assert applied(fixed, ChangeTrip(days=2)).troubles


def test_money_in_and_out(trip: Trip) -> None:
    assert trip.budget is not None
    dear = edited(trip, ChangeTrip(budget=Budget(amount=Decimal(20_000))))
    assert unchanged(trip, dear)
    assert edited(dear, ChangeTrip(budget_by=-500)).request.budget == Budget(amount=Decimal(19_500))
    assert edited(dear, ChangeTrip(without_budget=True)).request.budget is None
    assert applied(trip, ChangeTrip(budget_by=-100_000)).troubles
    less = edited(trip, Adjust(target=Target(subject="trip"), how="cheaper"))
    assert less.budget is not None
    assert less.budget.total < trip.budget.total


def test_a_day_begins_later_and_a_stop_too(trip: Trip) -> None:
    after = edited(trip, Shift(target=Target(day=2), how="later", clock=630))
    assert after.itinerary is not None
    assert all(stop.start >= 630 for stop in after.itinerary.days[1].stops if stop.meal != "breakfast")
    assert unchanged(trip, after, *(stop.place.id for _, stop in stops(trip, day=2)))
    _, stop = stops(trip, "attraction", 3)[0]
    later = edited(trip, Shift(target=Target(places=(stop.place.id,)), how="later", minutes=30))
    assert next(s.start for _, s in stops(later, "attraction") if s.place.id == stop.place.id) >= stop.start + 30


def test_days_without_a_whole_one_begin_later_and_earlier_too() -> None:
    trip = planned(days=2, origin=HOME)
    assert trip.itinerary is not None
    first = next(stop for stop in trip.itinerary.days[1].stops if stop.meal != "breakfast")
    after = edited(trip, Shift(target=Target(part="morning"), how="later", minutes=45))
    assert after.itinerary is not None
    assert next(stop for stop in after.itinerary.days[1].stops if stop.meal != "breakfast").start >= first.start + 45
    early = edited(after, Shift(target=Target(day=2), how="earlier", clock=540))
    assert early.itinerary is not None
    assert stops(early, "attraction", 2)[0][1].start <= 540
    assert applied(trip, Shift(target=Target(day=2), how="earlier", clock=300)).troubles


def test_all_can_be_planned_anew(trip: Trip) -> None:
    after = edited(trip, Replace(target=Target(subject="trip")))
    kept = {key for key in where(trip).keys() & where(after).keys() if key[0] == "attraction"}
    assert kept == {("attraction", "castle")}
    assert nightly(after) == nightly(trip)


def test_an_easier_day_has_less_to_see(trip: Trip) -> None:
    day = max((1, 2, 3), key=lambda day: len(stops(trip, "attraction", day)))
    after = edited(trip, ChangePace(day=day, how="slower"))
    assert len(stops(after, "attraction", day)) == len(stops(trip, "attraction", day)) - 1
    assert ("attraction", "castle") in where(after)
    calm = edited(trip, ChangePace(how="slower"))
    assert calm.request.pace == "relaxed"
    assert applied(calm, ChangePace(how="slower")).troubles


def test_rides_move_with_their_clock() -> None:
    trip = planned(origin=HOME)
    assert trip.itinerary is not None
    back = next(stop for stop in trip.itinerary.days[-1].stops if stop.journey)
    after = edited(trip, Shift(target=Target(subject="intercity", direction="back"), how="earlier", minutes=60))
    assert after.itinerary is not None
    moved = next(stop for stop in after.itinerary.days[-1].stops if stop.journey)
    assert moved.start <= back.start - 60


def test_memories_can_be_refused() -> None:
    remembered = Choice(
        subject="attraction",
        attribute="kind",
        op="any_of",
        values=("寺庙",),
        strength="soft",
        origin="remembered",
        quote="likes temples",
    )
    trip = planned(constraints=(remembered,), recalled=(Recalled(item="m1", text="likes temples", kind="preference"),))
    after = edited(trip, RefuseMemory(items=("m1",)))
    assert not after.request.recalled
    assert remembered not in after.request.constraints
    assert edited(trip, RefuseMemory(items=("other",))).request.recalled


@pytest.mark.parametrize(
    "edits",
    [
        (Drop(target=Target(places=("castle",))), Add(places=("castle",))),
        (Add(places=("nowhere",)),),
        (Replace(target=Target(day=9)),),
        (Replace(target=Target(places=("sightless",))),),
        (ChangeTrip(days=1, days_by=None), ChangeTrip(days_by=-5)),
        (Shift(target=Target(subject="intercity"), how="later"),),
        (ChangeTrip(budget_by=-100_000), Add(places=("sight0",))),
    ],
)
def test_what_can_not_be_done_is_said_and_nothing_is_changed(trip: Trip, edits: tuple[Edit, ...]) -> None:
    found = applied(trip, *edits)
    assert found.troubles
    assert (found.request, found.replan) == (trip.request, False)


def test_undo_is_none_of_its_business(trip: Trip) -> None:
    assert not applied(trip, Undo()).replan


def test_wishes_outlive_many_edits(trip: Trip) -> None:
    turns: list[tuple[Any, ...]] = [
        (Replace(target=Target(day=1, part="afternoon")),),
        (ChangePace(day=2, how="slower"),),
        (Adjust(target=Target(subject="hotel"), how="cheaper"),),
        (ChangeTrip(days_by=1),),
        (Shift(target=Target(day=3), how="later", minutes=30), Replace(target=Target(day=2, meal="lunch"))),
    ]
    now = trip
    for turn in turns:
        now = edited(now, *turn)
        assert now.status == "ok", turn
        assert ("attraction", "castle") in where(now)
    assert not any(isinstance(wish, VisitClock) and wish.place == "castle" for wish in now.request.constraints)
