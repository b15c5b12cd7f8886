"""A small made-up city: records with sensible defaults, and a provider that serves them from memory."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from math import asin, ceil, cos, radians, sin, sqrt
from typing import Any, Literal

from xiake.domain.availability import Availability
from xiake.domain.constraint import Choice
from xiake.domain.errors import ToolFailure
from xiake.domain.evidence import Source
from xiake.domain.gazetteer import CityName, Gazetteer, PlaceName
from xiake.domain.geo import Coordinate
from xiake.domain.hours import OpeningHours
from xiake.domain.money import TypicalPrice
from xiake.domain.party import Party, Traveller
from xiake.domain.place import AnyPlace, Area, Attraction, Hotel, Restaurant, Station
from xiake.domain.request import TripRequest
from xiake.domain.task import Findings
from xiake.domain.ticket import Ticket
from xiake.domain.transit import MoveMode
from xiake.domain.travel import UNREACHABLE, IntercityService, ModeTable, TravelTable
from xiake.domain.weather import DayWeather
from xiake.tools.attractions import AttractionQuery, Attractions
from xiake.tools.availability import Availabilities, AvailabilityQuery
from xiake.tools.cities import Cities, CitiesQuery
from xiake.tools.gazetteer import GazetteerQuery
from xiake.tools.hotels import HotelQuery, Hotels
from xiake.tools.intercity import Intercity, IntercityQuery
from xiake.tools.places import Places, PlacesQuery
from xiake.tools.restaurants import RestaurantQuery, Restaurants
from xiake.tools.travel import TravelQuery
from xiake.tools.weather import Weather, WeatherQuery

CITY, HOME = "澜城", "雁州"
START = date(2026, 3, 3)
"""A Tuesday."""
TODAY = date(2026, 3, 1)
CENTRE = Coordinate(lat=30.0, lon=110.0)
ADULTS = Party()
FAMILY = Party(travellers=(Traveller(), Traveller(), Traveller(group="child", age=5)))
SOURCE = Source(provider="world", title="survey", as_of="2026-01")
ESTIMATE = SOURCE.model_copy(update={"estimated": True})

_KM_PER_DEGREE = 111.195
_WALK_KMH, _WALK_DETOUR, _LONGEST_WALK_KM = 4.5, 1.3, 4.0
_TAXI_KMH, _TAXI_DETOUR, _TAXI_OVERHEAD = 30, 1.4, 6
_METRO_KMH, _METRO_DETOUR, _METRO_OVERHEAD = 35, 1.35, 12


def at(east: float = 0, north: float = 0) -> Coordinate:
    """A point so many km from the centre."""
    return Coordinate(
        lat=CENTRE.lat + north / _KM_PER_DEGREE, lon=CENTRE.lon + east / (_KM_PER_DEGREE * cos(radians(CENTRE.lat)))
    )


def km_between(a: Coordinate, b: Coordinate) -> float:
    """Great-circle distance."""
    lat_a, lat_b = radians(a.lat), radians(b.lat)
    chord = sin((lat_b - lat_a) / 2) ** 2 + cos(lat_a) * cos(lat_b) * sin(radians(b.lon - a.lon) / 2) ** 2
    return 2 * 6371.0088 * asin(min(1.0, sqrt(chord)))


def hours(*rules: str | Mapping[str, Any]) -> OpeningHours:
    """Opening hours from rules or from plain ``"09:00-17:00"``."""
    return OpeningHours.model_validate(
        {
            "rules": [{"open": rule} if isinstance(rule, str) else dict(rule) for rule in rules],
            "source": "sign at the door",
            "as_of": "2026-01",
        }
    )


def ticket(adult: float, *concessions: Mapping[str, Any]) -> Ticket:
    """An admission price."""
    return Ticket.model_validate(
        {"fares": [{"adult": adult}], "concessions": concessions, "source": "price list", "as_of": "2026-01"}
    )


def _common(name: str, east: float, north: float) -> dict[str, Any]:
    return {
        "id": name.lower(),
        "name": name,
        "name_en": name,
        "city": CITY,
        "at": at(east, north),
        "provider": "world",
        "source": "survey",
        "as_of": "2026-01",
    }


def sight(
    name: str,
    east: float = 0,
    north: float = 0,
    *,
    open_: OpeningHours | str | None = "09:00-17:00",
    price: Ticket | float | None = 40,
    dwell: tuple[int, int] = (60, 90),
    renown: int = 60,
    kinds: Sequence[str] = ("博物馆",),
    **more: Any,
) -> Attraction:
    """Something to see, open every day."""
    return Attraction(
        **_common(name, east, north),
        hours=hours(open_) if isinstance(open_, str) else open_,
        ticket=ticket(price) if isinstance(price, int | float) else price,
        dwell=dwell,
        renown=renown,
        kinds=tuple(kinds),
        **more,
    )


def hotel(name: str, east: float = 0, north: float = 0, *, nightly: float = 400, stars: int = 3, **more: Any) -> Hotel:
    """Somewhere to sleep."""
    return Hotel(**_common(name, east, north), nightly=TypicalPrice(typical=Decimal(str(nightly))), stars=stars, **more)


def restaurant(
    name: str,
    east: float = 0,
    north: float = 0,
    *,
    per_person: float = 50,
    open_: OpeningHours | str | None = "10:30-21:30",
    cuisine: Sequence[str] = ("家常菜",),
    **more: Any,
) -> Restaurant:
    """Somewhere to eat."""
    return Restaurant(
        **_common(name, east, north),
        hours=hours(open_) if isinstance(open_, str) else open_,
        per_person=TypicalPrice(typical=Decimal(str(per_person))),
        cuisine=tuple(cuisine),
        **more,
    )


def area(name: str, east: float = 0, north: float = 0, *, radius_km: float = 2) -> Area:
    """A part of the city."""
    return Area(**_common(name, east, north), radius_km=radius_km)


def station(
    name: str, east: float = 0, north: float = 0, *, mode: Literal["train", "flight"] = "train", city: str = CITY
) -> Station:
    """A railway station or airport."""
    return Station(**{**_common(name, east, north), "city": city}, mode=mode, transfer_minutes=20)


def service(
    name: str,
    origin: str,
    destination: str,
    *,
    minutes: int = 180,
    fare: float = 200,
    first: str = "07:00",
    last: str = "21:00",
    **more: Any,
) -> IntercityService:
    """A way between two stations."""
    return IntercityService.model_validate(
        {
            "id": name.lower(),
            "mode": "train",
            "origin": origin.lower(),
            "origin_name": origin,
            "destination": destination.lower(),
            "destination_name": destination,
            "minutes": minutes,
            "fare": TypicalPrice(typical=Decimal(str(fare))),
            "first": first,
            "last": last,
            "source": ESTIMATE,
            **more,
        }
    )


def wish_for(*places: AnyPlace, op: str = "all_of", **more: Any) -> Choice:
    """The wish to visit places."""
    fields = {"subject": places[0].kind, "attribute": "place", "op": op, "values": [p.id for p in places], **more}
    return Choice.model_validate({"labels": [p.name for p in places], **fields})


def request(**fields: Any) -> TripRequest:
    """A ready request: two adults, two days from a Tuesday."""
    return TripRequest(**{"text": "", "language": "en", "destination": CITY, "start": START, "days": 2, **fields})


@dataclass
class World:
    """A provider of made-up records.

    Attributes:
        records: All places.
        services: Between :data:`HOME` and :data:`CITY`, both ways.
        shut: Places that let nobody in on a date against their hours.
        calls: How often each capability was asked.
    """

    records: tuple[AnyPlace, ...]
    services: tuple[IntercityService, ...] = ()
    shut: Mapping[tuple[str, date], Literal["sold_out", "closed"]] = field(default_factory=dict)
    calls: Counter[str] = field(default_factory=Counter)

    name = "world"
    source = SOURCE

    def _asked(self, capability: str, city: str) -> None:
        self.calls[capability] += 1
        if city != CITY:
            raise ToolFailure("not_found", f"no such city: {city}")

    def _by_id(self, ids: Sequence[str]) -> tuple[AnyPlace, ...]:
        known = {place.id: place for place in self.records}
        if missing := [place for place in ids if place not in known]:
            raise ToolFailure("not_found", f"no such place: {missing}")
        return tuple(known[place] for place in ids)

    async def cities(self, query: CitiesQuery) -> Cities:
        """The city, and where the party may come from."""
        self.calls["cities"] += 1
        return Cities(
            items=(CityName(name=CITY, name_en="Lancheng"), CityName(name=HOME, name_en="Yanzhou", covered=False)),
        )

    async def gazetteer(self, query: GazetteerQuery) -> Gazetteer:
        """All names."""
        self._asked("gazetteer", query.city)
        names = tuple(PlaceName(id=p.id, kind=p.kind, name=p.name, aliases=p.aliases) for p in self.records)
        return Gazetteer(city=CITY, places=names, terms=())

    async def places(self, query: PlacesQuery) -> Places:
        """Records by id."""
        self._asked("places", query.city)
        return Places(items=self._by_id(query.ids))

    async def attractions(self, query: AttractionQuery) -> Attractions:
        """The most renowned first."""
        self._asked("attractions", query.city)
        found = [p for p in self.records if isinstance(p, Attraction) and (not query.kinds or set(query.kinds) & set(p.kinds))]
        return Attractions(items=tuple(sorted(found, key=lambda p: -p.renown)[: query.limit]))

    async def hotels(self, query: HotelQuery) -> Hotels:
        """The nearest or the cheapest first."""
        self._asked("hotels", query.city)
        near = query.near or CENTRE
        found = [
            p
            for p in self.records
            if isinstance(p, Hotel)
            and query.min_stars <= p.stars <= query.max_stars
            and (query.max_nightly is None or p.nightly.typical <= query.max_nightly)
            and (query.max_km is None or km_between(p.at, near) <= query.max_km)
            and set(query.features) <= set(p.features)
            and set(query.rooms) <= set(p.rooms)
            and (not query.names or p.name in query.names)
        ]

        def rank(place: Hotel) -> tuple[Decimal, float]:
            return place.nightly.typical if query.by == "rate" else Decimal(0), km_between(place.at, near)

        return Hotels(items=tuple(sorted(found, key=rank)[: query.limit]))

    async def restaurants(self, query: RestaurantQuery) -> Restaurants:
        """Those near any of the points."""
        self._asked("restaurants", query.city)
        found = [
            p
            for p in self.records
            if isinstance(p, Restaurant)
            and (not query.cuisines or set(query.cuisines) & {*p.cuisine, *p.tags})
            and p.spicy not in query.exclude_spice
            and (query.max_per_person is None or p.per_person.typical <= query.max_per_person)
            and (query.max_km is None or not query.near or any(km_between(p.at, point) <= query.max_km for point in query.near))
        ]
        return Restaurants(items=tuple(found[: query.limit]))

    async def travel(self, query: TravelQuery) -> TravelTable:
        """By formula."""
        self._asked("travel", query.city)
        return travel_table(self._by_id(query.ids))

    async def intercity(self, query: IntercityQuery) -> Intercity:
        """Services of one direction."""
        self.calls["intercity"] += 1
        here = {p.id for p in self.records if isinstance(p, Station) and p.city == CITY}
        found = tuple(s for s in self.services if (s.destination if query.destination == CITY else s.origin) in here)
        if HOME not in (query.origin, query.destination) or not found:
            raise ToolFailure("not_found", f"no way from {query.origin} to {query.destination}")
        return Intercity(services=found, stations=tuple(p for p in self.records if isinstance(p, Station)))

    async def availability(self, query: AvailabilityQuery) -> Availabilities:
        """By hours, and by what is shut."""
        self._asked("availability", query.city)
        return Availabilities(
            items=tuple(
                Availability(place=p.id, day=day, status=self.status(p, day), source=SOURCE)
                for p in self._by_id(query.ids)
                for day in query.days
            )
        )

    def status(self, place: AnyPlace, day: date) -> Literal["open", "sold_out", "closed", "unknown"]:
        """Whether a place lets anybody in."""
        if status := self.shut.get((place.id, day)):
            return status
        opening = getattr(place, "hours", None)
        return "unknown" if opening is None else "open" if opening.on(day) else "closed"


@dataclass
class Skies(World):
    """The same with weather.

    Attributes:
        weather_on: What is known, by date.
    """

    weather_on: Mapping[date, DayWeather] = field(default_factory=dict)

    async def weather(self, query: WeatherQuery) -> Weather:
        """What is known of the dates."""
        self._asked("weather", query.city)
        known = tuple(self.weather_on[day] for day in query.days if day in self.weather_on)
        if not known:
            raise ToolFailure("not_found", "nobody knows")
        return Weather(items=known)


def weather(day: date, *, basis: Literal["forecast", "normal"] = "forecast", **told: Any) -> DayWeather:
    """Weather of a date: mild and dry, unless it is told."""
    return DayWeather(day=day, basis=basis, source=SOURCE, **{"low": 12, "high": 21, "rain_mm": 0, "rain_chance": 5, **told})


def findings_of(world: World, wanted: TripRequest) -> dict[str, Findings]:
    """What the workers would bring back if they looked at everything."""
    here = tuple(p for p in world.records if p.city == CITY)
    sights = tuple(p for p in here if isinstance(p, Attraction))
    assert wanted.start is not None
    dates = [wanted.start + timedelta(days=k) for k in range(wanted.days)]
    others = tuple(p for p in here if isinstance(p, Area | Station))
    found = {
        "named": Findings(task="named", places=others),
        "sights": Findings(task="sights", places=sights),
        "availability": Findings(
            task="availability",
            availability=tuple(
                Availability(place=p.id, day=day, status=world.status(p, day), source=SOURCE) for p in sights for day in dates
            ),
        ),
        "dining": Findings(task="dining", places=tuple(p for p in here if isinstance(p, Restaurant))),
        "travel": Findings(task="travel", travel=travel_table(here)),
    }
    if wanted.nights:
        found["lodging"] = Findings(task="lodging", places=tuple(p for p in here if isinstance(p, Hotel)))
    if wanted.origin:
        stations = tuple(p for p in world.records if isinstance(p, Station))
        found["intercity"] = Findings(task="intercity", services=world.services, places=stations)
    return found


def travel_table(places: Sequence[AnyPlace]) -> TravelTable:
    """Walks, metro between places that have a station, and taxis."""
    km = [[km_between(a.at, b.at) for b in places] for a in places]
    size = range(len(places))

    def table(minutes: Any, fare: Any, detour: float, serves: Any, **fields: Any) -> ModeTable:
        return ModeTable(
            minutes=tuple(tuple(minutes(km[a][b]) if serves(a, b) else UNREACHABLE for b in size) for a in size),
            metres=tuple(tuple(round(km[a][b] * detour * 1000) for b in size) for a in size),
            fare=tuple(tuple(fare(km[a][b]) if serves(a, b) else 0 for b in size) for a in size),
            **fields,
        )

    stations = [place.metro.station if place.metro else None for place in places]
    modes: dict[MoveMode, ModeTable] = {
        "walk": table(
            lambda d: ceil(d * _WALK_DETOUR / _WALK_KMH * 60),
            lambda d: 0,
            _WALK_DETOUR,
            lambda a, b: km[a][b] * _WALK_DETOUR <= _LONGEST_WALK_KM,
            basis="total",
        ),
        "metro": table(
            lambda d: _METRO_OVERHEAD + ceil(d * _METRO_DETOUR / _METRO_KMH * 60),
            lambda d: 300 if d < 6 else 400,
            _METRO_DETOUR,
            lambda a, b: stations[a] and stations[b] and stations[a] != stations[b],
            basis="person",
            first="06:00",
            last="22:30",
            free_child_height_cm=120,
            free_child_age=6,
        ),
        "taxi": table(
            lambda d: _TAXI_OVERHEAD + ceil(d * _TAXI_DETOUR / _TAXI_KMH * 60),
            lambda d: 1000 + round(d * _TAXI_DETOUR) * 250,
            _TAXI_DETOUR,
            lambda a, b: a != b,
            basis="car",
        ),
    }
    return TravelTable(ids=tuple(place.id for place in places), modes=modes, source=ESTIMATE)
