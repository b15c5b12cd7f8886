"""Providers: who serves the capabilities, and how they become tools."""

from __future__ import annotations

from typing import Any, Protocol

from ..domain.evidence import Source
from ..domain.gazetteer import Gazetteer
from ..domain.travel import TravelTable
from .attractions import ATTRACTIONS, AttractionQuery, Attractions
from .availability import AVAILABILITY, Availabilities, AvailabilityQuery
from .capability import Capability
from .cities import CITIES, Cities, CitiesQuery
from .gazetteer import GAZETTEER, GazetteerQuery
from .hotels import HOTELS, HotelQuery, Hotels
from .intercity import INTERCITY, Intercity, IntercityQuery
from .places import PLACES, Places, PlacesQuery
from .policy import ToolPolicy
from .restaurants import RESTAURANTS, RestaurantQuery, Restaurants
from .tool import Tool
from .travel import TRAVEL, TravelQuery

CAPABILITIES: tuple[Capability[Any, Any], ...] = (
    CITIES, GAZETTEER, PLACES, ATTRACTIONS, HOTELS, RESTAURANTS, TRAVEL, INTERCITY, AVAILABILITY,
)
"""Every capability a provider may serve; a method of the same name serves it."""


class PartialProvider(Protocol):
    """What even a provider of a single capability has.

    Attributes:
        name: Prefix of its tools, e.g. ``catalogue``.
        source: Evidence for answers that carry none themselves.
    """

    @property
    def name(self) -> str: ...

    @property
    def source(self) -> Source: ...


class Provider(PartialProvider, Protocol):
    """Serves all capabilities. Methods raise :class:`~xiake.domain.errors.ToolFailure` for what they can't answer."""

    async def cities(self, query: CitiesQuery) -> Cities: ...

    async def gazetteer(self, query: GazetteerQuery) -> Gazetteer: ...

    async def places(self, query: PlacesQuery) -> Places: ...

    async def attractions(self, query: AttractionQuery) -> Attractions: ...

    async def hotels(self, query: HotelQuery) -> Hotels: ...

    async def restaurants(self, query: RestaurantQuery) -> Restaurants: ...

    async def travel(self, query: TravelQuery) -> TravelTable: ...

    async def intercity(self, query: IntercityQuery) -> Intercity: ...

    async def availability(self, query: AvailabilityQuery) -> Availabilities: ...


def provider_tools(provider: PartialProvider, policy: ToolPolicy | None = None) -> list[Tool[Any, Any]]:
    """The typed tools of a provider, one for each capability it has a method for, named ``<provider>_<capability>``."""
    return [
        Tool(
            name=f"{provider.name}_{capability.name}",
            capability=capability.name,
            description=capability.description,
            args=capability.args,
            result=capability.result,
            function=getattr(provider, capability.name),
            errors=capability.errors,
            examples=capability.examples,
            source=provider.source,
            policy=policy,
        )
        for capability in CAPABILITIES
        if callable(getattr(provider, capability.name, None))
    ]
