"""Evidence: everything names the source that its record has, and estimates say that they are."""

from __future__ import annotations

from collections.abc import Iterator

from ...domain.check import CheckResult
from ...domain.evidence import Source
from ...domain.itinerary import Charge, Day, PlaceRef
from .case import Case
from .owed import Owed, owed, source_of

_OWN = "xiake"
"""Provider of what the planner assumes where no record says."""


def sources(case: Case) -> Iterator[CheckResult]:
    """Each place, leg and charge names the source on record; typical figures and assumptions are flagged as estimated."""
    for day in case.days:
        faults, count = [], 0
        for what, place, stated, true in _sources(case, day):
            count += 1
            if _evidence(stated) != _evidence(true):
                shown = {"plan": _show(stated), "true": _show(true)}
                faults.append(case.violated("sources", "sources.differs", day, place, what=what, **shown))
        faults += list(_unflagged(case, day))
        yield from faults
        if count and not faults:
            yield case.satisfied("sources", "sources.ok", day, count=count)
    for line in case.budget.lines:
        if line.category == "reserve" and line.charge.source.provider != _OWN:
            plan = _show(line.charge.source)
            yield case.violated("sources", "sources.reserve", what=line.charge.label, plan=plan, true=_OWN)


def _sources(case: Case, day: Day) -> Iterator[tuple[str, PlaceRef, Source, Source]]:
    """What is shown, at which place, with which source, and the one on record; what is on no record is told elsewhere."""
    for ref, fallback in _refs(case, day):
        record = case.facts.places.get(ref.id)
        true = source_of(record) if record is not None else fallback
        if true is not None:
            yield case.name(ref), ref, ref.source, true
    for stop in day.stops:
        if stop.leg is not None:
            yield case.say(f"mode.{stop.leg.mode}"), stop.place, stop.leg.source, case.facts.travel.source
    for line in owed(case, day):
        for charge in line.charges:
            yield charge.label, line.place, charge.source, _due(line, charge)


def _refs(case: Case, day: Day) -> Iterator[tuple[PlaceRef, Source | None]]:
    """Each place shown, and the evidence for it where it has no record: a station that only its service knows."""
    for stop in day.stops:
        service = case.facts.services.get(stop.journey.service) if stop.journey is not None else None
        known = service.source if service is not None else None
        yield stop.place, known
        if stop.journey is not None:
            yield stop.journey.origin, known
            yield stop.journey.destination, known
    if day.night is not None:
        yield day.night.hotel, None


def _due(line: Owed, charge: Charge) -> Source:
    """The source a charge must have: the record's, but the planner's own where it puts a figure to what no record says."""
    assumed = line.prices is None and (charge.unit_price is not None or charge.source.provider == _OWN)
    return charge.source.model_copy(update={"provider": _OWN}) if assumed else line.source


def _evidence(source: Source) -> tuple[str, str, str, str]:
    return source.provider, source.record, source.title, source.as_of


def _show(source: Source) -> str:
    return " ".join(part for part in _evidence(source) if part.strip()) or "–"


def _unflagged(case: Case, day: Day) -> Iterator[CheckResult]:
    for line in owed(case, day):
        for charge in line.charges:
            known = charge.unit_price is not None
            if known and not charge.estimated and (line.estimated or line.prices is None):
                yield case.violated("sources", "sources.unflagged", day, line.place, what=charge.label)
    for stop in day.stops:
        if stop.leg is not None and case.facts.travel.source.estimated and not stop.leg.source.estimated:
            yield case.violated("sources", "sources.unflagged", day, stop.place, what=case.say(f"mode.{stop.leg.mode}"))
