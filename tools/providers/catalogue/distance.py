"""Straight-line distances on the WGS-84 ellipsoid."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray
from pyproj import Geod

from ....domain.geo import Coordinate


@cache
def _geod() -> Geod:
    return Geod(ellps="WGS84")


def distances_km(points: Sequence[Coordinate], others: Sequence[Coordinate]) -> NDArray[np.float64]:
    """Geodesic km, row = point, column = other; shape ``(len(points), len(others))``."""
    if not points or not others:
        return np.zeros((len(points), len(others)))
    rows, columns = np.meshgrid(np.arange(len(points)), np.arange(len(others)), indexing="ij")
    start = np.array([(p.lon, p.lat) for p in points])[rows.ravel()]
    end = np.array([(p.lon, p.lat) for p in others])[columns.ravel()]
    _, _, metres = _geod().inv(start[:, 0], start[:, 1], end[:, 0], end[:, 1])
    return np.asarray(metres, dtype=np.float64).reshape(len(points), len(others)) / 1000
