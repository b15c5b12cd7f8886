"""Between WGS-84 and GCJ-02, the shifted coordinates of Chinese maps.

The shift is a published polynomial with trigonometric terms; its inverse is found by iteration to less than a decimetre.
"""

from __future__ import annotations

from math import cos, pi, radians, sin, sqrt

from ....domain.geo import Coordinate

_A, _EE = 6378245.0, 0.00669342162296594323
"""Semi-major axis, m, and squared eccentricity of the Krasovsky 1940 ellipsoid."""
_WEST, _EAST, _SOUTH, _NORTH = 72.004, 137.8347, 0.8293, 55.8271
"""The box that is shifted at all."""
_STEPS = 8


def to_gcj02(at: Coordinate) -> Coordinate:
    """A WGS-84 point as Chinese maps have it; outside of China it stays."""
    if not (_WEST <= at.lon <= _EAST and _SOUTH <= at.lat <= _NORTH):
        return at
    lat, lon = _shift(at.lat, at.lon)
    return Coordinate(lat=at.lat + lat, lon=at.lon + lon)


def to_wgs84(at: Coordinate) -> Coordinate:
    """A point of a Chinese map on WGS-84."""
    guess = at
    for _ in range(_STEPS):
        shifted = to_gcj02(guess)
        guess = Coordinate(lat=guess.lat + at.lat - shifted.lat, lon=guess.lon + at.lon - shifted.lon)
    return guess


def _shift(lat: float, lon: float) -> tuple[float, float]:
    x, y = lon - 105.0, lat - 35.0
    wave = 20 * sin(6 * x * pi) + 20 * sin(2 * x * pi)
    north = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * sqrt(abs(x))
    north += (wave + 20 * sin(y * pi) + 40 * sin(y / 3 * pi) + 160 * sin(y / 12 * pi) + 320 * sin(y * pi / 30)) * 2 / 3
    east = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * sqrt(abs(x))
    east += (wave + 20 * sin(x * pi) + 40 * sin(x / 3 * pi) + 150 * sin(x / 12 * pi) + 300 * sin(x / 30 * pi)) * 2 / 3
    magic = 1 - _EE * sin(radians(lat)) ** 2
    return (
        north * 180 / (_A * (1 - _EE) / (magic * sqrt(magic)) * pi),
        east * 180 / (_A / sqrt(magic) * cos(radians(lat)) * pi),
    )
