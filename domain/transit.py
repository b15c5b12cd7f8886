"""How one moves inside a city: the figures that travel estimates are computed from."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from .base import Model
from .clock import Minute
from .money import Yuan

MoveMode = Literal["walk", "metro", "taxi"]


class FareStep(Model):
    """Up to (and including) this many km the ride costs this much; ``up_to_km`` None is the open end."""

    up_to_km: float | None
    fare: Yuan


class TaxiMeter(Model):
    """A day-time taxi meter: flag fall, then a rate per km, then a higher one for long rides."""

    flag_fall: Yuan
    flag_km: float
    per_km: Yuan
    long_from_km: float | None = None
    long_per_km: Yuan | None = None
    seats: int = 4


class CityTransit(Model):
    """Transport figures of one city, from operators' published fares and typical speeds.

    Road or rail kilometres = straight line x detour factor. Minutes = overhead + kilometres / speed; a taxi drives the
    kilometres beyond ``taxi_express_from_km`` at expressway speed.

    Attributes:
        metro_overhead: Minutes for access, waiting and transfers of one ride.
        metro_first: First train.
        metro_last: Last train that one should count on.
        metro_fares: Steps by ride distance, per person, ascending; the last one is open-ended.
        metro_child_free: Children up to this height ride free with an adult, cm; None is unknown.
    """

    walk_kmh: float = 4.2
    walk_detour: float = 1.3
    metro_kmh: float
    metro_detour: float = 1.35
    metro_overhead: int
    metro_first: Minute
    metro_last: Minute
    metro_fares: tuple[FareStep, ...] = Field(min_length=1)
    metro_child_free_cm: int | None = None
    taxi_kmh: float
    taxi_detour: float = 1.35
    taxi_express_from_km: float = 15
    taxi_express_kmh: float = 60
    taxi_overhead: int
    taxi: TaxiMeter
    source: str
    as_of: str
