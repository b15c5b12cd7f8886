"""The sandbox's rows as records of the domain."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from functools import cached_property
from statistics import median
from typing import Any

from xiake.domain.clock import LATEST
from xiake.domain.evidence import Source
from xiake.domain.gazetteer import PlaceName
from xiake.domain.geo import Coordinate
from xiake.domain.hours import OpeningHours, OpeningRule
from xiake.domain.money import TypicalPrice
from xiake.domain.naming import Named
from xiake.domain.place import PRECEDENCE, AnyPlace, Area, Attraction, Hotel, PlaceKind, Restaurant, RoomKind, Station
from xiake.domain.ticket import Fare, Ticket
from xiake.domain.travel import IntercityService, TrainClass
from xiake.tools.providers.catalogue.index import slug_of
from xiake.tools.providers.catalogue.loader import data_folder, read_yaml

from .moves import Network
from .sandbox import Row, SandboxCity, Service, clock

NAME = "chinatravel-sandbox"
TITLE, AS_OF = "ChinaTravel sandbox", "2026-04"
SOURCE = Source(provider=NAME, title=TITLE, as_of=AS_OF)

ROOMS: Mapping[str, tuple[RoomKind, ...]] = {"1": ("double", "single"), "2": ("twin",)}
"""Beds of a hotel's only room type, and what people call such a room."""

_HIGH_SPEED = frozenset({"高铁", "动车", "城际动车"})
"""What the timetables call the trains of the high-speed network."""

_SPECIAL_ROOMS: Mapping[str, RoomKind] = {"家庭房": "family", "亲子房": "family", "套房": "suite"}
"""What features that end so say of the rooms."""

_UNNAMED = "其它"
"""Kind of what the tables give none."""

_BEST_KNOWN, _LEAST_KNOWN = 65, 45
"""Renown of the first and the last sight of a table, which lists the best known ones first; more it doesn't tell."""

_SHORTEST_VISIT = 30
_TRANSFER = {"train": 10, "flight": 20}
_SPOT_KM = 0.3
"""Reach of a point that is in no table."""

_BUREAUCRATIC = ("风景名胜区", "旅游景区", "风景区", "景区", "旅游区", "博物院")
"""Endings of official names that people leave out."""


class CityRecords:
    """One city's records, its names and its network, each built when first asked for."""

    def __init__(self, files: SandboxCity) -> None:
        """Take the files of the city."""
        self.files = files

    @cached_property
    def attractions(self) -> tuple[Attraction, ...]:
        """Sights in the order of the table."""
        last = max(len(self.files.attractions) - 1, 1)
        span = _BEST_KNOWN - _LEAST_KNOWN
        return tuple(
            Attraction(
                **self._place("attraction", row["name"]),
                kinds=(row["type"].strip() or _UNNAMED,),
                dwell=_dwell(row),
                renown=_BEST_KNOWN - round(span * rank / last),
                hours=_hours(row),
                ticket=Ticket(fares=(Fare(adult=Decimal(row["price"])),), source=TITLE, as_of=AS_OF),
                meals_inside=False,
            )
            for rank, row in enumerate(self.files.attractions.values())
        )

    @cached_property
    def hotels(self) -> tuple[Hotel, ...]:
        """Hotels; each has one room type and one feature, and breakfast costs nothing."""
        return tuple(
            Hotel(
                **self._place("hotel", row["name"]),
                stars=None,
                nightly=_exactly(row["price"]),
                rates=dict.fromkeys(_rooms(row), Decimal(row["price"])),
                rooms=_rooms(row),
                features=tuple(filter(None, (row["featurehoteltype"].strip(),))),
                breakfast=Decimal(0),
            )
            for row in self.files.hotels.values()
        )

    @cached_property
    def restaurants(self) -> tuple[Restaurant, ...]:
        """Restaurants with their only cuisine."""
        return tuple(
            Restaurant(
                **self._place("restaurant", row["name"]),
                cuisine=(row["cuisine"].strip() or _UNNAMED,),
                dishes=tuple(dish for text in row["recommendedfood"].split(",") if (dish := text.strip())),
                per_person=_exactly(row["price"]),
                hours=_hours(row),
            )
            for row in self.files.restaurants.values()
        )

    @cached_property
    def stations(self) -> tuple[Station, ...]:
        """Stations and airports of the timetables that are points of the city, too."""
        return tuple(
            Station(**self._place("station", name), mode=mode, transfer_minutes=_TRANSFER[mode])
            for name, mode in self.files.stations.items()
            if name in self.files.points
        )

    @cached_property
    def spots(self) -> tuple[Area, ...]:
        """Points that are in no table: one can be near them, but not visit them."""
        return tuple(
            Area(**self._place("area", name), radius_km=_SPOT_KM) for name, kind in self._kinds.items() if kind == "area"
        )

    @cached_property
    def centre(self) -> Coordinate:
        """Where half of the hotels lie on each side."""
        at = [hotel.at for hotel in self.hotels] or [place.at for place in self.places]
        return Coordinate(lat=median(point.lat for point in at), lon=median(point.lon for point in at))

    @cached_property
    def places(self) -> tuple[AnyPlace, ...]:
        """All records."""
        return (*self.attractions, *self.stations, *self.spots, *self.hotels, *self.restaurants)

    @cached_property
    def by_id(self) -> dict[str, AnyPlace]:
        """Every record by its id."""
        return {place.id: place for place in self.places}

    @cached_property
    def by_name(self) -> dict[str, AnyPlace]:
        """Every record by each of its names, casefolded; of namesakes the kind that is meant first."""
        found: dict[str, AnyPlace] = {}
        for place in sorted(self.places, key=lambda place: PRECEDENCE.index(place.kind)):
            for name in place.all_names:
                found.setdefault(name.casefold(), place)
        return found

    @cached_property
    def network(self) -> Network:
        """The city's network."""
        return Network(self.files.points, self.files.metro)

    def names(self) -> tuple[PlaceName, ...]:
        """Every place by its names; reads no records."""
        return tuple(
            PlaceName(
                id=id_of(kind, name), kind=kind, radius_km=_SPOT_KM if kind == "area" else None, **self._named[name].__dict__
            )
            for name, kind in self._kinds.items()
        )

    @cached_property
    def _kinds(self) -> dict[str, PlaceKind]:
        """What each point is."""
        tables: dict[PlaceKind, Mapping[str, Any]] = {
            "attraction": self.files.attractions,
            "station": self.files.stations,
            "hotel": self.files.hotels,
            "restaurant": self.files.restaurants,
        }
        return {name: next((kind for kind, table in tables.items() if name in table), "area") for name in self.files.points}

    @cached_property
    def _named(self) -> dict[str, Named]:
        """What each point is called."""
        return {name: self._naming(kind, name) for name, kind in self._kinds.items()}

    def _naming(self, kind: PlaceKind, name: str) -> Named:
        english = self.files.hotels[name]["hotelname_en"].strip() or None if kind == "hotel" else None
        known = self._known_as.get(name, ()) if kind == "attraction" else ()
        aliases = dict.fromkeys((*_aliases(name, self.files.name, kind), *known))
        return Named(name=name, name_en=english, aliases=tuple(aliases))

    @cached_property
    def _known_as(self) -> dict[str, tuple[str, ...]]:
        """Other names of sights, as far as the bundled catalogue knows the same sight; never another one's name."""
        slug = slug_of(self.files.name)
        known: dict[str, tuple[str, ...]] = {}
        sights = read_yaml(data_folder() / slug / "attractions.yaml") if slug else ()
        for record in sights:
            sight = Named(**{field: record[field] for field in Named.model_fields if field in record})
            if same := next((name for name in sight.all_names if name in self.files.attractions), None):
                known[same] = tuple(name for name in sight.all_names if name not in self.files.points)
        return known

    def _place(self, kind: PlaceKind, name: str) -> dict[str, Any]:
        lat, lon = self.files.points[name]
        return {
            "id": id_of(kind, name),
            **self._named[name].__dict__,
            "city": self.files.name,
            "at": Coordinate(lat=lat, lon=lon),
            "provider": NAME,
            "source": TITLE,
            "as_of": AS_OF,
        }


def id_of(kind: PlaceKind, name: str) -> str:
    """Id of a place; names are unique within a city."""
    return f"{kind}:{name}"


def service_record(service: Service) -> IntercityService:
    """One row of a timetable as a service that leaves at its minute only."""
    record = f"{service.mode}:{service.number}:{service.origin}:{service.destination}"
    return IntercityService(
        id=record,
        mode=service.mode,
        origin=id_of("station", service.origin),
        origin_name=service.origin,
        destination=id_of("station", service.destination),
        destination_name=service.destination,
        minutes=service.minutes,
        fare=_exactly(service.fare),
        infants_free_under=0,
        child_fare_share=Decimal(1),
        first=service.depart,
        last=service.depart,
        number=service.number,
        train_class=_train_class(service),
        source=SOURCE.model_copy(update={"record": record}),
    )


def _exactly(price: str | float) -> TypicalPrice:
    """The sandbox's prices are what is paid."""
    return TypicalPrice(typical=Decimal(str(price)), estimated=False)


def _train_class(service: Service) -> TrainClass | None:
    if service.mode != "train" or not service.kind:
        return None
    return "high_speed" if service.kind in _HIGH_SPEED else "conventional"


def _aliases(name: str, city: str, kind: PlaceKind) -> tuple[str, ...]:
    """What people leave out of an official name: branch, city, and endings that only offices use."""
    short = name.partition("(")[0].partition("（")[0].strip()
    if kind == "attraction":
        for ending in _BUREAUCRATIC:
            short = short.removesuffix(ending) or short
    elif kind == "station":
        short = short.removesuffix("站") or short
    shorter = short.removeprefix(city)
    if kind == "station" and len(shorter) < 2:  # 北京南 stays; 南 is no name
        shorter = ""
    return tuple(alias for alias in dict.fromkeys((short, shorter)) if len(alias) > 1 and alias not in (name, city))


def _rooms(row: Row) -> tuple[RoomKind, ...]:
    """What a hotel's room is called; a feature may call it something more."""
    special = (kind for ending, kind in _SPECIAL_ROOMS.items() if row["featurehoteltype"].strip().endswith(ending))
    return (*ROOMS[row["numbed"]], *special)


def _dwell(row: Row) -> tuple[int, int]:
    least = max(_SHORTEST_VISIT, round(60 * float(row["recommendmintime"] or 0)))
    return least, max(least, round(60 * float(row["recommendmaxtime"] or 0)))


def _hours(row: Row) -> OpeningHours:
    """The same every day; a closing at or before the opening is on the next day."""
    opens, closes = clock(row["opentime"]), clock(row["endtime"])
    if closes <= opens:
        closes += 24 * 60
    return OpeningHours(rules=(OpeningRule(opens=opens, closes=min(closes, LATEST)),), source=TITLE, as_of=AS_OF)
