"""Providers: who serves the capabilities, and how they become tools."""

from __future__ import annotations

from typing import Any, Protocol

from ..domain.evidence import Source
from ..domain.gazetteer import Gazetteer
from ..domain.travel import TravelTable
from .attractions import ATTRACTIONS, AttractionQuery, Attractions
from .availability import AVAILABILITY, Availabilities, AvailabilityQuery
from .booking import BOOKING
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
from .weather import WEATHER

CAPABILITIES: tuple[Capability[Any, Any], ...] = (
    CITIES,
    GAZETTEER,
    PLACES,
    ATTRACTIONS,
    HOTELS,
    RESTAURANTS,
    TRAVEL,
    INTERCITY,
    AVAILABILITY,
)
"""Every capability of a whole :class:`Provider`; a method of the same name serves it."""

EXTRAS: tuple[Capability[Any, Any], ...] = (BOOKING, WEATHER)
"""Capabilities that a provider may serve beside them, or alone."""


class PartialProvider(Protocol):
    """What even a provider of a single capability has."""

    @property
    def name(self) -> str:
        """Short name, e.g. ``catalogue``."""
        ...

    @property
    def source(self) -> Source:
        """Evidence for answers that carry none themselves."""
        ...


class Provider(PartialProvider, Protocol):
    """Serves all capabilities. Methods raise :class:`~xiake.domain.errors.ToolFailure` for what they can't answer."""

    async def cities(self, query: CitiesQuery) -> Cities:
        """Cities by name; must be cheap."""
        ...

    async def gazetteer(self, query: GazetteerQuery) -> Gazetteer:
        """All names and kinds of a city."""
        ...

    async def places(self, query: PlacesQuery) -> Places:
        """Records by id or name."""
        ...

    async def attractions(self, query: AttractionQuery) -> Attractions:
        """Sights that meet a query."""
        ...

    async def hotels(self, query: HotelQuery) -> Hotels:
        """Hotels that meet a query."""
        ...

    async def restaurants(self, query: RestaurantQuery) -> Restaurants:
        """Restaurants that meet a query."""
        ...

    async def travel(self, query: TravelQuery) -> TravelTable:
        """Travel between all pairs of places."""
        ...

    async def intercity(self, query: IntercityQuery) -> Intercity:
        """Ways from one city to another."""
        ...

    async def availability(self, query: AvailabilityQuery) -> Availabilities:
        """Whether places can be visited on dates."""
        ...


def provider_tools(provider: PartialProvider, policy: ToolPolicy | None = None) -> list[Tool[Any, Any]]:
    """The typed tools of a provider, one for each capability it has a method for, named ``<provider>_<capability>``.

    A provider with a method ``serves(query) -> bool`` is not asked what it says no to, while another one may know. One with ids of its
    own says so by an attribute ``world``: within a run, no other world's places are mixed with its own. One that asks the outside world
    says so by ``remote = True``.
    """
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
            binding=capability.binding,
            world=getattr(provider, "world", "") if capability.placed else "",
            serves=getattr(provider, "serves", None),
            remote=getattr(provider, "remote", False),
            aclose=getattr(provider, "aclose", None),
        )
        for capability in (*CAPABILITIES, *EXTRAS)
        if callable(getattr(provider, capability.name, None))
    ]
