"""Capability ``travel``: how long, how far and for how much between places of one city."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from ..domain.base import Model
from ..domain.geo import Coordinate
from ..domain.travel import TravelTable
from .capability import Capability
from .naming import City, PlaceIds


class TravelQuery(Model):
    """Between which places.

    Attributes:
        ids: Places of any kind, each once.
        at: Where they are, as far as the caller knows; saves the provider a look-up.
    """

    city: City
    ids: Annotated[PlaceIds, Field(min_length=1, max_length=1000)]
    at: dict[str, Coordinate] = Field(default_factory=dict)


TRAVEL = Capability(
    name="travel",
    description="Give travel times, ways and fares between all pairs of some places of a city, on foot, by metro and by taxi.",
    args=TravelQuery,
    result=TravelTable,
    errors=("not_found",),
    examples=(),
    placed=True,
)
