"""The names and words a provider knows, for reading requests against."""

from __future__ import annotations

from collections.abc import Iterable
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
    """Names and kinds of one city.

    Attributes:
        whole: Whether these are all its places; else there are others, which can be looked up by name or id.
    """

    city: str
    places: tuple[PlaceName, ...]
    terms: tuple[Term, ...]
    whole: bool = True

    def with_places(self, places: Iterable[PlaceName]) -> Gazetteer:
        """These names and further ones."""
        return Gazetteer(city=self.city, places=(*self.places, *places), terms=self.terms, whole=self.whole)

    @cached_property
    def ids(self) -> frozenset[str]:
        """Ids of all places."""
        return frozenset(place.id for place in self.places)
