"""A booking desk that sells nothing real: for tests, demonstrations and users' own tests."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime, time, timedelta
from decimal import Decimal
from typing import Literal

from pydantic import Field

from ..domain.base import Model
from ..domain.booking import Quote, Reservation, Stay
from ..domain.errors import ErrorCode, ToolFailure
from ..domain.evidence import Source
from ..domain.money import to_fen
from ..domain.place import Hotel
from ..domain.ports import Clock
from .booking import BookingAction, BookingAnswer, BookingQuery
from .clock import SystemClock
from .hotels import HotelQuery
from .phrases import PHRASES
from .provider import Provider

_VALID = timedelta(minutes=30)
_HELD = timedelta(minutes=20)
_FREE_UNTIL = time(18, 0)
"""Cancelling is free until this time of the day before arrival."""


class Mishap(Model):
    """What goes wrong at the desk.

    Attributes:
        kind: ``failing`` with ``code`` and nothing done; ``lost``: it is done, but the answer never arrives; ``slow`` by ``seconds``;
            ``gone``: the room is taken by somebody else before it is held; ``dearer`` by ``factor`` once it is to be held.
        action: Step that it happens at; for ``gone`` and ``dearer`` always the hold.
        times: So often, then it recovers; None never does.
    """

    kind: Literal["failing", "lost", "slow", "gone", "dearer"]
    action: BookingAction = "hold"
    code: ErrorCode = "unavailable"
    seconds: float = Field(default=0, ge=0)
    factor: Decimal = Field(default=Decimal("1.1"), gt=1)
    times: int | None = None


class ScriptedDesk:
    """Sells the hotels of a provider at their rates, and keeps to the protocol of :mod:`.booking`; a script tells what goes wrong.

    Attributes:
        bookings: Every booking that was ever made here, by its reference.
        calls: Steps as they arrived, with their keys; repeated ones, too.
    """

    def __init__(
        self,
        provider: Provider,
        script: Sequence[Mishap] = (),
        *,
        link: str | None = None,
        clock: Clock | None = None,
    ) -> None:
        """Open a desk.

        Args:
            provider: Has the hotels and their rates.
            script: What goes wrong.
            link: The desk sells on this page alone.
            clock: Quotes and holds lapse by it.
        """
        self._provider = provider
        self._script = tuple(script)
        self._used: Counter[int] = Counter()
        self._link = link
        self._clock = clock or SystemClock()
        self._quotes: dict[str, Quote] = {}
        self._done: dict[str, str] = {}  # booking by key
        self._risen: dict[str, Decimal] = {}  # factor by hotel
        self.bookings: dict[str, Reservation] = {}
        self.calls: list[tuple[BookingAction, str]] = []

    @property
    def name(self) -> str:
        """Name of the provider."""
        return "scripted"

    @property
    def source(self) -> Source:
        """Evidence of its offers: there is none in the real world."""
        return Source(provider=self.name, title="scripted desk", estimated=True)

    async def booking(self, query: BookingQuery) -> BookingAnswer:
        """Carry out a step."""
        self.calls.append((query.action, query.key))
        if slow := self._mishap("slow", query.action):
            await self._clock.sleep(slow.seconds)
        if failing := self._mishap("failing", query.action):
            raise ToolFailure(failing.code, *PHRASES.both("scripted", capability="booking", code=failing.code))
        if query.action == "quote":
            assert query.stay is not None
            return BookingAnswer(quotes=(await self._offer(query.stay),))
        if query.key not in self._done:
            booking = self._held(query) if query.action == "hold" else self._moved(query)
            self.bookings[booking.id] = booking
            self._done[query.key] = booking.id
        answer = BookingAnswer(booking=self.bookings[self._done[query.key]])
        if self._mishap("lost", query.action):
            raise ToolFailure("timeout", *PHRASES.both("desk.lost"))
        return answer

    async def _offer(self, stay: Stay) -> Quote:
        found = await self._provider.hotels(HotelQuery(city=stay.city, names=(stay.name,)))
        hotel = next((hotel for hotel in found.items if hotel.id == stay.hotel), None)
        if hotel is None:
            raise ToolFailure("not_found", *PHRASES.both("desk.no_hotel", name=stay.name))
        now = self._clock.now()
        quote = Quote(
            id=f"Q{len(self._quotes) + 1}",
            stay=stay,
            total=to_fen(_nightly(hotel, stay) * stay.rooms * stay.nights * self._risen.get(stay.hotel, 1)),
            valid_until=now + _VALID,
            refundable_until=datetime.combine(stay.check_in - timedelta(days=1), _FREE_UNTIL, now.tzinfo),
            link=self._link,
            source=self.source.model_copy(update={"record": stay.hotel}),
        )
        self._quotes[quote.id] = quote
        return quote

    def _held(self, query: BookingQuery) -> Reservation:
        quote, now = self._quotes.get(query.quote), self._clock.now()
        if quote is None or (quote.valid_until is not None and quote.valid_until < now):
            raise ToolFailure("closed", *PHRASES.both("desk.no_quote"))
        if quote.link is not None:
            raise ToolFailure("forbidden", *PHRASES.both("desk.own_page"))
        if self._mishap("gone", "hold"):
            raise ToolFailure("sold_out", *PHRASES.both("desk.no_room", name=quote.stay.name))
        total = quote.total
        if dearer := self._mishap("dearer", "hold"):
            self._risen[quote.stay.hotel] = self._risen.get(quote.stay.hotel, Decimal(1)) * dearer.factor
            total = to_fen(total * dearer.factor)
            del self._quotes[quote.id]
        assert query.total is not None
        if total > query.total:
            raise ToolFailure("sold_out", *PHRASES.both("desk.dearer", total=total))
        number = f"B{len(self.bookings) + 1}"
        return Reservation(id=number, status="held", stay=quote.stay, total=total, held_until=now + _HELD, source=quote.source)

    def _moved(self, query: BookingQuery) -> Reservation:
        booking = self.bookings.get(query.booking)
        if booking is None:
            raise ToolFailure("not_found", *PHRASES.both("desk.no_booking"))
        if query.action == "cancel":
            return booking.model_copy(update={"status": "cancelled", "held_until": None})
        lapsed = booking.held_until is not None and booking.held_until < self._clock.now()
        if booking.status == "cancelled" or lapsed:
            raise ToolFailure("closed", *PHRASES.both("desk.lapsed"))
        return booking.model_copy(update={"status": "confirmed", "held_until": None})

    def _mishap(self, kind: str, action: BookingAction) -> Mishap | None:
        for position, mishap in enumerate(self._script):
            spent = mishap.times is not None and self._used[position] >= mishap.times
            if (mishap.kind, mishap.action) == (kind, action) and not spent:
                self._used[position] += 1
                return mishap
        return None


def _nightly(hotel: Hotel, stay: Stay) -> Decimal:
    return hotel.rates.get(stay.room_kind, hotel.nightly.typical)
