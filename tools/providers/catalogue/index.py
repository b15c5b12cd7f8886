"""The catalogue's cities by name, without loading any of them."""

from __future__ import annotations

from functools import cache
from typing import Any

from ....domain.gazetteer import CityName
from .loader import city_slugs, data_folder, read_yaml


@cache
def _entries() -> tuple[dict[str, Any], ...]:
    return tuple(read_yaml(data_folder() / "cities.yaml"))


@cache
def city_names() -> tuple[CityName, ...]:
    """All cities known by name, the covered ones first."""
    names = [
        CityName(
            name=entry["name"],
            name_en=entry["name_en"],
            aliases=tuple(entry.get("aliases", ())),
            covered=entry.get("slug") in city_slugs(),
            cuisines=tuple(entry.get("cuisines", ())),
        )
        for entry in _entries()
    ]
    return tuple(sorted(names, key=lambda city: not city.covered))


@cache
def slug_of(name: str) -> str | None:
    """Folder name of a covered city by its canonical name; None for any other."""
    for entry in _entries():
        if entry["name"] == name and entry.get("slug") in city_slugs():
            return str(entry["slug"])
    return None
