"""Capability ``restaurants``: where to eat."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from ..domain.base import Model
from ..domain.geo import Coordinate
from ..domain.money import Yuan
from ..domain.place import Restaurant, Spice
from .capability import Capability
from .naming import City, Names


class RestaurantQuery(Model):
    """Which restaurants; all conditions must hold.

    Attributes:
        names: Only these, by name or alias.
        cuisines: With at least one of these cuisines or tags.
        near: Points to eat at; each gets its share of the answer.
        max_km: At most this far from the nearest of ``near``, straight line.
        max_per_person: Typical spend of one adult at most, CNY.
        exclude_spice: Not these degrees; a restaurant of unknown degree stays.
        limit: At most so many.
    """

    city: City
    names: Annotated[tuple[str, ...], Names("place", ("restaurant",))] = ()
    cuisines: tuple[str, ...] = ()
    near: tuple[Coordinate, ...] = ()
    max_km: float | None = Field(default=None, gt=0)
    max_per_person: Yuan | None = None
    exclude_spice: tuple[Spice, ...] = ()
    limit: int = Field(default=60, ge=1, le=1000)


class Restaurants(Model):
    """Restaurants; with several points the nearest to each in turn, without points the nearest to the centre first."""

    items: tuple[Restaurant, ...]


RESTAURANTS = Capability(
    name="restaurants",
    description="Find restaurants of a city near given points by cuisine, price and spiciness.",
    args=RestaurantQuery,
    result=Restaurants,
    errors=("not_found",),
    examples=({"city": "北京", "cuisines": ["烤鸭"], "near": [[39.9132, 116.3970]], "max_km": 3},),
    placed=True,
)
