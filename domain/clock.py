"""Times of day as minutes from local midnight; values past 1440 belong to the night after."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import BeforeValidator, Field

_CLOCK = re.compile(r"^(\d{1,2}):(\d{2})$")


def parse_clock(text: str) -> int:
    """Read ``"08:30"`` (hours up to 29) as minutes from midnight.

    Raises:
        ValueError: If the text is no such time.
    """
    match = _CLOCK.match(text.strip())
    if not match or int(match[1]) > 29 or int(match[2]) > 59:
        raise ValueError(f"not a time of day: {text!r}, expected HH:MM")
    return int(match[1]) * 60 + int(match[2])


def format_clock(minutes: int) -> str:
    """Write minutes from midnight as ``HH:MM``; in the night that follows as 24:30, 25:10; on a later day as 09:10+1."""
    days = minutes // (24 * 60) if minutes > LATEST else 0
    minutes -= days * 24 * 60
    return f"{minutes // 60:02d}:{minutes % 60:02d}" + (f"+{days}" if days else "")


def _coerce(value: object) -> object:
    return parse_clock(value) if isinstance(value, str) else value


LATEST = 30 * 60
"""No day lasts longer than until 06:00 of the next."""

Minute = Annotated[int, BeforeValidator(_coerce), Field(ge=0, le=LATEST)]
"""Minutes from local midnight, parsed from ``HH:MM`` or an integer."""

JourneyMinute = Annotated[int, BeforeValidator(_coerce), Field(ge=0, le=4 * 24 * 60)]
"""Minutes from midnight of the day a journey starts on; it may arrive days later."""
