"""Planning anew with pins: what stays, what yields, and what is said when something locked can't stay."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from xiake.domain.constraint import Choice, DayClock, VisitClock
from xiake.domain.itinerary import Itinerary
from xiake.domain.pin import JourneyPin, LegPin, NightPin, OpenSpan, Pin, StopPin
from xiake.domain.place import Hotel, Restaurant
from xiake.domain.request import Budget, TripRequest
from xiake.domain.task import Findings
from xiake.planner.arrange.arrange import Shortfall, arrange
from xiake.planner.arrange.attempt import Arrangement
from xiake.planner.arrange.deadline import Deadline
from xiake.planner.arrange.pins import pin_key, pins_of, spans_without, word_pin
from xiake.planner.relax.blame import blame_of
from xiake.planner.relax.relax import explain
from xiake.planner.relax.relaxable import Relaxable, TimeIsUpError
from xiake.planner.verify.facts import Facts
from xiake.planner.verify.verifier import verify

from ...world import HOME, START, World, findings_of, hotel, request, restaurant, service, sight, station, wish_for
from ..random_trips import requests, worlds

SECONDS = 5.0
"""Enough that the search ends by itself."""
RANDOM = settings(
    derandomize=True, deadline=None, phases=(Phase.generate,), suppress_health_check=list(HealthCheck), max_examples=25
)

SIGHTS = [sight(f"Sight{k}", k % 3, k % 4, renown=90 - 4 * k, price=20 * (k % 3), dwell=(60, 100)) for k in range(12)]
DINERS = [restaurant(f"Diner{k}", k % 3, k % 4, per_person=40 + 10 * k) for k in range(9)]
INNS = [hotel(f"Inn{k}", k, nightly=300 + 100 * k) for k in range(3)]
HERE, THERE = station("Central", 1, 5), station("Far", city=HOME)
RIDES = (
    service("out1", "Far", "Central", first="08:00", last="08:00"),
    service("out2", "Far", "Central", first="09:00", last="09:00"),
    service("back1", "Central", "Far", first="17:00", last="17:00"),
    service("back2", "Central", "Far", first="18:30", last="18:30"),
)
CITY = World(records=(*SIGHTS, *DINERS, *INNS, HERE, THERE), services=RIDES)
ASKED = request(origin=HOME, days=3)


@pytest.fixture(scope="module")
def found() -> Mapping[str, Findings]:
    return findings_of(CITY, ASKED)


@pytest.fixture(scope="module")
def before(found: Mapping[str, Findings]) -> Itinerary:
    made = arrange(ASKED, found, seconds=SECONDS)
    assert isinstance(made, Arrangement)
    return made.itinerary


def again(found: Mapping[str, Findings], pins: tuple[Pin, ...], wanted: TripRequest = ASKED, **changes: Any) -> Arrangement:
    made = arrange(wanted.model_copy(update={"pins": pins, **changes}), found, seconds=SECONDS)
    assert isinstance(made, Arrangement), made
    return made


def stops(pins: tuple[Pin, ...]) -> list[StopPin]:
    return [pin for pin in pins if isinstance(pin, StopPin)]


def unlike(pin: StopPin) -> Choice:
    """A ban of a stop's place."""
    subject = "attraction" if pin.kind == "attraction" else "restaurant"
    return Choice(subject=subject, attribute="place", op="none_of", values=(pin.place,))


def lock(pin: Pin) -> Pin:
    return pin.model_copy(update={"locked": True})


@RANDOM
@given(data=st.data())
def test_nothing_asked_nothing_changed(data: Any) -> None:
    wanted, found, made = random_plan(data)
    if made is not None:
        assert again(found, pins_of(made.itinerary), wanted).itinerary == made.itinerary


@RANDOM
@given(data=st.data())
def test_one_stop_set_free_moves_no_other(data: Any) -> None:
    wanted, found, made = random_plan(data)
    pins = pins_of(made.itinerary) if made else ()
    if made is None or not stops(pins):
        return
    free = data.draw(st.sampled_from(stops(pins)))
    inside = {
        place.id for f in found.values() for place in f.places if isinstance(place, Restaurant) and place.inside == free.place
    }
    kept = tuple(pin for pin in pins if pin != free)
    after = again(found, kept, wanted, open_spans=spans_without(made.itinerary, kept)).itinerary
    left = {pin for pin in stops(kept) if pin.place not in {*inside, free.place}}  # who isn't there doesn't eat there
    assert left <= set(stops(pins_of(after)))
    assert {pin for pin in pins if isinstance(pin, NightPin | JourneyPin)} <= set(pins_of(after))


@RANDOM
@given(data=st.data())
def test_what_is_locked_stays_or_nothing_does(data: Any) -> None:
    wanted, found, made = random_plan(data)
    pins = tuple(pin for pin in pins_of(made.itinerary) if not isinstance(pin, LegPin)) if made else ()
    if not stops(pins):
        return
    locked = data.draw(st.lists(st.sampled_from(pins), unique=True, min_size=1))
    banned = data.draw(st.sampled_from(stops(pins)))
    changed = wanted.model_copy(
        update={
            "pins": tuple(lock(pin) if pin in locked else pin for pin in pins if pin != banned or pin in locked),
            "open_spans": (OpenSpan(day=banned.day),),
            "constraints": (*wanted.constraints, unlike(banned)),
        }
    )
    after = arrange(changed, found, seconds=SECONDS)
    if isinstance(after, Arrangement):
        assert set(locked) <= set(pins_of(after.itinerary))
        assert [c.status for c in verdicts(changed, after, found) if c.rule == "locked"] == ["satisfied"]


def random_plan(data: Any) -> tuple[TripRequest, Mapping[str, Findings], Arrangement | None]:
    world = data.draw(worlds())
    wanted = data.draw(requests(world))
    wanted = wanted.model_copy(update={"start": wanted.start or START})
    found = findings_of(world, wanted)
    made = arrange(wanted, found, seconds=SECONDS)
    return wanted, found, made if isinstance(made, Arrangement) else None


def verdicts(wanted: TripRequest, made: Arrangement, found: Mapping[str, Findings]) -> Any:
    return verify(wanted, made.itinerary, made.budget, Facts.gather(found))


def test_what_is_replaced_is_replaced_alone(found: Any, before: Itinerary) -> None:
    pins = pins_of(before)
    for gone in stops(pins):
        kept = tuple(pin for pin in pins if pin != gone)
        after = again(found, kept, constraints=(unlike(gone),), open_spans=spans_without(before, kept)).itinerary
        new = {pin_key(pin) for pin in stops(pins_of(after))} - {pin_key(pin) for pin in stops(kept)}
        assert {day for day, *_ in new} <= {gone.day}
        assert {pin_key(pin) for pin in stops(kept)} <= {pin_key(pin) for pin in stops(pins_of(after))}
        assert {pin for pin in stops(kept) if pin.day != gone.day} <= set(stops(pins_of(after)))


def test_nothing_new_where_no_time_is_free_for_it(found: Any, before: Itinerary) -> None:
    pins = pins_of(before)
    gone = next(pin for pin in stops(pins) if pin.kind == "attraction" and pin.day == 2)
    kept = tuple(pin for pin in pins if pin != gone)
    assert stops(pins_of(again(found, kept, constraints=(unlike(gone),)).itinerary)) == stops(kept)


def test_what_is_added_finds_room_though_something_slides(found: Any, before: Itinerary) -> None:
    pins = pins_of(before)
    there = {pin.place for pin in stops(pins)}
    new = next(place for place in SIGHTS if place.id not in there)
    after = pins_of(again(found, pins, constraints=(wish_for(new),)).itinerary)
    assert new.id in {pin.place for pin in stops(after)}
    lost = {pin_key(pin) for pin in stops(pins)} - {pin_key(pin) for pin in stops(after)}
    assert len(lost) <= 1  # a day is full
    assert {day for day in (1, 2, 3) if not {p for p in stops(pins) if p.day == day} <= set(stops(after))} <= {
        pin.day for pin in stops(after) if pin.place == new.id
    } | {day for day, *_ in lost}


def test_another_hotel_and_another_ride_leave_the_stops_alone(found: Any, before: Itinerary) -> None:
    pins = pins_of(before)
    (inn,) = {pin.hotel for pin in pins if isinstance(pin, NightPin)}
    elsewhere = Choice(subject="hotel", attribute="place", op="none_of", values=(inn,))
    after = pins_of(again(found, pins, constraints=(elsewhere,)).itinerary)
    assert {pin.hotel for pin in after if isinstance(pin, NightPin)}.isdisjoint({inn})
    assert set(stops(pins)) == set(stops(after))


@pytest.mark.parametrize("day", [1, 2, 3])
def test_a_place_goes_to_the_day_it_is_asked_for(found: Any, before: Itinerary, day: int) -> None:
    wish = VisitClock(place=SIGHTS[0].id, label="Sight0", day=day)
    made = again(found, (), constraints=(wish,))
    assert [pin.day for pin in stops(pins_of(made.itinerary)) if pin.place == SIGHTS[0].id] == [day]
    wanted = ASKED.model_copy(update={"constraints": (wish,)})
    assert [c.status for c in verdicts(wanted, made, found) if c.rule == "wish.visit_clock"] == ["satisfied"]
    other = ASKED.model_copy(update={"constraints": (wish.model_copy(update={"day": day % 3 + 1}),)})
    assert [c.status for c in verdicts(other, made, found) if c.rule == "wish.visit_clock"] == ["violated"]


@pytest.mark.parametrize("clock", [{"earliest": 10 * 60 + 30}, {"latest": 19 * 60}])
@pytest.mark.parametrize("day", [1, 2, 3])
def test_one_day_begins_later_or_ends_earlier(found: Any, before: Itinerary, day: int, clock: Any) -> None:
    wanted = ASKED.model_copy(update={"constraints": (DayClock(day=day, **clock),)})
    made = again(found, pins_of(before), wanted)
    assert [c.status for c in verdicts(wanted, made, found) if c.rule == "wish.day_clock"] == ["satisfied"]
    others = {pin for pin in stops(pins_of(before)) if pin.day != day}
    assert others <= set(stops(pins_of(made.itinerary)))


def test_a_tighter_budget_moves_to_a_cheaper_bed_before_it_gives_up_stops(found: Any, before: Itinerary) -> None:
    made = again(found, pins_of(before))
    wanted = ASKED.model_copy(update={"budget": Budget(amount=made.budget.total - 60)})
    cheaper = again(found, pins_of(before), wanted)
    assert cheaper.budget.verdict != "over"
    beds = {pin.hotel for pin in pins_of(before) if isinstance(pin, NightPin)}
    if beds != {INNS[0].id}:
        assert set(stops(pins_of(before))) == set(stops(pins_of(cheaper.itinerary)))


def test_what_is_locked_and_barred_is_a_conflict_with_a_way_out(found: Any, before: Itinerary) -> None:
    pins = pins_of(before)
    fixed = next(pin for pin in stops(pins) if pin.kind == "attraction")
    wanted = ASKED.model_copy(
        update={"pins": tuple(lock(pin) if pin == fixed else pin for pin in pins), "constraints": (unlike(fixed),)}
    )
    outcome = arrange(wanted, found, seconds=SECONDS)
    assert isinstance(outcome, Shortfall)
    blame = blame_of(outcome, wanted, found)
    assert [wanted.pins[k].label for k in blame.pins] == [fixed.label]
    conflict = explain(wanted, found, blame)
    told = word_pin(fixed, wanted.language)
    assert told in conflict.wishes
    way = next(way for way in conflict.ways_out if told in way.text)
    assert way.text.startswith("release")
    assert way.request is not None
    assert not any(pin.locked for pin in way.request.pins)
    assert isinstance(arrange(way.request, found, seconds=SECONDS), Arrangement)


def test_a_locked_night_and_a_locked_ride_are_kept_or_named(found: Any, before: Itinerary) -> None:
    pins = pins_of(before)
    for kind, subject, attribute in ((NightPin, "hotel", "place"), (JourneyPin, "intercity", "mode")):
        fixed = next(pin for pin in pins if isinstance(pin, kind))
        bans = Choice(subject=subject, attribute=attribute, op="none_of", values=(getattr(fixed, "hotel", "train"),))
        wanted = ASKED.model_copy(update={"pins": (lock(fixed),), "constraints": (bans,)})
        outcome = arrange(wanted, found, seconds=SECONDS)
        assert isinstance(outcome, Shortfall)
        assert blame_of(outcome, wanted, found).pins == (0,)
        after = again(found, (lock(fixed),))
        assert fixed in pins_of(after.itinerary)


def test_the_verifier_sees_what_is_locked_by_itself(found: Any, before: Itinerary) -> None:
    made = again(found, ())
    for pin in pins_of(made.itinerary):
        if isinstance(pin, LegPin):
            continue
        kept = ASKED.model_copy(update={"pins": (lock(pin),)})
        assert [c.status for c in verdicts(kept, made, found) if c.rule == "locked"] == ["satisfied"]
        other: dict[str, Any] = (
            {"start": pin.start + 5}
            if isinstance(pin, StopPin)
            else {"hotel": "x"}
            if isinstance(pin, NightPin)
            else {"depart": 1}
        )
        moved = ASKED.model_copy(update={"pins": (lock(pin).model_copy(update=other),)})
        assert [c.status for c in verdicts(moved, made, found) if c.rule == "locked"] == ["violated"]


def test_locks_survive_being_pinned_again(before: Itinerary) -> None:
    pins = pins_of(before)
    fixed = stops(pins)[1]
    assert [pin for pin in pins_of(before, locked=[lock(fixed)]) if pin.locked] == [lock(fixed)]
    assert not any(isinstance(place, Hotel) and pin.place == place.id for pin in stops(pins) for place in INNS)


def test_one_more_in_a_full_plan_takes_the_place_of_one(found: Mapping[str, Findings], before: Itinerary) -> None:
    pins = pins_of(before)
    new = next(place for place in SIGHTS if place.id not in {pin.place for pin in stops(pins)})
    wanted = ASKED.model_copy(update={"constraints": (wish_for(new),)})
    after = stops(pins_of(again(found, pins, wanted).itinerary))
    kept = {pin_key(pin) for pin in after} & {pin_key(pin) for pin in stops(pins)}
    assert new.id in {pin.place for pin in after}
    assert len(kept) >= len(stops(pins)) - 1
    assert {(pin.day, pin.meal) for pin in stops(pins) if pin.meal} <= {(pin.day, pin.meal) for pin in after}


def test_a_shorter_trip_has_no_pins_of_the_days_it_lacks(found: Mapping[str, Findings], before: Itinerary) -> None:
    wanted = ASKED.model_copy(update={"pins": pins_of(before), "open_spans": (OpenSpan(day=3),)})
    shorter = Relaxable(wanted, found, wanted).of_days(2)
    assert max(pin.day for pin in stops(shorter.wanted.pins)) == 2
    assert not shorter.wanted.open_spans
    assert isinstance(arrange(shorter.wanted, found, seconds=SECONDS), Arrangement)


def test_no_question_is_put_when_the_time_is_up(found: Mapping[str, Findings]) -> None:
    now = [0.0]
    case = Relaxable(ASKED, found, ASKED, Deadline.after(1000, lambda: now[0]))
    known = case.cost(case.units)
    now[0] = 2000
    assert known is not None
    assert case.cost(case.units) == known
    with pytest.raises(TimeIsUpError):
        case.of_days(2).cost([])
