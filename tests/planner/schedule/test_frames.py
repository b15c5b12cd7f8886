"""Days as the journeys leave them: the first and the last one, those on the way, early starts and late arrivals."""

from __future__ import annotations

from typing import Any

import pytest
from xiake.domain.clock import parse_clock
from xiake.domain.constraint import Choice, VisitClock
from xiake.domain.itinerary import Day, Itinerary, Stop
from xiake.domain.place import NearestMetro
from xiake.domain.request import TripRequest
from xiake.domain.task import Findings
from xiake.domain.travel import Access
from xiake.planner.arrange.arrange import Shortfall, arrange
from xiake.planner.arrange.attempt import Arrangement

from ...world import HOME, World, findings_of, hotel, request, restaurant, service, sight, station

SIGHTS = [sight(f"Sight{k}", k % 3, k % 4, renown=90 - 5 * k, price=20 * k, open_="08:00-21:00") for k in range(12)]
DINERS = [restaurant(f"Diner{k}", k % 3, k % 4, cuisine=(f"C{k}",), open_="06:00-22:00") for k in range(12)]
INN = hotel("Inn", 1, breakfast=0)
ENDS = (station("EastStation", 5), station("NorthStation", 0, 900, city=HOME))


def attempt(out: tuple[str, int], back: tuple[str, int], **fields: Any) -> tuple[TripRequest, Arrangement | Shortfall]:
    """A trip whose only services leave at these times and take so many minutes."""
    there = service("Out", "NorthStation", "EastStation", minutes=out[1], first=out[0], last=out[0], number="G1")
    home = service("Back", "EastStation", "NorthStation", minutes=back[1], first=back[0], last=back[0], number="G2")
    world = World(records=(*SIGHTS, *DINERS, INN, *ENDS), services=(there, home))
    wanted = request(**{"origin": HOME, "days": 3, **fields})
    return wanted, arrange(wanted, findings_of(world, wanted), seconds=0.2)


def plan(out: tuple[str, int], back: tuple[str, int] = ("18:00", 180), **fields: Any) -> Itinerary:
    _, made = attempt(out, back, **fields)
    assert isinstance(made, Arrangement), made
    return made.itinerary


def kinds(day: Day) -> list[str]:
    return [stop.meal or stop.kind for stop in day.stops]


def leaves(stop: Stop) -> int:
    return stop.leg.depart if stop.leg else stop.start


@pytest.mark.parametrize("leaves_at", ["06:00", "09:30"])
def test_a_whole_day_and_more_on_the_way_holds_nothing_but_the_journey(leaves_at: str) -> None:
    days = plan((leaves_at, 24 * 60), days=4).days
    assert kinds(days[0]) == ["journey"]
    assert [day.night is not None for day in days] == [False, True, True, False]
    first = days[1].stops[0]
    assert first.leg is not None
    assert first.leg.origin == "eaststation"
    assert first.leg.depart >= parse_clock(leaves_at) + 20
    assert "breakfast" not in kinds(days[1])
    assert "breakfast" in kinds(days[2])


def test_two_nights_on_the_way_leave_a_day_without_any_stop() -> None:
    days = plan(("19:00", 37 * 60), days=5).days
    assert [kinds(day) for day in days[:2]] == [["journey"], []]
    assert [day.night is not None for day in days] == [False, False, True, True, False]
    journey = days[0].stops[0].journey
    assert journey is not None
    assert (journey.depart, journey.arrive) == (19 * 60, 56 * 60)


def test_after_midnight_one_goes_to_bed_and_sleeps() -> None:
    days = plan(("22:00", 200)).days
    assert kinds(days[0]) == ["journey", "hotel"]
    assert days[0].night is not None
    arrival = days[0].stops[1]
    assert arrival.leg is not None
    assert 24 * 60 + 80 + 20 <= arrival.leg.depart < arrival.leg.arrive == arrival.start == arrival.end < 28 * 60
    assert leaves(days[1].stops[1]) >= 9 * 60 + 30
    assert kinds(days[1])[0] == "breakfast"


def test_a_party_that_arrives_at_night_sees_nothing_before_it_sleeps() -> None:
    days = plan(("19:00", 180)).days
    assert kinds(days[0]) == ["journey", "hotel"]
    assert days[0].stops[1].end == 24 * 60


@pytest.mark.parametrize(("departs", "busy"), [("12:30", False), ("13:30", True), ("15:00", True)])
def test_four_hours_in_the_city_hold_a_sight_on_the_last_day(departs: str, busy: bool) -> None:
    last = plan(("09:00", 180), (departs, 180)).days[-1]
    assert not busy or "attraction" in kinds(last)
    assert kinds(last)[0] == "breakfast"


@pytest.mark.parametrize("arrives", ["10:00", "13:45"])
def test_four_hours_in_the_city_hold_a_sight_on_the_first_day(arrives: str) -> None:
    first = plan((arrives, 0 + 1), days=2).days[0]
    assert "attraction" in kinds(first)


def test_an_early_ride_home_is_reached_in_time_and_no_earlier_than_it_must_be() -> None:
    last = plan(("09:00", 180), ("06:10", 180)).days[-1]
    assert kinds(last) == ["journey"]
    leg = last.stops[0].leg
    assert leg is not None
    assert leg.arrive == 6 * 60 + 10 - 40
    later = plan(("09:00", 180), ("08:30", 180)).days[-1]
    assert kinds(later) == ["breakfast", "journey"]
    assert 6 * 60 + 30 <= later.stops[0].start < later.stops[0].end <= leaves(later.stops[1])


def test_a_day_trip_has_its_two_rides_on_one_day() -> None:
    (day,) = plan(("07:00", 90), ("20:00", 90), days=1).days
    assert kinds(day)[0] == kinds(day)[-1] == "journey"
    assert {"attraction", "lunch", "dinner"} <= set(kinds(day))
    assert day.night is None


@pytest.mark.parametrize(
    ("out", "back", "days"),
    [
        (("14:00", 240), ("12:00", 180), 1),  # gone before anybody arrives
        (("20:00", 12 * 60), ("18:00", 180), 2),  # no night in the city
        (("09:00", 180), ("00:20", 180), 3),  # nobody can be at the station then
    ],
)
def test_rides_that_leave_no_trip_are_no_candidates(out: Any, back: Any, days: int) -> None:
    _, made = attempt(out, back, days=days)
    assert made == Shortfall(subject="intercity")


def test_a_ride_by_metro_tells_its_stations() -> None:
    places = [*SIGHTS, *DINERS, INN, ENDS[0]]
    served = [place.model_copy(update={"metro": NearestMetro(station=f"M{k}", walk_minutes=3)}) for k, place in enumerate(places)]
    wanted = request(origin=HOME, constraints=(Choice(subject="innercity", attribute="mode", op="only", values=("metro",)),))
    rides = (service("Out", "NorthStation", "EastStation"), service("Back", "EastStation", "NorthStation", last="18:00"))
    findings = findings_of(World(records=(*served, ENDS[1]), services=rides), wanted)
    table = findings["travel"].travel
    assert table is not None
    access = tuple(Access(station=f"M{k}", minutes=3 + k % 2, metres=200 + k) for k in range(len(table.ids)))
    metres = tuple(tuple(cell + 500 for cell in row) for row in table.modes["metro"].metres)
    metro = table.modes["metro"].model_copy(update={"access": access, "metres": metres})
    known = table.model_copy(update={"modes": {**table.modes, "metro": metro}})
    made = arrange(wanted, {**findings, "travel": Findings(task="travel", travel=known)}, seconds=0.2)
    assert isinstance(made, Arrangement)
    legs = [stop.leg for day in made.itinerary.days for stop in day.stops if stop.leg]
    assert legs
    for leg in legs:
        ends = [access[known.index[place]] for place in (leg.origin, leg.destination)]
        names = [place.name for end in (leg.origin, leg.destination) for place in served if place.id == end]
        assert [part.mode for part in leg.parts] == ["walk", "metro", "walk"]
        assert [part.start for part in leg.parts] == [names[0], ends[0].station, ends[1].station]
        assert [part.end for part in leg.parts] == [ends[0].station, ends[1].station, names[1]]
        assert [leg.depart, *(part.arrive for part in leg.parts)] == [*(part.depart for part in leg.parts), leg.arrive]
        assert [leg.parts[0].arrive - leg.parts[0].depart, leg.arrive - leg.parts[2].depart] == [end.minutes for end in ends]
        assert sum(part.metres for part in leg.parts) == leg.metres


@pytest.mark.parametrize(
    ("clock", "keeps"),
    [
        ({"start_by": 7 * 60 + 30}, lambda stop: stop.start <= 7 * 60 + 30),
        ({"end_by": 8 * 60 + 30}, lambda stop: stop.end <= 8 * 60 + 30),
        ({"end_from": 22 * 60}, lambda stop: stop.end >= 22 * 60),
    ],
)
def test_a_day_begins_early_or_ends_late_for_what_was_asked_for(clock: dict[str, int], keeps: Any) -> None:
    square = sight("Square", 2, open_="00:00-24:00")
    wish = VisitClock(place="square", label="Square", **clock)
    world = World(records=(*SIGHTS, *DINERS, INN, square))
    wanted = request(days=3, constraints=(wish,))
    made = arrange(wanted, findings_of(world, wanted), seconds=0.2)
    assert isinstance(made, Arrangement)
    stops = [(day, stop) for day in made.itinerary.days for stop in day.stops if stop.name == "Square"]
    assert keeps(stops[0][1])
    others = [day for day in made.itinerary.days if day is not stops[0][0]]
    assert all(stop.start >= 8 * 60 for day in others for stop in day.stops if stop.kind == "attraction")
