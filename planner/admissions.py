"""Which visits of a plan must be booked, and from when on that is possible."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from ..domain.admission import Admission
from ..domain.itinerary import Itinerary
from ..domain.language import Language
from ..domain.place import Attraction
from ..domain.task import Findings


def admissions_of(itinerary: Itinerary, findings: Mapping[str, Findings], language: Language) -> tuple[Admission, ...]:
    """Each visit that needs a booking, in the order of the plan."""
    sights = {place.id: place for found in findings.values() for place in found.places if isinstance(place, Attraction)}
    needed = []
    for day in itinerary.days:
        for stop in day.stops:
            sight = sights.get(stop.place.id) if stop.kind == "attraction" else None
            if sight is None or sight.booking is None or not sight.booking.required:
                continue
            ahead = sight.booking.opens_days_before
            needed.append(
                Admission(
                    place=stop.place,
                    day=day.date,
                    opens=None if ahead is None else day.date - timedelta(days=ahead),
                    real_name=sight.booking.real_name,
                    note=sight.booking.note if language == "zh" else sight.booking.note_en,
                )
            )
    return tuple(needed)
