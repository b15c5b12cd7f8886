"""Marks on argument models that say which arguments are names of places."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from ..domain.place import PlaceKind


@dataclass(frozen=True)
class Names:
    """The argument names a city or a place, or several, and may be mended.

    Attributes:
        what: ``city`` becomes the canonical city name, ``place`` the canonical place name, ``id`` the place's id.
        kinds: Only places of these kinds; empty is any.
    """

    what: Literal["city", "place", "id"]
    kinds: tuple[PlaceKind, ...] = ()


City = Annotated[str, Names("city")]
PlaceIds = Annotated[tuple[str, ...], Names("id")]
