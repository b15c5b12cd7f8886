"""Looks up the records by which a plan is judged that was made elsewhere, or long ago."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from ..agents.sights import kept_ids_of, named_ids_of
from ..domain.itinerary import Itinerary
from ..domain.place import AnyPlace
from ..domain.request import TripRequest
from ..domain.task import Findings
from ..domain.travel import IntercityService
from ..tools.availability import AvailabilityQuery
from ..tools.context import CallContext
from ..tools.intercity import IntercityQuery
from ..tools.places import PlacesQuery
from ..tools.registry import ToolRegistry
from ..tools.result import ToolResult
from ..tools.travel import TravelQuery
from ..tools.weather import WeatherQuery
from .verify.facts import Facts

_MOST_AT_A_TIME = 8


async def records_of(
    request: TripRequest, itinerary: Itinerary, registry: ToolRegistry, context: CallContext, today: date
) -> Facts:
    """What the registry's tools say of everything that a plan names, and nothing that the plan says of itself.

    Args:
        request: Names the city, and places that wishes are about.
        itinerary: The plan.
        registry: Whose tools are asked.
        context: On whose behalf.
        today: Booking windows count from it.
    """
    return await _LookUp(request, registry, context, today).of(itinerary)


class _LookUp:
    def __init__(self, request: TripRequest, registry: ToolRegistry, context: CallContext, today: date) -> None:
        assert request.destination is not None
        self._city = request.destination
        self._request = request
        self._registry = registry
        self._context = context
        self._today = today
        self._lost: set[str] = set()

    async def of(self, itinerary: Itinerary) -> Facts:
        services = await self._services(itinerary)
        named = dict.fromkeys((*_ids_in(itinerary), *named_ids_of(self._request), *kept_ids_of(self._request)))
        places = {place.id: place for place in await self._places(tuple(named))}
        here = [place for place in places.values() if place.city == self._city]
        sights = tuple(place.id for place in here if place.kind == "attraction")
        days = tuple(day.date for day in itinerary.days)
        ids, at = tuple(place.id for place in here), {place.id: place.at for place in here}
        travel = await self._call("travel", TravelQuery(city=self._city, ids=ids, at=at)) if here else None
        opened = AvailabilityQuery(city=self._city, ids=sights, days=days, today=self._today) if sights and days else None
        availability = await self._call("availability", opened) if opened else None
        skies = WeatherQuery(city=self._city, days=days, today=self._today, at=here[0].at) if here and days else None
        weather = await self._call("weather", skies) if skies and self._registry.of("weather") else None
        found = Findings(
            task="check",
            places=tuple(places.values()),
            travel=travel,
            services=services,
            availability=availability.items if availability else (),
            weather=weather.items if weather else (),
        )
        facts = Facts.gather({"check": found})
        return Facts(
            places=facts.places,
            travel=facts.travel,
            services=facts.services,
            availability=facts.availability,
            weather=facts.weather,
            lost=frozenset(self._lost),
        )

    async def _services(self, itinerary: Itinerary) -> tuple[IntercityService, ...]:
        home = self._request.origin
        if home is None or home == self._city:
            return ()
        first, last = itinerary.days[0].date, itinerary.days[-1].date
        ways = [(home, self._city, first), (self._city, home, last)]
        answers = [await self._call("intercity", IntercityQuery(origin=a, destination=b, day=day)) for a, b, day in ways]
        return tuple(service for answer in answers if answer for service in answer.services)

    async def _places(self, ids: Sequence[str]) -> list[AnyPlace]:
        """Records of those that exist, in this city or the one the trip begins in; one that nobody knows hides no other."""
        cities = [self._city, *([self._request.origin] if self._request.origin not in (None, self._city) else [])]
        slots = asyncio.Semaphore(_MOST_AT_A_TIME)

        async def one(place: str) -> AnyPlace | None:
            for city in cities:
                async with slots:
                    result = await self._ask("places", PlacesQuery(city=city or "", ids=(place,)))
                if result.ok:
                    return result.unwrap().items[0]  # type: ignore[no-any-return]
            return None

        together = await self._ask("places", PlacesQuery(city=self._city, ids=tuple(ids)))
        if together.ok:
            return list(together.unwrap().items)
        return [place for place in await asyncio.gather(*map(one, ids)) if place is not None]

    async def _call(self, capability: str, query: Any) -> Any:
        result = await self._ask(capability, query)
        if result.ok:
            return result.unwrap()
        if result.error is None or result.error.code != "not_found":
            self._lost.add(capability)
        return None

    async def _ask(self, capability: str, query: Any) -> ToolResult[Any]:
        return await self._registry.call(capability, query, self._context)


def _ids_in(itinerary: Itinerary) -> Iterator[str]:
    for day in itinerary.days:
        for stop in day.stops:
            yield stop.place.id
            if stop.journey is not None:
                yield from (stop.journey.origin.id, stop.journey.destination.id)
        if day.night is not None:
            yield day.night.hotel.id
