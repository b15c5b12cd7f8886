"""The frame of each day: rides in and out, where it starts and ends, and when."""

from __future__ import annotations

from collections.abc import Sequence

from ...domain.constraint import DayClock, JourneyClock
from ...domain.place import Station
from ...domain.request import TripRequest
from .assumptions import BEDTIME, CITY_BUFFER, EARLY_NIGHT
from .journeys import Direction, Ride, choose_ride
from .problem import BASE, Day, Visit
from .select import NoCandidatesError
from .setting import Setting

_ON_ARRIVAL = 90
"""A day that begins with an arrival lasts at least this much longer, minutes."""

_FROM_STATION, _BEFORE_DEPARTURE = 30, 90
"""Allowed for the way from and to a station or airport that is the traveller's own affair, minutes."""

_TO_STATION = 120
"""The way to the station never takes longer, minutes."""

_BUSY = 240
"""A day this short may stay without a sight, and meals and errands take that much of a longer one."""

_WAY_HOME = 60
"""Minutes from an evening show to bed; see :data:`BEDTIME`."""


def rides_of(setting: Setting) -> tuple[Ride, ...]:
    """The journeys out and back; none where the origin isn't known or nothing is known about the way.

    Raises:
        NoCandidatesError: If the wishes leave no service.
    """
    found = setting.evidence.findings.get("intercity")
    if found is None or not found.services:
        return ()
    stations = {place.id: place.city for place in setting.evidence.places.values() if isinstance(place, Station)}
    here = {place for place, city in stations.items() if city == setting.request.destination}
    known = [s for s in found.services if {s.origin, s.destination} <= stations.keys()]
    directions: tuple[Direction, ...] = ("out", "back")
    rides = []
    for direction in directions:
        services = [s for s in known if (s.destination if direction == "out" else s.origin) in here]
        ride = choose_ride(setting.request, services, direction, thrift=setting.thrift)
        if ride is None:
            raise NoCandidatesError("intercity")
        rides.append(ride)
    return tuple(rides)


def days_of(setting: Setting, rides: tuple[Ride, ...], needed: Sequence[Sequence[Visit]], *, has_base: bool) -> tuple[Day, ...]:
    """One frame per date.

    Args:
        setting: The attempt.
        rides: The journeys out and back.
        needed: Visits to sights, of each group of which the plan needs one: an evening show keeps the party out later.
        has_base: Whether there is a hotel to come from and to return to.

    Raises:
        NoCandidatesError: If the journey back leaves before the one out has arrived.
    """
    shape, request = setting.shape, setting.request
    leave, home, most = shape.leave, shape.home, shape.max_visits
    if setting.tires_soon:
        home, most = home - EARLY_NIGHT, most - 1
    homes = [max(home, late) for late in _evenings(needed, home, request.days)]
    for wish in request.constraints:
        if isinstance(wish, DayClock) and wish.strength == "hard":
            leave = wish.earliest if wish.earliest is not None else leave
            homes = [wish.latest if wish.latest is not None else home for home in homes]
    by_direction = {ride.direction: ride for ride in rides}
    index = setting.evidence.travel.index
    days = []
    for k in range(request.days):
        first, last = k == 0, k == request.days - 1
        start = end = BASE if has_base else setting.nowhere
        earliest, latest, arrived = leave, homes[k], False
        if first:
            earliest = max(earliest, _own_arrival(request))
        if last:
            latest = min(latest, _own_departure(request))
        if first and (out := by_direction.get("out")):
            station = setting.evidence.places[out.service.destination]
            assert isinstance(station, Station)
            start, arrived = index[station.id], True
            earliest = out.arrive + station.transfer_minutes
            latest = max(latest, earliest + _ON_ARRIVAL)
        if last and (back := by_direction.get("back")):
            end = index[back.service.origin]
            latest = back.depart - CITY_BUFFER[back.service.mode]
            if not arrived:
                earliest = min(earliest, latest - _TO_STATION)  # an early train is worth an early start
            elif latest < earliest:
                raise NoCandidatesError("intercity")
        span, whole = latest - earliest, not (arrived or (last and "back" in by_direction))
        days.append(
            Day(
                start=start,
                end=end,
                earliest=earliest,
                latest=latest,
                waits_at_start=arrived,
                max_visits=most,
                min_visits=1 if whole and span >= _BUSY else 0,
                target=None if setting.thrift else min(shape.target, max(0, span - _BUSY)),
            )
        )
    return tuple(days)


def _own_arrival(request: TripRequest) -> int:
    """When a party that travels on its own account gets there, as far as it said so."""
    clocks = [wish for wish in request.constraints if isinstance(wish, JourneyClock) and wish.strength == "hard"]
    return max((w.not_before + _FROM_STATION for w in clocks if w.direction == "out" and w.not_before is not None), default=0)


def _own_departure(request: TripRequest) -> int:
    """When it has to leave again."""
    clocks = [wish for wish in request.constraints if isinstance(wish, JourneyClock) and wish.strength == "hard"]
    ends = [w.not_after for w in clocks if (w.direction, w.event) == ("back", "depart") and w.not_after is not None]
    return min((end - _BEFORE_DEPARTURE for end in ends), default=BEDTIME)


def _evenings(needed: Sequence[Sequence[Visit]], home: int, days: int) -> list[int]:
    """Per date, until when the party stays out for what is only there in the evening; 0 where there is nothing such."""
    late = [0] * days
    for visits in needed:
        ends = [[w.earliest + visit.dwell for visit in visits for w in visit.windows[k]] for k in range(days)]
        if min((end for day in ends for end in day), default=0) + _WAY_HOME > home:
            late = [
                max(until, min(min(day) + _WAY_HOME, BEDTIME)) if day else until for until, day in zip(late, ends, strict=True)
            ]
    return late
