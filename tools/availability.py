"""Capability ``availability``: whether places let the party in on given dates."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field

from ..domain.availability import Availability
from ..domain.base import Model
from .capability import Capability
from .naming import City, PlaceIds


class AvailabilityQuery(Model):
    """Which places, on which dates.

    Attributes:
        days: Dates of the visit.
        today: The date of asking; booking windows count from it.
    """

    city: City
    ids: Annotated[PlaceIds, Field(min_length=1, max_length=1000)]
    days: Annotated[tuple[date, ...], Field(min_length=1, max_length=60)]
    today: date


class Availabilities(Model):
    """One record for each place and date, place by place."""

    items: tuple[Availability, ...]


AVAILABILITY = Capability(
    name="availability",
    description="Tell for each place and date whether it is open, sold out, closed, not yet bookable or unknown.",
    args=AvailabilityQuery,
    result=Availabilities,
    errors=("not_found",),
    examples=(),
    placed=True,
)
