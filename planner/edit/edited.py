"""What a turn's edits make of a request."""

from __future__ import annotations

from ...domain.base import Model
from ...domain.request import TripRequest


class EditedRequest(Model):
    """A request with edits worked in, ready to be planned.

    Attributes:
        request: With the new wishes and slots, pins of everything that nobody mentioned, and the time that is free for something new.
        replan: False where only locks changed, so that the plan stays as it is and goes with this request.
        troubles: What can't be done, in the user's language; then nothing was changed at all.
        notes: What the traveller should know of how an edit was carried out.
    """

    request: TripRequest
    replan: bool = True
    troubles: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
