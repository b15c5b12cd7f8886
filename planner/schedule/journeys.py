"""Chooses the intercity rides and when they leave."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from ...domain.constraint import Choice, CostLimit, JourneyClock
from ...domain.request import TripRequest
from ...domain.travel import IntercityService
from .assumptions import CITY_BUFFER, HOME_BY, OUT_NOT_BEFORE

Direction = Literal["out", "back"]

_FEN_PER_MINUTE = 300
_LATEST_ARRIVAL = 26 * 60
_STEP = 10


@dataclass(frozen=True, kw_only=True)
class Ride:
    """A service with its departure, minutes of the day it leaves on.

    Attributes:
        not_before: The service and the wishes allow no earlier departure.
    """

    direction: Direction
    service: IntercityService
    depart: int
    not_before: int

    @property
    def arrive(self) -> int:
        """Arrival, minutes of the day of departure."""
        return self.depart + self.service.minutes

    def earlier(self, ready: int) -> Ride:
        """The same ride without standing around: the next full ten minutes after the party is ready, where that is allowed."""
        depart = max(self.not_before, -(-ready // _STEP) * _STEP)
        return self if depart >= self.depart else replace(self, depart=depart)


def choose_ride(
    request: TripRequest, services: Iterable[IntercityService], direction: Direction, *, thrift: bool = False
) -> Ride | None:
    """The ride with the least fare plus time of those the request allows; None when it allows none.

    Args:
        request: Its intercity modes, clocks and caps are kept.
        services: Services of this direction.
        direction: Which one.
        thrift: Weigh the fare alone.
    """
    rides = [ride for service in services if (ride := _timed(request, service, direction)) and _allowed(request, ride)]

    def burden(ride: Ride) -> tuple[Decimal, str]:
        fare = sum((ride.service.fare_of(person) for person in request.party.travellers), Decimal(0)) * 100
        minutes = ride.service.minutes + CITY_BUFFER[ride.service.mode]
        return fare + (0 if thrift else minutes * _FEN_PER_MINUTE * request.party.size), ride.service.id

    return min(rides, key=burden, default=None)


def _timed(request: TripRequest, service: IntercityService, direction: Direction) -> Ride | None:
    earliest, latest = service.first, service.last
    for wish in request.constraints:
        if isinstance(wish, JourneyClock) and wish.direction == direction and wish.strength == "hard":
            shift = service.minutes if wish.event == "arrive" else 0
            if wish.not_before is not None:
                earliest = max(earliest, wish.not_before - shift)
            if wish.not_after is not None:
                latest = min(latest, wish.not_after - shift)
    if earliest > latest:
        return None
    if direction == "out":
        depart = min(max(earliest, OUT_NOT_BEFORE), latest)
    else:
        depart = max(min(latest, HOME_BY - service.minutes), earliest)
    return Ride(direction=direction, service=service, depart=depart, not_before=earliest)


def _allowed(request: TripRequest, ride: Ride) -> bool:
    if ride.arrive > _LATEST_ARRIVAL:
        return False
    subjects = {"intercity", f"intercity_{ride.direction}"}
    for wish in request.constraints:
        if wish.strength == "soft":
            continue
        if isinstance(wish, Choice) and wish.subject in subjects and wish.attribute == "mode":
            if (ride.service.mode in wish.values) == (wish.op == "none_of"):
                return False
        elif isinstance(wish, CostLimit) and wish.category == "intercity":
            fare = sum((ride.service.fare_of(person) for person in request.party.travellers), Decimal(0))
            cap = wish.amount * (request.party.size if wish.per == "person" else 1)
            if 2 * fare > cap:
                return False
    return True
