"""All evidence of a finished plan."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ...domain.budget import BudgetSheet
from ...domain.gazetteer import CityName, Gazetteer
from ...domain.itinerary import Itinerary, PlaceRef
from ...domain.place import AnyPlace, Attraction, Hotel, Restaurant
from ...domain.request import TripRequest
from .evidence import Evidence
from .lines import PlanLines
from .names import index_of, scan_names
from .prose import prose_line
from .records import lines_of_record


def evidence_of(
    request: TripRequest,
    itinerary: Itinerary,
    budget: BudgetSheet | None,
    records: Iterable[AnyPlace],
    notes: Iterable[str] = (),
    *,
    cities: tuple[CityName, ...] = (),
    gazetteer: Gazetteer | None = None,
) -> Evidence:
    """What may be said of a plan: itself, and the records of its places.

    Args:
        request: As it was planned.
        itinerary: The plan.
        budget: Its money.
        records: What the tools told; those of other places than the plan's are left out.
        notes: What the planner tells the traveller.
        cities: All cities that are known by name.
        gazetteer: All names of the destination.
    """
    places = _places_of(itinerary)
    known = {record.id: record for record in records if record.id in places}
    index = index_of(cities, gazetteer, places.values(), itinerary.city)
    plan = PlanLines(request, itinerary, known)
    lines = [*plan.trip(budget), *plan.days()]
    days_of = _days_of(itinerary)
    for record in known.values():
        lines += lines_of_record(record, [day for day in itinerary.days if day.index in days_of[record.id]], request.language)
    written = {line.text for line in lines}
    for note in (note for note in notes if note not in written):
        about = frozenset(place for named in scan_names(note, index) for place in named.places & places.keys())
        lines += prose_line(note, note, about)
    phrases = {name for place in places.values() for name in (place.name, place.name_en, place.district) if name}
    phrases |= {name for record in known.values() for name in _phrases_of(record)}
    return Evidence(
        language=request.language,
        lines=tuple(lines),
        index=index,
        days=len(itinerary.days),
        days_of=days_of,
        cities=frozenset(city for city in (itinerary.city, request.destination, request.origin) if city),
        phrases=frozenset(phrases),
        called=frozenset(plan.called | {record.metro.station for record in known.values() if record.metro}),
    )


def _places_of(itinerary: Itinerary) -> dict[str, PlaceRef]:
    places = {stop.place.id: stop.place for day in itinerary.days for stop in day.stops}
    places |= {
        stop.journey.destination.id: stop.journey.destination for day in itinerary.days for stop in day.stops if stop.journey
    }
    return places | {day.night.hotel.id: day.night.hotel for day in itinerary.days if day.night}


def _days_of(itinerary: Itinerary) -> dict[str, frozenset[int]]:
    """A hotel counts on the day that one leaves it as well."""
    found: dict[str, set[int]] = {}
    for day in itinerary.days:
        for stop in day.stops:
            found.setdefault(stop.place.id, set()).add(day.index)
            if stop.journey:
                found.setdefault(stop.journey.destination.id, set()).add(day.index)
        if day.night:
            found.setdefault(day.night.hotel.id, set()).update({day.index, day.index + 1})
    return {place: frozenset(days) for place, days in found.items()}


def _phrases_of(record: AnyPlace) -> Iterator[str]:
    yield from record.all_names
    if record.district:
        yield record.district
    if isinstance(record, Restaurant):
        yield from (*record.dishes, *record.cuisine, *record.tags)
    elif isinstance(record, Attraction):
        yield from record.kinds
    elif isinstance(record, Hotel):
        yield from record.features
