"""Times of day that bind the days or the journeys."""

from __future__ import annotations

from typing import Literal

from ...domain.constraint import DayClock, JourneyClock
from .daytime import hour_meant, says_morning
from .walk import Walk

_DAILY = frozenset({"EVERYDAY", "STAY", "FINISH"})
_NOON = 12 * 60
_BLANK = frozenset({"FILL", "AT"})
_COMING_HOME = frozenset({"回来", "回家", "back", "come back", "coming back"})
"""Of the words for the way back those that mean its end where a time stands by which it is."""


def read_clock_bound(walk: Walk, at: int) -> None:
    """Before or after a time: of every day (晚上8点前回酒店), or of a journey (返程下午3点后).

    A time that belongs to neither stays unread.
    """
    draft = walk.draft
    after, before = draft.tokens[at].value
    kinds = walk.clause_kinds(at)
    reached = _reached(walk, at)
    journey = (
        reached is not None
        or bool(kinds & {"MODE", "INWARD", "ARRIVE", "AWAY", "HOME"})
        or (bool(kinds & {"DEPART", "BACK"}) and draft.origin is not None)
    )
    if reached is None and kinds & _DAILY and not kinds & {"MODE", "INWARD"}:
        journey = False
    if journey:
        direction: Literal["out", "back"] = reached or ("back" if kinds & {"BACK", "AWAY", "HOME"} else "out")
        event: Literal["depart", "arrive"] = "arrive" if reached or kinds & {"ARRIVE", "HOME"} else "depart"
        after, before = (None if said is None else hour_meant(draft, at, said) for said in (after, before))
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
        if before is not None and before < _NOON and not says_morning(draft.quote(at)):
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


def _reached(walk: Walk, at: int) -> Literal["out", "back"] | None:
    """Which journey ends by that time where no verb of arriving says so: 六点前回到上海, 七点前到上海, back by 7 pm, 中午前到."""
    draft, clause = walk.draft, walk.draft.clause(at)
    for position in clause:
        if draft.kind(position) == "CITY" and draft.kind(draft.look(position, -1, _BLANK)) in ("TO", "ARRIVE", "BACK"):
            city = draft.tokens[position].value.name
            if city in (draft.origin, draft.destination):
                return "back" if city == draft.origin else "out"
    by = draft.tokens[at].value[1] is not None
    kinds = walk.clause_kinds(at)
    if by and draft.origin and not kinds & {"MODE", "STAY"} and any(draft.quote(p).lower() in _COMING_HOME for p in clause):
        return "back"
    if by and draft.kind(clause[-1]) == "TO" and clause[-1] == at + 1:  # 飞机去火车回，中午前到
        before = {draft.kind(p) for p in draft.clause(clause.start - 2)}
        if "NAME" not in before and before & {"MODE", "INWARD", "CITY"}:
            return "back" if "BACK" in before and not before & {"GO", "INWARD"} else "out"
    return None


def _quote(walk: Walk, at: int) -> str:
    clause = walk.draft.clause(at)
    return walk.draft.quote(clause[0], clause[-1])
