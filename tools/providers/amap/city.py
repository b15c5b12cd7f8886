"""A city as Amap has it now."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from ....domain.gazetteer import Gazetteer, PlaceName, Term
from ....domain.geo import Coordinate
from ....domain.place import PRECEDENCE, AnyPlace, Area, Attraction, Hotel, Restaurant, Station
from ..catalogue.vocabulary import terms
from .metro import Metro

_GENERAL = Term(family="cuisine", word="中餐厅", en="Chinese restaurant", synonyms=("中餐",))


@dataclass(frozen=True, kw_only=True)
class LiveCity:
    """Records of a city.

    Attributes:
        adcode: Amap's number of it.
        centre: Where distances count from.
        metro: Its metro stations.
    """

    name: str
    adcode: str
    centre: Coordinate
    attractions: tuple[Attraction, ...]
    hotels: tuple[Hotel, ...]
    restaurants: tuple[Restaurant, ...]
    stations: tuple[Station, ...]
    areas: tuple[Area, ...]
    metro: Metro

    @cached_property
    def places(self) -> tuple[AnyPlace, ...]:
        """All records; of namesakes the one first that is meant first."""
        every: tuple[AnyPlace, ...] = (*self.attractions, *self.restaurants, *self.hotels, *self.stations, *self.areas)
        return tuple(sorted(every, key=lambda place: PRECEDENCE.index(place.kind)))

    @cached_property
    def by_id(self) -> dict[str, AnyPlace]:
        """Every place by its id."""
        return {place.id: place for place in self.places}

    @cached_property
    def gazetteer(self) -> Gazetteer:
        """Names of the weightiest places, and kinds."""
        return Gazetteer(
            city=self.name,
            places=tuple(
                PlaceName(
                    id=place.id,
                    kind=place.kind,
                    name=place.name,
                    aliases=place.aliases,
                    radius_km=place.radius_km if isinstance(place, Area) else None,
                )
                for place in self.places
            ),
            terms=(*terms(), _GENERAL),
            whole=False,
        )
