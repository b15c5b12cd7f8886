"""Which metro station one would use, from the stations that Amap has."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import ceil
from typing import TypeVar

from ....domain.geo import Coordinate
from ....domain.place import NearestMetro, Place
from ....domain.transit import CityTransit
from ..catalogue.distance import distances_km
from .client import Json, text_of
from .records import location_of

P = TypeVar("P", bound=Place)

_MARK = "(地铁站)"
_LONGEST_WALK = 20
"""Minutes to a station; from further away one takes a taxi."""


class Metro:
    """The stations of a city."""

    def __init__(self, pois: Iterable[Json], transit: CityTransit) -> None:
        """Take stations as Amap has them; those without a point are left out."""
        found = {text_of(poi.get("name")).removesuffix(_MARK): location_of(poi.get("location")) for poi in pois}
        self._stations = {name: at for name, at in found.items() if name and at is not None}
        self._transit = transit

    def nearest(self, points: Sequence[Coordinate]) -> list[NearestMetro | None]:
        """For each point the station that one would walk to, if there is one."""
        if not self._stations:
            return [None] * len(points)
        names = tuple(self._stations)
        km = distances_km(points, tuple(self._stations.values())) * self._transit.walk_detour
        stations = []
        for row in km:
            best = int(row.argmin())
            minutes = ceil(row[best] / self._transit.walk_kmh * 60)
            stations.append(NearestMetro(station=names[best], walk_minutes=minutes) if minutes <= _LONGEST_WALK else None)
        return stations

    def placed(self, places: Sequence[P]) -> tuple[P, ...]:
        """The places with their stations."""
        nearest = self.nearest([place.at for place in places])
        return tuple(place.model_copy(update={"metro": station}) for place, station in zip(places, nearest, strict=True))
