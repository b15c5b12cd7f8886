"""Trains and flights that a server tells of by the names of stations, as services between stations on record."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Protocol

from ...domain.errors import ToolFailure
from ...domain.place import Station
from ..intercity import Intercity, IntercityQuery


class Known(Protocol):
    """What is on record of ways between cities."""

    def stations(self, city: str) -> dict[str, Station]:
        """Stations of a city by all their names; none where it isn't covered."""
        ...

    async def intercity(self, query: IntercityQuery) -> Intercity:
        """Typical services."""
        ...


async def at_stations(found: Any, query: IntercityQuery, known: Known) -> Any:
    """Name stations of covered cities by their ids, and add typical services of the modes that the server doesn't tell of.

    A service from or to a station that is not on record is left out: a plan couldn't tell how to get there.

    Args:
        found: The capability's answer as JSON; services with an ``origin`` and a ``destination`` stay as they are.
        query: What was asked.
        known: What is on record.

    Raises:
        ToolFailure: ``not_found`` if no service is left.
    """
    told = found.get("services") if isinstance(found, dict) else None
    if not isinstance(told, list):
        return found
    there = {"origin": known.stations(query.origin), "destination": known.stations(query.destination)}
    services = [service for item in told if isinstance(item, dict) for service in _placed(item, there)]
    if not services:
        raise ToolFailure("not_found", "没有可用的车次", "there are no services that can be used")
    ids = {service[end] for service in services for end in there}
    stations = {station.id: station for named in there.values() for station in named.values() if station.id in ids}
    modes = {service.get("mode") for service in services}
    try:
        typical = await known.intercity(query)
    except ToolFailure:
        typical = Intercity(services=(), stations=())
    others = [service for service in typical.services if service.mode not in modes]
    used = {end for service in others for end in (service.origin, service.destination)}
    stations |= {station.id: station for station in typical.stations if station.id in used}
    return {
        "services": [*services, *(service.model_dump(mode="json") for service in others)],
        "stations": [*found.get("stations", ()), *(station.model_dump(mode="json") for station in stations.values())],
    }


def _placed(item: dict[str, Any], there: dict[str, dict[str, Station]]) -> Iterator[dict[str, Any]]:
    """The service between stations on record, if it is."""
    ids = {}
    for end, known in there.items():
        name = item.get(f"{end}_name")
        station = known.get(f"{name}站") or known.get(str(name))
        if item.get(end) is None and known and station is None:
            return
        ids[end] = item.get(end) or (station.id if station else name)
    yield {**item, **ids}
