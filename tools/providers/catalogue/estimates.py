"""Travel inside a city by formula: straight line x detour factor, typical speeds, published fares."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from ....domain.evidence import Source
from ....domain.geo import Coordinate
from ....domain.place import NearestMetro
from ....domain.transit import CityTransit
from ....domain.travel import UNREACHABLE, ModeTable, TravelTable
from .distance import distances_km
from .loader import NAME

MAX_WALK_KM = 4.0
"""Nobody is sent on foot further than this."""

_HEIGHT_AT_BIRTHDAY = (50, 76, 88, 96, 104, 111, 118, 124, 130, 135, 140, 145, 152)
"""Median height of Chinese children in cm at each birthday from birth on."""

Table = NDArray[np.int64]


class Spot(Protocol):
    """What a place is for getting there."""

    @property
    def id(self) -> str:
        """Its id."""
        ...

    @property
    def at(self) -> Coordinate:
        """Where it is."""
        ...

    @property
    def metro(self) -> NearestMetro | None:
        """Its metro station, if there is one in walking distance."""
        ...


@dataclass(frozen=True, kw_only=True)
class Driven:
    """Ways by car that somebody has measured, between all pairs of places; NaN where nobody has."""

    km: NDArray[np.float64]
    minutes: NDArray[np.float64]


def travel_table(
    places: Sequence[Spot], transit: CityTransit, *, source: Source | None = None, driven: Driven | None = None
) -> TravelTable:
    """Walk, metro and taxi between all pairs of places, estimated where nothing was measured.

    Args:
        places: What to travel between.
        transit: The city's figures.
        source: Evidence for the table; by default that of the figures.
        driven: Measured ways by car.
    """
    km = distances_km([place.at for place in places], [place.at for place in places])
    return TravelTable(
        ids=tuple(place.id for place in places),
        modes={"walk": _walk(km, transit), "metro": _metro(km, places, transit), "taxi": _taxi(km, transit, driven)},
        source=source or Source(provider=NAME, title=transit.source, as_of=transit.as_of, estimated=True),
    )


def _walk(km: NDArray[np.float64], transit: CityTransit) -> ModeTable:
    way = km * transit.walk_detour
    minutes = np.ceil(way / transit.walk_kmh * 60).astype(np.int64)
    minutes[way > MAX_WALK_KM] = UNREACHABLE
    return ModeTable(minutes=_rows(minutes), metres=_metres(way), fare=_rows(np.zeros_like(minutes)), basis="total")


def _metro(km: NDArray[np.float64], places: Sequence[Spot], transit: CityTransit) -> ModeTable:
    way = km * transit.metro_detour
    walk = np.array([place.metro.walk_minutes if place.metro else 0 for place in places])
    ride = np.ceil(way / transit.metro_kmh * 60)
    minutes = (walk[:, None] + transit.metro_overhead + ride + walk[None, :]).astype(np.int64)
    stations = [place.metro.station if place.metro else "" for place in places]
    number = {station: row for row, station in enumerate(dict.fromkeys(stations))}
    at = np.array([number[station] for station in stations])
    has = np.array([bool(station) for station in stations])
    served = has[:, None] & has[None, :] & (at[:, None] != at[None, :])
    upper = np.array([np.inf if step.up_to_km is None else step.up_to_km for step in transit.metro_fares])
    fen = np.array([int(step.fare * 100) for step in transit.metro_fares])
    fare = fen[np.minimum(np.searchsorted(upper, way, side="left"), len(fen) - 1)]
    height = transit.metro_child_free_cm
    return ModeTable(
        minutes=_rows(np.where(served, minutes, UNREACHABLE)),
        metres=_metres(way),
        fare=_rows(np.where(served, fare, 0)),
        basis="person",
        first=transit.metro_first,
        last=transit.metro_last,
        free_child_height_cm=height,
        free_child_age=None if height is None else max(bisect_right(_HEIGHT_AT_BIRTHDAY, height) - 1, 0),
    )


def _taxi(km: NDArray[np.float64], transit: CityTransit, driven: Driven | None) -> ModeTable:
    way = km * transit.taxi_detour
    express = np.maximum(way - transit.taxi_express_from_km, 0)
    ride = ((way - express) / transit.taxi_kmh + express / transit.taxi_express_kmh) * 60
    if driven is not None:
        way = np.where(np.isnan(driven.km), way, driven.km)
        ride = np.where(np.isnan(driven.minutes), ride, driven.minutes)
    minutes = (transit.taxi_overhead + np.ceil(ride)).astype(np.int64)
    meter = transit.taxi
    metered = np.maximum(way - meter.flag_km, 0)
    yuan = float(meter.flag_fall) + metered * float(meter.per_km)
    if meter.long_from_km is not None and meter.long_per_km is not None:
        yuan += np.maximum(way - meter.long_from_km, 0) * float(meter.long_per_km - meter.per_km)
    fare = (np.floor(yuan + 0.5) * 100).astype(np.int64)  # meters round to whole yuan
    np.fill_diagonal(minutes, UNREACHABLE)
    np.fill_diagonal(fare, 0)
    return ModeTable(minutes=_rows(minutes), metres=_metres(way), fare=_rows(fare), basis="car", seats=meter.seats)


def _metres(way: NDArray[np.float64]) -> tuple[tuple[int, ...], ...]:
    return _rows(np.rint(way * 1000).astype(np.int64))


def _rows(table: Table) -> tuple[tuple[int, ...], ...]:
    return tuple(map(tuple, table.tolist()))
