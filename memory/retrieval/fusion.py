"""One ranking out of several: reciprocal rank fusion."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from typing import TypeVar

Key = TypeVar("Key", bound=Hashable)
DAMPING = 60
"""The usual constant (Cormack, Clarke and Büttcher 2009): with it, several middling ranks count for more than one good one."""


def fuse(rankings: Iterable[tuple[float, Sequence[Key]]], damping: float = DAMPING) -> list[tuple[Key, float]]:
    """What stands high in several rankings, best first.

    Args:
        rankings: Weight and keys, best first, of each ranking; a key may be missing in some.
        damping: Added to each rank.

    Returns:
        Keys with their scores; keys of equal score in the order in which they were first met.
    """
    scores: defaultdict[Key, float] = defaultdict(float)
    for weight, keys in rankings:
        for rank, key in enumerate(keys, start=1):
            scores[key] += weight / (damping + rank)
    return sorted(scores.items(), key=lambda entry: -entry[1])
