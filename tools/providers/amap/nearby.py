"""Restaurants and hotels around points at which a city's weightiest ones leave a gap."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence

from ....domain.errors import ToolFailure
from ....domain.geo import Coordinate
from ....domain.place import Hotel, Restaurant
from ..catalogue.distance import distances_km
from .city import LiveCity
from .client import AmapClient, Json, text_of
from .names import lies_in
from .records import place_of

_log = logging.getLogger(__name__)

HOTELS, RESTAURANTS = "100000", "050000"
_RADIUS_KM = 3.0
_ENOUGH = 4
"""Nobody looks for more where so many are known within :data:`_RADIUS_KM`."""
_SECONDS = 6.0
"""So long may the searches of one call take to begin, at the rate of the key."""


class Nearby:
    """What has been found around points of a city; each neighbourhood is searched once."""

    def __init__(self, client: AmapClient) -> None:
        """Take a client; nothing is found yet."""
        self._client = client
        self._searched: dict[str, list[Coordinate]] = {}

    async def around(
        self, points: Sequence[Coordinate], types: str, known: Sequence[Hotel | Restaurant], city: LiveCity, *, as_of: str
    ) -> list[Hotel | Restaurant]:
        """Search where too few are known; what can't be searched now is left for the next call.

        Args:
            points: Where somebody wants to eat or sleep.
            types: Classes to search for.
            known: Those known so far.
            city: What they must lie in.
            as_of: Date of the records.
        """
        searched, gaps = self._searched.setdefault(types, []), list[Coordinate]()
        for point in points:
            if not _any_near(point, [*searched, *gaps]) and not _enough(point, known):
                gaps.append(point)
        gaps = gaps[: max(1, int(_SECONDS * self._client.per_second))]
        answers = await asyncio.gather(*(self._search(point, types) for point in gaps))
        found: list[Hotel | Restaurant] = []
        for point, pois in zip(gaps, answers, strict=True):
            if pois is None:
                continue
            searched.append(point)
            for poi in pois:
                place = place_of(poi, city.name, as_of=as_of) if lies_in(text_of(poi.get("adcode")), city.adcode) else None
                if isinstance(place, Hotel | Restaurant):
                    found.append(place)
        return found

    async def _search(self, point: Coordinate, types: str) -> list[Json] | None:
        try:
            return await self._client.around(point, int(_RADIUS_KM * 1000), types=types)
        except ToolFailure as failure:
            _log.warning("a search around a point failed: %s", failure.code)
            return None


def _any_near(point: Coordinate, others: Sequence[Coordinate]) -> bool:
    return bool((distances_km([point], others) < _RADIUS_KM / 2).any())


def _enough(point: Coordinate, known: Sequence[Hotel | Restaurant]) -> bool:
    return int((distances_km([point], [place.at for place in known]) < _RADIUS_KM).sum()) >= _ENOUGH
