"""The verifier's own distance, so that a fault in the providers' one shows."""

from __future__ import annotations

from math import asin, cos, radians, sin, sqrt

from ...domain.geo import Coordinate

EARTH_KM = 6371.0088
TOLERANCE = 0.01
"""Share by which the sphere may differ from the ellipsoid that providers measure on."""


def straight_km(a: Coordinate, b: Coordinate) -> float:
    """Great-circle distance in km on a sphere (haversine)."""
    lat_a, lat_b = radians(a.lat), radians(b.lat)
    chord = sin((lat_b - lat_a) / 2) ** 2 + cos(lat_a) * cos(lat_b) * sin(radians(b.lon - a.lon) / 2) ** 2
    return 2 * EARTH_KM * asin(min(1.0, sqrt(chord)))
