"""The names and words a provider knows, for reading requests against."""

from __future__ import annotations

from typing import Literal

from .base import Model
from .place import PlaceKind


class CityName(Model):
    """A city that a provider covers.

    Attributes:
        covered: False for a city that is only known by name (one may come from there).
    """

    name: str
    name_en: str
    aliases: tuple[str, ...] = ()
    covered: bool = True


class PlaceName(Model):
    """One place by its names; ``name`` and ``name_en`` count as aliases too.

    Attributes:
        radius_km: How far an area reaches from its centre; None for a point.
    """

    id: str
    kind: PlaceKind
    name: str
    name_en: str | None = None
    aliases: tuple[str, ...] = ()
    radius_km: float | None = None

    @property
    def all_names(self) -> tuple[str, ...]:
        """Every name, the canonical one first, without repeats."""
        names = (self.name, self.name_en, *self.aliases)
        return tuple(dict.fromkeys(name for name in names if name))


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
