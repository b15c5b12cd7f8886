"""What no grammar has read: shown to the traveller clause by clause, so that nothing said disappears without a word."""

from __future__ import annotations

from collections.abc import Iterator

from .draft import CLAUSE_ENDS, Draft
from .lexicon.filler import is_filler
from .text import fold

_BORDERS = CLAUSE_ENDS | {"SEP", "OR", ""}
_TELLING = frozenset(
    {
        "NAME",
        "TERM",
        "CITY",
        "OTHERMODE",
        "MODE",
        "CLOCK",
        "CLOCKBOUND",
        "CLOCKSPAN",
        "LENGTH",
        "DISTANCE",
        "DATE",
        "SPAN",
        "FRAIL",
        "PACE",
        "STROLL",
        "SPICE",
        "CLIMB",
        "FREE",
        "CLASS",
        "STARS",
        "ROOM",
        "ROOMS",
        "HEIGHT",
        "NUM",
        "MONEY",
        "FOREIGN",
        "EXCLUDES",
        "FINISH",
        "SEASON",
        "DAYBOUND",
        "SIGHTCAP",
        "EARLY",
        "THEREBACK",
        "SLEEP",
        "SLEEPIN",
        "DIET",
        "DISH",
        "BRAND",
        "PICKONE",
        "BANMARK",
    }
)
"""Kinds that always mean something."""
_TIMING = frozenset({"NTHDAY", "DAYPART"})
"""Kinds that say when: shown with what should be then, even where that was read."""
_WEAK = frozenset({"NEAR", "NEARPRE", "EVERYDAY", "COSTOF"})
"""Kinds that mean something only where nothing beside them was read."""
_EDGES = frozenset({"FILL", "COLON", "DASH", "AT", "OF", "FOR", "TO", "PERIOD", "MEASURE", "BY"})


def unread(draft: Draft) -> Iterator[str]:
    """The unread stretches of every clause and of every item of a list, verbatim."""
    piece: list[int] = []
    for at in range(len(draft.tokens) + 1):
        if draft.kind(at) not in _BORDERS:
            piece.append(at)
            continue
        yield from _of_piece(draft, piece)
        piece = []


def _of_piece(draft: Draft, piece: list[int]) -> Iterator[str]:
    nothing_read = not draft.used.intersection(piece)
    telling = {at for at in piece if at not in draft.used and _tells(draft, at, nothing_read)}
    if not telling:
        return
    timing = [at for at in telling if draft.kind(at) in _TIMING]
    if nothing_read:
        yield _words(draft, piece)
    elif timing:
        said = [at for at in piece if at in telling or (at > min(timing) and draft.kind(at) in ("NAME", "TERM", "MODE"))]
        yield draft.quote(*said)
    else:
        for run in _runs(draft, piece):
            if inside := telling.intersection(run):
                yield _words(draft, run if run[-1] == piece[-1] else run[: run.index(max(inside)) + 1])


def _runs(draft: Draft, piece: list[int]) -> Iterator[list[int]]:
    """The unread stretches of a piece."""
    run: list[int] = []
    for at in piece:
        if at not in draft.used:
            run.append(at)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _words(draft: Draft, run: list[int]) -> str:
    """A stretch without the prepositions and filler at its ends."""
    first, last = 0, len(run)
    while first < last - 1 and draft.kind(run[first]) in _EDGES:
        first += 1
    while last > first + 1 and draft.kind(run[last - 1]) in _EDGES:
        last -= 1
    return draft.quote(run[first], run[last - 1])


def _tells(draft: Draft, at: int, nothing_read: bool) -> bool:
    token = draft.tokens[at]
    match token.kind:
        case "GAP":
            return not is_filler(fold(draft.quote(at)))
        case "AGE":
            return any(not 18 <= age < 60 for age in token.value)
        case "PEOPLE" | "PAIR":
            return bool(token.value != draft.people.size)
        case "SUITS":  # 适合老人的餐厅, without an old person in the party
            suited = draft.look(at, 1, frozenset({"FILL", "OF"}))
            return (
                draft.kind(suited) == "KIN" and suited not in draft.used and not draft.people.of(draft.tokens[suited].value.group)
            )
        case "NIGHTS":
            return bool(token.value != (draft.days or 1) - 1)
        case "DURATION":
            return bool(token.value.days != draft.days)
        case "NUM":
            listing = draft.text[token.end : token.end + 1] in tuple(".)、）") and token.value.value < 20  # 1. … 2. …
            return not listing and bool(token.value.digits or token.value.value > 1)
    return token.kind in _TELLING | _TIMING or (nothing_read and token.kind in _WEAK)
