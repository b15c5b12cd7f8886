"""Capability ``places``: full records of places one already knows by id or name."""

from __future__ import annotations

from typing import Annotated

from ..domain.base import Model
from ..domain.place import AnyPlace
from .capability import Capability
from .naming import City, Names, PlaceIds


class PlacesQuery(Model):
    """Which places.

    Attributes:
        ids: Ids; each must exist.
        names: Names or aliases of any kind of place; each must exist.
    """

    city: City
    ids: PlaceIds = ()
    names: Annotated[tuple[str, ...], Names("place")] = ()


class Places(Model):
    """Records in the order they were asked for, ids first."""

    items: tuple[AnyPlace, ...]


PLACES = Capability(
    name="places",
    description="Look up places of any kind (sight, restaurant, hotel, station, area) by id or name.",
    args=PlacesQuery,
    result=Places,
    errors=("not_found",),
    examples=({"city": "北京", "names": ["故宫"]},),
    placed=True,
)
