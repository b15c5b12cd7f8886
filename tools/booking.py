"""Capability ``booking``: quote, hold, confirm and cancel beds.

The protocol of a desk, in the order of a booking:

1. ``quote`` takes a ``stay`` and gives quotes, the cheapest first; ``not_found`` where the desk doesn't sell the hotel, ``sold_out``
   where no room is left. A desk that sells on its own page alone gives a ``link``, and there is no second step.
2. ``hold`` takes the id of a ``quote``, the ``total`` that the traveller agreed to, and a ``key``. The booking it gives is ``held``.
   ``sold_out`` where the room has gone or costs more by now, ``closed`` where the quote has expired.
3. ``confirm`` takes the id of the ``booking`` and a ``key``; from here on it costs money.
4. ``cancel`` takes the id of the ``booking`` and a ``key``; of one that is cancelled already it gives just that.

``key`` makes a call repeatable: a desk that has carried out a call of this key gives the same answer again and does nothing more.
Xiake repeats calls whose answers were lost, always with their key, never without the traveller's yes before ``hold``, and asks no
other desk for ``hold``, ``confirm`` and ``cancel`` than the one that gave the quote.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field, model_validator

from ..domain.base import Model
from ..domain.booking import Quote, Reservation, Stay
from ..domain.money import Yuan
from .capability import Capability

BookingAction = Literal["quote", "hold", "confirm", "cancel"]

_NEEDS: dict[BookingAction, tuple[str, ...]] = {
    "quote": ("stay",),
    "hold": ("quote", "total", "key"),
    "confirm": ("booking", "key"),
    "cancel": ("booking", "key"),
}


class BookingQuery(Model):
    """One step of a booking; the module tells what each needs.

    Attributes:
        quote: Id of a quote.
        total: What the traveller agreed to pay at most, CNY.
        booking: The desk's reference.
        key: Idempotency key: calls of the same key are carried out once.
    """

    action: BookingAction
    stay: Stay | None = None
    quote: str = ""
    total: Yuan | None = None
    booking: str = ""
    key: str = Field(default="", max_length=100)

    @model_validator(mode="after")
    def _complete(self) -> BookingQuery:
        if missing := [name for name in _NEEDS[self.action] if getattr(self, name) in (None, "")]:
            raise ValueError(f"to {self.action} takes {', '.join(missing)}")
        return self


class BookingAnswer(Model):
    """Quotes, the cheapest first, or the booking as it stands after the step."""

    quotes: tuple[Quote, ...] = ()
    booking: Reservation | None = None


BOOKING = Capability(
    name="booking",
    description="Quote, hold, confirm or cancel rooms of a hotel.",
    args=BookingQuery,
    result=BookingAnswer,
    errors=("not_found", "sold_out", "closed", "forbidden"),
    examples=(),
    binding=True,
)
