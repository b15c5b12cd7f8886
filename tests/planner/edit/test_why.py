"""Reasons are true of the records and the plan, and what is said to have been tried was."""

from __future__ import annotations

import pytest
from xiake.domain.constraint import Choice, VisitClock
from xiake.domain.edit import Target, Why
from xiake.planner.edit.explanation import Explanation
from xiake.planner.edit.phrases import PHRASES as EDITS
from xiake.planner.edit.why import explain_why, request_to_try
from xiake.planner.edit.why_phrases import PHRASES as WHY
from xiake.planner.trip import Trip

from ...world import HOME, wish_for
from .town import TOWN, known, planned, stops, where

PLACES = {place.id: place for place in TOWN.records}
NO_PARKS = Choice(subject="attraction", attribute="kind", op="none_of", values=("公园",))


@pytest.fixture(scope="module")
def trip() -> Trip:
    """Wednesday to Friday, no parks, and the castle."""
    castle = wish_for(PLACES["castle"], quote="see the castle")
    banned = wish_for(PLACES["sight0"], op="none_of", quote="not to Sight0")
    return planned(days=3, origin=HOME, constraints=(castle, NO_PARKS, banned))


def asked(trip: Trip, target: Target | None = None, **fields: object) -> Explanation:
    why = Why.model_validate({"target": target or Target(), **fields})
    return explain_why(why, trip, known(trip.request), seconds=0.2)


def test_what_was_said_is_the_first_reason(trip: Trip) -> None:
    castle = asked(trip, Target(places=("castle",)))
    assert "see the castle" in castle.reasons[0]
    assert castle.about == "Castle"
    assert castle.sources
    assert any("not to Sight0" in reason for reason in asked(trip, absent=("sight0",)).reasons)
    assert any("公园" in reason for reason in asked(trip, absent=("sight1",)).reasons)


def test_why_not_is_really_tried(trip: Trip) -> None:
    absent = next(p for p in ("sight15", "sight17", "sight18") if ("attraction", p) not in where(trip))
    found = asked(trip, absent=(absent,))
    assert any(reason.startswith("tried") for reason in found.reasons), found.reasons
    assert any("tickets" in reason for reason in found.reasons)
    there = stops(trip, "attraction")[0]
    assert "is in the plan already" not in asked(trip, absent=(there[1].place.id,)).reasons[0]
    assert f"day {there[0]}" in asked(trip, absent=(there[1].place.id,)).reasons[0]
    assert asked(trip, absent=("atlantis",)).reasons


def test_what_an_answer_needs_is_looked_up(trip: Trip) -> None:
    wanted = request_to_try(Why(target=Target(), absent=("sight15",)), trip)
    assert any(isinstance(wish, Choice) and "sight15" in wish.values for wish in wanted.constraints)
    assert request_to_try(Why(target=Target()), trip) == trip.request


def test_a_day_has_reasons_in_opening_hours_and_other_days() -> None:
    trip = planned(days=2, constraints=(VisitClock(place="tuesdays", label="Tuesdays"),))
    only = asked(trip, Target(places=("tuesdays",)), about="day")
    assert any("only open on day 1" in reason for reason in only.reasons)
    other = asked(trip, Target(places=(stops(trip, "attraction", 2)[0][1].place.id,)), about="day")
    assert any("tried on day 1" in reason for reason in other.reasons)


def test_hotel_time_price_mode_and_the_whole(trip: Trip) -> None:
    assert trip.itinerary is not None
    night = trip.itinerary.days[0].night
    assert night is not None
    hotel = asked(trip, Target(subject="hotel"))
    assert hotel.about == night.hotel.name
    assert f"{night.charge.unit_price:,.0f}" in " ".join(hotel.reasons)
    assert "of 4 candidates" in " ".join(hotel.reasons)
    assert any("planned for" in reason for reason in asked(trip, Target(day=1), about="time").reasons)
    money = asked(trip, about="price")
    assert trip.budget is not None
    assert any(f"{trip.budget.total:,.0f}" in reason for reason in money.reasons)
    back = asked(trip, Target(subject="intercity", direction="back"), about="mode")
    assert any("120 minutes" in reason for reason in back.reasons)
    assert any("minutes" in reason for reason in asked(trip, Target(day=1, subject="innercity"), about="mode").reasons)
    whole = asked(trip, Target(subject="trip"), about="trip")
    assert sum("kept" in reason for reason in whole.reasons) == len(trip.request.constraints)


@pytest.mark.parametrize("book", [EDITS, WHY])
def test_both_languages_say_the_same_things(book: object) -> None:
    phrases: dict[str, tuple[str, str]] = book._phrases  # type: ignore[attr-defined]
    from string import Formatter

    for key, wordings in phrases.items():
        fields = [{name for _, name, _, _ in Formatter().parse(text) if name} for text in wordings]
        assert fields[0] == fields[1], key
