"""How full the days should be."""

from __future__ import annotations

from .walk import Walk


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
