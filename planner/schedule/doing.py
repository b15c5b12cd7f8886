"""What a visit of a problem stands for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ...domain.place import AnyPlace


@dataclass(frozen=True, kw_only=True)
class Doing:
    """What a visit of the problem stands for.

    Attributes:
        lunches: Whether a visit to a sight is so long that lunch is taken inside during it.
    """

    place: AnyPlace
    kind: Literal["attraction", "restaurant", "inside"]
    lunches: bool = False
