"""How long requests took."""

from __future__ import annotations

from collections.abc import Iterable
from statistics import median
from typing import NamedTuple


class Spread(NamedTuple):
    """Median, 90th percentile (nearest rank) and greatest of some seconds."""

    median: float
    p90: float
    most: float


def spread(seconds: Iterable[float]) -> Spread:
    """Of at least one figure."""
    ordered = sorted(seconds)
    return Spread(median(ordered), ordered[round(0.9 * (len(ordered) - 1))], ordered[-1])
