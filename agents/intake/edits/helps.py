"""The helping words around what a clause is about."""

from __future__ import annotations

from .turn import Turn

WITH = frozenset({"with", "by", "for", "into"})
"""What leads from the one thing to the other."""
HELPS = frozenset({"POLITE", "FILL", "CONSENT", "WANT", "GO", "SEE", "EAT", "STAY", "THAT", "AT", "MUST", "SOFT", "ME", "WE", "OF", "FORWHAT", "CHANGE", "TO", "FOR", "LIKE", "MEASURE", "THIS", "INTO", "ALLDAYS", "VERSION", "OTHERS"})  # fmt: skip
"""Words around what is wanted that say nothing more of it."""
NAMELESS = {
    "HOUSE",
    "SIGHT",
    "SIGHTS",
    "MEALS",
    "MEALOF",
    "REPLACE",
    "NTHDAY",
    "NTHDAYS",
    "DAYPART",
    "DATE",
    "RIDEOUT",
    "RIDEBACK",
}
"""Words that say which part of the plan, and of what comes no more than that."""


def core(turn: Turn, part: range) -> range:
    """A part of the text without the helping words at its ends."""
    first, last = part.start, part.stop
    while first < last and turn.draft.kind(first) in HELPS:
        first += 1
    while last > first and turn.draft.kind(last - 1) in HELPS:
        last -= 1
    return range(first, last)


def trimmed(turn: Turn, part: range, kinds: set[str]) -> range:
    """A part of the text without words of time at its ends."""
    first, last = part.start, part.stop
    while first < last and turn.draft.kind(first) in kinds | HELPS:
        first += 1
    while last > first and turn.draft.kind(last - 1) in kinds | HELPS:
        last -= 1
    return range(first, last)
