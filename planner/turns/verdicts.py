"""What a conversation tells about its traveller without their saying so: praise, blame, and the trip itself."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from ...domain.edit import Judge, Target
from ...domain.itinerary import Itinerary, PlaceRef
from ...domain.language import listed
from ...domain.memory import PlaceMark, Statement, TripCase
from ...domain.place import Attraction, Hotel, Restaurant
from ...domain.task import Findings
from ..trip import Trip
from .phrases import PHRASES


def judged_places(target: Target, itinerary: Itinerary) -> tuple[PlaceRef, ...]:
    """The places that a verdict is about; none where it is about the trip as a whole."""
    if target.places:
        return tuple(place for place in _places(itinerary) if place.id in target.places)
    if target.day is None and target.subject in (None, "trip", "intercity", "innercity"):
        return ()
    return tuple(
        place for place in _places(itinerary, target.day) if target.subject in (None, "trip") or place.kind == target.subject
    )


def verdict(judge: Judge, trip: Trip | None) -> Statement | None:
    """Praise or blame as a memory; None without a plan that it could be about."""
    if trip is None or trip.itinerary is None:
        return None
    language = trip.request.language
    places = judged_places(judge.target, trip.itinerary)
    whole = PHRASES.say("verdict.trip", language, city=trip.request.destination_name)
    what = listed(language, (place.name_in(language) for place in places)) or whole
    return Statement(
        kind="feedback",
        text=PHRASES.say("verdict.liked" if judge.liked else "verdict.disliked", language, what=what),
        language=language,
        aspect=".".join(("verdict", *sorted(place.id for place in places))) if places else f"verdict.{trip.request.destination}",
        polarity="for" if judge.liked else "against",
    )


def case_of(
    trip: Trip, findings: Mapping[str, Findings], *, liked: Collection[str] = (), disliked: Collection[str] = ()
) -> Statement | None:
    """A finished trip as a memory of how this traveller travels; None without a plan."""
    if trip.itinerary is None or trip.request.destination is None:
        return None
    request, language = trip.request, trip.request.language
    records = {place.id: place for found in findings.values() for place in found.places}

    def mark(place: PlaceRef) -> PlaceMark:
        record = records.get(place.id)
        kinds = record.kinds if isinstance(record, Attraction) else ()
        return PlaceMark(id=place.id, name=place.name, kinds=kinds)

    visited = [place for place in _places(trip.itinerary) if place.kind == "attraction"]
    nights = [day.night for day in trip.itinerary.days if day.night]
    hotel = records.get(nights[0].hotel.id) if nights else None
    judged = {place.id: place for place in _places(trip.itinerary)}
    return Statement(
        kind="case",
        text=PHRASES.say("case", language, city=request.destination_name, days=request.days),
        language=language,
        aspect="trip",
        case=TripCase(
            destination=request.destination or "",
            days=request.days,
            pace=request.pace,
            stars=hotel.stars if isinstance(hotel, Hotel) else None,
            nightly=nights[0].charge.unit_price if nights else None,
            total=trip.budget.total if trip.budget and not trip.budget.unknown else None,
            size=request.party.size,
            children=sum(traveller.group == "child" for traveller in request.party.travellers),
            liked=tuple(mark(judged[place]) for place in liked if place in judged),
            disliked=tuple(mark(judged[place]) for place in disliked if place in judged),
            visited=tuple(mark(place) for place in visited),
        ),
    )


def kinds_of(findings: Mapping[str, Findings]) -> dict[str, tuple[str, ...]]:
    """What kinds of place the places are that were found, by id, for words such as "that museum"."""
    kinds: dict[str, tuple[str, ...]] = {}
    for found in findings.values():
        for place in found.places:
            if isinstance(place, Attraction):
                kinds[place.id] = place.kinds
            elif isinstance(place, Restaurant):
                kinds[place.id] = (*place.cuisine, *place.tags)
    return kinds


def _places(itinerary: Itinerary, day: int | None = None) -> Iterator[PlaceRef]:
    """Sights, restaurants and hotels in the order of the plan, each once."""
    seen = set()
    for each in itinerary.days:
        if day in (None, each.index):
            hotel = [each.night.hotel] if each.night else []
            for place in [*(stop.place for stop in each.stops), *hotel]:
                if place.id not in seen and place.kind in ("attraction", "restaurant", "hotel"):
                    seen.add(place.id)
                    yield place
