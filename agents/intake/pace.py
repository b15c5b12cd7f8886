"""How full the days should be."""

from __future__ import annotations

from .walk import Walk

_FEW = 2


def read_pace(walk: Walk, at: int) -> None:
    """Relaxed or intense; said of a thing (轻松的景点) it is no pace."""
    draft = walk.draft
    if draft.kind(at) == "PACE" and draft.kind(at + 1) in ("TERM", "NAME", "MODE"):
        return
    pace = draft.tokens[at].value
    if walk.mood.negative:
        if pace != "intense":
            return
        pace = "relaxed"
    draft.pace = pace
    since = walk.mood.since
    draft.quoted("pace", *((at, since) if walk.mood.negative and since is not None else (at,)))
    walk.done(at)


def read_sight_cap(walk: Walk, at: int) -> None:
    """At most so many sights a day: one or two mean a relaxed pace, and the number stays in the notes."""
    draft = walk.draft
    if not 1 <= draft.tokens[at].value <= _FEW:
        return
    draft.pace = "relaxed"
    draft.quoted("pace", at)
    draft.notes.append(draft.say("sight_cap", value=draft.quote(at)))
    walk.done(at)
