"""The finished plan: days, stops, legs, meals, hotel nights and intercity journeys."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import ConfigDict, Field, computed_field

from .base import Model
from .clock import JourneyMinute, Minute
from .constraint import CostCategory
from .evidence import Source
from .geo import Coordinate
from .language import Language, worded
from .money import Amount, UnitBasis, Yuan
from .place import PlaceKind, RoomKind
from .transit import MoveMode

Meal = Literal["breakfast", "lunch", "dinner"]
MEALS: tuple[Meal, ...] = ("breakfast", "lunch", "dinner")


class PlaceRef(Model):
    """A place of a tool result, as the plan shows it."""

    id: str
    kind: PlaceKind
    name: str
    name_en: str | None = None
    district: str = ""
    at: Coordinate
    source: Source

    def name_in(self, language: Language) -> str:
        """What a reader of this language is told; the local name where there is no other."""
        return worded(language, self.name, self.name_en)


class Charge(Model):
    """One thing to pay.

    Attributes:
        category: Where it stands in the budget sheet.
        label: What it is, e.g. "成人票".
        unit_price: CNY per unit; None is unknown, which is not 0.
        basis: What a unit is.
        quantity: Number of units.
        estimated: True for typical figures and formulas.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")  # a computed field comes back when JSON is read

    category: CostCategory
    label: str
    unit_price: Yuan | None
    basis: UnitBasis
    quantity: int = Field(ge=0)
    estimated: bool = False
    source: Source

    @computed_field  # type: ignore[prop-decorator]
    @property
    def amount(self) -> Amount | None:
        """Unit price times quantity, CNY; None when unknown."""
        return None if self.unit_price is None else self.unit_price * self.quantity


class LegPart(Model):
    """One part of a leg that changes at stations: the walk to one, the ride, the walk from one.

    Attributes:
        start: Name of the place or station it leads from.
        end: Name of the place or station it leads to.
    """

    mode: MoveMode
    start: str
    end: str
    depart: Minute
    arrive: Minute
    metres: int = Field(ge=0)


class Leg(Model):
    """The way to a stop from the place before it.

    Attributes:
        parts: What the way is made of, where the records tell it; empty for a way in one piece.
        charge: None for a walk.
    """

    mode: MoveMode
    origin: str
    destination: str
    depart: Minute
    arrive: Minute
    metres: int = Field(ge=0)
    parts: tuple[LegPart, ...] = ()
    charge: Charge | None = None
    source: Source


class Journey(Model):
    """An intercity ride. Times are minutes of the day it starts on; it may arrive on a later one."""

    direction: Literal["out", "back"]
    service: str
    mode: Literal["train", "flight"]
    number: str | None = None
    origin: PlaceRef
    destination: PlaceRef
    depart: Minute
    arrive: JourneyMinute
    timetabled: bool = False


class Stop(Model):
    """Something the party does at a place.

    A day is the chain of its stops: each ``leg`` leads from where the stop before ended (the journey's destination after a
    journey, else its place) to this one; it is None only where both are the same place or nothing came before. A day that
    follows a night starts at that night's hotel, a day on which a journey through the night ends at its destination, and a
    first day without a journey at the hotel it will sleep in; a last day without a journey ends there, too, to fetch the
    luggage. Days that are spent on the way hold no stop beyond the journey that began them.

    Attributes:
        kind: ``attraction`` visit, ``meal`` (at a restaurant, at the hotel, or inside the attraction just visited), ``hotel``
            (arrival for the night, open-ended: ``end`` is 24:00; on the last day just the return) or ``journey`` (place = station of departure).
        place: Where; its name is repeated as ``name``.
        start: When it begins, minutes from midnight of the day.
        end: When it ends; past 1440 after midnight, and further for a journey of more than a day.
        meal: Which one a meal stop is; on an attraction stop, the one that is eaten inside during the visit.
        charges: What it costs, without the leg.
        notes: Advice for this stop in the user's language.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")  # a computed field comes back when JSON is read

    kind: Literal["attraction", "meal", "hotel", "journey"]
    place: PlaceRef
    start: Minute
    end: JourneyMinute
    leg: Leg | None = None
    meal: Meal | None = None
    journey: Journey | None = None
    charges: tuple[Charge, ...] = ()
    notes: tuple[str, ...] = ()

    @computed_field  # type: ignore[prop-decorator]
    @property
    def name(self) -> str:
        """The place's name."""
        return self.place.name

    @property
    def leaves_from(self) -> str:
        """Id of the place where the party is when the stop ends."""
        return self.journey.destination.id if self.journey else self.place.id


class Night(Model):
    """One night in a hotel; the charge is for all rooms."""

    hotel: PlaceRef
    rooms: int = Field(ge=1)
    room_kind: RoomKind
    charge: Charge


class Day(Model):
    """One calendar day.

    Attributes:
        night: The one that follows it; None where the trip ends, on a train through the night, or where nobody offers a bed.
    """

    index: int = Field(ge=1)
    date: date
    stops: tuple[Stop, ...]
    night: Night | None = None


class Itinerary(Model):
    """The whole plan, day by day."""

    city: str
    days: tuple[Day, ...] = Field(min_length=1)
