"""Which candidates the request's hard wishes leave, for the scheduler."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from pyproj import Geod

from ...domain.constraint import Choice, CostLimit, Near, VisitClock, VisitOrder, places_asked_for
from ...domain.place import AnyPlace, Attraction, Hotel, Restaurant
from ...domain.request import TripRequest
from ...domain.transit import MoveMode
from .assumptions import MEAL_INSIDE, WHOLE_DAY

_GEOD = Geod(ellps="WGS84")


class NoCandidatesError(Exception):
    """Some hard wish leaves nothing to choose from."""

    def __init__(self, subject: str) -> None:
        """Name the subject: hotel, intercity or innercity."""
        self.subject = subject
        super().__init__(subject)


def must_sees(request: TripRequest) -> frozenset[str]:
    """Ids of places that the plan must contain: each attraction asked for by name, and every place with a wished time or order."""
    return frozenset(
        place
        for wish in request.constraints
        if wish.strength == "hard"
        and (isinstance(wish, VisitClock | VisitOrder) or (isinstance(wish, Choice) and wish.subject == "attraction"))
        and getattr(wish, "op", "all_of") == "all_of"
        for place in places_asked_for(wish)
    )


def words_of(place: AnyPlace, wish: Choice) -> frozenset[str]:
    """The place's values of the attribute that a wish is about."""
    if wish.attribute == "place":
        return frozenset({place.id})
    if isinstance(place, Attraction):
        return frozenset(place.kinds if wish.attribute == "kind" else {place.effort} if wish.attribute == "effort" else ())
    if isinstance(place, Restaurant):
        spice = {place.spicy} if place.spicy else set()
        return frozenset({*place.cuisine, *place.tags} if wish.attribute == "kind" else spice)
    if isinstance(place, Hotel):
        return frozenset(place.features if wish.attribute == "feature" else place.rooms)
    return frozenset()


def bars(place: AnyPlace, request: TripRequest, subject: str) -> bool:
    """Whether a ban or an exclusive wish keeps the place out."""
    for wish in request.constraints:
        if not isinstance(wish, Choice) or wish.subject != subject or wish.strength == "soft" or wish.attribute == "room":
            continue  # a hotel has rooms of several kinds, and the party takes one
        if wish.attribute != "place" and place.id in request.wanted_places:
            continue
        hit = bool(words_of(place, wish) & set(wish.values))
        if (wish.op == "none_of" and hit) or (wish.op == "only" and not hit):
            return True
    return False


def may_visit(sight: Attraction, request: TripRequest, *, must: bool) -> bool:
    """Whether a sight is a candidate: not barred, its hours known, and no whole day unless asked for."""
    if bars(sight, request, "attraction"):
        return False
    asked = must or any(
        isinstance(wish, Choice)
        and wish.subject == "attraction"
        and wish.op != "none_of"
        and wish.strength == "hard"
        and bool(words_of(sight, wish) & set(wish.values))
        for wish in request.constraints
    )
    return asked or (sight.hours is not None and sight.dwell[1] < WHOLE_DAY)


def may_eat(restaurant: Restaurant, request: TripRequest) -> bool:
    """Whether a restaurant is a candidate."""
    return not bars(restaurant, request, "restaurant") and _may_pay(restaurant.per_person.typical, request)


def may_eat_inside(request: TripRequest) -> bool:
    """Whether a lunch inside a sight may be had."""
    return _may_pay(MEAL_INSIDE, request)


def _may_pay(a_person: Decimal, request: TripRequest) -> bool:
    """Whether every cap on a single meal allows this price."""
    return all(
        a_person <= wish.amount
        for wish in request.constraints
        if isinstance(wish, CostLimit) and wish.per == "person_meal" and wish.strength == "hard"
    )


def restaurants_near(wish: Near, places: Mapping[str, AnyPlace]) -> list[str]:
    """Ids of the restaurants where a wish to eat near somewhere is served."""
    return [p.id for p in places.values() if isinstance(p, Restaurant) and distance_km(p, places[wish.place]) <= wish.max_km]


def allowed_modes(request: TripRequest, modes: tuple[MoveMode, ...]) -> tuple[MoveMode, ...]:
    """The modes that bans and exclusive wishes leave."""
    allowed = set(modes)
    for wish in request.constraints:
        if isinstance(wish, Choice) and wish.subject == "innercity" and wish.strength == "hard":
            if wish.op == "none_of":
                allowed -= set(wish.values)
            elif wish.op == "only":
                allowed &= set(wish.values)
    return tuple(mode for mode in modes if mode in allowed)


def caps_parts(request: TripRequest) -> bool:
    """Whether tickets or meals have caps of their own."""
    return any(
        isinstance(wish, CostLimit) and wish.strength == "hard" and wish.category in ("tickets", "meals")
        for wish in request.constraints
    )


def total_caps(request: TripRequest) -> list[Decimal]:
    """Caps on the whole trip beyond the budget, CNY."""
    return [
        wish.amount * (request.party.size if wish.per == "person" else 1)
        for wish in request.constraints
        if isinstance(wish, CostLimit) and (wish.category, wish.strength) == ("total", "hard") and wish.per in ("trip", "person")
    ]


def distance_km(a: AnyPlace, b: AnyPlace) -> float:
    """Geodesic distance."""
    _, _, metres = _GEOD.inv(a.at.lon, a.at.lat, b.at.lon, b.at.lat)
    return float(metres) / 1000
