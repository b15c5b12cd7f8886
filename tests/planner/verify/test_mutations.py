"""Each single fault put into the valid plan is flagged under its rule."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from xiake.domain.availability import Availability
from xiake.domain.evidence import Source
from xiake.domain.geo import Coordinate
from xiake.domain.hours import OpeningHours
from xiake.domain.place import Hotel, Restaurant

from .conftest import ASSUMED, on_record

H = 60
RECORD = Source(provider="test")


def ref_of(plan, day, position):
    return plan.stops(day)[position].place


def with_place(plan, day, position, **changes):
    return plan.but_stop(day, position, place=ref_of(plan, day, position).model_copy(update=changes))


def with_charge_in_leg(plan, day, position, **changes):
    charge = plan.stops(day)[position].leg.charge
    return plan.but_leg(day, position, charge=charge.model_copy(update=changes))


def without_stop(plan, day, position):
    stops = plan.stops(day)
    del stops[position]
    return plan.but_stops(day, stops)


def twice(plan, day, position):
    stops = plan.stops(day)
    return plan.but_stops(day, [*stops[: position + 1], stops[position], *stops[position + 1 :]])


def swapped(plan, day, position):
    stops = plan.stops(day)
    stops[position], stops[position + 1] = stops[position + 1], stops[position]
    return plan.but_stops(day, stops)


def hotel_swapped(plan):
    return with_place(plan, 1, 4, id="hostel", name="云州客栈", at=plan.facts.places["hostel"].at)


def night_elsewhere(plan):
    place = plan.itinerary.days[0].night.hotel.model_copy(
        update={"id": "hostel", "name": "云州客栈", "at": plan.facts.places["hostel"].at}
    )
    return plan.but_night(1, hotel=place)


def night_charge(plan, **changes):
    return plan.but_night(1, charge=plan.itinerary.days[0].night.charge.model_copy(update=changes))


def hurried(plan, mode, minutes):
    way = plan.stops(2)[4].leg
    return plan.but_leg(2, 4, mode=mode, arrive=way.depart + minutes)


def line_changed(plan, number, **changes):
    lines = list(plan.budget.lines)
    lines[number] = lines[number].model_copy(update=changes)
    return plan.but_budget(lines=tuple(lines))


def sum_off_by_a_fen(plan):
    return plan.but_budget(by_category={**plan.budget.by_category, "meals": plan.budget.by_category["meals"] + Decimal("0.01")})


def reserves(plan, count, source=ASSUMED):
    charge = plan.budget.lines[0].charge.model_copy(update={"category": "reserve", "source": source})
    line = plan.budget.lines[0].model_copy(update={"category": "reserve", "day": None, "charge": charge})
    return plan.but_budget(lines=(*plan.budget.lines, *[line] * count))


def sourced(place, **changes):
    return place.model_copy(update={"source": place.source.model_copy(update=changes or {"provider": "map"})})


def with_source(plan, day, position, **changes):
    return plan.but_stop(day, position, place=sourced(ref_of(plan, day, position), **changes))


def in_suites(plan, rate, source):
    """Both nights in a suite of the inn."""
    suites = plan.but_place("inn", rooms=("double", "suite"))
    charge = suites.itinerary.days[0].night.charge.model_copy(
        update={"unit_price": rate, "estimated": source.estimated, "source": source}
    )
    for day in (1, 2):
        suites = suites.but_night(day, room_kind="suite", charge=charge)
    return suites


def moved_record(plan):
    return plan.but_place("fish", at=Coordinate(lat=31.5, lon=121.5))


def shut(plan, status):
    record = Availability(place="temple", day=date(2030, 3, 6), status=status, source=RECORD)
    return plan.but_facts(availability=(record,))


def day_repeated(plan):
    days = plan.itinerary.days
    return plan.but_days((days[0], days[1], days[1], days[2]))


def leg_dropped(plan, day, position):
    return plan.but_stop(day, position, leg=None)


def sight_moved_to_other_day(plan):
    """The science museum is closed on a Tuesday."""
    place, record = ref_of(plan, 1, 2), plan.facts.places["science"]
    return plan.but_stop(1, 2, place=place.model_copy(update={"id": "science", "name": record.name, "at": record.at}))


def sheet_verdict(plan):
    return plan.but_budget(verdict="over")


def meal_inside_unknown(plan):
    return plan.but_place("museum", meals_inside=None)


def slow_service(plan):
    services = {key: s.model_copy(update={"minutes": 150}) for key, s in plan.facts.services.items()}
    return plan.but_facts(services=services)


def metro_stopped(plan):
    modes = dict(plan.facts.travel.modes)
    modes["metro"] = modes["metro"].model_copy(update={"first": 9 * H})
    return plan.but_facts(travel=plan.facts.travel.model_copy(update={"modes": modes}))


def table_too_short(plan):
    modes, leg = dict(plan.facts.travel.modes), plan.stops(2)[1].leg
    row, column = plan.facts.travel.index[leg.origin], plan.facts.travel.index[leg.destination]
    metres = [list(line) for line in modes["metro"].metres]
    metres[row][column] = 900
    modes["metro"] = modes["metro"].model_copy(update={"metres": metres})
    shorter = plan.but_facts(travel=plan.facts.travel.model_copy(update={"modes": modes}))
    return shorter.but_leg(2, 1, metres=900)


MUTATIONS = {
    # dates and places
    "first day a day late": (lambda p: p.but_request(start=date(2030, 3, 4)), "dates"),
    "a date skipped": (lambda p: p.but_day(3, date=date(2030, 3, 8)), "dates"),
    "a day too few": (lambda p: p.but_days(p.itinerary.days[:2]), "dates"),
    "a day repeated": (day_repeated, "dates"),
    "an index wrong": (lambda p: p.but_day(2, index=5), "dates"),
    "another city asked for": (lambda p: p.but_request(destination="海城"), "dates"),
    "an invented sight": (lambda p: with_place(p, 1, 2, id="景点1", name="景点1"), "places"),
    "a name changed": (lambda p: with_place(p, 2, 1, name="云海寺"), "places"),
    "a sight moved on the map": (lambda p: with_place(p, 2, 1, at=Coordinate(lat=30.1, lon=120.0)), "places"),
    "a record of another city": (lambda p: p.but_place("tower", city="海城"), "places"),
    "a hotel visited as a sight": (lambda p: p.but_stop(1, 4, kind="attraction"), "places"),
    "an invented hotel": (
        lambda p: p.but_night(1, hotel=p.itinerary.days[0].night.hotel.model_copy(update={"id": "酒店1"})),
        "places",
    ),
    "a home station by another name": (
        lambda p: p.but_journey(1, 0, origin=ref_of(p, 1, 0).model_copy(update={"id": "x", "name": "y"})),
        "places",
    ),
    # hours
    "a visit before opening": (lambda p: p.but_stop(3, 1, start=8 * H + 59), "opening_hours"),
    "a visit past closing": (lambda p: p.but_stop(2, 1, end=17 * H + 1), "opening_hours"),
    "entering after the last entry": (lambda p: p.but_stop(1, 1, start=16 * H + 1, end=17 * H), "opening_hours"),
    "a closing day": (
        lambda p: p.but_place(
            "temple",
            hours=OpeningHours.model_validate({"rules": [{"days": "We", "open": "closed"}], "source": "s", "as_of": "2030"}),
        ),
        "opening_hours",
    ),
    "closed on that weekday": (sight_moved_to_other_day, "opening_hours"),
    "a meal between two openings": (lambda p: p.but_stop(2, 2, start=14 * H, end=15 * H), "opening_hours"),
    "another start makes it a Monday": (lambda p: p.but_request(start=date(2030, 3, 4)), "opening_hours"),
    "sold out": (lambda p: shut(p, "sold_out"), "availability"),
    "closed for the day": (lambda p: shut(p, "closed"), "availability"),
    "a visit shorter than the least": (lambda p: p.but_stop(2, 1, end=10 * H + 29), "dwell"),
    "a visit of seven hours": (lambda p: p.but_stop(1, 2, end=21 * H), "dwell"),
    # order, chain, legs
    "two stops overlap": (lambda p: p.but_stop(2, 1, end=12 * H + 1), "order"),
    "a stop starts on the way": (lambda p: p.but_stop(2, 1, start=9 * H), "order"),
    "two stops swapped": (lambda p: swapped(p, 2, 1), "order"),
    "leaving before the stop ends": (lambda p: p.but_leg(1, 2, depart=13 * H), "order"),
    "arriving before leaving": (lambda p: p.but_leg(1, 2, arrive=13 * H), "order"),
    "a stop that ends before it starts": (lambda p: p.but_stop(1, 2, end=13 * H + 55), "order"),
    "at the hotel only when the next day has begun": (lambda p: p.but_stop(1, 4, start=33 * H, end=33 * H), "order"),
    "a leg dropped": (lambda p: leg_dropped(p, 2, 3), "chain"),
    "the first leg dropped": (lambda p: leg_dropped(p, 2, 1), "chain"),
    "the leg from the station dropped": (lambda p: leg_dropped(p, 1, 1), "chain"),
    "a leg from elsewhere": (lambda p: p.but_leg(2, 3, origin="inn"), "chain"),
    "a leg to elsewhere": (lambda p: p.but_leg(2, 3, destination="inn"), "chain"),
    "a sight dropped but not its leg": (lambda p: without_stop(p, 2, 1), "chain"),
    "day two starts at another hotel": (night_elsewhere, "chain"),
    "a leg a minute short": (lambda p: hurried(p, "taxi", 9), "travel_time"),
    "walking as fast as a taxi": (lambda p: hurried(p, "walk", 20), "travel_time"),
    "metres changed": (lambda p: p.but_leg(2, 4, metres=1), "travel_time"),
    "a way nobody knows": (lambda p: p.but_leg(2, 4, origin="sea"), "travel_time"),
    "metro before its first train": (metro_stopped, "service_hours"),
    "metro after its last train": (lambda p: p.but_leg(2, 1, depart=23 * H, arrive=23 * H + 40), "service_hours"),
    "a table shorter than the straight line": (table_too_short, "distance"),
    "a record far away": (moved_record, "distance"),
    # journeys
    "no way there": (lambda p: without_stop(p, 1, 0), "intercity"),
    "no way back": (lambda p: without_stop(p, 3, 3), "intercity"),
    "the way there not first": (lambda p: swapped(p, 1, 0), "intercity"),
    "the way back not last": (lambda p: swapped(p, 3, 2), "intercity"),
    "an unknown service": (lambda p: p.but_journey(1, 0, service="g1"), "intercity"),
    "a service the other way round": (lambda p: p.but_journey(1, 0, service="t-back"), "intercity"),
    "another station": (lambda p: p.but_journey(1, 0, destination=ref_of(p, 1, 4)), "intercity"),
    "a made-up number": (lambda p: p.but_journey(1, 0, number="G1"), "intercity"),
    "called timetabled": (lambda p: p.but_journey(1, 0, timetabled=True), "intercity"),
    "by plane": (lambda p: p.but_journey(1, 0, mode="flight"), "intercity"),
    "before the first train": (lambda p: p.but_journey(1, 0, depart=6 * H, arrive=8 * H), "intercity"),
    "a ride too fast": (lambda p: p.but_journey(1, 0, arrive=9 * H + 59), "intercity"),
    "a record says longer": (slow_service, "intercity"),
    "a journey nobody asked for": (lambda p: p.but_request(origin=None), "intercity"),
    "the way there twice": (lambda p: twice(p, 1, 0), "intercity"),
    "no time to leave the station": (lambda p: p.but_leg(1, 1, depart=10 * H + 19), "station_time"),
    "too late at the station": (lambda p: p.but_leg(3, 3, arrive=14 * H + 41), "station_time"),
    # repeats and meals
    "a sight twice": (lambda p: twice(p, 2, 1), "repeats"),
    "a restaurant twice": (
        lambda p: p.but_stop(2, 2, place=ref_of(p, 1, 3)),
        "repeats",
    ),
    "no lunch": (lambda p: without_stop(p, 2, 2), "meals"),
    "no lunch on the day of arrival": (lambda p: p.but_stop(1, 1, meal=None), "meals"),
    "no dinner": (lambda p: without_stop(p, 1, 3), "meals"),
    "no breakfast": (lambda p: without_stop(p, 3, 0), "meals"),
    "two dinners": (lambda p: p.but_stop(2, 2, meal="dinner"), "meal_times"),
    "lunch at four": (lambda p: p.but_stop(2, 2, start=16 * H, end=17 * H), "meal_times"),
    "dinner at four": (lambda p: p.but_stop(2, 4, start=16 * H, end=17 * H), "meal_times"),
    "lunch in five minutes": (lambda p: p.but_stop(2, 2, end=12 * H + 5), "meal_times"),
    "lunch inside where none is served": (lambda p: p.but_stop(2, 3, meal="lunch"), "meal_times"),
    "lunch inside where nobody knows": (meal_inside_unknown, "meal_times"),
    "lunch inside before noon is over at ten": (lambda p: p.but_stop(1, 1, start=9 * H, end=11 * H), "meal_times"),
    "a meal that is none": (lambda p: p.but_stop(2, 2, meal=None), "meal_times"),
    "breakfast where nobody slept": (night_elsewhere, "meal_times"),
    # nights and rooms
    "a night missing": (lambda p: p.but_day(1, night=None), "nights"),
    "a night too many": (lambda p: p.but_day(3, night=p.itinerary.days[0].night), "nights"),
    "hotel swapped in the stop": (hotel_swapped, "nights"),
    "hotel swapped in the night": (night_elsewhere, "nights"),
    "a day that doesn't end at the hotel": (lambda p: without_stop(p, 1, 4), "nights"),
    "a hotel stop at noon": (lambda p: swapped(p, 1, 3), "nights"),
    "two rooms for one": (lambda p: p.but_night(1, rooms=2), "rooms"),
    "one room for four grown-ups": (
        lambda p: p.but_request(party=p.request.party.model_copy(update={"travellers": p.request.party.travellers[:1] * 4})),
        "rooms",
    ),
    "a room the hotel doesn't have": (lambda p: p.but_night(1, room_kind="suite"), "rooms"),
    "back after eleven": (lambda p: p.but_stop(1, 4, start=23 * H + 1), "bedtime"),
    "a crowded day": (lambda p: p.but_request(pace="relaxed").but_stops(2, p.stops(2) + p.stops(2)[1:2] * 2), "pace"),
    "an empty day": (lambda p: p.but_stops(2, [s for s in p.stops(2) if s.kind != "attraction"]), "pace"),
    # party
    "three adult tickets for two": (lambda p: p.but_charge(1, 1, 0, quantity=3), "party"),
    "a meal for two": (lambda p: p.but_charge(2, 2, 0, quantity=2), "party"),
    "a breakfast for one": (lambda p: p.but_charge(2, 0, 0, quantity=1), "party"),
    "one metro ticket": (lambda p: with_charge_in_leg(p, 2, 1, quantity=1), "party"),
    "two taxis": (lambda p: with_charge_in_leg(p, 2, 4, quantity=2), "party"),
    "one seat on the train": (lambda p: p.but_charge(1, 0, 0, quantity=1), "party"),
    "nights charged for two rooms": (lambda p: night_charge(p, quantity=2), "party"),
    "a bigger party": (
        lambda p: p.but_request(party=p.request.party.model_copy(update={"travellers": p.request.party.travellers * 2})),
        "party",
    ),
    # prices
    "a ticket off by a fen": (lambda p: p.but_charge(1, 1, 0, unit_price=Decimal("60.01")), "prices"),
    "a child at full price": (lambda p: p.but_charge(2, 1, 1, unit_price=Decimal(30)), "prices"),
    "a ticket unknown on record": (lambda p: p.but_place("temple", ticket=None), "prices"),
    "an unknown price made zero": (
        lambda p: p.but_place("temple", ticket=None).but_stop(2, 1, charges=()),
        "prices",
    ),
    "a ticket missing": (lambda p: p.but_stop(2, 1, charges=()), "prices"),
    "a meal off by a fen": (lambda p: p.but_charge(2, 2, 0, unit_price=Decimal("89.99")), "prices"),
    "a meal missing": (lambda p: p.but_stop(2, 2, charges=()), "prices"),
    "a breakfast dearer than on record": (lambda p: p.but_charge(2, 0, 0, unit_price=Decimal(26)), "prices"),
    "a train fare off": (lambda p: p.but_charge(1, 0, 0, unit_price=Decimal(199)), "prices"),
    "a metro fare off": (lambda p: with_charge_in_leg(p, 2, 1, unit_price=Decimal(4)), "prices"),
    "a taxi for nothing": (lambda p: p.but_leg(2, 4, charge=None), "prices"),
    "a walk that costs": (lambda p: p.but_leg(2, 2, charge=p.stops(2)[4].leg.charge), "prices"),
    "a night off by a fen": (lambda p: night_charge(p, unit_price=Decimal("400.01")), "prices"),
    "a meal priced per car": (lambda p: p.but_charge(2, 2, 0, basis="car"), "prices"),
    "a night booked as a meal": (lambda p: night_charge(p, category="meals"), "prices"),
    "a souvenir at the hotel": (lambda p: p.but_stop(1, 4, charges=p.stops(1)[1].charges[:1]), "prices"),
    # money
    "a budget line removed": (lambda p: p.but_budget(lines=p.budget.lines[1:]), "budget_sheet"),
    "a budget line doubled": (lambda p: p.but_budget(lines=(*p.budget.lines, p.budget.lines[0])), "budget_sheet"),
    "a line's amount off": (lambda p: line_changed(p, 0, amount=Decimal("400.01")), "budget_sheet"),
    "a line on another day": (lambda p: line_changed(p, 0, day=2), "budget_sheet"),
    "a line in another category": (lambda p: line_changed(p, 0, category="meals"), "budget_sheet"),
    "a line not flagged": (lambda p: line_changed(p, 0, estimated=False), "budget_sheet"),
    "total off by a fen": (lambda p: p.but_budget(total=p.budget.total + Decimal("0.01")), "budget_sheet"),
    "a category off by a fen": (sum_off_by_a_fen, "budget_sheet"),
    "a day's sum off": (lambda p: p.but_budget(by_day=(Decimal(0), *p.budget.by_day[1:])), "budget_sheet"),
    "a day's sum missing": (lambda p: p.but_budget(by_day=p.budget.by_day[1:]), "budget_sheet"),
    "a verdict wrong": (sheet_verdict, "budget_sheet"),
    "a limit wrong": (lambda p: p.but_budget(limit=Decimal(9999)), "budget_sheet"),
    "an unknown item made up": (lambda p: p.but_budget(unknown=("门票",)), "budget_sheet"),
    "a reserve not in the total": (lambda p: reserves(p, 1), "budget_sheet"),
    "two reserves": (lambda p: reserves(p, 2), "budget_sheet"),
    "over budget": (lambda p: p.but_request(budget=p.request.budget.model_copy(update={"amount": Decimal(1000)})), "budget"),
    # sources
    "a place without a source": (lambda p: with_place(p, 2, 1, source=Source(provider="")), "sources"),
    "a charge without a source": (lambda p: p.but_charge(2, 1, 0, source=Source(provider=" ")), "sources"),
    "a leg without a source": (lambda p: p.but_leg(2, 4, source=Source(provider="")), "sources"),
    "a night not flagged as estimated": (lambda p: night_charge(p, estimated=False), "sources"),
    "a meal not flagged as estimated": (lambda p: p.but_charge(2, 2, 0, estimated=False), "sources"),
    "an assumed lunch not flagged": (lambda p: p.but_charge(1, 1, 2, estimated=False), "sources"),
    "a taxi fare not flagged": (lambda p: with_charge_in_leg(p, 2, 4, estimated=False), "sources"),
    "a leg not flagged": (lambda p: p.but_leg(2, 4, source=Source(provider="test", record="formula")), "sources"),
    "a place of another provider": (lambda p: with_source(p, 2, 1, provider="somebody"), "sources"),
    "a place of another record": (lambda p: with_source(p, 2, 1, record="tower"), "sources"),
    "a place by a title nobody gave": (lambda p: with_source(p, 2, 1, title="made up"), "sources"),
    "a place that looks fresher than it is": (lambda p: with_source(p, 2, 1, as_of="2030-03"), "sources"),
    "a ticket price from the map": (lambda p: p.but_charge(2, 1, 0, source=on_record("temple")), "sources"),
    "a meal of another restaurant's menu": (lambda p: p.but_charge(2, 2, 0, source=on_record("fish", estimated=True)), "sources"),
    "a breakfast of unknown origin": (lambda p: p.but_charge(2, 0, 0, source=Source(provider="test")), "sources"),
    "a night from another site": (
        lambda p: night_charge(p, source=Source(provider="test", record="x", estimated=True)),
        "sources",
    ),
    "a fare from nowhere": (lambda p: p.but_charge(1, 0, 0, source=Source(provider="test", estimated=True)), "sources"),
    "a metro fare from nowhere": (
        lambda p: with_charge_in_leg(p, 2, 1, source=Source(provider="test", estimated=True)),
        "sources",
    ),
    "a leg by another map": (lambda p: p.but_leg(2, 4, source=Source(provider="map", estimated=True)), "sources"),
    "a station by another map": (
        lambda p: p.but_journey(1, 0, destination=sourced(p.stops(1)[0].journey.destination)),
        "sources",
    ),
    "a hotel by another map": (lambda p: p.but_night(1, hotel=sourced(p.itinerary.days[0].night.hotel)), "sources"),
    "an assumed lunch that claims a record": (
        lambda p: p.but_charge(1, 1, 2, source=on_record("museum", estimated=True)),
        "sources",
    ),
    "a suite at the rate of a double": (lambda p: in_suites(p, Decimal(400), on_record("inn", estimated=True)), "sources"),
    "a suite whose assumed rate isn't flagged": (lambda p: in_suites(p, Decimal(800), Source(provider="xiake")), "sources"),
    "a reserve that claims a record": (lambda p: reserves(p, 1, RECORD), "sources"),
}


@pytest.mark.parametrize("name", MUTATIONS)
def test_a_single_fault_is_flagged(plan, name):
    mutate, rule = MUTATIONS[name]
    assert rule in mutate(plan).violated()


def test_what_stays_within_the_rules_is_not_flagged(plan):
    assert not shut(plan, "not_yet").violated()
    assert not plan.but_stop(2, 1, end=11 * H + 35).violated()  # until the very minute of leaving
    assert not plan.but_leg(1, 1, depart=10 * H + 20).violated()  # exactly the transfer time
    assert not plan.but_leg(3, 3, arrive=14 * H + 40).violated()  # exactly ahead of the train
    assert not plan.but_stop(1, 4, start=23 * H).violated()
    assert not plan.but_stop(1, 0, charges=plan.stops(1)[0].charges[:1]).violated()  # a free seat left out


def test_unknown_facts_are_unverifiable_not_fine(plan):
    unknown_hours = plan.but_place("tower", hours=None)
    assert not unknown_hours.violated()
    assert [c.place for c in unknown_hours.checks() if c.status == "unverifiable"] == ["tower"]

    unknown = {"unit_price": None, "source": on_record("temple")}
    charges = tuple(c.model_copy(update=unknown) for c in plan.stops(2)[1].charges)
    unknown_price = plan.but_place("temple", ticket=None).but_stop(2, 1, charges=charges)
    assert not unknown_price.violated()
    assert {c.rule for c in unknown_price.checks() if c.status == "unverifiable"} == {"prices", "budget"}
    assert unknown_price.budget.verdict == "within_known"


def test_a_lost_capability_is_unverifiable(plan):
    def without_night(day):
        stops = [s for s in plan.stops(day) if s.kind != "hotel" and s.meal != "breakfast"]
        return [s.model_copy(update={"leg": None}) if not k else s for k, s in enumerate(stops)]

    lost = plan.without_places(Hotel)
    for day in (1, 2, 3):
        lost = lost.but_day(day, stops=tuple(without_night(day)), night=None)
    assert not lost.violated()
    assert [c.day for c in lost.checks() if c.rule == "nights" and c.status == "unverifiable"] == [1, 2]

    assert [c.status for c in lost.checks() if c.rule == "budget"] == ["unverifiable"], "beds are not in the total"

    unfed = without_stop(plan.without_places(Restaurant), 2, 2)
    assert "meals" not in unfed.violated()

    no_services = plan.but_facts(services={})
    checks = without_stop(without_stop(no_services, 3, 3), 1, 0).checks()
    assert [c.status for c in checks if c.rule == "intercity"] == ["unverifiable", "unverifiable"]


def test_a_reserve_counts_into_the_total(plan):
    reserve = reserves(plan, 1)
    added = reserve.budget.lines[-1].amount
    sums = {**reserve.budget.by_category, "reserve": added}
    assert not reserve.but_budget(total=reserve.budget.total + added, by_category=sums).violated()


def test_no_made_up_source_passes(plan):
    made_up = Source(provider="test", record="nonsense", title="made up", as_of="1999", estimated=True)

    def forged(stop):
        charges = tuple(charge.model_copy(update={"source": made_up}) for charge in stop.charges)
        return stop.model_copy(update={"place": stop.place.model_copy(update={"source": made_up}), "charges": charges})

    forgery = plan.but_days(
        day.model_copy(update={"stops": tuple(forged(stop) for stop in day.stops)}) for day in plan.itinerary.days
    )
    faults = [check for check in forgery.checks() if check.rule == "sources"]
    assert {check.status for check in faults} == {"violated"}
    assert len(faults) == sum(1 + len(stop.charges) for day in plan.itinerary.days for stop in day.stops)


def test_sights_that_nobody_vouches_for_are_not_certified(plan):
    def asked(status):
        other = tuple(a for a in plan.facts.availability if a.place != "museum")
        record = Availability(place="museum", day=date(2030, 3, 5), status=status, source=RECORD)
        checks = plan.but_facts(availability=(*other, record)).checks()
        return [(c.status, c.message) for c in checks if c.rule == "availability" and c.day == 1]

    assert asked("open") == asked("not_yet") == [("satisfied", "第1天 2 个景点均可入场")]
    assert asked("unknown") == [
        ("satisfied", "第1天 1 个景点均可入场"),
        ("unverifiable", "第1天 1 个景点能否入场未知：云州博物馆"),
    ]
    nothing = [c for c in plan.but_facts(availability=()).checks() if c.rule == "availability"]
    assert [(c.day, c.status) for c in nothing] == [(1, "unverifiable"), (2, "unverifiable"), (3, "unverifiable")]


def test_what_a_suite_costs_is_unknown_or_assumed(plan):
    unknown = in_suites(plan, None, on_record("inn", estimated=True))
    assert not unknown.violated()
    assert {c.rule for c in unknown.checks() if c.status == "unverifiable"} == {"prices", "budget"}
    assert unknown.budget.verdict == "within_known"

    assert not in_suites(plan, Decimal(800), ASSUMED).violated()

    only_suites = in_suites(plan, Decimal(400), on_record("inn", estimated=True)).but_place("inn", rooms=("suite",))
    assert not only_suites.violated()  # nothing else has that rate there
    assert (
        "prices" in in_suites(plan, Decimal(380), on_record("inn", estimated=True)).but_place("inn", rooms=("suite",)).violated()
    )
