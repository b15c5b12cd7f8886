"""Proofs that a request can't be met, from the records alone: nothing of the planner is asked.

Each argument looks at a few records and finds that no plan at all could meet the wishes, however it was arranged. So a planner
that calls a request infeasible is right where an argument says so; where none does, it may still be wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal

import numpy as np
from xiake.domain.clock import format_clock
from xiake.domain.constraint import Choice, CostLimit, JourneyClock, Near, RoomCount, Simple, VisitClock, alternatives
from xiake.domain.place import AnyPlace, Attraction, Hotel, Restaurant
from xiake.domain.request import TripRequest

from .moves import kilometres
from .provider import SandboxProvider
from .records import CityRecords
from .sandbox import Service

_DAY = 24 * 60
_BEDS = 2


@dataclass(frozen=True)
class _Case:
    """A request without alternatives, and the records it is about."""

    request: TripRequest
    wishes: tuple[Simple, ...]
    city: CityRecords
    out: tuple[Service, ...]
    back: tuple[Service, ...]

    def choices(self, *subjects: str) -> Iterator[Choice]:
        yield from (wish for wish in self.wishes if isinstance(wish, Choice) and wish.subject in subjects)

    def limit(self, *categories: str) -> Decimal | None:
        """The least amount that these categories together must keep to."""
        amounts = [
            wish.amount
            for wish in self.wishes
            if isinstance(wish, CostLimit) and wish.per == "trip" and wish.category in categories
        ]
        return min(amounts, default=None)


def proof_of_conflict(request: TripRequest, provider: SandboxProvider) -> str | None:
    """Why no plan can meet the hard wishes of a request; None where no argument finds a reason."""
    assert request.origin
    assert request.destination
    cases = [
        _Case(
            request,
            wishes,
            provider.city(request.destination),
            provider.sandbox.services(request.origin, request.destination),
            provider.sandbox.services(request.destination, request.origin),
        )
        for wishes in alternatives(wish for wish in request.constraints if wish.strength == "hard")
    ]
    reasons = [next((reason for argument in _ARGUMENTS for reason in argument(case)), None) for case in cases]
    return "; or else: ".join(filter(None, reasons)) if all(reasons) else None


def _no_way(case: _Case) -> Iterator[str]:
    for direction, services in (("out", case.out), ("back", case.back)):
        if not _allowed(case, direction, services):
            yield f"no service {direction} that the wishes allow ({len(services)} in all)"


def _no_time(case: _Case) -> Iterator[str]:
    out, back = _allowed(case, "out", case.out), _allowed(case, "back", case.back)
    arrival = min(service.depart + service.minutes for service in out)
    departure = (case.request.days - 1) * _DAY + max(service.depart for service in back)
    if arrival >= departure:
        yield f"the earliest arrival is {format_clock(arrival)}, the last departure {format_clock(departure)} (hours of the trip)"


def _allowed(case: _Case, direction: str, services: tuple[Service, ...]) -> list[Service]:
    kept = list(services)
    for wish in case.choices("intercity", f"intercity_{direction}"):
        if wish.op == "only" or (wish.op == "all_of" and wish.subject != "intercity"):
            kept = [service for service in kept if service.mode in wish.values]
        elif wish.op == "none_of":
            kept = [service for service in kept if service.mode not in wish.values]
    for clock in case.wishes:
        if isinstance(clock, JourneyClock) and clock.direction == direction:
            kept = [service for service in kept if _in_time(clock, service)]
    return kept


def _in_time(clock: JourneyClock, service: Service) -> bool:
    at = service.depart if clock.event == "depart" else service.depart + service.minutes
    return (clock.not_before is None or at >= clock.not_before) and (clock.not_after is None or at <= clock.not_after)


def _no_hotel(case: _Case) -> Iterator[str]:
    if not case.request.nights:
        return
    every_night = [hotel for hotel in case.city.hotels if _may_be_slept_in(case, hotel)]
    if not every_night:
        yield "no hotel has what is asked of every night"
    for wish in case.choices("hotel"):
        fitting = [hotel for hotel in every_night if set(_told(hotel, wish)) & set(wish.values)]
        if wish.op == "any_of" and not fitting:
            yield f"no hotel has any of {', '.join(wish.labels)} and what is asked of every night"
        for value, label in zip(wish.values, wish.labels, strict=True):
            if wish.op == "all_of" and not any(value in _told(hotel, wish) for hotel in fitting):
                yield f"no hotel has {label} and what is asked of every night"
    nears = [wish for wish in case.wishes if isinstance(wish, Near) and wish.subject == "hotel"]
    for near in nears:
        km = _nearest(case, near.place, every_night)
        if km is not None and km > near.max_km:
            yield f"the hotel nearest to {near.label} lies {km:.2f} km away, {near.max_km:g} km are asked for"
    if case.request.nights == 1 and not any(_meets_all(case, hotel, nears) for hotel in every_night):
        yield "no hotel has all that is asked of the only night"


def _meets_all(case: _Case, hotel: Hotel, nears: list[Near]) -> bool:
    told = [(wish, set(_told(hotel, wish))) for wish in case.choices("hotel")]
    return all(
        wish.op not in ("all_of", "any_of") or (has >= set(wish.values) if wish.op == "all_of" else bool(has & set(wish.values)))
        for wish, has in told
    ) and all((_nearest(case, near.place, [hotel]) or 0) <= near.max_km for near in nears)


def _may_be_slept_in(case: _Case, hotel: Hotel) -> bool:
    for wish in case.choices("hotel"):
        has = bool(set(_told(hotel, wish)) & set(wish.values))
        if (wish.op == "only" and not has) or (wish.op == "none_of" and has and wish.attribute != "room"):
            return False
    return True


def _told(place: AnyPlace, wish: Choice) -> tuple[str, ...]:
    """What a place is said to be, in the words of a wish."""
    match place, wish.attribute:
        case _, "place":
            return (place.id,)
        case Hotel(), "room":
            return place.rooms
        case Hotel(), _:
            return place.features
        case Attraction(), _:
            return place.kinds
        case Restaurant(), _:
            return (*place.cuisine, *place.tags)
    return ()


def _nearest(case: _Case, place: str, hotels: list[Hotel]) -> float | None:
    if not hotels:
        return None
    at = case.city.by_id[place].at
    ends = np.array([[hotel.at.lat, hotel.at.lon] for hotel in hotels])
    return float(kilometres(np.broadcast_to([at.lat, at.lon], ends.shape), ends).min())


def _no_money(case: _Case) -> Iterator[str]:
    people, nights = case.request.party.size, case.request.nights
    fares = [
        min(Decimal(str(s.fare)) for s in _allowed(case, d, services)) for d, services in (("out", case.out), ("back", case.back))
    ]
    rooms = next((wish.count for wish in case.wishes if isinstance(wish, RoomCount)), -(-people // _BEDS))
    rates = [hotel.nightly.typical for hotel in case.city.hotels if _may_be_slept_in(case, hotel)]
    least = {
        "intercity": sum(fares, Decimal(0)) * people,
        "lodging": min(rates, default=Decimal(0)) * rooms * nights,
        "tickets": sum((ticket * people for ticket in _tickets(case)), Decimal(0)),
        "meals": sum((meal * people for meal in _meals(case)), Decimal(0)),
    }
    for category, amount in least.items():
        limit = case.limit(category)
        if limit is not None and amount > limit:
            yield f"{category} cost at least {amount}, {limit} are allowed"
    for wish in case.wishes:
        if isinstance(wish, CostLimit) and (wish.category, wish.per) == ("lodging", "person_night") and rates:
            share = min(rates) * rooms / people
            if share > wish.amount:
                yield f"a bed costs at least {share:.2f} a night, {wish.amount} are allowed"
    totals = [amount for amount in (case.limit("total"), case.request.budget_total) if amount is not None]
    if totals and sum(least.values()) > min(totals):
        yield f"journeys, beds, tickets and meals cost at least {sum(least.values())}, {min(totals)} are allowed"


def _tickets(case: _Case) -> Iterator[Decimal]:
    """The price of each sight that must be seen, or of the cheapest of its kind where just a kind is asked for."""
    named = {value for w in case.choices("attraction") if w.attribute == "place" and w.op == "all_of" for value in w.values}
    named |= {wish.place for wish in case.wishes if isinstance(wish, VisitClock) and wish.place.startswith("attraction:")}
    if named:
        yield from (_price(case.city.by_id[place]) for place in sorted(named))
        return
    kinds = [w.values for w in case.choices("attraction") if w.attribute == "kind" and w.op in ("all_of", "any_of")]
    yield max(
        (min((_price(a) for a in case.city.attractions if set(a.kinds) & set(k)), default=Decimal(0)) for k in kinds),
        default=Decimal(0),
    )


def _meals(case: _Case) -> Iterator[Decimal]:
    """The price of each restaurant that must be eaten at."""
    named = {value for w in case.choices("restaurant") if w.attribute == "place" and w.op == "all_of" for value in w.values}
    named |= {wish.place for wish in case.wishes if isinstance(wish, VisitClock)}
    places = (case.city.by_id[place] for place in sorted(named))
    yield from (place.per_person.typical for place in places if isinstance(place, Restaurant))


def _price(place: AnyPlace) -> Decimal:
    fares = place.ticket.fares if isinstance(place, Attraction) and place.ticket else ()
    return min((fare.adult for fare in fares), default=Decimal(0))


def _no_such_place(case: _Case) -> Iterator[str]:
    for subject, places in (("attraction", case.city.attractions), ("restaurant", case.city.restaurants)):
        for wish in case.choices(subject):
            there = {word for place in places for word in _told(place, wish)}
            lacking = [label for value, label in zip(wish.values, wish.labels, strict=True) if value not in there]
            if lacking and (wish.op == "all_of" or (wish.op == "any_of" and len(lacking) == len(wish.values))):
                yield f"there is no {', '.join(lacking)}"
            banned = {
                value
                for other in case.choices(subject)
                if other.op == "none_of" and other.attribute == wish.attribute
                for value in other.values
            }
            if wish.op == "all_of" and banned & set(wish.values):
                yield f"{', '.join(sorted(banned & set(wish.values)))} is both asked for and banned"


def _never_open(case: _Case) -> Iterator[str]:
    """Times at a place against its opening hours, which are the same every day."""
    for wish in case.wishes:
        place = case.city.by_id.get(wish.place) if isinstance(wish, VisitClock) else None
        if not isinstance(wish, VisitClock) or not isinstance(place, Attraction | Restaurant) or place.hours is None:
            continue
        windows = [(rule.opens, rule.closes) for rule in place.hours.rules]
        start = max(wish.start_from or 0, 0)
        fits = any(
            (wish.start_by is None or opens <= wish.start_by)
            and (wish.end_from is None or closes >= wish.end_from)
            and (wish.end_by is None or max(opens, start) < wish.end_by)
            and closes - max(opens, start) >= (wish.at_least or 1)
            for opens, closes in windows
        )
        if not fits:
            told = ", ".join(f"{format_clock(opens)}-{format_clock(closes)}" for opens, closes in windows)
            yield f"{place.name} is open {told} only"


_ARGUMENTS: tuple[Callable[[_Case], Iterator[str]], ...] = (_no_way, _no_time, _no_hotel, _no_money, _no_such_place, _never_open)
"""Later ones may rely on what earlier ones found to be there."""
