"""The sandbox as a provider: its tool semantics are the truth of these trips."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

from xiake.domain.availability import Availability
from xiake.domain.errors import ToolFailure
from xiake.domain.gazetteer import CityName, Gazetteer, Term
from xiake.domain.language import Phrasebook
from xiake.domain.place import AnyPlace
from xiake.domain.travel import TravelTable
from xiake.tools.attractions import AttractionQuery, Attractions
from xiake.tools.availability import Availabilities, AvailabilityQuery
from xiake.tools.cities import Cities, CitiesQuery
from xiake.tools.gazetteer import GazetteerQuery
from xiake.tools.hotels import HotelQuery, Hotels
from xiake.tools.intercity import Intercity, IntercityQuery
from xiake.tools.places import Places, PlacesQuery
from xiake.tools.providers.catalogue.index import city_names
from xiake.tools.providers.catalogue.search import find_attractions, find_hotels, find_restaurants
from xiake.tools.restaurants import RestaurantQuery, Restaurants
from xiake.tools.travel import TravelQuery

from .records import NAME, SOURCE, CityRecords, service_record
from .sandbox import Sandbox
from .vocabulary import vocabulary

PHRASES = Phrasebook(
    {
        "no_city": ("沙盒里没有城市「{name}」", "the sandbox has no city {name}"),
        "no_link": (
            "沙盒里没有{origin}到{destination}的车次或航班",
            "the sandbox has no train or flight from {origin} to {destination}",
        ),
        "no_place": ("沙盒里的{city}没有「{name}」", "the sandbox has no {name} in {city}"),
    }
)


class SandboxProvider:
    """Serves every capability from a sandbox folder; exact, the same every day, and never sold out."""

    name = NAME
    source = SOURCE

    def __init__(self, root: Path) -> None:
        """Take the sandbox folder.

        Raises:
            FileNotFoundError: If it holds no city.
        """
        self.sandbox = Sandbox(root)
        self._records: dict[str, CityRecords] = {}
        self._gazetteers: dict[str, Gazetteer] = {}

    def city(self, name: str) -> CityRecords:
        """A city's records.

        Raises:
            ToolFailure: If the sandbox doesn't hold it.
        """
        if name not in self._records:
            if name not in self.sandbox.cities:
                raise _not_found("no_city", name=name)
            self._records[name] = CityRecords(self.sandbox.cities[name])
        return self._records[name]

    @cached_property
    def terms(self) -> tuple[Term, ...]:
        """The kinds of all cities."""
        return vocabulary(self.sandbox)

    @cached_property
    def city_names(self) -> tuple[CityName, ...]:
        """Its own cities first, then the others that the catalogue knows by name."""
        names = [city.model_copy(update={"covered": city.name in self.sandbox.slugs}) for city in city_names()]
        return tuple(sorted(names, key=lambda city: not city.covered))

    async def cities(self, query: CitiesQuery) -> Cities:
        """All cities by name."""
        return Cities(items=self.city_names)

    async def gazetteer(self, query: GazetteerQuery) -> Gazetteer:
        """All names and kinds of a city."""
        return self.gazetteer_of(query.city)

    def gazetteer_of(self, city: str) -> Gazetteer:
        """All names and kinds of a city.

        Raises:
            ToolFailure: If the sandbox doesn't hold it.
        """
        if city not in self._gazetteers:
            self._gazetteers[city] = Gazetteer(city=city, places=self.city(city).names(), terms=self.terms)
        return self._gazetteers[city]

    async def places(self, query: PlacesQuery) -> Places:
        """Records by id and name."""
        city = self.city(query.city)
        items = [*_known(city, query.ids), *(_named(city, name) for name in query.names)]
        return Places(items=tuple({place.id: place for place in items}.values()))

    async def attractions(self, query: AttractionQuery) -> Attractions:
        """Sights by kind and distance."""
        return Attractions(items=find_attractions(self.city(query.city), query))

    async def hotels(self, query: HotelQuery) -> Hotels:
        """Hotels by distance, price and features."""
        return Hotels(items=find_hotels(self.city(query.city), query))

    async def restaurants(self, query: RestaurantQuery) -> Restaurants:
        """Restaurants around points."""
        return Restaurants(items=find_restaurants(self.city(query.city), query))

    async def travel(self, query: TravelQuery) -> TravelTable:
        """Travel between all pairs, as the sandbox's router tells it."""
        city = self.city(query.city)
        return city.network.table(query.ids, [place.name for place in _known(city, query.ids)], SOURCE)

    async def intercity(self, query: IntercityQuery) -> Intercity:
        """Every train and flight of the timetables whose two stations are points of their cities."""
        ends = (self.city(query.origin), self.city(query.destination))
        stations = {station.name: station for city in ends for station in city.stations}
        rows = self.sandbox.services(query.origin, query.destination)
        services = tuple(service_record(row) for row in rows if {row.origin, row.destination} <= stations.keys())
        if not services:
            raise _not_found("no_link", origin=query.origin, destination=query.destination)
        used = dict.fromkeys(name for service in services for name in (service.origin_name, service.destination_name))
        return Intercity(services=services, stations=tuple(stations[name] for name in used))

    async def availability(self, query: AvailabilityQuery) -> Availabilities:
        """Open on every date: the sandbox knows neither dates nor stocks."""
        places = _known(self.city(query.city), query.ids)
        return Availabilities(
            items=tuple(Availability(place=p.id, day=day, status="open", source=SOURCE) for p in places for day in query.days)
        )


def _not_found(key: str, **fields: str) -> ToolFailure:
    return ToolFailure("not_found", *PHRASES.both(key, **fields))


def _known(city: CityRecords, ids: tuple[str, ...]) -> list[AnyPlace]:
    if missing := [place for place in ids if place not in city.by_id]:
        raise _not_found("no_place", city=city.files.name, name=", ".join(missing))
    return [city.by_id[place] for place in ids]


def _named(city: CityRecords, name: str) -> AnyPlace:
    found = city.by_name.get(name.casefold())
    if found is None:
        raise _not_found("no_place", city=city.files.name, name=name)
    return found
