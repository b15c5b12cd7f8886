"""Coordinates on the WGS-84 ellipsoid."""

from __future__ import annotations

from pydantic import Field, model_validator

from .base import Model


class Coordinate(Model):
    """A point in decimal degrees, WGS-84; a ``[lat, lon]`` pair parses too."""

    lat: float = Field(ge=-90, le=90)
    lon: float = Field(ge=-180, le=180)

    @model_validator(mode="before")
    @classmethod
    def _from_pair(cls, value: object) -> object:
        if isinstance(value, (list, tuple)) and len(value) == 2:
            return {"lat": value[0], "lon": value[1]}
        return value
