"""Beds that are offered, held and booked."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from pydantic import Field, model_validator

from .base import Model
from .evidence import Source
from .money import Yuan
from .place import RoomKind


class Stay(Model):
    """What is wanted: rooms of one kind in one hotel for nights in a row.

    Attributes:
        hotel: Id of the hotel, as the plan has it.
        name: Its name, for a desk that doesn't know the id.
        check_in: First night.
        check_out: Morning of departure, after ``check_in``.
        guests: People in all the rooms together.
    """

    city: str
    hotel: str
    name: str
    check_in: date
    check_out: date
    rooms: int = Field(ge=1, le=50)
    room_kind: RoomKind
    guests: int = Field(ge=1, le=200)

    @model_validator(mode="after")
    def _in_order(self) -> Stay:
        if self.check_out <= self.check_in:
            raise ValueError(f"check_out {self.check_out} is not after check_in {self.check_in}")
        return self

    @property
    def nights(self) -> int:
        """Number of nights."""
        return (self.check_out - self.check_in).days


class Quote(Model):
    """What a desk asks for a stay.

    Attributes:
        id: The desk's own; a hold refers to it.
        total: For all rooms and nights, taxes included, CNY.
        valid_until: The desk keeps the price until then; None where it doesn't say.
        refundable_until: Cancelling is free until then; None where it never is, or the desk doesn't say.
        terms: The desk's own words on cancelling and paying; data, shown as a quotation.
        link: The page where the stay is sold, where the desk sells nowhere else; then it can't be held here.
    """

    id: str = Field(min_length=1, max_length=200)
    stay: Stay
    total: Yuan
    valid_until: datetime | None = None
    refundable_until: datetime | None = None
    terms: str = Field(default="", max_length=500)
    link: str | None = Field(default=None, max_length=2000, pattern=r"^https://")
    source: Source


class Reservation(Model):
    """A stay that a desk keeps for the traveller.

    Attributes:
        id: The desk's reference.
        total: As booked, CNY.
        held_until: An unconfirmed one is given away then.
    """

    id: str = Field(min_length=1, max_length=200)
    status: Literal["held", "confirmed", "cancelled"]
    stay: Stay
    total: Yuan
    held_until: datetime | None = None
    source: Source


BookingStatus = Literal["quoted", "link", "declined", "confirmed", "cancelled", "failed", "unsure"]


class BookingOutcome(Model):
    """Where the booking of one stay ended.

    Attributes:
        status: ``quoted``, as nobody was there to say yes; ``link`` where it is sold on the desk's own page alone; ``declined`` by the
            traveller; ``confirmed``; ``cancelled``; ``failed``, nothing is booked; ``unsure`` where the desk's last answer was lost: asked
            for again under the same id, it is carried on and never booked twice.
        run: Id to carry on with.
        desk: Name of the tool that sells it; empty where none gave a quote.
        message: What happened, in the traveller's language.
    """

    status: BookingStatus
    run: str
    stay: Stay
    desk: str = ""
    quote: Quote | None = None
    booking: Reservation | None = None
    message: str
