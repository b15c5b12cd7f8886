"""An intercity ride, and what it leaves of the days and nights in the city."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from ...domain.request import TripRequest
from ...domain.travel import IntercityService
from .assumptions import CITY_BUFFER

Direction = Literal["out", "back"]

DAY = 24 * 60
"""Minutes of a day."""

NIGHT_ENDS = 4 * 60
"""Who arrives before this hour still goes to bed; who arrives later has spent the night on the way."""

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

    @property
    def arrival(self) -> tuple[int, int]:
        """How many days later the traveller's first day there begins, and the minute of that day.

        A night that is mostly over counts as spent on the way; an arrival soon after midnight belongs to the day before.
        """
        days = max(0, self.arrive - NIGHT_ENDS) // DAY
        return days, self.arrive - days * DAY

    @property
    def ready(self) -> int:
        """When one must be at the station, minutes of the day of departure."""
        return self.depart - CITY_BUFFER[self.service.mode]

    def earlier(self, ready: int) -> Ride:
        """The same ride without standing around: the next full ten minutes after the party is ready, where that is allowed."""
        depart = max(self.not_before, -(-ready // _STEP) * _STEP)
        return self if depart >= self.depart else replace(self, depart=depart)


def first_day(rides: Iterable[Ride]) -> int:
    """Index of the first day in the city; those before it are spent on the way."""
    return next((ride.arrival[0] for ride in rides if ride.direction == "out"), 0)


def nights_of(request: TripRequest, rides: Iterable[Ride]) -> int:
    """How many nights the party needs a hotel."""
    return request.nights - first_day(rides)
