"""A provider that misbehaves on purpose: for tests, demonstrations and users' own tests."""

from __future__ import annotations

from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from datetime import date
from functools import partial
from typing import Annotated, Literal, TypeVar, cast

from pydantic import BaseModel, Field

from ..domain.availability import Availability
from ..domain.base import Model
from ..domain.errors import ConfigurationError, ErrorCode, ToolFailure
from ..domain.evidence import Source
from ..domain.gazetteer import Gazetteer
from ..domain.ports import Clock
from ..domain.travel import TravelTable
from .attractions import AttractionQuery, Attractions
from .availability import Availabilities, AvailabilityQuery
from .cities import Cities, CitiesQuery
from .clock import SystemClock
from .gazetteer import GazetteerQuery
from .hotels import HotelQuery, Hotels
from .intercity import Intercity, IntercityQuery
from .mending import resolve_name
from .phrases import PHRASES
from .places import Places, PlacesQuery
from .provider import CAPABILITIES, Provider
from .restaurants import RestaurantQuery, Restaurants
from .travel import TravelQuery
from .weather import WEATHER

Q = TypeVar("Q", bound=Model)
R = TypeVar("R", bound=BaseModel)


class Trouble(Model):
    """What goes wrong with a capability.

    Attributes:
        capability: Whose calls are meant.
        place: Only calls that ask for this place, by id, name or alias; None is every call.
        times: So many calls, then it recovers; None never recovers.
    """

    capability: str
    place: str | None = None
    times: int | None = None


class Slow(Trouble):
    """Calls take so many seconds longer, on the provider's clock."""

    type: Literal["slow"] = "slow"
    seconds: float = Field(gt=0)


class Failing(Trouble):
    """Calls fail with a code."""

    type: Literal["failing"] = "failing"
    code: ErrorCode = "unavailable"


class Rubbish(Trouble):
    """Calls answer with data of no use."""

    type: Literal["rubbish"] = "rubbish"


class Shut(Model):
    """A place is sold out or closed.

    Attributes:
        place: Its id, name or alias.
        days: Only on these dates; empty is every date.
    """

    type: Literal["shut"] = "shut"
    place: str
    status: Literal["sold_out", "closed"]
    days: tuple[date, ...] = ()


Rule = Annotated[Slow | Failing | Rubbish | Shut, Field(discriminator="type")]


def slow(capability: str, seconds: float, times: int | None = None, place: str | None = None) -> Slow:
    """Delay a capability, ``times`` times or for good, for every call or those that ask for a place."""
    return Slow(capability=capability, seconds=seconds, times=times, place=place)


def failing(capability: str, code: ErrorCode = "unavailable", times: int | None = None, place: str | None = None) -> Failing:
    """Make a capability fail, ``times`` times or for good, for every call or those that ask for a place."""
    return Failing(capability=capability, code=code, times=times, place=place)


def rubbish(capability: str, times: int | None = None, place: str | None = None) -> Rubbish:
    """Make a capability answer with data that fits no model."""
    return Rubbish(capability=capability, times=times, place=place)


def sold_out(place: str, *days: date) -> Shut:
    """Report a place sold out, on all dates or the given ones."""
    return Shut(place=place, status="sold_out", days=days)


def closed(place: str, *days: date) -> Shut:
    """Report a place closed, on all dates or the given ones."""
    return Shut(place=place, status="closed", days=days)


class ScriptedProvider:
    """Any provider, with a script of what goes wrong; everything else is delegated.

    It serves ``weather`` where the provider does. A :class:`Shut` place is still found, as a real one would be, but ``availability`` tells the truth about it.
    """

    def __init__(
        self, provider: Provider, script: Sequence[Slow | Failing | Rubbish | Shut], *, clock: Clock | None = None
    ) -> None:
        """Wrap a provider.

        Raises:
            ConfigurationError: If a rule names an unknown capability.
        """
        known = {capability.name for capability in CAPABILITIES}
        if callable(weather := getattr(provider, WEATHER.name, None)):
            known.add(WEATHER.name)
            self.weather = partial(self._play, WEATHER.name, weather)
        for rule in script:
            if not isinstance(rule, Shut) and rule.capability not in known:
                raise ConfigurationError(f"the script names {rule.capability!r}; there are {', '.join(sorted(known))}")
        self.provider = provider
        self.script = tuple(script)
        self._clock = clock or SystemClock()
        self._used: Counter[int] = Counter()

    @property
    def name(self) -> str:
        """The wrapped provider's name."""
        return self.provider.name

    @property
    def source(self) -> Source:
        """The wrapped provider's source."""
        return self.provider.source

    async def cities(self, query: CitiesQuery) -> Cities:
        """Cities, by the script."""
        return await self._play("cities", self.provider.cities, query)

    async def gazetteer(self, query: GazetteerQuery) -> Gazetteer:
        """Names, by the script."""
        return await self._play("gazetteer", self.provider.gazetteer, query)

    async def places(self, query: PlacesQuery) -> Places:
        """Records, by the script."""
        return await self._play("places", self.provider.places, query)

    async def attractions(self, query: AttractionQuery) -> Attractions:
        """Sights, by the script."""
        return await self._play("attractions", self.provider.attractions, query)

    async def hotels(self, query: HotelQuery) -> Hotels:
        """Hotels, by the script."""
        return await self._play("hotels", self.provider.hotels, query)

    async def restaurants(self, query: RestaurantQuery) -> Restaurants:
        """Restaurants, by the script."""
        return await self._play("restaurants", self.provider.restaurants, query)

    async def travel(self, query: TravelQuery) -> TravelTable:
        """Travel, by the script."""
        return await self._play("travel", self.provider.travel, query)

    async def intercity(self, query: IntercityQuery) -> Intercity:
        """Journeys, by the script."""
        return await self._play("intercity", self.provider.intercity, query)

    async def availability(self, query: AvailabilityQuery) -> Availabilities:
        """Availability, with the places of the script shut."""
        answer = await self._play("availability", self.provider.availability, query)
        shut = [(rule, await self._place(rule.place, query.city)) for rule in self.script if isinstance(rule, Shut)]
        if not shut or not isinstance(answer, Availabilities):
            return answer
        return Availabilities(items=tuple(_shut(item, shut) for item in answer.items))

    async def _play(self, capability: str, method: Callable[[Q], Awaitable[R]], query: Q) -> R:
        for position, rule in enumerate(self.script):
            if isinstance(rule, Shut) or rule.capability != capability:
                continue
            if rule.times is not None and self._used[position] >= rule.times:
                continue
            if rule.place is not None and not await self._asks_for(rule.place, query):
                continue
            self._used[position] += 1
            if isinstance(rule, Slow):
                await self._clock.sleep(rule.seconds)
            elif isinstance(rule, Failing):
                raise ToolFailure(rule.code, *PHRASES.both("scripted", capability=capability, code=rule.code))
            else:
                return cast("R", {"rubbish": [None, -1, "\ufffd"]})  # what a broken server might send
        return await method(query)

    async def _asks_for(self, name: str, query: Model) -> bool:
        asked = {*getattr(query, "ids", ()), *getattr(query, "names", ())}
        if name in asked:
            return True
        city = getattr(query, "city", None)
        if city is None or not asked:
            return False
        place = await self._place(name, city)
        return place is not None and place in {await self._place(other, city) for other in asked}

    async def _place(self, name: str, city: str) -> str | None:
        """Id of a scripted place in this city; None where the city has none of that name."""
        gazetteer = await self.provider.gazetteer(GazetteerQuery(city=city))
        if any(place.id == name for place in gazetteer.places):
            return name
        found = resolve_name(name, gazetteer)
        return found.place.id if found.place else None


def _shut(item: Availability, shut: Sequence[tuple[Shut, str | None]]) -> Availability:
    for rule, place in shut:
        if item.place == place and (not rule.days or item.day in rule.days):
            return item.model_copy(update={"status": rule.status, "book_from": None})
    return item
