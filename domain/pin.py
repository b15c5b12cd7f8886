"""Parts of an earlier plan that a new one keeps."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from .base import Model
from .clock import LATEST, JourneyMinute, Minute
from .itinerary import Meal
from .transit import MoveMode


class BasePin(Model):
    """What all pins share.

    Attributes:
        locked: The traveller fixed it: it must be in the new plan as it was, and the verifier checks that. Other pins are parts
            that nobody mentioned: they stay where the rules allow.
        label: How to word the place or ride.
    """

    locked: bool = False
    label: str


class StopPin(BasePin):
    """A visit or a meal.

    Attributes:
        day: Index of the day, from 1.
        place: Id of the place.
        start: When it began, minutes from midnight of the day.
        end: When it ended.
        meal: Which one a meal is; of a visit, the one that was eaten inside.
    """

    type: Literal["stop"] = "stop"
    day: int = Field(ge=1)
    kind: Literal["attraction", "meal"]
    place: str
    meal: Meal | None = None
    start: Minute
    end: JourneyMinute


class NightPin(BasePin):
    """The hotel of one night; ``day`` is the day before it."""

    type: Literal["night"] = "night"
    day: int = Field(ge=1)
    hotel: str


class JourneyPin(BasePin):
    """An intercity ride, by the id of its service and when it leaves."""

    type: Literal["journey"] = "journey"
    direction: Literal["out", "back"]
    service: str
    depart: Minute


class LegPin(BasePin):
    """How one got from one place to another; of no account where the way isn't taken any more. Locking it means nothing."""

    type: Literal["leg"] = "leg"
    origin: str
    destination: str
    mode: MoveMode


Pin = Annotated[StopPin | NightPin | JourneyPin | LegPin, Field(discriminator="type")]


class OpenSpan(Model):
    """Time of an earlier plan that is free for something new.

    Attributes:
        day: Index of the day, from 1.
        start: Minutes from midnight of the day.
        end: Likewise.
    """

    day: int = Field(ge=1)
    start: Minute = 0
    end: Minute = LATEST
