"""Sights of which one is enough: parts of one another, the same under several names, and one boat ride like the other."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from ...agents.nearness import rough_km
from ...domain.place import Attraction
from .assumptions import ONLY_BY_DAY

_BESIDE = 0.3
"""Sights with names that are alike are the same or parts of one another where they lie so near, and so are grounds. Km."""

_ELSEWHERE = 3.0
"""A beginning that places share which lie so far apart says nothing: it is the city's or the country's. Km."""

_BRACKET = re.compile(r"[(（].*")
_ON_THE_WATER = re.compile(r"游船|游轮|游艇|邮轮|船游|[江河]游|夜游.{0,2}[江河湖]|\b(?:cruise|boat)s?\b", re.IGNORECASE)


def alike(sights: Sequence[Attraction]) -> list[tuple[int, ...]]:
    """Sets of sights of which one is enough, as indices: each time one of them with all that are like it.

    What is like one of them need not be like another one.
    """
    if not sights:
        return []
    points = [sight.at for sight in sights]
    km = rough_km(points, points)
    names = [_core(sight) for sight in sights]
    shared = [_shared_beginning(names, km, index) for index in range(len(sights))]
    same = km < 0
    for a, one in enumerate(sights):
        for b in range(a):
            same[a, b] = same[b, a] = _are_alike(one, sights[b], names[a], names[b], float(km[a, b]), shared[a])
    found = {frozenset((index, *np.flatnonzero(same[index]).tolist())) for index in range(len(sights))}
    widest = (members for members in found if len(members) > 1 and not any(members < others for others in found))
    return sorted(tuple(sorted(members)) for members in widest)


def _are_alike(one: Attraction, other: Attraction, name: str, other_name: str, km: float, beginning: str) -> bool:
    if name == other_name or (_ON_THE_WATER.search(one.name) and _ON_THE_WATER.search(other.name)):
        return True
    if km <= _BESIDE and (name in other_name or other_name in name or (beginning and other_name.startswith(beginning))):
        return True
    return km <= _BESIDE and not (ONLY_BY_DAY & {*one.kinds}).isdisjoint(other.kinds)


def _core(sight: Attraction) -> str:
    """The name without what stands in brackets and without the city's."""
    bare = _BRACKET.sub("", sight.name).strip() or sight.name
    return bare.removeprefix(sight.city) or bare


def _shared_beginning(names: Sequence[str], km: NDArray[np.float64], index: int) -> str:
    """The two signs that a name begins with, unless a place far away begins so as well; nothing for names in letters."""
    beginning = names[index][:2]
    if len(beginning) < 2 or beginning.isascii():
        return ""
    far = np.flatnonzero(km[index] > _ELSEWHERE).tolist()
    return "" if any(names[other].startswith(beginning) for other in far) else beginning
