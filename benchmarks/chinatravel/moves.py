"""How the sandbox moves people: straight lines on the ellipsoid, fixed speeds, minutes cut off, fares to the fen."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray
from pyproj import Geod
from xiake.domain.evidence import Source
from xiake.domain.travel import UNREACHABLE, Access, ModeTable, TravelTable

from .sandbox import Point

WALK_KMH, METRO_KMH, TAXI_KMH = 5, 30, 40
TAXI_SEATS = 4
_METRO_STEPS = np.array([4, 9, 14, 21, 28, 37, 48, 61], dtype=np.float64)
_METRO_FARES = np.array([2, 3, 4, 5, 6, 7, 8, 9], dtype=np.int64)
_NEAR = 12
"""Stations that look nearest on a flat map; one of them is the nearest on the ellipsoid."""

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@cache
def _geod() -> Geod:
    return Geod(ellps="WGS84")


def kilometres(starts: Floats, ends: Floats) -> Floats:
    """Geodesic km between pairs of ``(lat, lon)`` rows."""
    _, _, metres = _geod().inv(starts[:, 1], starts[:, 0], ends[:, 1], ends[:, 0])
    return np.asarray(metres, dtype=np.float64) / 1000


class Network:
    """A city's points and the metro station of each."""

    def __init__(self, points: dict[str, Point], metro: Sequence[tuple[str, Point]]) -> None:
        """Take all places by name, and the metro stations in the order of the file."""
        self._row = {name: row for row, name in enumerate(points)}
        self._at = np.array(list(points.values()), dtype=np.float64).reshape(-1, 2)
        self._stations = tuple(dict.fromkeys(metro))
        self._station_at = np.array([point for _, point in self._stations], dtype=np.float64).reshape(-1, 2)
        self._station, self._walk_km = self._nearest()

    def table(self, ids: Sequence[str], names: Sequence[str], source: Source) -> TravelTable:
        """Walk, metro and taxi between all pairs of places, given by id and name."""
        rows = np.array([self._row[name] for name in names])
        km = _between(self._at[rows])
        modes = {"walk": _walk(km), "taxi": _taxi(km)}
        if len(self._stations):
            modes["metro"] = self._metro(rows)
        return TravelTable(ids=tuple(ids), modes=modes, source=source)

    def _nearest(self) -> tuple[Ints, Floats]:
        """Index of the station nearest to each point (the first of several), and how far it is."""
        if not len(self._stations):
            return np.zeros(len(self._at), dtype=np.int64), np.zeros(len(self._at))
        flat = np.cos(np.radians(self._at[:, :1]))
        north = self._at[:, :1] - self._station_at[:, 0]
        east = (self._at[:, 1:] - self._station_at[:, 1]) * flat
        few = min(_NEAR, len(self._stations))
        near = np.sort(np.argpartition(north**2 + east**2, few - 1, axis=1)[:, :few], axis=1)
        km = kilometres(np.repeat(self._at, few, axis=0), self._station_at[near.ravel()]).reshape(near.shape)
        best = km.argmin(axis=1)
        every = np.arange(len(near))
        return near[every, best], km[every, best]

    def _metro(self, rows: Ints) -> ModeTable:
        """Walk to the station, ride straight to the other one, walk on; each part's minutes are cut off on their own."""
        used, station = np.unique(self._station[rows], return_inverse=True)
        ride = _between(self._station_at[used])[np.ix_(station, station)]
        walk_km = self._walk_km[rows]
        walk = _minutes(walk_km, WALK_KMH)
        served = station[:, None] != station[None, :]
        minutes = walk[:, None] + _minutes(ride, METRO_KMH) + walk[None, :]
        beyond = _METRO_FARES[-1] + np.floor_divide(ride - _METRO_STEPS[-1] + 14, 15).astype(np.int64)
        step = np.searchsorted(_METRO_STEPS, ride, side="left")
        fare = np.where(step < len(_METRO_FARES), _METRO_FARES[np.minimum(step, len(_METRO_FARES) - 1)], beyond)
        metres = _metres(walk_km)
        return ModeTable(
            minutes=_rows(np.where(served, minutes, UNREACHABLE)),
            metres=_rows(metres[:, None] + _metres(ride) + metres[None, :]),
            fare=_rows(np.where(served, fare * 100, 0)),
            basis="person",
            access=tuple(
                Access(station=self._stations[used[s]][0], minutes=on_foot, metres=way)
                for s, on_foot, way in zip(station.tolist(), walk.tolist(), metres.tolist(), strict=True)
            ),
        )


def _between(at: Floats) -> Floats:
    """Symmetric matrix of km; each pair is measured once."""
    rows, columns = np.triu_indices(len(at), k=1)
    km = np.zeros((len(at), len(at)))
    km[rows, columns] = km[columns, rows] = kilometres(at[rows], at[columns])
    return km


def _walk(km: Floats) -> ModeTable:
    return ModeTable(
        minutes=_rows(_minutes(km, WALK_KMH)), metres=_rows(_metres(km)), fare=_rows(np.zeros(km.shape, np.int64)), basis="total"
    )


def _taxi(km: Floats) -> ModeTable:
    yuan = 11 + 3.5 * np.clip(km - 1.8, 0, 8.2) + 4.5 * np.maximum(km - 10, 0)
    fare = np.rint(np.round(yuan, 2) * 100).astype(np.int64)
    minutes = _minutes(km, TAXI_KMH)
    np.fill_diagonal(minutes, UNREACHABLE)
    np.fill_diagonal(fare, 0)
    return ModeTable(minutes=_rows(minutes), metres=_rows(_metres(km)), fare=_rows(fare), basis="car", seats=TAXI_SEATS)


def _minutes(km: Floats, kmh: int) -> Ints:
    return (km / kmh * 60).astype(np.int64)


def _metres(km: Floats) -> Ints:
    return np.rint(km * 1000).astype(np.int64)


def _rows(table: Ints) -> tuple[tuple[int, ...], ...]:
    return tuple(map(tuple, table.tolist()))
