"""Whether a place lets the party in on a date."""

from __future__ import annotations

from datetime import date
from typing import Literal

from .base import Model
from .evidence import Source


class Availability(Model):
    """What a provider says about one place on one date.

    Attributes:
        status: ``open``; ``sold_out``; ``closed`` against its usual hours; ``not_yet`` when booking opens later; ``unknown``.
        book_from: First date the visit can be booked, where a booking window is known.
    """

    place: str
    day: date
    status: Literal["open", "sold_out", "closed", "not_yet", "unknown"]
    book_from: date | None = None
    source: Source
