"""Nothing invented: every place of the plan is the record of a tool result, on the right dates."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from ...domain.check import CheckResult
from ...domain.itinerary import Day, Journey, PlaceRef
from ...domain.place import PlaceKind
from .case import Case

_KINDS: dict[str, tuple[PlaceKind, ...]] = {
    "attraction": ("attraction",),
    "meal": ("restaurant", "hotel", "attraction"),
    "hotel": ("hotel",),
    "journey": ("station",),
}


def places(case: Case) -> Iterator[CheckResult]:
    """Each place exists in the facts, and its name, kind, city and coordinates are those of its record."""
    for day in case.days:
        faults = [fault for ref, kinds in _refs(day) for fault in _faults(case, day, ref, kinds)]
        faults += [fault for stop in day.stops if stop.journey for fault in _far_end(case, day, stop.journey)]
        yield from faults
        if not faults:
            count = len({ref.id for ref, _ in _refs(day)})
            yield case.satisfied("places", "places.ok", day, count=count)


def _refs(day: Day) -> Iterator[tuple[PlaceRef, tuple[PlaceKind, ...]]]:
    """Each place shown in the city, and the kinds it may have."""
    for stop in day.stops:
        if stop.journey is None or stop.journey.direction == "back":
            yield stop.place, _KINDS[stop.kind]
        else:
            yield stop.journey.destination, ("station",)
    if day.night is not None:
        yield day.night.hotel, ("hotel",)


def _faults(case: Case, day: Day, ref: PlaceRef, kinds: tuple[PlaceKind, ...], *, abroad: bool = False) -> Iterator[CheckResult]:
    record = case.facts.places.get(ref.id)
    if record is None:
        yield case.violated("places", "places.unknown", day, ref, id=ref.id)
        return
    shown = {
        "name": (ref.name, record.name),
        "name_en": (ref.name_en, record.name_en),
        "kind": (ref.kind, record.kind),
        "district": (ref.district, record.district),
        "at": (f"{ref.at.lat}, {ref.at.lon}", f"{record.at.lat}, {record.at.lon}"),
    }
    if not abroad:
        shown["city"] = (case.itinerary.city, record.city)
    for field, (plan, true) in shown.items():
        if plan != true:
            yield case.violated("places", "places.differs", day, ref, field=field, plan=plan, true=true)
    if record.kind not in kinds:
        yield case.violated("places", "places.kind", day, ref, kind=record.kind)


def _far_end(case: Case, day: Day, journey: Journey) -> Iterator[CheckResult]:
    """The station at home: a record where that city is covered, else the name the service gives."""
    ref = journey.origin if journey.direction == "out" else journey.destination
    if ref.id in case.facts.places:
        yield from _faults(case, day, ref, ("station",), abroad=True)
        return
    service = case.facts.services.get(journey.service)
    names: tuple[str, ...] = ()
    if service is not None:
        out = journey.direction == "out"
        names = (service.origin_name, service.origin) if out else (service.destination_name, service.destination)
    if ref.name not in names:
        yield case.violated("places", "places.unknown", day, ref, id=ref.id)


def dates(case: Case) -> Iterator[CheckResult]:
    """The days are as many as asked for, start when asked and follow each other in the right city."""
    request, days = case.request, case.days
    faults = []
    if case.itinerary.city != request.destination:
        faults.append(case.violated("dates", "dates.city", plan=case.itinerary.city, asked=request.destination))
    if len(days) != request.days:
        faults.append(case.violated("dates", "dates.count", plan=len(days), asked=request.days))
    start = request.start or days[0].date
    for position, day in enumerate(days):
        due = start + timedelta(days=position)
        if day.date != due:
            faults.append(case.violated("dates", "dates.date", day, plan=day.date, due=due))
        if day.index != position + 1:
            faults.append(case.violated("dates", "dates.index", day, due=position + 1))
    yield from faults
    if not faults:
        yield case.satisfied("dates", "dates.ok", count=len(days), first=days[0].date, last=days[-1].date)
