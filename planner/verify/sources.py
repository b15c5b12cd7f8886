"""Evidence: everything has a source, and estimates say that they are."""

from __future__ import annotations

from collections.abc import Iterator

from ...domain.check import CheckResult
from ...domain.evidence import Source
from ...domain.itinerary import Day, PlaceRef
from .case import Case
from .owed import owed


def sources(case: Case) -> Iterator[CheckResult]:
    """Each place, leg and charge names its provider; typical figures and assumptions are flagged as estimated."""
    for day in case.days:
        shown = list(_sources(case, day))
        faults = [
            case.violated("sources", "sources.none", day, place, what=what) for what, place, source in shown if not source.provider.strip()
        ]
        faults += list(_unflagged(case, day))
        yield from faults
        if shown and not faults:
            yield case.satisfied("sources", "sources.ok", day, count=len(shown))


def _sources(case: Case, day: Day) -> Iterator[tuple[str, PlaceRef, Source]]:
    for stop in day.stops:
        yield stop.place.name, stop.place, stop.place.source
        for charge in stop.charges:
            yield charge.label, stop.place, charge.source
        if stop.leg is not None:
            yield case.say(f"mode.{stop.leg.mode}"), stop.place, stop.leg.source
            if stop.leg.charge is not None:
                yield stop.leg.charge.label, stop.place, stop.leg.charge.source
        if stop.journey is not None:
            for end in (stop.journey.origin, stop.journey.destination):
                yield end.name, end, end.source
    if day.night is not None:
        yield day.night.hotel.name, day.night.hotel, day.night.hotel.source
        yield day.night.charge.label, day.night.hotel, day.night.charge.source


def _unflagged(case: Case, day: Day) -> Iterator[CheckResult]:
    for line in owed(case, day):
        for charge in line.charges:
            known = charge.unit_price is not None
            if known and not charge.estimated and (line.estimated or line.prices is None):
                yield case.violated("sources", "sources.unflagged", day, line.place, what=charge.label)
    for stop in day.stops:
        if stop.leg is not None and case.facts.travel.source.estimated and not stop.leg.source.estimated:
            yield case.violated("sources", "sources.unflagged", day, stop.place, what=case.say(f"mode.{stop.leg.mode}"))
