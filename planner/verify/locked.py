"""What the traveller locked is in the plan just as it was."""

from __future__ import annotations

from collections.abc import Iterator

from ...domain.check import CheckResult
from ...domain.clock import format_clock
from ...domain.itinerary import Day, Stop
from ...domain.pin import JourneyPin, NightPin, StopPin
from .case import Case, span


def locked(case: Case) -> Iterator[CheckResult]:
    """Each locked visit and meal on its day at its times, each locked night at its hotel, each locked ride when it left."""
    pins = [pin for pin in case.request.pins if pin.locked]
    faults: list[CheckResult] = []
    kept = 0
    for pin in pins:
        if isinstance(pin, StopPin):
            faults += _stop_faults(case, pin)
        elif isinstance(pin, NightPin):
            faults += _night_faults(case, pin)
        elif isinstance(pin, JourneyPin):
            faults += _journey_faults(case, pin)
        else:
            continue  # a way is no part of a plan that anybody locks
        kept += 1
    yield from faults
    if kept and not faults:
        yield case.satisfied("locked", "locked.ok", count=kept)


def _stop_faults(case: Case, pin: StopPin) -> Iterator[CheckResult]:
    visits = [(day, stop) for day, stop in case.stops(pin.kind) if stop.place.id == pin.place]
    if not any(day.index == pin.day and (stop.start, stop.end) == (pin.start, pin.end) for day, stop in visits):
        now = case.join(_when(case, day, stop) for day, stop in visits) or case.say("locked.absent")
        due = case.say("locked.when", day=pin.day, span=span(pin.start, pin.end))
        yield case.violated("locked", "locked.stop", _day(case, pin.day), what=pin.label, due=due, now=now)


def _night_faults(case: Case, pin: NightPin) -> Iterator[CheckResult]:
    found = [night.hotel for day, night in case.nights() if day.index == pin.day]
    if [hotel.id for hotel in found] != [pin.hotel]:
        now = case.join(case.name(hotel) for hotel in found) or case.say("locked.absent")
        yield case.violated("locked", "locked.night", _day(case, pin.day), night=pin.day, what=pin.label, now=now)


def _journey_faults(case: Case, pin: JourneyPin) -> Iterator[CheckResult]:
    rides = [(day, journey) for day, _, journey in case.journeys(pin.direction)]
    if not any((journey.service, journey.depart) == (pin.service, pin.depart) for _, journey in rides):
        times = (f"{journey.number or case.name(journey.origin)} {format_clock(journey.depart)}" for _, journey in rides)
        now = case.join(times) or case.say("locked.absent")
        yield case.violated("locked", "locked.journey", what=pin.label, due=format_clock(pin.depart), now=now)


def _when(case: Case, day: Day, stop: Stop) -> str:
    return case.say("locked.when", day=day.index, span=span(stop.start, stop.end))


def _day(case: Case, index: int) -> Day | None:
    return next((day for day in case.days if day.index == index), None)
