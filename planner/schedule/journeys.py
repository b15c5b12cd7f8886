"""Chooses the intercity rides, out and back together, and when they leave."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeGuard

from ...domain.constraint import Choice, Constraint, CostLimit, JourneyClock
from ...domain.money import FEN
from ...domain.request import TripRequest
from ...domain.travel import IntercityService
from .assumptions import CITY_BUFFER, HOME_BY, OUT_NOT_BEFORE
from .rides import DAY, NIGHT_ENDS, Direction, Ride

Way = Callable[[str, str], int]
"""Minutes from one place of the city to another."""

Access = Callable[[str], tuple[int, int]]
"""Minutes from a station to the places one goes to, and all that the way takes from the party, fen."""

ONLY_MONEY = 100_000
"""A price of money at which nothing else counts."""

# What a ride takes from one traveller beyond its fare, fen.
_ON_THE_WAY = 100
"""A minute between two cities."""
_IN_TOWN, _TOWN_OPENS, _TOWN_CLOSES = 200, 9 * 60, 20 * 60
"""A minute of the day that the traveller could have been about in the city."""
_SLEEPLESS, _DAWN, _UP_FROM, _UP_TILL = 250, 5 * 60, 6 * 60, 22 * 60 + 30
"""A minute by which somebody must be up and about before or after these hours; before dawn it counts as several."""
_NIGHT_ON_THE_WAY = 40_000
"""A night without a bed of one's own."""
_LONG_RIDE, _WEARY = 8 * 60, 600
"""A minute of a ride beyond so many, on a trip of a day; the longer the trip, the less."""
_UNKEPT = 30_000
"""A departure or arrival at another hour than the traveller would have liked."""
_WRONG_TRAIN = 150_000
"""A train of another class than the traveller would have liked: hours longer, or a seat where a bed was wished for."""

_TO_STATION = 60
"""Minutes from home to the station, and in a city where nothing else is known."""

_SHARE, _BEYOND_SHARE = Decimal("0.4"), 4
"""Fares beyond this share of the budget are missing elsewhere: they count so many times on top of themselves."""


def choose_rides(
    request: TripRequest,
    out: Iterable[IntercityService],
    back: Iterable[IntercityService],
    *,
    way: Way,
    access: Access = lambda station: (_TO_STATION, 0),
    price: int = 1,
    hour: int = 1,
    night_fen: int = 0,
    kept: Mapping[str, tuple[str, int]] = {},
) -> tuple[Ride, Ride] | None:
    """The pair of rides with the least fares, time on the way, time lost in the city, and nights cut short.

    Args:
        request: Its intercity modes, clocks and caps are kept, caps by both rides together.
        out: Services to the city.
        back: Services home.
        way: From the station of arrival to that of departure, should both lie on one day.
        access: What it takes to get into the city from a station, or back.
        price: How many times a fen of the fares counts.
        hour: How many times the time in the city counts that the rides take away.
        night_fen: What a night at a hotel costs at least; a night on the way saves it.
        kept: By direction, the only service to take and the minute it leaves.

    Returns:
        None where the request allows no pair.
    """
    together = _Together(request)
    outs = _worthwhile(_rides(request, out, "out", access, price, hour, night_fen, kept.get("out")), request)
    backs = _worthwhile(_rides(request, back, "back", access, price, hour, night_fen, kept.get("back")), request)
    best = min(
        (
            (there.burden + home.burden + price * _BEYOND_SHARE * together.beyond(there.fen + home.fen), *names, there, home)
            for there in outs
            for home in backs
            if together.allows(there, home) and (request.days > 1 or _fits_a_day(there.ride, home.ride, way))
            for names in [(there.ride.service.id, home.ride.service.id)]
        ),
        default=None,
        key=lambda found: found[:3],
    )
    return best and (best[3].ride, best[4].ride)


@dataclass(frozen=True, kw_only=True, slots=True)
class _Offer:
    """A ride with what the party pays for it and what it is worse than nothing by, fen."""

    ride: Ride
    fen: int
    burden: int

    @property
    def clock(self) -> int:
        """How early the ride leaves the city, or how late it gets there."""
        return self.ride.arrive if self.ride.direction == "out" else -self.ride.depart


class _Together:
    """What the wishes say about both rides."""

    def __init__(self, request: TripRequest) -> None:
        hard = [wish for wish in request.constraints if wish.strength == "hard"]
        size = request.party.size
        caps = [
            wish.amount * (size if wish.per == "person" else 1)
            for wish in hard
            if isinstance(wish, CostLimit) and wish.category == "intercity" and wish.per in ("trip", "person")
        ]
        self.cap = None if not caps else int(min(caps) / FEN)
        self.modes = [
            set(wish.values)
            for wish in hard
            if isinstance(wish, Choice) and (wish.subject, wish.attribute, wish.op) == ("intercity", "mode", "all_of")
        ]
        budget = request.budget_total
        self.share = None if budget is None else int(budget * _SHARE / FEN)

    def allows(self, there: _Offer, home: _Offer) -> bool:
        if self.cap is not None and there.fen + home.fen > self.cap:
            return False
        used = {there.ride.service.mode, home.ride.service.mode}
        return all(modes <= used for modes in self.modes)

    def beyond(self, fen: int) -> int:
        return 0 if self.share is None else max(0, fen - self.share)


def _rides(
    request: TripRequest,
    services: Iterable[IntercityService],
    direction: Direction,
    access: Access,
    price: int,
    hour: int,
    night_fen: int,
    kept: tuple[str, int] | None,
) -> Iterator[_Offer]:
    ends: dict[str, tuple[int, int]] = {}
    for service in services:
        if kept is not None and service.id != kept[0]:
            continue
        ride = _timed(request, service, direction, None if kept is None else kept[1])
        if ride is None or not _allowed(request, ride):
            continue
        station = service.destination if direction == "out" else service.origin
        if station not in ends:
            ends[station] = access(station)
        fen = int(sum((service.fare_of(person) for person in request.party.travellers), Decimal(0)) / FEN)
        saved = night_fen * ride.arrival[0] if direction == "out" else 0
        minutes, fares = ends[station]
        burden = (
            price * (fen - saved)
            + fares
            + request.party.size * _trouble(ride, minutes, request.days, hour)
            + _unkept(request, ride)
        )
        yield _Offer(ride=ride, fen=fen, burden=burden)


def _worthwhile(offers: Iterable[_Offer], request: TripRequest) -> list[_Offer]:
    """Without those that another one of their mode between their stations beats at everything that counts.

    On a day trip a ride that is worse in itself may be the one that leaves time between the two.
    """
    kept: dict[tuple[str, ...], list[_Offer]] = {}
    for offer in sorted(offers, key=lambda offer: (offer.fen, offer.burden, offer.ride.service.id)):
        service = offer.ride.service
        rivals = kept.setdefault((service.mode, service.origin, service.destination), [])
        if not any(
            rival.burden <= offer.burden and (request.days > 1 or rival.clock <= offer.clock)
            for rival in rivals  # none of them is dearer
        ):
            rivals.append(offer)
    return [offer for rivals in kept.values() for offer in rivals]


def _fits_a_day(there: Ride, home: Ride, way: Way) -> bool:
    return there.arrive + way(there.service.destination, home.service.origin) <= home.ready


def _timed(request: TripRequest, service: IntercityService, direction: Direction, at: int | None) -> Ride | None:
    earliest, latest = service.first, service.last
    for wish in request.constraints:
        if isinstance(wish, JourneyClock) and wish.direction == direction and wish.strength == "hard":
            shift = service.minutes if wish.event == "arrive" else 0
            if wish.not_before is not None:
                earliest = max(earliest, wish.not_before - shift)
            if wish.not_after is not None:
                latest = min(latest, wish.not_after - shift)
    if earliest > latest or (at is not None and not earliest <= at <= latest):
        return None
    if at is not None:
        return Ride(direction=direction, service=service, depart=at, not_before=at)
    if direction == "out":
        depart = min(max(earliest, OUT_NOT_BEFORE), latest)
    else:
        depart = max(min(latest, HOME_BY - service.minutes), earliest)
    return Ride(direction=direction, service=service, depart=depart, not_before=earliest)


def _allowed(request: TripRequest, ride: Ride) -> bool:
    """Whether the wishes allow the ride whatever the other one is, it can be caught, and it leaves a night in the city."""
    if ride.direction == "out" and ride.arrival[0] > max(0, request.days - 2):
        return False
    if ride.direction == "back" and ride.ready < _TO_STATION and request.days > 1:
        return False
    return all(_answers(ride.service, w) for w in request.constraints if w.strength == "hard" and _is_about(w, ride))


def _is_about(wish: Constraint, ride: Ride) -> TypeGuard[Choice]:
    return isinstance(wish, Choice) and wish.subject in ("intercity", f"intercity_{ride.direction}")


def _answers(service: IntercityService, wish: Choice) -> bool:
    """Whether a service keeps a wish by itself; one for a class of trains is about no flight, and no train of unknown class."""
    if wish.attribute == "class":
        return service.train_class is None or (service.train_class in wish.values) == (wish.op != "none_of")
    words = {service.mode} if wish.attribute == "mode" else {service.origin, service.destination}
    return bool(words & set(wish.values)) == (wish.op != "none_of")


def _trouble(ride: Ride, access: int, days: int, hour: int) -> int:
    """What a ride takes from one traveller beyond its fare, fen.

    Args:
        ride: Out or back.
        access: Minutes between its station and the city.
        days: Of the trip; the shorter it is, the less a long ride is worth it.
        hour: How many times the time lost in the city counts.
    """
    leaves = ride.ready - (_TO_STATION if ride.direction == "out" else access)
    nights = max(0, ride.arrive - NIGHT_ENDS) // DAY
    minutes = ride.service.minutes + CITY_BUFFER[ride.service.mode]
    arrives = ride.arrive - nights * DAY
    up = (
        max(0, _UP_FROM - leaves)
        + 3 * max(0, _DAWN - leaves)
        + max(0, arrives - _UP_TILL)
        + (max(0, _UP_FROM - arrives) if nights else 0)
    )
    if ride.direction == "out":
        day, arrive = ride.arrival
        lost = day * (_TOWN_CLOSES - _TOWN_OPENS) + _within(_TOWN_OPENS, arrive + access)
    else:
        lost = _within(leaves, _TOWN_CLOSES)
        if nights:  # days that should have been spent at home
            lost += (nights - 1) * (_TOWN_CLOSES - _TOWN_OPENS) + _within(_TOWN_OPENS, arrives)
    weary = _WEARY * max(0, ride.service.minutes - _LONG_RIDE) // days
    return weary + _ON_THE_WAY * minutes + hour * _IN_TOWN * lost + _SLEEPLESS * up + _NIGHT_ON_THE_WAY * nights


def _within(start: int, end: int) -> int:
    """Minutes of a span that one could be about in the city."""
    return max(0, min(end, _TOWN_CLOSES) - max(start, _TOWN_OPENS))


def _unkept(request: TripRequest, ride: Ride) -> int:
    """What unkept soft wishes for a mode, a class or an hour take from the whole party."""
    lost = 0
    for wish in request.constraints:
        if wish.strength == "hard":
            continue
        if isinstance(wish, JourneyClock) and wish.direction == ride.direction:
            clock = ride.depart if wish.event == "depart" else ride.arrive
            early = wish.not_before is not None and clock < wish.not_before
            late = wish.not_after is not None and clock > wish.not_after
            lost += _UNKEPT * (early or late)
        elif _is_about(wish, ride) and not _answers(ride.service, wish):
            lost += _WRONG_TRAIN if wish.attribute == "class" else _UNKEPT
    return lost * request.party.size
