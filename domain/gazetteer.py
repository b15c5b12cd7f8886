"""The names and words a provider knows, for reading requests against."""

from __future__ import annotations

from functools import cached_property
from typing import Literal

from .base import Model
from .naming import Named
from .place import PlaceKind


class CityName(Named):
    """A city that a provider covers.

    Attributes:
        covered: False for a city that is only known by name (one may come from there).
        live: Covered, but its records are fetched only when it is asked about by its name.
        cuisines: What the city itself eats, the closest word first; whoever asks for local food means one of them.
    """

    name_en: str
    covered: bool = True
    live: bool = False
    cuisines: tuple[str, ...] = ()


class PlaceName(Named):
    """One place by its names.

    Attributes:
        radius_km: How far an area reaches from its centre; None for a point.
    """

    id: str
    kind: PlaceKind
    radius_km: float | None = None


class Term(Model):
    """One kind of the provider's vocabulary."""

    family: Literal["attraction", "cuisine", "restaurant_tag", "hotel_feature"]
    word: str
    en: str
    synonyms: tuple[str, ...] = ()


class Gazetteer(Model):
    """All names and kinds of one city."""

    city: str
    places: tuple[PlaceName, ...]
    terms: tuple[Term, ...]

    @cached_property
    def ids(self) -> frozenset[str]:
        """Ids of all places."""
        return frozenset(place.id for place in self.places)
