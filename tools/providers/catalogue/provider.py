"""The default provider: everything from the bundled files, offline."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Literal

from ....domain.availability import Availability
from ....domain.errors import ToolFailure
from ....domain.evidence import Source
from ....domain.gazetteer import Gazetteer
from ....domain.language import LANGUAGES, listed
from ....domain.place import AnyPlace, Attraction, Restaurant, Station
from ....domain.travel import TravelTable
from ...attractions import AttractionQuery, Attractions
from ...availability import Availabilities, AvailabilityQuery
from ...cities import Cities, CitiesQuery
from ...gazetteer import GazetteerQuery
from ...hotels import HotelQuery, Hotels
from ...intercity import Intercity, IntercityQuery
from ...places import Places, PlacesQuery
from ...restaurants import RestaurantQuery, Restaurants
from ...travel import TravelQuery
from ...weather import Weather, WeatherQuery
from .city import City, open_city
from .estimates import travel_table
from .index import city_names, slug_of
from .links import services_between, stations_of
from .loader import NAME
from .phrases import PHRASES
from .search import find_attractions, find_hotels, find_restaurants


class CatalogueProvider:
    """Serves every capability from the bundled catalogue.

    Cities are loaded when first asked about, one at a time. Travel is estimated by formula, journeys between cities come
    from a table of typical services; both say so in their sources.
    """

    name = NAME
    world = NAME
    source = Source(provider=NAME, title="Xiake bundled catalogue")

    def serves(self, query: object) -> bool:
        """Whether a query is about a city that is bundled, or about none."""
        city = getattr(query, "city", None)
        return city is None or slug_of(city) is not None

    async def cities(self, query: CitiesQuery) -> Cities:
        """All cities by name; loads no records."""
        return Cities(items=city_names())

    async def gazetteer(self, query: GazetteerQuery) -> Gazetteer:
        """All names and kinds of a city."""
        return self._city(query.city).gazetteer

    async def places(self, query: PlacesQuery) -> Places:
        """Records by id and name."""
        city = self._city(query.city)
        items = [*_known(city, query.ids), *(_named(city, name) for name in query.names)]
        return Places(items=tuple({place.id: place for place in items}.values()))

    async def attractions(self, query: AttractionQuery) -> Attractions:
        """Sights by kind and distance."""
        return Attractions.model_construct(items=find_attractions(self._city(query.city).record, query))

    async def hotels(self, query: HotelQuery) -> Hotels:
        """Hotels by distance, price and features."""
        return Hotels.model_construct(items=find_hotels(self._city(query.city).record, query))

    async def restaurants(self, query: RestaurantQuery) -> Restaurants:
        """Restaurants around points."""
        return Restaurants.model_construct(items=find_restaurants(self._city(query.city).record, query))

    async def travel(self, query: TravelQuery) -> TravelTable:
        """Estimated travel between all pairs."""
        city = self._city(query.city)
        return travel_table(_known(city, query.ids), city.record.transit)

    async def intercity(self, query: IntercityQuery) -> Intercity:
        """Typical trains and flights."""
        for name in (query.origin, query.destination):
            if name not in {city.name for city in city_names()}:
                raise _not_found("no_city", name=name)
        services, stations = services_between(query.origin, query.destination)
        if not services:
            raise _not_found("no_link", origin=query.origin, destination=query.destination)
        return Intercity(services=services, stations=stations)

    def stations(self, city: str) -> dict[str, Station]:
        """Stations of a city by all their names; none where it isn't covered."""
        return stations_of(city)

    async def availability(self, query: AvailabilityQuery) -> Availabilities:
        """What hours and booking rules say about dates; nothing live."""
        city = self._city(query.city)
        return Availabilities(
            items=tuple(_availability(place, query, day) for place in _known(city, query.ids) for day in query.days)
        )

    async def weather(self, query: WeatherQuery) -> Weather:
        """What the time of the year usually brings; no forecast."""
        record = self._city(query.city).record
        if record.climate is None:
            raise _not_found("no_climate", city=record.name)
        return Weather(items=tuple(record.climate.on(day, provider=NAME, record=f"{record.slug}-climate") for day in query.days))

    def _city(self, name: str) -> City:
        slug = slug_of(name)
        if slug is None:
            covered, covered_en = (
                listed(language, (city.name_in(language) for city in city_names() if city.covered)) for language in LANGUAGES
            )
            raise _not_found("not_covered", name=name, covered=covered, covered_en=covered_en)
        return open_city(slug)


def _not_found(key: str, **fields: str) -> ToolFailure:
    return ToolFailure("not_found", *PHRASES.both(key, **fields))


def _known(city: City, ids: tuple[str, ...]) -> list[AnyPlace]:
    if missing := [place for place in ids if place not in city.by_id]:
        raise _not_found("no_place", city=city.record.name, name=", ".join(missing))
    return [city.by_id[place] for place in ids]


def _named(city: City, name: str) -> AnyPlace:
    found = city.by_name.get(name.casefold())
    if not found:
        raise _not_found("no_place", city=city.record.name, name=name)
    return found[0]


def _availability(place: AnyPlace, query: AvailabilityQuery, day: date) -> Availability:
    hours = place.hours if isinstance(place, Attraction | Restaurant) else None
    booking = place.booking if isinstance(place, Attraction) else None
    book_from = None
    if booking is not None and booking.opens_days_before is not None:
        book_from = day - timedelta(days=booking.opens_days_before)
    status: Literal["open", "closed", "not_yet", "unknown"]
    if hours is not None and not hours.on(day):
        status = "closed"
    elif book_from is not None and query.today < book_from:
        status = "not_yet"
    else:
        unsure = hours is None or (hours.rest_day is None and hours.rest_before(day) is not None)
        status = "unknown" if unsure else "open"
    source = Source(
        provider=place.provider,
        record=place.id,
        title=hours.source if hours else place.source,
        as_of=hours.as_of if hours else place.as_of,
    )
    return Availability(place=place.id, day=day, status=status, book_from=book_from, source=source)
