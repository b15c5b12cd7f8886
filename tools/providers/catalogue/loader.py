"""Reads the catalogue's YAML files into domain records, one city at a time."""

from __future__ import annotations

from functools import cache, cached_property
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any

import yaml
from pydantic import Field

from ....domain.base import Model
from ....domain.geo import Coordinate
from ....domain.place import AnyPlace, Area, Attraction, Hotel, Restaurant, Station
from ....domain.transit import CityTransit
from .climate import Climate

NAME = "catalogue"
"""Signs everything that comes from here."""


class Bounds(Model):
    """The box a city's records must lie in, degrees."""

    south: float
    west: float
    north: float
    east: float

    def contain(self, at: Coordinate) -> bool:
        """Whether the point lies inside."""
        return self.south <= at.lat <= self.north and self.west <= at.lon <= self.east


class CityRecord(Model):
    """One city and all its records.

    Attributes:
        climate: What its months usually bring; None where that isn't bundled.
        districts: Canonical district name to its English name.
    """

    slug: str
    name: str
    name_en: str
    aliases: tuple[str, ...]
    centre: Coordinate
    bounds: Bounds
    climate: Climate | None = None
    districts: dict[str, str]
    transit: CityTransit
    areas: tuple[Area, ...] = Field(min_length=1)
    stations: tuple[Station, ...] = Field(min_length=1)
    attractions: tuple[Attraction, ...]
    hotels: tuple[Hotel, ...]
    restaurants: tuple[Restaurant, ...]

    @cached_property
    def places(self) -> tuple[AnyPlace, ...]:
        """All records of the city."""
        return (*self.attractions, *self.restaurants, *self.hotels, *self.stations, *self.areas)


def data_folder() -> Traversable:
    """Where the bundled files lie."""
    return resources.files(__package__) / "data"


def read_yaml(file: Traversable) -> Any:
    """Parse one YAML file; a missing file is empty."""
    if not file.is_file():
        return None
    return yaml.load(file.read_text("utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506 (both are safe)


@cache
def load_city(slug: str) -> CityRecord:
    """Load one city by its folder name, e.g. ``beijing``.

    Raises:
        pydantic.ValidationError: If a record is malformed.
        KeyError: If there is no such city.
    """
    folder = data_folder() / slug
    city = read_yaml(folder / "city.yaml")
    if city is None:
        raise KeyError(slug)
    shared = {"city": city["name"], "provider": NAME}
    records = {
        part: [shared | record for record in read_yaml(folder / f"{part}.yaml") or ()]
        for part in ("attractions", "hotels", "restaurants")
    }
    for part in ("areas", "stations"):
        records[part] = [shared | record for record in city.get(part, ())]
    return CityRecord.model_validate({"slug": slug, **city, **records})


@cache
def city_slugs() -> tuple[str, ...]:
    """Folder names of the cities that are bundled, sorted."""
    return tuple(sorted(f.name for f in data_folder().iterdir() if (f / "city.yaml").is_file()))
