"""Times of day that bind the days or the journeys."""

from __future__ import annotations

from typing import Literal

from ...domain.constraint import DayClock, JourneyClock
from .walk import Walk

_DAILY = frozenset({"EVERYDAY", "STAY", "FINISH"})
_NOON = 12 * 60


def read_clock_bound(walk: Walk, at: int) -> None:
    """Before or after a time: of every day (晚上8点前回酒店), or of a journey (返程下午3点后).

    A time that belongs to neither stays unread.
    """
    draft = walk.draft
    after, before = draft.tokens[at].value
    kinds = walk.clause_kinds(at)
    journey = bool(kinds & {"MODE", "INWARD", "ARRIVE", "AWAY", "HOME"}) or (
        bool(kinds & {"DEPART", "BACK"}) and draft.origin is not None
    )
    if kinds & _DAILY and not kinds & {"MODE", "INWARD"}:
        journey = False
    if journey:
        direction: Literal["out", "back"] = "back" if kinds & {"BACK", "AWAY", "HOME"} else "out"
        event: Literal["depart", "arrive"] = "arrive" if kinds & {"ARRIVE", "HOME"} else "depart"
        walk.add(
            at,
            JourneyClock(
                direction=direction,
                event=event,
                not_before=after,
                not_after=before,
                strength=walk.strength,
                quote=_quote(walk, at),
            ),
        )
    elif kinds & (_DAILY | {"DEPART", "BACK", "SEE"}) and "NAME" not in kinds:
        if before is not None and before < _NOON and not _says_morning(walk, at):
            before += _NOON  # 8点前回酒店 means the evening
        walk.add(at, DayClock(earliest=after, latest=before, strength=walk.strength, quote=_quote(walk, at)))


def read_clock_span(walk: Walk, at: int) -> None:
    """Between two times: when a journey leaves, or arrives (返程高铁下午3点到6点之间出发)."""
    after, before = walk.draft.tokens[at].value
    kinds = walk.clause_kinds(at)
    if kinds & {"BACK", "HOME"} or "INWARD" in kinds:
        walk.add(
            at,
            JourneyClock(
                direction="back" if kinds & {"BACK", "HOME"} else "out",
                event="arrive" if kinds & {"ARRIVE", "HOME"} else "depart",
                not_before=after,
                not_after=before,
                strength=walk.strength,
                quote=_quote(walk, at),
            ),
        )


def read_day_bound(walk: Walk, at: int) -> None:
    """When days start or end: 睡到九点起, 晚上八点结束."""
    earliest, latest = walk.draft.tokens[at].value
    walk.add(
        at, DayClock(earliest=earliest, latest=latest, strength="soft" if walk.mood.soft else "hard", quote=walk.draft.quote(at))
    )


def _says_morning(walk: Walk, at: int) -> bool:
    words = walk.draft.quote(at).lower()
    return any(word in words for word in ("早", "上午", "凌晨", "am", "a.m.", "morning", ":"))


def _quote(walk: Walk, at: int) -> str:
    clause = walk.draft.clause(at)
    return walk.draft.quote(clause[0], clause[-1])
