"""What the request bans outright, so that nobody looks for it."""

from __future__ import annotations

from collections.abc import Iterator

from ..domain.constraint import Choice
from ..domain.place import AnyPlace, Attraction, Hotel, Restaurant
from ..domain.request import TripRequest


def banned_kinds(request: TripRequest, subject: str) -> set[str]:
    """Kinds of sights or restaurants that no option of the request allows."""
    return {word for ban in _bans(request, subject) if ban.attribute == "kind" for word in ban.values}


def is_banned(place: AnyPlace, request: TripRequest) -> bool:
    """Whether a hard ban is on the place, or on something it is; a hotel may have other rooms than the banned kinds."""
    for ban in _bans(request, place.kind):
        exempt = ban.attribute != "place" and place.id in request.wanted_places
        if not exempt and set(ban.values) & _words(place, ban.attribute):
            return True
    return False


def _bans(request: TripRequest, subject: str) -> Iterator[Choice]:
    for wish in request.constraints:
        if isinstance(wish, Choice) and (wish.subject, wish.op, wish.strength) == (subject, "none_of", "hard"):
            yield wish


def _words(place: AnyPlace, attribute: str) -> set[str]:
    known: dict[str, set[str]] = {"place": {place.id}}
    match place:
        case Attraction():
            known |= {"kind": set(place.kinds), "effort": {place.effort}}
        case Restaurant():
            known |= {"kind": {*place.cuisine, *place.tags}, "spice": {place.spicy} if place.spicy else set()}
        case Hotel():
            known |= {"feature": set(place.features)}
    return known.get(attribute, set())
