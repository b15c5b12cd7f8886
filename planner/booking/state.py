"""The state of one booking, as it is checkpointed after each step."""

from __future__ import annotations

from hashlib import sha256
from typing import Literal

from ...domain.base import Model
from ...domain.booking import BookingOutcome, BookingStatus, Quote, Reservation, Stay
from ...domain.language import Language
from ...tools.booking import BookingAction

Step = Literal["quote", "hold", "confirm"]


class BookingState(Model):
    """Everything that is known of one booking; nodes return the fields they change.

    Attributes:
        run: Id of the booking; the keys of its calls follow from it and the stay.
        step: Where it begins, or goes on after an answer was lost.
        desk: Name of the tool that quoted; only it is asked further.
        quotes: How often a quote was asked for.
        round: Counts up where an earlier booking under the same key was cancelled.
        status: None while it goes on.
    """

    run: str
    stay: Stay
    language: Language
    step: Step = "quote"
    desk: str = ""
    quote: Quote | None = None
    quotes: int = 0
    round: int = 1
    booking: Reservation | None = None
    status: BookingStatus | None = None
    message: str = ""

    def key(self, action: BookingAction) -> str:
        """Idempotency key of a step: the same for the same stay of the same run, however often it is tried."""
        stay = self.stay.model_dump_json()
        return sha256(f"{self.run}|{stay}|{action}|{self.round}".encode()).hexdigest()[:32]

    def outcome(self) -> BookingOutcome:
        """Where it ended."""
        assert self.status is not None
        return BookingOutcome(
            status=self.status,
            run=self.run,
            stay=self.stay,
            desk=self.desk,
            quote=self.quote,
            booking=self.booking,
            message=self.message,
        )
