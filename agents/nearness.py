"""Which of many places lie well together: rough distances are enough to choose candidates by."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from ..domain.geo import Coordinate
from ..domain.place import Attraction

_KM_PER_DEGREE = 111.2
_NEIGHBOURHOOD, _REACH = 2.5, 12.0
"""Sights that are so near enrich each other; one so far from what the traveller asked for is worth a third. Km."""

_ALONE = 0.35
"""What a sight without neighbours keeps of its worth."""


def rough_km(points: Sequence[Coordinate], others: Sequence[Coordinate]) -> NDArray[np.float64]:
    """Straight-line km on a plane, row = point, column = other; off by less than a percent inside a city."""
    here, there = (np.array([(p.lat, p.lon) for p in places]).reshape(-1, 2) for places in (points, others))
    north = here[:, None, 0] - there[None, :, 0]
    east = (here[:, None, 1] - there[None, :, 1]) * np.cos(np.radians(here[:, None, 0]))
    return np.asarray(np.hypot(north, east) * _KM_PER_DEGREE, dtype=np.float64)


def by_appeal(sights: Sequence[Attraction], anchors: Sequence[Coordinate]) -> list[Attraction]:
    """Sights in order of what they promise: renowned ones among others, near the places that were asked for.

    Args:
        sights: To choose from.
        anchors: Where the traveller will be anyway; may be empty.
    """
    if not sights:
        return []
    points = [sight.at for sight in sights]
    renown = np.array([sight.renown / 100 for sight in sights]) ** 2
    company = np.exp(-rough_km(points, points) / _NEIGHBOURHOOD) @ renown
    appeal = renown * (_ALONE + company / company.max(initial=1e-9))
    if anchors:
        appeal *= np.exp(-rough_km(points, anchors).min(axis=1) / _REACH)
    return [sights[k] for k in np.argsort(-appeal, kind="stable")]
