"""Capability ``intercity``: trains and flights between two cities."""

from __future__ import annotations

from datetime import date

from ..domain.base import Model
from ..domain.place import Station
from ..domain.travel import IntercityService
from .capability import Capability
from .naming import City


class IntercityQuery(Model):
    """From where to where, one way.

    Attributes:
        day: Of departure; whoever tells typical services needs none.
    """

    origin: City
    destination: City
    day: date | None = None


class Intercity(Model):
    """Ways from one city to another.

    Attributes:
        services: Trains before flights.
        stations: Records of the stations that the services name, as far as they are covered.
    """

    services: tuple[IntercityService, ...]
    stations: tuple[Station, ...]


INTERCITY = Capability(
    name="intercity",
    description="Find trains and flights from one city to another with typical duration and fare.",
    args=IntercityQuery,
    result=Intercity,
    errors=("not_found",),
    examples=({"origin": "上海", "destination": "北京"},),
)
