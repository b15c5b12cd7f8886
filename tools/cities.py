"""Capability ``cities``: which cities can be planned, and which are known by name."""

from __future__ import annotations

from ..domain.base import Model
from ..domain.gazetteer import CityName
from .capability import Capability


class CitiesQuery(Model):
    """No arguments."""


class Cities(Model):
    """Cities, the covered ones first."""

    items: tuple[CityName, ...]


CITIES = Capability(
    name="cities",
    description="List the cities that can be planned, and the further ones that are known as a starting point.",
    args=CitiesQuery,
    result=Cities,
    examples=({},),
)
