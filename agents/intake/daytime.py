"""Which half of the day a bare hour means: 三点 is the afternoon's, unless the morning is said."""

from __future__ import annotations

import re

from .draft import Draft

_NOON = 12 * 60
_BEFORE_DAYBREAK = 6 * 60
_SAID = re.compile(r"早(?!于)(?<!最早)|上午|凌晨|清晨|半夜|\bam\b|(?<=\d)am|a\.m\.|morning|[:：]")
"""Words that leave no doubt which half is meant, and the colon of a timetable."""


def says_morning(words: str) -> bool:
    """Whether the words of a time leave no doubt that it is the morning's."""
    return _SAID.search(words.lower()) is not None


def hour_meant(draft: Draft, at: int, minute: int, *, dawn: int = _BEFORE_DAYBREAK) -> int:
    """The minute that a time in the words of one token means; an afternoon that wasn't said is noted.

    Args:
        draft: Takes the note.
        at: Position of the token that says the time.
        minute: Minutes from midnight as said.
        dawn: Nothing happens earlier.
    """
    words = draft.quote(at)
    if minute >= dawn or says_morning(words):
        return minute
    minute += _NOON
    note = draft.say("daypart_read", value=words, time=f"{minute // 60}:{minute % 60:02}")
    if note not in draft.notes:
        draft.notes.append(note)
    return minute
