"""One loaded city with its indices."""

from __future__ import annotations

from functools import cache, cached_property

from ....domain.gazetteer import Gazetteer, PlaceName
from ....domain.place import PRECEDENCE, AnyPlace, Area
from .loader import CityRecord, load_city
from .vocabulary import terms


class City:
    """A city's records by id and by name."""

    def __init__(self, record: CityRecord) -> None:
        """Take loaded records."""
        self.record = record

    @cached_property
    def by_id(self) -> dict[str, AnyPlace]:
        """Every place by its id."""
        return {place.id: place for place in self.record.places}

    @cached_property
    def by_name(self) -> dict[str, list[AnyPlace]]:
        """Every place by each of its names, casefolded; attractions before areas, stations, hotels and restaurants."""
        found: dict[str, list[AnyPlace]] = {}
        for place in sorted(self.record.places, key=lambda place: PRECEDENCE.index(place.kind)):
            for name in dict.fromkeys(name.casefold() for name in place.all_names):
                found.setdefault(name, []).append(place)
        return found

    @cached_property
    def gazetteer(self) -> Gazetteer:
        """All names and kinds."""
        places = tuple(
            PlaceName(
                id=p.id,
                kind=p.kind,
                name=p.name,
                name_en=p.name_en,
                aliases=p.aliases,
                radius_km=p.radius_km if isinstance(p, Area) else None,
            )
            for p in self.record.places
        )
        return Gazetteer(city=self.record.name, places=places, terms=terms())


@cache
def open_city(slug: str) -> City:
    """Load a city once."""
    return City(load_city(slug))
