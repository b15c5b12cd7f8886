"""Capability ``attractions``: sights to choose from."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from ..domain.base import Model
from ..domain.geo import Coordinate
from ..domain.place import Attraction
from .capability import Capability
from .naming import City, Names


class AttractionQuery(Model):
    """Which sights; all conditions must hold.

    Attributes:
        names: Only these, by name or alias.
        kinds: With at least one of these kinds.
        near: Sights around this point come first.
        max_km: At most this far from ``near``, straight line.
        limit: At most so many.
    """

    city: City
    names: Annotated[tuple[str, ...], Names("place", ("attraction",))] = ()
    kinds: tuple[str, ...] = ()
    near: Coordinate | None = None
    max_km: float | None = Field(default=None, gt=0)
    limit: int = Field(default=60, ge=1, le=1000)


class Attractions(Model):
    """Sights, the most renowned first; with ``near`` in rings around it, the most renowned of each ring first."""

    items: tuple[Attraction, ...]


ATTRACTIONS = Capability(
    name="attractions",
    description="Find sights of a city by kind, name or distance from a point, the most renowned first.",
    args=AttractionQuery,
    result=Attractions,
    errors=("not_found",),
    examples=({"city": "北京", "kinds": ["博物馆", "亲子"], "limit": 10},),
    placed=True,
)
