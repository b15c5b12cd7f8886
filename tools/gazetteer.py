"""Capability ``gazetteer``: names and kinds of one city, for reading requests against."""

from __future__ import annotations

from ..domain.base import Model
from ..domain.gazetteer import Gazetteer
from .capability import Capability
from .naming import City


class GazetteerQuery(Model):
    """Which city.

    Attributes:
        glance: Only if the names are at hand: the city is one of many that may be meant.
    """

    city: City
    glance: bool = False


GAZETTEER = Capability(
    name="gazetteer",
    description="Give every place name of a city with its aliases, and the kinds of sights, cuisines and hotel features.",
    args=GazetteerQuery,
    result=Gazetteer,
    errors=("not_found",),
    examples=({"city": "北京"},),
    placed=True,
)
