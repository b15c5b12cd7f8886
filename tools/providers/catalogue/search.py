"""Choosing records by what a query asks for."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain, zip_longest
from typing import Protocol

from ....domain.geo import Coordinate
from ....domain.place import Attraction, Hotel, Restaurant
from ...attractions import AttractionQuery
from ...hotels import HotelQuery
from ...restaurants import RestaurantQuery
from .distance import distances_km

_RING_KM = 2.0
"""Sights are ranked by renown within rings of this width around ``near``."""


class Records(Protocol):
    """The records of a city, whoever holds them."""

    @property
    def attractions(self) -> tuple[Attraction, ...]:
        """Sights."""
        ...

    @property
    def hotels(self) -> tuple[Hotel, ...]:
        """Hotels."""
        ...

    @property
    def restaurants(self) -> tuple[Restaurant, ...]:
        """Restaurants."""
        ...

    @property
    def centre(self) -> Coordinate:
        """Where distances count from when nothing else is said."""
        ...


def find_attractions(city: Records, query: AttractionQuery) -> tuple[Attraction, ...]:
    """Sights by renown, within rings around ``near``."""
    wanted = [
        place
        for place in city.attractions
        if _is_named(place, query.names) and (not query.kinds or set(query.kinds) & set(place.kinds))
    ]
    if query.near is None:
        ranked = sorted(wanted, key=lambda place: -place.renown)
        return tuple(ranked[: query.limit])
    distance = _distance_of(wanted, query.near, query.max_km)
    inside = [place for place in wanted if place.id in distance]
    inside.sort(key=lambda place: (distance[place.id] // _RING_KM, -place.renown))
    return tuple(inside[: query.limit])


def find_hotels(city: Records, query: HotelQuery) -> tuple[Hotel, ...]:
    """Hotels by distance or rate."""
    wanted = [
        place
        for place in city.hotels
        if _is_named(place, query.names)
        and (place.stars is None or query.min_stars <= place.stars <= query.max_stars)
        and (query.max_nightly is None or place.nightly.typical <= query.max_nightly)
        and set(query.features) <= set(place.features)
        and set(query.rooms) <= set(place.rooms)
    ]
    distance = _distance_of(wanted, query.near or city.centre, query.max_km)
    inside = [place for place in wanted if place.id in distance]
    inside.sort(key=lambda place: (place.nightly.typical if query.by == "rate" else 0, distance[place.id]))
    return tuple(inside[: query.limit])


def find_restaurants(city: Records, query: RestaurantQuery) -> tuple[Restaurant, ...]:
    """Restaurants nearest to each point in turn, each once."""
    wanted = [
        place
        for place in city.restaurants
        if _is_named(place, query.names)
        and (not query.cuisines or set(query.cuisines) & {*place.cuisine, *place.tags})
        and (query.max_per_person is None or place.per_person.typical <= query.max_per_person)
        and place.spicy not in query.exclude_spice
    ]
    points = query.near or (city.centre,)
    shares: list[list[Restaurant]] = []
    for row in distances_km(points, [place.at for place in wanted]):
        order = row.argsort(kind="stable")
        shares.append([wanted[i] for i in order if query.max_km is None or row[i] <= query.max_km])
    in_turn = (place for place in chain.from_iterable(zip_longest(*shares)) if place is not None)
    return tuple({place.id: place for place in in_turn}.values())[: query.limit]


def _is_named(place: Attraction | Hotel | Restaurant, names: Sequence[str]) -> bool:
    if not names:
        return True
    wanted = {name.casefold() for name in names}
    return any(name.casefold() in wanted for name in place.all_names)


def _distance_of(places: Sequence[Attraction | Hotel | Restaurant], point: Coordinate, max_km: float | None) -> dict[str, float]:
    """Straight-line km from a point by id, of the places that lie within ``max_km``."""
    row = distances_km([point], [place.at for place in places])[0].tolist()
    return {place.id: km for place, km in zip(places, row, strict=True) if max_km is None or km <= max_km}
