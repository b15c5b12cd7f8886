"""Wishes as a small typed language: intake produces it, the scheduler enforces it, the verifier checks it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import product
from typing import Annotated, Literal

from pydantic import Field, model_validator

from .base import Model
from .clock import Minute
from .money import Yuan
from .transit import MoveMode

Strength = Literal["hard", "soft"]


class Wish(Model):
    """What all constraints share.

    Attributes:
        strength: ``hard`` must hold or the trip is infeasible; ``soft`` only adds or takes value.
        quote: The user's words it was read from, verbatim; empty when derived.
        origin: Whether it was said, follows from something said (亲子 from a child), or was remembered.
    """

    strength: Strength = "hard"
    quote: str = ""
    origin: Literal["quoted", "derived", "remembered"] = "quoted"


class Choice(Wish):
    """A set rule over what the plan contains.

    Attributes:
        subject: What is chosen. ``intercity`` means both directions.
        attribute: What ``values`` are: ``place`` ids; ``kind`` words of the provider's vocabulary (an attraction's kinds, a
            restaurant's cuisine and tags); hotel ``feature`` words; ``room`` kinds (double, twin, family, single, suite); ``mode``
            (train, flight; walk, metro, taxi); ``class`` of trains (high_speed, conventional); ``spice`` (none, mild, hot);
            ``effort`` (low, medium, high).
        op: ``all_of`` each value occurs; ``any_of`` at least one occurs; ``none_of`` no value occurs; ``only`` nothing
            but these values occurs (also on foot only where ``walk`` is among them). Places that the traveller asks for by
            name are exempt from both, unless the rule is about places itself.
        values: Canonical ids or words.
        labels: How to word the values to the traveller, one per value.
    """

    type: Literal["choice"] = "choice"
    subject: Literal["attraction", "restaurant", "hotel", "intercity", "intercity_out", "intercity_back", "innercity"]
    attribute: Literal["place", "kind", "feature", "room", "mode", "class", "spice", "effort"]
    op: Literal["all_of", "any_of", "none_of", "only"]
    values: tuple[str, ...] = Field(min_length=1)
    labels: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _labelled(self) -> Choice:
        if not self.labels:
            object.__setattr__(self, "labels", self.values)
        if len(self.labels) != len(self.values):
            raise ValueError("one label per value")
        return self


CostCategory = Literal["tickets", "lodging", "meals", "intercity", "innercity", "reserve"]
COST_CATEGORIES: tuple[CostCategory, ...] = ("tickets", "lodging", "meals", "intercity", "innercity", "reserve")


class CostLimit(Wish):
    """At most this much money.

    Attributes:
        category: One category of the budget sheet, or ``total`` of all of them.
        per: ``trip`` for the whole party and trip; ``person``; ``room_night`` for a room and night; ``person_night`` for a
            night's rooms shared out among the party; ``person_meal`` for each person at each lunch and dinner.
        amount: CNY.
    """

    type: Literal["cost_limit"] = "cost_limit"
    category: CostCategory | Literal["total"]
    per: Literal["trip", "person", "room_night", "person_night", "person_meal"] = "trip"
    amount: Yuan


class Near(Wish):
    """The hotel (or some meal) lies within a distance of a place or area.

    Attributes:
        place: Id of an attraction, station, hotel, restaurant or area; for an area, distance counts from its centre.
        label: How to word it.
        max_km: Straight line, km.
    """

    type: Literal["near"] = "near"
    subject: Literal["hotel", "restaurant"] = "hotel"
    place: str
    label: str
    max_km: float = Field(gt=0, le=60)


class HotelStars(Wish):
    """The hotel's class lies in this span."""

    type: Literal["hotel_stars"] = "hotel_stars"
    least: int = Field(default=1, ge=1, le=5)
    most: int = Field(default=5, ge=1, le=5)


class RoomCount(Wish):
    """So many rooms."""

    type: Literal["room_count"] = "room_count"
    count: int = Field(ge=1, le=100)


class DayClock(Wish):
    """Out and about: no stop of any whole day, breakfast aside, starts before or ends after these times.

    Attributes:
        day: Index of the one day that it is about; None for every whole day.
    """

    type: Literal["day_clock"] = "day_clock"
    day: int | None = Field(default=None, ge=1)
    earliest: Minute | None = None
    latest: Minute | None = None


class JourneyClock(Wish):
    """When an intercity journey leaves or arrives."""

    type: Literal["journey_clock"] = "journey_clock"
    direction: Literal["out", "back"]
    event: Literal["depart", "arrive"]
    not_before: Minute | None = None
    not_after: Minute | None = None


class VisitClock(Wish):
    """When the party is at a place, and for how long; implies that it goes there.

    Attributes:
        place: Id of an attraction, restaurant or hotel.
        label: How to word it.
        start_by: There at this time or earlier.
        start_from: There at this time or later.
        end_from: Leaves at this time or later.
        end_by: Leaves at this time or earlier.
        at_least: Stays so many minutes or longer.
        day: On this day of the trip, counted from 1; None for any.
    """

    type: Literal["visit_clock"] = "visit_clock"
    place: str
    label: str
    start_by: Minute | None = None
    start_from: Minute | None = None
    end_from: Minute | None = None
    end_by: Minute | None = None
    at_least: int | None = Field(default=None, ge=1, le=24 * 60)
    day: int | None = Field(default=None, ge=1)


class VisitOrder(Wish):
    """One place before another; implies that the party goes to both.

    Attributes:
        first: Id of the place that comes first.
        then: Id of the place that comes later, on the same day or another.
        labels: How to word the two.
    """

    type: Literal["visit_order"] = "visit_order"
    first: str
    then: str
    labels: tuple[str, str]


class FarMode(Wish):
    """Moves inside the city that are longer than this are made by this mode alone.

    Attributes:
        mode: Usually ``taxi``.
        beyond_km: Length of the way from door to door, km.
    """

    type: Literal["far_mode"] = "far_mode"
    mode: MoveMode
    beyond_km: float = Field(ge=0)


Simple = Annotated[
    Choice | CostLimit | Near | HotelStars | RoomCount | DayClock | JourneyClock | VisitClock | VisitOrder | FarMode,
    Field(discriminator="type"),
]
"""A wish that isn't made of others."""


class AnyOf(Wish):
    """At least one of several options holds.

    Attributes:
        options: Each option is the wishes that hold together when it is the one; their own strength counts for nothing.
    """

    type: Literal["any_of"] = "any_of"
    options: tuple[tuple[Simple, ...], ...] = Field(min_length=1)


Constraint = Annotated[
    Choice | CostLimit | Near | HotelStars | RoomCount | DayClock | JourneyClock | VisitClock | VisitOrder | FarMode | AnyOf,
    Field(discriminator="type"),
]


def wants_hotel(wish: Constraint) -> bool:
    """Whether the wish has a meaning only for somebody who stays overnight; a ban on some hotels has none."""
    match wish:
        case HotelStars() | RoomCount():
            return True
        case Choice(subject="hotel"):
            return wish.op != "none_of"
        case Near(subject="hotel") | CostLimit(category="lodging"):
            return True
        case AnyOf():
            return all(any(wants_hotel(part) for part in option) for option in wish.options)
    return False


def places_asked_for(wish: Constraint) -> tuple[str, ...]:
    """Ids of places that a wish wants to be in the plan."""
    match wish:
        case Choice(attribute="place", op="all_of" | "any_of"):
            return wish.values
        case VisitClock():
            return (wish.place,)
        case VisitOrder():
            return (wish.first, wish.then)
    return ()


def simple_wishes(constraints: Iterable[Constraint]) -> Iterator[Simple]:
    """All wishes that aren't made of others; those inside an alternative are as strong as it is."""
    for wish in constraints:
        if isinstance(wish, AnyOf):
            for option in wish.options:
                yield from _as_strong(option, wish)
        else:
            yield wish


def alternatives(constraints: Iterable[Constraint]) -> Iterator[tuple[Simple, ...]]:
    """Every way to choose one option of each hard alternative, as plain lists of wishes; of soft ones nothing is chosen."""
    choices: list[tuple[tuple[Simple, ...], ...]] = []
    for wish in constraints:
        if not isinstance(wish, AnyOf):
            choices.append(((wish,),))
        elif wish.strength == "hard":
            choices.append(tuple(_as_strong(option, wish) for option in wish.options))
        else:
            choices.append((tuple(part for option in wish.options for part in _as_strong(option, wish)),))
    for chosen in product(*choices):
        yield tuple(part for option in chosen for part in option)


def _as_strong(option: Iterable[Simple], wish: AnyOf) -> tuple[Simple, ...]:
    return tuple(part.model_copy(update={"strength": wish.strength, "quote": part.quote or wish.quote}) for part in option)
