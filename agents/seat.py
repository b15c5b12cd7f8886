"""What is said when a language model fails in its seat and rules take over."""

from __future__ import annotations

from ..domain.errors import ModelUnavailable
from ..domain.events import SeatFellBack
from ..domain.language import Language
from ..domain.usage import Seat
from .phrases import PHRASES


def fell_back(seat: Seat, trouble: ModelUnavailable, language: Language, *, task: str = "") -> SeatFellBack:
    """The event that tells of it.

    Args:
        seat: Whose work is done by rules now.
        trouble: Why the model gave no answer.
        language: What the message is worded in.
        task: The subtask it was about.
    """
    reason = PHRASES.say(f"model.{trouble.reason}", language)
    message = PHRASES.say(f"seat.{seat}", language, reason=reason)
    return SeatFellBack(seat=seat, task=task, reason=trouble.reason, message=message)
