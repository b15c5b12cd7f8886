"""Honest clocks: nights on the way, days without sights, moves in the dead of night, meals at their time, stations of a ride."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from xiake.domain.constraint import DayClock, VisitClock
from xiake.domain.hours import OpeningHours
from xiake.domain.itinerary import LegPart
from xiake.domain.place import Attraction
from xiake.domain.travel import Access

from .conftest import leg, stop

H = 60


@pytest.fixture(scope="module")
def overnight(plan):
    """The train leaves at 20:00 and arrives at 10:00 of the second day; the night between is spent on it."""
    days = plan.itinerary.days
    there = days[0].stops[0]
    ride = there.journey.model_copy(update={"depart": 20 * H, "arrive": 34 * H})
    first = there.model_copy(update={"start": 20 * H, "end": 34 * H, "journey": ride})
    services = {**plan.facts.services, "t-out": plan.facts.services["t-out"].model_copy(update={"minutes": 14 * H})}
    return plan.but_facts(services=services).but_days(
        (
            days[0].model_copy(update={"stops": (first,), "night": None}),
            days[1].model_copy(update={"stops": days[0].stops[1:], "night": days[0].night}),
            days[2],
        )
    )


def test_a_night_on_the_way_needs_no_bed_and_its_day_no_sight(overnight):
    assert not overnight.violated()
    told = [check for check in overnight.checks() if check.rule == "nights"]
    assert [(check.day, check.status) for check in told] == [(1, "satisfied"), (2, "satisfied")]
    assert "路上" in told[0].message


def test_the_first_day_in_the_city_begins_at_the_station(overnight):
    assert "chain" in overnight.but_leg(2, 0, origin="inn").violated()
    assert "chain" in overnight.but_stop(2, 0, leg=None).violated()
    assert "order" in overnight.but_leg(2, 0, depart=9 * H + 59).violated()
    assert "station_time" in overnight.but_leg(2, 0, depart=10 * H + 19).violated()


def test_nothing_is_done_on_days_on_the_way(overnight):
    late = overnight.but_journey(1, 0, arrive=35 * H)
    assert {"intercity", "order"} <= late.violated()
    visit = overnight.stops(2)[1]
    assert "order" in overnight.but_stops(1, [*overnight.stops(1), visit]).violated()


def test_who_arrives_soon_after_midnight_still_sleeps(overnight):
    early = overnight.but_journey(1, 0, depart=12 * H, arrive=26 * H).but_stop(1, 0, start=12 * H, end=26 * H)
    assert "nights" in early.violated()
    bed = stop("hotel", "inn", "27:00", "27:00", leg("south", "inn", "taxi", "26:20", "26:45"))
    slept = early.but_day(1, stops=(*early.stops(1), bed), night=early.itinerary.days[1].night)
    assert "nights" not in slept.violated()
    assert "night_moves" not in slept.violated()  # right after the arrival
    assert slept.violated() == {"chain", "meals"}  # the second day goes on as if it began at the station
    loitering = leg("south", "inn", "taxi", "27:01", "27:30")
    assert "night_moves" in slept.but_stop(1, 1, leg=loitering).violated()


def test_nobody_moves_in_the_dead_of_night(plan):
    assert "night_moves" in plan.but_leg(1, 4, depart=25 * H, arrive=25 * H + 20).violated()
    assert "night_moves" in plan.but_leg(3, 1, depart=4 * H, arrive=4 * H + 35).violated()
    assert "night_moves" not in plan.but_leg(1, 4, depart=24 * H, arrive=24 * H + 30).violated()
    early = plan.but_leg(3, 3, depart=4 * H, arrive=4 * H + 30).but_journey(3, 3, depart=6 * H + 30)
    assert "night_moves" not in early.violated()
    assert "night_moves" in early.but_journey(3, 3, depart=7 * H).violated()


def without_sights(plan, day):
    return plan.but_stops(day, [s for s in plan.stops(day) if s.kind != "attraction"])


@pytest.mark.parametrize(("day", "rule"), [(1, "idle"), (2, "pace"), (3, "idle")])
def test_no_day_with_time_for_a_sight_is_without(plan, day, rule):
    idle = without_sights(plan, day)
    assert {"pace", "idle"} & idle.violated() == {rule}
    lost = idle.without_places(Attraction)
    assert [check.status for check in lost.checks() if check.rule == "idle" and check.day == day] == ["unverifiable"]


def test_short_days_may_be_without_sights(plan):
    rest = without_sights(plan, 3)
    # there from 09:00, at the station 20 minutes ahead
    assert "idle" in rest.but_journey(3, 2, depart=13 * H + 20).violated()
    assert "idle" not in rest.but_journey(3, 2, depart=13 * H + 19).violated()
    assert "idle" not in rest.but_request(constraints=(DayClock(earliest="11:00"),)).violated()


@pytest.mark.parametrize(
    ("day", "position", "start", "end", "fits"),
    [
        (2, 0, "06:00", "06:15", True),
        (2, 0, "09:45", "10:20", True),
        (2, 0, "09:46", "10:20", False),
        (2, 0, "05:30", "06:14", False),
        (2, 2, "10:00", "11:30", True),
        (2, 2, "13:30", "14:30", True),
        (2, 2, "13:31", "14:31", False),
        (2, 2, "12:00", "12:29", False),
        (2, 4, "16:30", "17:30", True),
        (2, 4, "19:30", "20:40", True),
        (2, 4, "19:40", "20:40", False),
    ],
)
def test_meals_are_eaten_at_their_time(plan, day, position, start, end, fits):
    meal = plan.stops(day)[position].model_validate({**plan.stops(day)[position].model_dump(), "start": start, "end": end})
    moved = plan.but_stop(day, position, start=meal.start, end=meal.end)
    assert ("meal_times" not in moved.violated()) == fits


def test_who_sets_the_hours_of_a_visit_may_stay_long_and_late(plan):
    long = plan.but_stop(2, 1, end=17 * H)
    assert "dwell" in long.violated()
    assert "dwell" not in long.but_request(constraints=(VisitClock(place="temple", label="x", at_least=400),)).violated()
    feast = plan.but_stop(2, 4, end=22 * H)
    assert "meal_times" in feast.violated()
    assert "meal_times" not in feast.but_request(constraints=(VisitClock(place="fish", label="x", end_from=22 * H),)).violated()
    open_late = OpeningHours.model_validate({"rules": [{"open": "08:00-24:00"}], "source": "s", "as_of": "2030"})
    night = plan.but_place("fish", hours=open_late).but_stop(2, 4, end=23 * H).but_stop(2, 5, start=23 * H + 30)
    assert "bedtime" in night.violated()
    assert "bedtime" not in night.but_request(constraints=(VisitClock(place="fish", label="x", end_from=23 * H),)).violated()


@pytest.fixture(scope="module")
def by_station(plan):
    """The metro's stations are on record: two minutes on foot at either end."""
    travel = plan.facts.travel
    access = tuple(Access(station=f"{place}站", minutes=2, metres=150) for place in travel.ids)
    metro = travel.modes["metro"].model_copy(update={"access": access})
    told = plan.but_facts(travel=travel.model_copy(update={"modes": {**travel.modes, "metro": metro}}))

    def parted(stop):
        way = stop.leg
        if way is None or way.mode != "metro":
            return stop
        names = [told.facts.places[way.origin].name, f"{way.origin}站", f"{way.destination}站", stop.place.name]
        times = [way.depart, way.depart + 2, way.arrive - 2, way.arrive]
        metres = (150, way.metres - 300, 150)
        parts = [
            LegPart(mode=mode, start=start, end=end, depart=depart, arrive=arrive, metres=length)
            for mode, (start, end), (depart, arrive), length in zip(
                ("walk", "metro", "walk"), pairwise(names), pairwise(times), metres, strict=True
            )
        ]
        return stop.model_copy(update={"leg": way.model_copy(update={"parts": tuple(parts)})})

    return told.but_days(day.model_copy(update={"stops": tuple(map(parted, day.stops))}) for day in told.itinerary.days)


def test_the_stations_of_a_ride_are_those_on_record(plan, by_station):
    assert not by_station.violated()
    assert [check.day for check in by_station.checks() if check.rule == "parts"] == [1, 2, 3]
    way = by_station.stops(2)[1].leg
    for number, changes in [
        (0, {"mode": "metro"}),
        (0, {"start": "云塔"}),
        (0, {"end": "tower站"}),
        (0, {"arrive": way.depart + 1}),
        (1, {"metres": 1}),
        (1, {"arrive": way.arrive}),
        (1, {"depart": way.depart}),
        (2, {"start": "x"}),
        (2, {"metres": 149}),
        (2, {"arrive": way.arrive - 1}),
    ]:
        parts = list(way.parts)
        parts[number] = parts[number].model_copy(update=changes)
        assert by_station.but_leg(2, 1, parts=tuple(parts)).violated() == {"parts"}, changes
    assert by_station.but_leg(2, 1, parts=()).violated() == {"parts"}
    assert by_station.but_leg(2, 1, parts=way.parts[::-1]).violated() == {"parts"}
    assert plan.but_leg(2, 1, parts=way.parts).violated() == {"parts"}  # of which the records know nothing


def test_exact_prices_need_no_flag_and_are_exact(plan):
    def at_rate(rates, **changes):
        charge = plan.itinerary.days[0].night.charge.model_copy(update={"estimated": False, **changes})
        told = plan.but_place("inn", rates=rates)
        return told.but_night(1, charge=charge).but_night(2, charge=charge).violated()

    assert not at_rate({"family": 400})
    assert at_rate({"family": 480}) == {"prices"}
    assert at_rate({"twin": 400}) == {"sources"}  # the family room's rate stays an estimate
    assert not at_rate({"twin": 300, "family": 480}, unit_price=480)
    record = plan.facts.places["hotpot"].per_person
    told = plan.but_place("hotpot", per_person=record.model_copy(update={"estimated": False}))
    assert not told.but_charge(2, 2, 0, estimated=False).violated()
    free = replace(plan).but_place("inn", breakfast=0)
    assert not free.but_charge(2, 0, 0, unit_price=0).but_charge(3, 0, 0, unit_price=0).violated()
