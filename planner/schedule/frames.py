"""The frame of each day: rides in and out, where it starts and ends, and when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial

from ...domain.clock import LATEST
from ...domain.constraint import JourneyClock
from ...domain.pin import StopPin
from ...domain.place import AnyPlace, Attraction, Hotel, Station
from ...domain.request import TripRequest
from .assumptions import BEDTIME, EARLY_NIGHT, EVENING
from .bases import least_night
from .clocks import clocks_of, clocks_of_days
from .journeys import ONLY_MONEY, choose_rides
from .keep import Grip
from .problem import ALWAYS, BASE, Day, Visit, Window
from .rides import DAY, Ride
from .select import NoCandidatesError
from .setting import Setting
from .ways import Ways

_LONGEST_WAY = 180
"""The way between a bed and a station never takes longer, minutes."""

_ROOM = 120
"""Minutes between a station and bed in which nothing has room but the way."""

_SLEEP, _SLEPT_IN = 9 * 60, 10 * 60
"""Who arrives late leaves the hotel so long after the arrival, but by ten at the latest."""

_FROM_STATION, _BEFORE_DEPARTURE = 30, 90
"""Allowed for the way from and to a station or airport that is the traveller's own affair, minutes."""

_ROOMY = 20
"""How many times the time in the city counts where a plan lacks room for what it must contain."""

_DAWN, _EARLY_RIDE = 5 * 60, 7 * 60
"""Nobody crosses the city before dawn, except to catch an early ride."""

_LIGHT, _BUSY = (9 * 60, 18 * 60), 240
"""A day with fewer minutes than these in the city at these hours may stay without a sight; so many go to meals and errands."""

_SHORT_MEAL = 30

_LEEWAY = 30
"""A party leaves so many minutes earlier than usual, or is back later, to keep what it has planned."""

_WAY_THERE, _WAY_HOME = 60, 60
"""Minutes from bed to what begins early, and from an evening show to bed; see :data:`BEDTIME`."""

_DINED = 18 * 60 + 50
"""An evening show begins after dinner where it can."""


def rides_of(setting: Setting) -> tuple[Ride, ...]:
    """The journeys out and back; none where the origin isn't known or nothing is known about the way.

    Raises:
        NoCandidatesError: If the wishes leave no pair of services.
    """
    found = setting.evidence.findings.get("intercity")
    if found is None or not found.services:
        if setting.keep is not None and any(pin.locked for pin in setting.keep.journeys.values()):
            raise NoCandidatesError("intercity")
        return ()
    stations = {place.id: place for place in setting.evidence.places.values() if isinstance(place, Station)}
    here = {place.id for place in stations.values() if place.city == setting.request.destination}
    known = [service for service in found.services if {service.origin, service.destination} <= stations.keys()]
    sights, ways = [place.id for place in setting.evidence.of(Attraction)], Ways(setting)
    price = ONLY_MONEY if setting.thrift and not setting.roomy else 1 + setting.price

    def access(station: str) -> tuple[int, int]:
        found = ways.burdens(station, sights) or [(0, _FROM_STATION)]
        minutes = stations[station].transfer_minutes + sum(minutes for _, minutes in found) // len(found)
        return minutes, (price if price == ONLY_MONEY else 1) * sum(burden for burden, _ in found) // len(found)

    choose = partial(
        choose_rides,
        setting.request,
        [service for service in known if service.destination in here],
        [service for service in known if service.origin in here],
        way=lambda start, end: stations[start].transfer_minutes + ways.minutes(start, end),
        access=access,
        price=price,
        hour=_ROOMY if setting.roomy else 1,
        night_fen=least_night(setting),
    )
    pair = None
    if setting.keep is not None and (pins := setting.keep.journeys):
        pair = choose(kept={direction: (pin.service, pin.depart) for direction, pin in pins.items()})
        if pair is None and (locked := {direction: (pin.service, pin.depart) for direction, pin in pins.items() if pin.locked}):
            pair = choose(kept=locked)
            if pair is None:
                raise NoCandidatesError("intercity")
    pair = pair or choose()
    if pair is None:
        raise NoCandidatesError("intercity")
    return pair


def days_of(setting: Setting, rides: tuple[Ride, ...], needed: Sequence[Sequence[Visit]], *, has_base: bool) -> tuple[Day, ...]:
    """One frame per date.

    Args:
        setting: The attempt.
        rides: The journeys out and back.
        needed: Visits to sights, of each group of which the plan needs one: an evening show keeps the party out later.
        has_base: Whether there is a hotel to come from and to return to.
    """
    shape, request, index = setting.shape, setting.request, setting.evidence.travel.index
    out, back = (next((ride for ride in rides if ride.direction == direction), None) for direction in ("out", "back"))
    arrival, arrive = out.arrival if out else (0, _own_arrival(request))
    departs = back.depart if back else _own_departure(request)
    hours = _hours(setting, needed, range(arrival + (out is not None), request.days))
    days = [_on_the_way(setting)] * arrival
    for k in range(arrival, request.days):
        start = end = BASE if has_base else setting.nowhere
        (earliest, latest), visits = hours[k], shape.max_visits - setting.tires_soon
        light = [max(_LIGHT[0], earliest), min(_LIGHT[1], latest)]
        if k == arrival:
            light[0] = max(light[0], arrive)
            earliest = max(earliest, arrive)
        elif k == arrival + 1:
            earliest = max(earliest, min(arrive + _SLEEP - DAY, _SLEPT_IN))
        if k == request.days - 1:
            light[1] = min(light[1], departs)
            latest = min(latest, departs)
        if k == arrival and out:
            station = setting.evidence.places[out.service.destination]
            assert isinstance(station, Station)
            start = index[station.id]
            earliest = max(arrive + station.transfer_minutes, _DAWN)
            if latest < earliest + _ROOM:
                latest, visits = min(earliest + _LONGEST_WAY, LATEST), 0
        if k == request.days - 1 and back:
            end = index[back.service.origin]
            latest = back.ready
            if k > arrival or out is None:  # an early ride is worth an early start
                dawn = min(_DAWN, latest - _ROOM // 2) if departs >= _EARLY_RIDE else 0
                visits = 0 if latest < earliest + _ROOM else visits
                earliest = max(0, min(earliest, max(latest - _LONGEST_WAY, dawn)))
        span = latest - earliest
        days.append(
            Day(
                start=start,
                end=end,
                earliest=earliest,
                latest=latest,
                waits_at_start=k == arrival and out is not None,
                max_visits=visits,
                min_visits=1 if light[1] - light[0] >= _BUSY else 0,
                target=None if setting.thrift else min(shape.target, max(0, span - _BUSY)),
            )
        )
    return tuple(days)


def widened(
    setting: Setting, days: Sequence[Day], held: Mapping[int, StopPin], needed: Sequence[Sequence[int]]
) -> tuple[Day, ...]:
    """The frames with room for what is locked, and for what is needed beside what is held of an earlier plan.

    Args:
        setting: The attempt.
        days: The frames of the days as they would be else.
        held: Visits that are held, by index.
        needed: Of each of these the plan needs one.
    """
    keep = setting.keep
    if keep is None:
        return tuple(days)
    new = sum(not held.keys() & set(members) for members in needed)
    found = []
    for k, (day, (early, late)) in enumerate(zip(days, clocks_of_days(setting.request), strict=True)):
        locked = [pin for pin in held.values() if pin.day == k + 1 and pin.locked]
        sights = [pin for pin in held.values() if pin.day == k + 1 and pin.kind == "attraction"]
        room = min(max(day.max_visits, len(sights) + new), setting.shape.max_visits)
        room = max(day.max_visits, room, sum(pin.locked for pin in sights))
        earliest, latest = day.earliest, day.latest
        if sights and not day.waits_at_start and early is None:
            earliest = max(min(earliest, _DAWN), earliest - _LEEWAY)
        if sights and day.end in (BASE, setting.nowhere) and late is None:
            latest = max(latest, min(latest + _LEEWAY, BEDTIME))
        if locked and not day.waits_at_start:
            earliest = min(earliest, max(early or 0, min(pin.start for pin in locked) - _LONGEST_WAY))
        if locked and day.end in (BASE, setting.nowhere):
            home = min(ALWAYS if late is None else late, max(pin.end for pin in locked) + _LONGEST_WAY, LATEST)
            latest = max(latest, home)
        idle = keep.grips[k] is not Grip.FREE and not any(span.day == k + 1 for span in setting.request.open_spans)
        before = sum(pin.kind == "attraction" and pin.day == k + 1 for pin in keep.stops.values())
        least = min(day.min_visits, before) if idle else day.min_visits
        found.append(replace(day, earliest=earliest, latest=latest, max_visits=room, min_visits=least))
    return tuple(found)


def _on_the_way(setting: Setting) -> Day:
    return Day(start=setting.nowhere, end=setting.nowhere, earliest=0, latest=0, max_visits=0, min_visits=0)


def _own_arrival(request: TripRequest) -> int:
    """When a party that travels on its own account gets there, as far as it said so."""
    clocks = [wish for wish in request.constraints if isinstance(wish, JourneyClock) and wish.strength == "hard"]
    return max((w.not_before + _FROM_STATION for w in clocks if w.direction == "out" and w.not_before is not None), default=0)


def _own_departure(request: TripRequest) -> int:
    """When it has to leave again."""
    clocks = [wish for wish in request.constraints if isinstance(wish, JourneyClock) and wish.strength == "hard"]
    ends = [w.not_after for w in clocks if (w.direction, w.event) == ("back", "depart") and w.not_after is not None]
    return min((end - _BEFORE_DEPARTURE for end in ends), default=BEDTIME)


def _hours(setting: Setting, needed: Sequence[Sequence[Visit]], mornings: Sequence[int]) -> list[tuple[int, int]]:
    """Per date, from when until when the party is out: as suits its pace, as it wishes, or as what it asks for demands.

    Args:
        setting: The attempt.
        needed: See :func:`days_of`.
        mornings: Days that begin in the city; on the first that will do the party gets up for what it wants to do early.
    """
    request, shape = setting.request, setting.shape
    home = shape.home - EARLY_NIGHT * (setting.tires_soon and not setting.brief)
    leaves, homes = [shape.leave] * request.days, [max(home, late) for late in _evenings(needed, home, request.days)]
    for k, (earliest, latest) in enumerate(clocks_of_days(request)):
        leaves[k], homes[k] = leaves[k] if earliest is None else earliest, homes[k] if latest is None else latest
    for place_id, clock in clocks_of(request).items():
        place = setting.evidence.places.get(place_id)
        if place is None or isinstance(place, Hotel):
            continue
        node, stay = setting.evidence.travel.index.get(place_id), max(clock.at_least, _least_stay(place))
        visits = [visit for group in needed for visit in group if visit.node == node]
        open_on = [k for k in range(request.days) if clock.allows(k) and all(visit.windows[k] for visit in visits)]
        for k in [k for k in mornings if k in open_on][:1]:
            leaves[k] = min(leaves[k], max(_DAWN, min(clock.start_by, clock.end_by - stay) - _WAY_THERE))
        for k in open_on:
            homes[k] = max(homes[k], max(clock.end_from, clock.start_from + stay) + _WAY_HOME)
    return list(zip(leaves, homes, strict=True))


def _least_stay(place: AnyPlace) -> int:
    return place.dwell[0] if isinstance(place, Attraction) else _SHORT_MEAL


def _begins(window: Window) -> int:
    """When a visit begins: a show in the evening after dinner, if it may."""
    return window.earliest if window.earliest < EVENING else max(window.earliest, min(window.latest, _DINED))


def _evenings(needed: Sequence[Sequence[Visit]], home: int, days: int) -> list[int]:
    """Per date, until when the party stays out for what is only there in the evening; 0 where there is nothing such."""
    late = [0] * days
    for visits in needed:
        ends = [[_begins(w) + visit.dwell for visit in visits for w in visit.windows[k]] for k in range(days)]
        if min((end for day in ends for end in day), default=0) + _WAY_HOME > home:
            late = [
                max(until, min(min(day) + _WAY_HOME, BEDTIME)) if day else until for until, day in zip(late, ends, strict=True)
            ]
    return late
