"""Driving within a city as Amap measures it, and what the measured ways say of the others."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from ....domain.errors import ToolFailure
from ....domain.geo import Coordinate
from ....domain.transit import CityTransit
from ..catalogue.estimates import Driven
from .client import AmapClient, Json, text_of

_log = logging.getLogger(__name__)

Pair = frozenset[str]
"""Two places; driving there is taken to be as long as driving back."""

ORIGINS = 100
"""Most origins of one request."""
_SECONDS = 12.0
"""So long may the requests of one table take to begin, at the rate of the key."""
_LEAST_KM = 1.0
"""Shorter ways say little of a city's streets."""
_FEWEST = 10
"""So many ways at least say something of a city's streets."""
_SLOWEST = 5.0
"""km/h that no car is slower than."""


class Measured:
    """Ways that Amap has measured: metres and seconds by car; they are kept, and asked for once."""

    def __init__(self, client: AmapClient) -> None:
        """Take a client; nothing is measured yet."""
        self._client = client
        self.ways: dict[Pair, tuple[int, int]] = {}

    async def measure(self, hubs: Sequence[str], at: Mapping[str, Coordinate]) -> None:
        """Measure the ways between each hub and everything; what can't be measured stays unknown.

        Args:
            hubs: Ids of the places that ways begin or end with, the weightier first; as many as the rate allows are asked about.
            at: Points of all places.
        """
        asked: set[Pair] = set(self.ways)
        requests: list[tuple[str, tuple[str, ...]]] = []
        for hub in hubs:
            others = [place for place in at if place != hub and frozenset((hub, place)) not in asked]
            asked |= {frozenset((hub, place)) for place in others}
            requests += [(hub, some) for some in _batches(others)]
        most = int(_SECONDS * self._client.per_second)
        answers = await asyncio.gather(*(self._one(hub, others, at) for hub, others in requests[:most]), return_exceptions=True)
        failures = [answer for answer in answers if isinstance(answer, BaseException)]
        for failure in failures:
            if not isinstance(failure, ToolFailure):
                raise failure
        if failures:
            _log.warning("%d of %d measurements of ways failed; those ways are estimated", len(failures), len(answers))

    async def _one(self, hub: str, others: Sequence[str], at: Mapping[str, Coordinate]) -> None:
        for result in await self._client.distances([at[place] for place in others], at[hub]):
            number, metres, seconds = (_whole(result, field) for field in ("origin_id", "distance", "duration"))
            if 1 <= number <= len(others) and metres and seconds:
                self.ways[frozenset((hub, others[number - 1]))] = (metres, seconds)

    def between(self, ids: Sequence[str]) -> Driven:
        """Ways between all pairs of some places; NaN where they aren't measured."""
        km, minutes = np.full((2, len(ids), len(ids)), np.nan)
        for row, start in enumerate(ids):
            for column, end in enumerate(ids):
                if (way := self.ways.get(frozenset((start, end)))) is not None:
                    km[row, column], minutes[row, column] = way[0] / 1000, way[1] / 60
        return Driven(km=km, minutes=minutes)


def fitted(transit: CityTransit, driven: Driven, straight: NDArray[np.float64]) -> CityTransit:
    """A city's figures as its measured ways have them, for the ways that aren't measured.

    Args:
        transit: The figures otherwise.
        driven: Measured ways.
        straight: Straight-line km of the same pairs.
    """
    measured = (driven.km >= _LEAST_KM) & (straight > 0) & (driven.minutes > 0)  # comparisons with NaN are false
    slow = measured & (driven.km <= transit.taxi_express_from_km)
    if np.count_nonzero(slow) < _FEWEST:
        return transit
    detour = float(np.median(driven.km[measured] / straight[measured]))
    speed = float(np.median(driven.km[slow] / driven.minutes[slow])) * 60
    return transit.model_copy(update={"taxi_detour": max(1.0, detour), "taxi_kmh": max(_SLOWEST, speed)})


def _batches(places: Sequence[str]) -> list[tuple[str, ...]]:
    return [tuple(places[k : k + ORIGINS]) for k in range(0, len(places), ORIGINS)]


def _whole(result: Json, field: str) -> int:
    """A whole number; 0 where there is none, as for ways that can't be driven."""
    said = text_of(result.get(field))
    return int(said) if said.isdigit() else 0
