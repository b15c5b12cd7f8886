"""Opening hours of the very date, availability, and how long visits last."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from ...domain.check import CheckResult
from ...domain.clock import format_clock
from ...domain.constraint import VisitClock
from ...domain.hours import OpeningHours, Window
from ...domain.itinerary import Day, Stop
from ...domain.place import Attraction, Restaurant
from .case import DAY, Case, span

_INSIDE_MEAL = 60
_SLACK = 60
"""Minutes by which a visit may pass twice its typical length before it counts as absurd."""


def opening_hours(case: Case) -> Iterator[CheckResult]:
    """Attractions and restaurants are open while the party is there; nobody enters after the last entry."""
    for day, stop in case.stops("attraction", "meal"):
        place = case.facts.places.get(stop.place.id)
        if not isinstance(place, Attraction | Restaurant):
            continue  # breakfast at the hotel; an unknown place is told elsewhere
        visit, today = span(stop.start, stop.end), case.date_of(day)
        if place.hours is None:
            yield case.unverifiable("opening_hours", "hours.unknown", day, stop.place, visit=visit, date=today)
            continue
        windows = _windows(place.hours, case, day)
        inside_already = stop.kind == "meal" and isinstance(place, Attraction)
        fitting = [w for w in windows if _fits(stop, w, inside_already)]
        shown = case.join([_show(case, w) for w in fitting or windows])
        if fitting:
            yield case.satisfied("opening_hours", "hours.ok", day, stop.place, visit=visit, date=today, hours=shown)
        elif windows:
            yield case.violated("opening_hours", "hours.outside", day, stop.place, visit=visit, date=today, hours=shown)
        else:
            yield case.violated("opening_hours", "hours.closed", day, stop.place, visit=visit, date=today)


def _windows(hours: OpeningHours, case: Case, day: Day) -> list[Window]:
    """Openings of the date, and what is left after midnight of those of the day before."""
    today = case.date_of(day)
    late = [
        Window(opens=0, closes=w.closes - DAY, last_entry=max(0, w.last_entry - DAY))
        for w in hours.on(today - timedelta(days=1))
        if w.closes > DAY
    ]
    return [*hours.on(today), *late]


def _fits(stop: Stop, window: Window, inside_already: bool) -> bool:
    entered = inside_already or stop.start <= window.last_entry
    return window.opens <= stop.start and entered and stop.end <= window.closes


def _show(case: Case, window: Window) -> str:
    hours = span(window.opens, window.closes)
    if window.last_entry == window.closes:
        return hours
    return case.say("hours.last_entry", hours=hours, last=format_clock(window.last_entry))


def availability(case: Case) -> Iterator[CheckResult]:
    """No visit to a place that is sold out or closed on the date; a booking that opens later is fine, no answer isn't."""
    for day in case.days:
        faults = []
        for stop in day.stops:
            if stop.kind not in ("attraction", "meal"):
                continue
            shut = case.facts.shut.get((stop.place.id, case.date_of(day)))
            if shut is not None:
                key = f"availability.{shut.status}"
                faults.append(case.violated("availability", key, day, stop.place, date=case.date_of(day)))
        yield from faults
        if faults:
            continue
        told = {a.place for a in case.facts.availability if a.day == case.date_of(day) and a.status in ("open", "not_yet")}
        visits = [stop.place for stop in day.stops if stop.kind == "attraction"]
        unknown = [place for place in visits if place.id not in told]
        if len(visits) > len(unknown):
            yield case.satisfied("availability", "availability.ok", day, count=len(visits) - len(unknown))
        if unknown:
            names = case.join(case.name(place) for place in unknown)
            yield case.unverifiable("availability", "availability.unknown", day, count=len(unknown), names=names)


def dwell(case: Case) -> Iterator[CheckResult]:
    """Each visit lasts at least the least dwell time, and not absurdly long unless the traveller set its hours."""
    timed = {wish.place for wish in case.wishes if isinstance(wish, VisitClock)}
    for day in case.days:
        faults, told = [], []
        for stop in day.stops:
            place = case.record(stop.place.id, Attraction)
            if place is None or stop.kind != "attraction":
                continue
            minutes = stop.end - stop.start
            least, most = place.dwell[0], 2 * place.dwell[1] + _SLACK + (_INSIDE_MEAL if stop.meal else 0)
            told.append(f"{case.name(stop.place)} {minutes}/{least}")
            if minutes < least or (minutes > most and place.id not in timed):
                key = "dwell.short" if minutes < least else "dwell.long"
                faults.append(case.violated("dwell", key, day, stop.place, minutes=minutes, least=least, most=most))
        yield from faults
        if told and not faults:
            yield case.satisfied("dwell", "dwell.ok", day, visits=case.join(told))
