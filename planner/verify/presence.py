"""When the party is in the city on a day, and which days are whole."""

from __future__ import annotations

from ...domain.constraint import DayClock, JourneyClock
from ...domain.itinerary import Day
from ...domain.place import Station
from .case import DAY, Case
from .intercity import AHEAD

_OWN_ARRIVAL, _OWN_DEPARTURE = 30, 90
"""Who comes or leaves on a ride of their own is on the way from it or to it for so long."""


def presence(case: Case, day: Day) -> tuple[int, int]:
    """First and last minute of a day at which the party can be about in the city.

    Journeys bound it, with the time at their stations; so do the hours the traveller asked for.
    """
    begin, end = 0, DAY
    if case.arrival is not None:
        station = case.record(case.arrival[1].destination.id, Station)
        begin = max(begin, case.arrives(day) + (station.transfer_minutes if station else 0))
    for stop in day.stops:
        if stop.journey is not None and stop.journey.direction == "back":
            end = min(end, stop.journey.depart - AHEAD[stop.journey.mode])
    for wish in case.wishes:
        if isinstance(wish, DayClock) and wish.strength == "hard" and wish.day in (None, day.index):
            begin = max(begin, wish.earliest or 0)
            end = min(end, DAY if wish.latest is None else wish.latest)
        if isinstance(wish, JourneyClock) and wish.strength == "hard" and is_whole(case, day):  # travels on its own account
            if day is case.days[0] and wish.direction == "out" and wish.not_before is not None:
                begin = max(begin, wish.not_before + _OWN_ARRIVAL)
            if day is case.days[-1] and (wish.direction, wish.event) == ("back", "depart") and wish.not_after is not None:
                end = min(end, wish.not_after - _OWN_DEPARTURE)
    return begin, end


def is_whole(case: Case, day: Day) -> bool:
    """Whether no intercity journey falls on the day, nor ends on it."""
    return case.arrives(day) <= 0 and all(stop.journey is None for stop in day.stops)
