"""Every wish of the request, judged one by one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Literal

from ...domain.check import CheckResult
from ...domain.clock import format_clock
from ...domain.constraint import Choice, Constraint, CostLimit, DayClock, HotelStars, JourneyClock, Near, RoomCount
from ...domain.itinerary import Charge
from ...domain.place import Hotel, Place, Restaurant
from ..wording import word_wish
from .case import Case, yuan
from .choices import judge_choice
from .finding import Finding
from .geo import TOLERANCE, straight_km
from .money import charges, cost_of
from .presence import is_whole


def wishes(case: Case) -> Iterator[CheckResult]:
    """A verdict on each constraint; a soft one that fails is violated with ``soft`` set."""
    for index, wish in enumerate(case.request.constraints):
        finding = _judge(case, wish)
        yield CheckResult(
            rule=f"wish.{wish.type}",
            status=finding.status,
            message=case.say(f"wish.{finding.status}", wish=word_wish(wish, case.request.language), why=finding.why),
            wish=index,
            soft=wish.strength == "soft",
        )


def _judge(case: Case, wish: Constraint) -> Finding:
    if isinstance(wish, Choice):
        return judge_choice(case, wish)
    if isinstance(wish, CostLimit):
        return _cost(case, wish)
    if isinstance(wish, Near):
        return _near(case, wish)
    if isinstance(wish, HotelStars):
        return _stars(case, wish)
    if isinstance(wish, RoomCount):
        return _rooms(case, wish)
    if isinstance(wish, DayClock):
        return _day_clock(case, wish)
    if isinstance(wish, JourneyClock):
        return _journey_clock(case, wish)
    raise NotImplementedError(wish.type)


def _cost(case: Case, wish: CostLimit) -> Finding:
    known, open_ends = [Decimal(0)], 0
    if wish.per == "room_night" and wish.category == "lodging":
        rates = [night.charge.unit_price for _, night in case.nights()]
        if not rates:
            return Finding("unverifiable", case.say("why.no_night"))
        known += [rate for rate in rates if rate is not None]
        open_ends = rates.count(None)
    elif wish.per == "person_meal":
        for _, stop in case.stops():
            if stop.meal in ("lunch", "dinner"):
                amount, unknown = _total([charge for charge in stop.charges if charge.category == "meals"])
                known.append(amount / case.request.party.size)
                open_ends += unknown
    else:
        counted = [charge for _, charge in charges(case)] + [
            line.charge for line in case.budget.lines if line.category == "reserve"
        ]
        amount, open_ends = _total([c for c in counted if wish.category in ("total", c.category)])
        shares = {"person": case.request.party.size, "room_night": sum(night.rooms for _, night in case.nights())}
        known.append(amount / max(1, shares.get(wish.per, 1)))
    status: Literal["satisfied", "violated", "unverifiable"] = "satisfied"
    if max(known) > wish.amount:
        status = "violated"
    elif _is_missing(case, wish.category):
        return Finding("unverifiable", case.say("why.no_search", what=case.word(f"category.{wish.category}")))
    elif open_ends:
        status = "unverifiable"
    key = "why.cost_open" if open_ends else "why.cost"
    return Finding(status, case.say(key, amount=yuan(max(known)), limit=yuan(wish.amount), count=open_ends))


def _is_missing(case: Case, category: str) -> bool:
    """Whether a plan pays little for something only because no record of it exists."""
    if category == "lodging":
        return case.request.nights > 0 and not case.facts.knows(Hotel)
    if category == "intercity":
        return case.leaves_town and not case.facts.services
    return category == "meals" and not case.facts.searched(Restaurant)


def _total(due: list[Charge]) -> tuple[Decimal, int]:
    costs = [cost_of(charge) for charge in due]
    return sum((cost for cost in costs if cost is not None), Decimal(0)), costs.count(None)


def _near(case: Case, wish: Near) -> Finding:
    centre = case.facts.places.get(wish.place)
    if centre is None:
        return Finding("unverifiable", case.say("why.no_place", name=wish.label))
    if wish.subject == "restaurant":
        known = _records(case, {stop.place.id for _, stop in case.stops("meal")}, Restaurant)
        finding = _within(case, wish, centre, known, min)
        if finding.status == "violated" and not case.facts.searched(Restaurant):
            return Finding("unverifiable", case.say("why.no_search", what=case.word("subject.restaurant")))
        return finding
    hotels = {night.hotel.id for _, night in case.nights()}
    if not hotels:
        return Finding("unverifiable", case.say("why.no_night"))
    return _within(case, wish, centre, _records(case, hotels, Hotel), max)


_Pick = Callable[[list[tuple[float, str]]], tuple[float, str]]


def _within(case: Case, wish: Near, centre: Place, known: list[Place], pick: _Pick) -> Finding:
    """Whether the place picked by its distance, the nearest or the farthest, lies within the wished-for one."""
    if not known:
        return Finding("violated", case.say("why.nothing"))
    km, name = pick([(straight_km(place.at, centre.at), place.id) for place in known])
    why = case.say("why.near", name=case.name_of(name), place=wish.label, km=f"{km:.2f}", most=f"{wish.max_km:g}")
    return Finding("satisfied" if km <= wish.max_km * (1 + TOLERANCE) else "violated", why)


def _records(case: Case, ids: set[str], kind: type[Hotel] | type[Restaurant]) -> list[Place]:
    found = (case.record(place_id, kind) for place_id in sorted(ids))
    return [place for place in found if place is not None]


def _stars(case: Case, wish: HotelStars) -> Finding:
    hotels = {night.hotel.id: case.record(night.hotel.id, Hotel) for _, night in case.nights()}
    if not hotels:
        return Finding("unverifiable", case.say("why.no_night"))
    told = case.join(f"{case.name_of(key)} {(hotel.stars if hotel else None) or '?'}★" for key, hotel in hotels.items())
    stars = [hotel.stars if hotel else None for hotel in hotels.values()]
    if any(number is not None and not wish.least <= number <= wish.most for number in stars):
        return Finding("violated", told)
    return Finding("unverifiable" if None in stars else "satisfied", told)


def _rooms(case: Case, wish: RoomCount) -> Finding:
    counts = [night.rooms for _, night in case.nights()]
    if not counts:
        return Finding("unverifiable", case.say("why.no_night"))
    why = case.say("why.rooms", rooms=case.join(str(count) for count in sorted(set(counts))))
    return Finding("satisfied" if set(counts) == {wish.count} else "violated", why)


def _day_clock(case: Case, wish: DayClock) -> Finding:
    starts, ends = [], []
    for day, stop in case.stops():
        if is_whole(day) and stop.meal != "breakfast":
            starts.append((stop.start, day.index, case.name(stop.place)))
            ends.append((stop.start if stop.kind == "hotel" else stop.end, day.index, case.name(stop.place)))
    if not starts:
        return Finding("unverifiable", case.say("why.no_whole_day"))
    first, last = min(starts), max(ends)
    early = wish.earliest is not None and first[0] < wish.earliest
    late = wish.latest is not None and last[0] > wish.latest
    why = case.say(
        "why.day_clock",
        first=format_clock(first[0]),
        first_day=first[1],
        first_name=first[2],
        last=format_clock(last[0]),
        last_day=last[1],
        last_name=last[2],
    )
    return Finding("violated" if early or late else "satisfied", why)


def _own_times(case: Case, wish: JourneyClock) -> list[int]:
    """Of a party that travels on its own account: when its plan begins after the arrival, or ends before leaving."""
    if (wish.direction, wish.event) == ("out", "arrive"):
        return [stop.start for day in case.days[:1] for stop in day.stops[:1]]
    if (wish.direction, wish.event) == ("back", "depart"):
        return [stop.end for day in case.days[-1:] for stop in day.stops[-1:]]
    return []


def _journey_clock(case: Case, wish: JourneyClock) -> Finding:
    times = [journey.depart if wish.event == "depart" else journey.arrive for _, _, journey in case.journeys(wish.direction)]
    if not times:
        times = _own_times(case, wish)
    if not times:
        return Finding("unverifiable", case.say("why.no_journey"))
    fits = all(
        (wish.not_before is None or wish.not_before <= time) and (wish.not_after is None or time <= wish.not_after)
        for time in times
    )
    why = case.join(format_clock(time) for time in times)
    return Finding("satisfied" if fits else "violated", why)
