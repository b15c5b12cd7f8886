"""What a turn of the conversation asks of an existing plan, as typed changes."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from .base import Model
from .clock import Minute
from .constraint import Constraint
from .itinerary import Meal
from .party import Party
from .request import Budget, Pace

DayPart = Literal["morning", "afternoon", "evening"]
"""Before 12:00, 12:00 to 18:00, from 18:00."""


class Target(Model):
    """A part of the plan; what is not said is not narrowed.

    Attributes:
        day: Index of the day, from 1.
        part: Of the day.
        subject: What of it; ``trip`` is everything.
        meal: Which meal.
        places: Ids of places of the plan.
        direction: Which intercity ride.
    """

    day: int | None = Field(default=None, ge=1)
    part: DayPart | None = None
    subject: Literal["attraction", "restaurant", "hotel", "intercity", "innercity", "trip"] | None = None
    meal: Meal | None = None
    places: tuple[str, ...] = ()
    direction: Literal["out", "back"] | None = None


class BaseEdit(Model):
    """What all edits share: the user's words, verbatim."""

    quote: str = ""


class Replace(BaseEdit):
    """Something else instead.

    Attributes:
        by: Ids of what shall take its place; empty where any will do.
        wishes: What the new one shall be like (a kind, a cuisine), for want of ids.
    """

    type: Literal["replace"] = "replace"
    target: Target
    by: tuple[str, ...] = ()
    wishes: tuple[Constraint, ...] = ()


class Drop(BaseEdit):
    """Without it; what takes its time is left to the planner, or nothing where ``leave_free``."""

    type: Literal["drop"] = "drop"
    target: Target
    leave_free: bool = False


class Add(BaseEdit):
    """A place, or something of a kind, on a day or whenever it fits."""

    type: Literal["add"] = "add"
    places: tuple[str, ...] = ()
    wishes: tuple[Constraint, ...] = ()
    day: int | None = Field(default=None, ge=1)
    part: DayPart | None = None
    start: Minute | None = None


class Move(BaseEdit):
    """A stop to another time; ``swap`` exchanges two stops, or two whole days where both targets are days."""

    type: Literal["move"] = "move"
    target: Target
    day: int | None = Field(default=None, ge=1)
    part: DayPart | None = None
    start: Minute | None = None
    swap: Target | None = None


class Lock(BaseEdit):
    """Never to be touched, or free again."""

    type: Literal["lock"] = "lock"
    target: Target
    locked: bool = True


class Adjust(BaseEdit):
    """Cheaper, better, closer or quieter than it is now.

    Attributes:
        how: In which way.
        by: CNY a room-night, person or trip that it shall cost less, where said.
        to: CNY that it shall cost at most, where said.
    """

    type: Literal["adjust"] = "adjust"
    target: Target
    how: Literal["cheaper", "better", "closer"]
    by: int | None = None
    to: int | None = None


class Shift(BaseEdit):
    """Earlier or later: a stop, the start or end of a day or of every day, a ride.

    Attributes:
        edge: Whether the start or the end of the target is meant.
        minutes: By how much, where said.
        clock: To when, where said: not before for later starts, not after for earlier ends.
    """

    type: Literal["shift"] = "shift"
    target: Target
    how: Literal["earlier", "later"]
    edge: Literal["start", "end"] = "start"
    minutes: int | None = None
    clock: Minute | None = None


class ChangePace(BaseEdit):
    """More or fewer stops; of one day, or of the trip."""

    type: Literal["change_pace"] = "change_pace"
    how: Literal["slower", "faster"] | None = None
    pace: Pace | None = None
    day: int | None = Field(default=None, ge=1)


class ChangeTrip(BaseEdit):
    """Slots of the request; what is None stays.

    Attributes:
        days_by: Days more (or fewer, negative) than now, where only that was said.
        budget_by: CNY more or less than now, where only that was said.
        without_budget: The budget is given up.
    """

    type: Literal["change_trip"] = "change_trip"
    budget: Budget | None = None
    budget_by: int | None = None
    without_budget: bool = False
    days: int | None = Field(default=None, ge=1, le=30)
    days_by: int | None = None
    start: date | None = None
    party: Party | None = None
    origin: str | None = None
    destination: str | None = None


class Wishes(BaseEdit):
    """Wishes for the whole trip, new ones or such as are given up (spicy food again, the museum need not be)."""

    type: Literal["wishes"] = "wishes"
    added: tuple[Constraint, ...] = ()
    removed: tuple[Constraint, ...] = ()


class Undo(BaseEdit):
    """Back to an earlier version; ``version`` counts from 1, None is the one before. ``redo`` goes forward again."""

    type: Literal["undo"] = "undo"
    version: int | None = Field(default=None, ge=1)
    redo: bool = False


class Compare(BaseEdit):
    """What differs between two versions; None is the present one and the one before."""

    type: Literal["compare"] = "compare"
    one: int | None = Field(default=None, ge=1)
    other: int | None = Field(default=None, ge=1)


class Why(BaseEdit):
    """Why something is as it is.

    Attributes:
        absent: Ids of places that are not in the plan, where it is asked why not.
        about: What of the target: that it was chosen, its day, its time, its price, its mode; ``trip`` is the plan as a whole.
    """

    type: Literal["why"] = "why"
    target: Target
    absent: tuple[str, ...] = ()
    about: Literal["choice", "day", "time", "price", "mode", "trip"] = "choice"


class RefuseMemory(BaseEdit):
    """This once without remembered preferences: those of these ids, or all."""

    type: Literal["refuse_memory"] = "refuse_memory"
    items: tuple[str, ...] = ()


class Judge(BaseEdit):
    """Praise or blame of the plan or a part of it; changes nothing and is remembered."""

    type: Literal["judge"] = "judge"
    target: Target
    liked: bool


Edit = Annotated[
    Replace
    | Drop
    | Add
    | Move
    | Lock
    | Adjust
    | Shift
    | ChangePace
    | ChangeTrip
    | Wishes
    | Undo
    | Compare
    | Why
    | RefuseMemory
    | Judge,
    Field(discriminator="type"),
]
