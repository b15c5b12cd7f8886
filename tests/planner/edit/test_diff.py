"""A diff tells all that changed, and nothing that didn't."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from xiake.domain.edit import Adjust, ChangeTrip, Drop, Move, Replace, Shift, Target
from xiake.domain.request import Budget
from xiake.planner.edit.diff import diff_of
from xiake.planner.trip import Trip

from ...world import HOME
from .town import edited, planned, stops, where


@pytest.fixture(scope="module")
def trip() -> Trip:
    """Three days, there and back by train."""
    return planned(origin=HOME, budget=Budget(amount=Decimal(9000)))


def test_the_same_plan_has_no_diff(trip: Trip) -> None:
    diff = diff_of(trip, trip)
    assert (diff.lines, diff.money, diff.total, diff.walking) == ((), {}, 0, 0)


def test_every_stop_that_differs_has_a_line_and_no_other(trip: Trip) -> None:
    _, stop = stops(trip, "attraction", 2)[0]
    after = edited(trip, Replace(target=Target(places=(stop.place.id,))))
    diff = diff_of(trip, after)
    was, now = where(trip), where(after)
    names = {stop.place.id: stop.place.name for of in (trip, after) for _, stop in stops(of)}
    differing = {names[key[1]] for key in was.keys() ^ now.keys()}
    told = {name for line in diff.lines if line.subject in ("attraction", "meal") for name in (line.before, line.after) if name}
    assert told == differing
    assert stop.place.name in told


def test_money_adds_up(trip: Trip) -> None:
    after = edited(trip, Adjust(target=Target(subject="hotel"), how="better"))
    diff = diff_of(trip, after)
    assert trip.budget is not None
    assert after.budget is not None
    assert sum(diff.money.values()) == after.budget.total - trip.budget.total == diff.total
    assert sum(line.subject == "money" for line in diff.lines) == 1
    hotel = next(line for line in diff.lines if line.subject == "hotel")
    assert re.search(r"nights 1-2.*\+¥\d", hotel.text)


def test_there_and_back_again_is_the_opposite(trip: Trip) -> None:
    _, stop = stops(trip, "attraction", 2)[0]
    after = edited(trip, Drop(target=Target(places=(stop.place.id,)), leave_free=True))
    there, back = diff_of(trip, after), diff_of(after, trip)
    assert there.total == -(back.total or 0)
    assert there.walking == -back.walking
    assert {(line.before, line.after) for line in there.lines if line.subject == "attraction"} == {
        (line.after, line.before) for line in back.lines if line.subject == "attraction"
    }


def test_moves_rides_and_slots_are_told(trip: Trip) -> None:
    day, stop = stops(trip, "attraction", 1)[-1]
    moved = diff_of(trip, edited(trip, Move(target=Target(places=(stop.place.id,)), day=2)))
    assert any(line.subject == "time" and f"day {day}" in line.text and "day 2" in line.text for line in moved.lines)
    ridden = diff_of(trip, edited(trip, Shift(target=Target(subject="intercity", direction="back"), how="earlier", minutes=60)))
    assert [line for line in ridden.lines if line.subject == "journey"]
    longer = diff_of(trip, edited(trip, ChangeTrip(days_by=1, budget_by=1000)))
    slots = [line.text for line in longer.lines if line.subject == "slot"]
    assert slots == ["Days: 3 → 4", "Budget: ¥9,000 → ¥10,000"]
    assert [line.day for line in longer.lines if line.subject == "day"] == [4]
    assert not [line for line in longer.lines if line.subject == "hotel"], "the same hotel for one more night is no news"


def test_it_is_told_in_the_traveller_s_language(trip: Trip) -> None:
    _, stop = stops(trip, "attraction", 2)[0]
    after = edited(trip, Replace(target=Target(places=(stop.place.id,))))
    chinese = after.model_copy(update={"request": after.request.model_copy(update={"language": "zh"})})
    assert any(line.text.startswith("第2天") for line in diff_of(trip, chinese).lines)


def test_a_plan_that_failed_compares_by_its_slots(trip: Trip) -> None:
    failed = trip.model_copy(update={"itinerary": None, "budget": None, "status": "infeasible"})
    assert diff_of(trip, failed).lines == ()
