"""Visits that must be booked ahead."""

from __future__ import annotations

from datetime import date

from .base import Model
from .itinerary import PlaceRef


class Admission(Model):
    """A visit of the plan that nobody is let in to without a booking.

    Attributes:
        day: Date of the visit.
        opens: First date on which it can be booked; None when unknown.
        real_name: True when an identity document is bound to the ticket; None when unknown.
        note: Where and how, in the user's language; empty when unknown.
    """

    place: PlaceRef
    day: date
    opens: date | None = None
    real_name: bool | None = None
    note: str = ""
