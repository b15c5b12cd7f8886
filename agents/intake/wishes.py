"""All wishes beyond the slots, read in one walk over the tokens."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from .clocks import read_clock_bound
from .draft import CLAUSE_ENDS, Draft
from .kinds import read_climb, read_frail, read_free, read_spice, read_term, suit_children
from .mood import CUES
from .movement import Movement
from .named import read_gap, read_name
from .pace import read_pace
from .rooms import read_class, read_room, read_rooms, read_stars
from .walk import Walk

_READERS: dict[str, Callable[[Walk, int], None]] = {
    "NAME": read_name,
    "GAP": read_gap,
    "TERM": read_term,
    "CLASS": read_class,
    "STARS": read_stars,
    "ROOM": read_room,
    "ROOMS": read_rooms,
    "SPICE": read_spice,
    "CLIMB": read_climb,
    "FREE": read_free,
    "FRAIL": read_frail,
    "PACE": read_pace,
    "STROLL": read_pace,
    "CLOCKBOUND": read_clock_bound,
}


def read_wishes(draft: Draft) -> None:
    """Add every constraint that the clauses state, those that follow from the party, and what could not be read."""
    walk = Walk(draft)
    movement = Movement(walk)
    for at, token in enumerate(draft.tokens):
        walk.step(at)
        if token.kind == "MODE":
            movement.read_mode(walk, at)
        elif at not in draft.used and (reader := _READERS.get(token.kind)) is not None:
            reader(walk, at)
    movement.finish()
    suit_children(walk)
    draft.unresolved.extend(words for words in _unread(draft) if words not in draft.unresolved)


_VERBS = frozenset({"SEE", "EAT", "STAY", "GO"})
_CARRIERS = frozenset({"GAP", "TERM", "NAME", "OTHERMODE", "NTHDAY", "CLOCKBOUND", "SEASON"})


def _ends_in_a_cue(draft: Draft, at: int) -> bool:
    """Whether the clause that begins here ends in its cue: 凉粉、肠粉都想吃."""
    while draft.kind(at) and draft.kind(at) not in CLAUSE_ENDS:
        at += 1
    last = {draft.kind(at - 1), draft.kind(at - 2)}
    return bool(last & {"WANT", "MUST", "LIKE"}) and draft.kind(at - 1) in CUES | _VERBS


def _unread(draft: Draft) -> Iterator[str]:
    """Pieces of clauses that carry a wish, of which no grammar has read anything."""
    piece: list[int] = []
    wishing = _ends_in_a_cue(draft, 0)
    for at in range(len(draft.tokens) + 1):
        kind = draft.kind(at)
        if kind and kind not in CLAUSE_ENDS | {"SEP", "OR"}:
            piece.append(at)
            continue
        cues = [p for p in piece if draft.kind(p) in CUES | _VERBS]
        wishing = bool(cues) or wishing
        object_ = [p for p in piece if not cues or p > cues[-1]]
        said = [p for p in object_ if draft.kind(p) in _CARRIERS]
        always = [p for p in piece if draft.kind(p) in ("OTHERMODE", "NTHDAY", "SEASON", "CLOCKBOUND") and p not in draft.used]
        missed = wishing and said and not draft.used.intersection(object_)
        if always or (missed and sum(draft.tokens[p].end - draft.tokens[p].start for p in said) >= 2):
            yield draft.quote(*(cues[-1:] or object_[:1]), *always, *said).strip()
        if kind not in ("SEP", "OR"):
            wishing = _ends_in_a_cue(draft, at + 1)
        elif any(draft.kind(p) == "NAME" and p in draft.used for p in piece):
            wishing = True
        piece = []
