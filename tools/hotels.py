"""Capability ``hotels``: where to sleep."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from ..domain.base import Model
from ..domain.geo import Coordinate
from ..domain.money import Yuan
from ..domain.place import Hotel
from .capability import Capability
from .naming import City, Names


class HotelQuery(Model):
    """Which hotels; all conditions must hold.

    Attributes:
        near: Where distances count from; without it, from the city's centre.
        max_km: At most this far from there, straight line.
        max_nightly: Typical rate of a standard double at most, CNY a room-night.
        features: All of these kinds.
        rooms: All of these room kinds: double, twin, family, suite, single, dorm.
        names: Only these, by name or alias.
        by: The nearest first, or the cheapest.
    """

    city: City
    near: Coordinate | None = None
    max_km: float | None = Field(default=None, gt=0)
    max_nightly: Yuan | None = None
    min_stars: int = Field(default=1, ge=1, le=5)
    max_stars: int = Field(default=5, ge=1, le=5)
    features: tuple[str, ...] = ()
    rooms: tuple[str, ...] = ()
    names: Annotated[tuple[str, ...], Names("place", ("hotel",))] = ()
    by: Literal["distance", "rate"] = "distance"
    limit: int = Field(default=60, ge=1, le=1000)


class Hotels(Model):
    """Hotels in the order that was asked for."""

    items: tuple[Hotel, ...]


HOTELS = Capability(
    name="hotels",
    description="Find hotels of a city by place, price, class, features and room kinds, nearest or cheapest first.",
    args=HotelQuery,
    result=Hotels,
    errors=("not_found",),
    examples=({"city": "北京", "near": [39.9132, 116.3970], "max_km": 5, "max_nightly": 600},),
    placed=True,
)
