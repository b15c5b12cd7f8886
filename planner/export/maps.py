"""Links that open a place on a map."""

from __future__ import annotations

from urllib.parse import urlencode

from ...domain.itinerary import PlaceRef


def map_link(place: PlaceRef) -> str:
    """A page of Amap (高德) with a pin on the place; a phone that has the app opens it there.

    Coordinates are handed over as WGS-84; Amap shifts them itself.
    """
    position = f"{place.at.lon:.6f},{place.at.lat:.6f}"
    query = urlencode({"position": position, "name": place.name, "coordinate": "wgs84", "callnative": 1}, safe=",")
    return f"https://uri.amap.com/marker?{query}"
