"""Places a plan may contain: attractions, restaurants, hotels, stations and named areas."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from .base import Model
from .geo import Coordinate
from .hours import OpeningHours
from .money import TypicalPrice, Yuan
from .naming import Named
from .ticket import Ticket

PlaceKind = Literal["attraction", "restaurant", "hotel", "station", "area"]
PRECEDENCE: tuple[PlaceKind, ...] = ("attraction", "area", "station", "hotel", "restaurant")
"""Which of several namesakes is meant first."""

Setting = Literal["indoor", "outdoor", "mixed"]
Spice = Literal["none", "mild", "hot"]
RoomKind = Literal["double", "twin", "family", "suite", "single", "dorm"]


class NearestMetro(Model):
    """The metro station one would use; parses from ``"天安门东 10"``."""

    station: str
    walk_minutes: int = Field(ge=0, le=30)

    @model_validator(mode="before")
    @classmethod
    def _from_text(cls, value: object) -> object:
        if isinstance(value, str):
            station, _, minutes = value.rpartition(" ")
            return {"station": station, "walk_minutes": minutes}
        return value


class Place(Named):
    """What all places share.

    Attributes:
        id: Unique in its provider, stable.
        city: Canonical city name, e.g. 北京.
        district: Administrative district.
        at: Main visitor entrance or centre, WGS-84.
        metro: Nearest metro station within a 30 minutes' walk; None where there is none or it isn't known.
        provider: Name of the provider that told of it.
        source: Something that tells a traveller that the place is real and where.
        as_of: When the record was last known good.
    """

    id: str
    city: str
    district: str = ""
    at: Coordinate
    metro: NearestMetro | None = None
    provider: str
    source: str
    as_of: str


class Booking(Model):
    """How a visit must be booked.

    Attributes:
        required: True when nobody gets in without a booking.
        real_name: True when an identity document is bound to the ticket.
        opens_days_before: The booking window opens this many days before the visit; None when unknown.
        note: Where and how, one sentence in Chinese.
    """

    required: bool
    real_name: bool | None = None
    opens_days_before: int | None = Field(default=None, ge=0, le=365)
    note: str = ""
    note_en: str = ""


class Facilities(Model):
    """What families find there; None is unknown."""

    stroller: bool | None = None
    nursing_room: bool | None = None
    kids_guide: bool | None = None


class Attraction(Place):
    """Something to see or do.

    Attributes:
        kinds: Kinds from the provider's vocabulary, e.g. 博物馆, 历史古迹, 亲子.
        setting: Whether rain matters.
        dwell: Least and typical visit in minutes.
        renown: 0-100, how much a first-time visitor would miss it; the provider's judgement.
        hours: None is unknown, which is not "open".
        ticket: None is unknown, which is not free.
        effort: Walking and climbing a visit takes.
        meals_inside: True when one can have lunch inside; None is unknown.
        child_ages: Ages it suits particularly, e.g. (3, 12); None when nothing special.
        evening: Only worth it after dark: night cruises, evening shows, light shows.
        tips: Short advice of lasting truth, Chinese.
    """

    kind: Literal["attraction"] = "attraction"
    kinds: tuple[str, ...] = Field(min_length=1)
    setting: Setting = "mixed"
    dwell: tuple[int, int]
    renown: int = Field(ge=0, le=100)
    hours: OpeningHours | None = None
    ticket: Ticket | None = None
    booking: Booking | None = None
    facilities: Facilities = Facilities()
    effort: Literal["low", "medium", "high"] = "low"
    meals_inside: bool | None = None
    child_ages: tuple[int, int] | None = None
    evening: bool = False
    tips: str = ""
    tips_en: str = ""


class Restaurant(Place):
    """Somewhere to eat.

    Attributes:
        cuisine: Kinds from the provider's vocabulary, e.g. 北京菜, 火锅.
        dishes: What it is known for.
        per_person: Typical spend of one adult.
        hours: None is unknown.
        spicy: How hot the usual dishes are; None is unknown.
        tags: Further kinds, e.g. 清真, 素食, 老字号, 亲子.
        inside: Id of the ticketed attraction it lies in; one eats there only during a visit of it.
    """

    kind: Literal["restaurant"] = "restaurant"
    cuisine: tuple[str, ...] = Field(min_length=1)
    dishes: tuple[str, ...] = ()
    per_person: TypicalPrice
    hours: OpeningHours | None = None
    spicy: Spice | None = None
    tags: tuple[str, ...] = ()
    inside: str | None = None


class Hotel(Place):
    """Somewhere to sleep.

    Attributes:
        stars: Official rating or, where there is none, the class it is sold as (2 budget ... 5 luxury); None is unknown.
        nightly: Typical rate of one standard room-night.
        rates: Rate of a room-night by kind, where a record tells it; ``nightly`` is an estimate for the other standard rooms.
        rooms: Room kinds it is known to have: double (大床), twin (双床), family, suite.
        features: Kinds from the provider's vocabulary, e.g. 泳池, 亲子, 免费停车.
        breakfast: Per adult: 0 when included, an amount when sold, None when unknown.
    """

    kind: Literal["hotel"] = "hotel"
    stars: int | None = Field(ge=1, le=5)
    nightly: TypicalPrice
    rates: dict[RoomKind, Yuan] = Field(default_factory=dict)
    rooms: tuple[RoomKind, ...] = ("double", "twin")
    features: tuple[str, ...] = ()
    breakfast: Yuan | None = None


class Station(Place):
    """A railway station or an airport."""

    kind: Literal["station"] = "station"
    mode: Literal["train", "flight"]
    transfer_minutes: int = Field(default=30, ge=0, description="From the platform or gate to the city transport.")


class Area(Place):
    """A named part of a city that people sleep or stroll in, such as 王府井 or 市中心."""

    kind: Literal["area"] = "area"
    radius_km: float = Field(gt=0, le=40)


AnyPlace = Annotated[Attraction | Restaurant | Hotel | Station | Area, Field(discriminator="kind")]
