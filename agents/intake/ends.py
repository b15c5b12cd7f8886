"""When a trip begins and ends: arriving, leaving and going home, with the dates and times bound to them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from ...domain.constraint import DayClock, JourneyClock
from .daytime import hour_meant
from .draft import CLAUSE_ENDS, Draft

_EVENTS = frozenset({"ARRIVE", "AWAY", "BACK"})
_SAID_BEFORE = frozenset({"DATE", "DAYPART", "CLOCK", "NTHDAY"})
_BLANK = frozenset({"FILL", "AT"})
_ARRIVING = {"am": 600, "noon": 720, "pm": 840, "eve": 1140}
_LEAVING = {"am": 600, "noon": 720, "pm": 900, "eve": 1140}
_WINDOWS = {"am": (360, 720), "noon": (660, 840), "pm": (720, 1080), "eve": (1080, 1439)}
"""Parts of the day as minutes: by when one is there, when one has to go, and when a train leaves that one calls an evening train."""


@dataclass(frozen=True)
class End:
    """One end of the trip, as it was said.

    Attributes:
        role: ``arrive`` and ``leave`` at the destination, ``set_off`` from home.
        at: Position of the word that says so.
        date: Position of its date, or of its day of the trip.
        time: Position of its time or part of the day.
    """

    role: Literal["set_off", "arrive", "leave"]
    at: int
    date: int | None
    time: int | None


def ends_of(draft: Draft) -> list[End]:
    """Every arrival and departure of the text, in its order."""
    found = [(at, kind, *_bound(draft, at)) for at in range(len(draft.tokens)) if (kind := _event(draft, at))]
    ends: list[End] = []
    for number, (at, kind, date, time) in enumerate(found):
        if kind == "ARRIVE":
            role: Literal["set_off", "arrive", "leave"] = "arrive"
        elif kind == "BACK" or any(end.role != "leave" for end in ends) or _later_day(draft, date):
            role = "leave"
        else:
            later = any(other in ("AWAY", "BACK", "ARRIVE") for _, other, *_ in found[number + 1 :])
            role = "set_off" if later or (date is not None and draft.kind(date) == "DATE") else "leave"
        ends.append(End(role, at, date, time))
    return ends + list(_spans(draft, {end.date for end in ends}))


def read_ends(draft: Draft) -> None:
    """Turn the times of arrivals and departures into bounds of the journeys; without an origin, of the first and last day."""
    _read_both_ends(draft)
    for end in ends_of(draft):
        said = [at for at in (end.at, end.date, end.time) if at is not None]
        if end.date is not None and draft.kind(end.date) == "NTHDAY":
            if draft.tokens[end.date].value != (draft.days if end.role == "leave" else 1):
                continue
            draft.use((end.date,))
        if end.time is None or end.time in draft.used or (end.role == "set_off" and draft.origin is None):
            continue
        quote = draft.quote(*said)
        if draft.kind(end.at) == "BACK" and draft.kind(draft.look(end.at, 1, _BLANK)) == "STAY":
            draft.constraints.append(DayClock(latest=_minute(draft, end), quote=quote))
        else:
            draft.constraints.append(_journey(draft, end, quote))
            if draft.origin is None and draft.kind(end.time) == "DAYPART":
                minute = _minute(draft, end)
                draft.notes.append(draft.say("daypart_read", value=quote, time=f"{minute // 60}:{minute % 60:02}"))
        draft.use(said)


def _read_both_ends(draft: Draft) -> None:
    """早去晚回: when one leaves for the trip and when one leaves it; without journeys it says nothing certain."""
    for at, token in enumerate(draft.tokens):
        if token.kind != "THEREBACK" or draft.origin is None:
            continue
        ways: tuple[Literal["out", "back"], ...] = ("out", "back")
        for direction, part in zip(ways, token.value, strict=True):
            after, before = _WINDOWS[part]
            draft.constraints.append(
                JourneyClock(direction=direction, event="depart", not_before=after, not_after=before, quote=draft.quote(at))
            )
        draft.use((at,))


def _event(draft: Draft, at: int) -> str:
    kind = "" if at in draft.used else draft.kind(at)
    if kind in _EVENTS:
        behind = draft.look(at, 1, _BLANK | {"TO"})
        there = draft.kind(behind) == "CITY" and draft.tokens[behind].value.name == draft.destination
        return "" if kind == "BACK" and there else kind  # 回北京过节
    if kind != "TO" or draft.kind(draft.look(at, -1, _BLANK)) not in _SAID_BEFORE:
        return ""
    return "" if draft.kind(draft.look(at, 1, _BLANK)) in {*_SAID_BEFORE, "NUM", "DURATION"} else "ARRIVE"  # 周六到周日 is a span


def _bound(draft: Draft, at: int) -> tuple[int | None, int | None]:
    """Date and time of an event: Chinese says them before it, English behind it."""
    steps = (-1, 1) if draft.language == "zh" else (1, -1)
    for step in steps:
        date = time = None
        position = at + step
        while draft.kind(position) and draft.kind(position) not in CLAUSE_ENDS and not _event(draft, position):
            kind = draft.kind(position)
            if kind in ("DATE", "NTHDAY") and date is None:
                date = position
            elif kind in ("CLOCK", "DAYPART") and time is None:
                time = position
            position += step
        if date is not None or time is not None:
            return date, time
    return None, None


def _later_day(draft: Draft, date: int | None) -> bool:
    return date is not None and draft.kind(date) == "NTHDAY" and draft.tokens[date].value > 1


def _spans(draft: Draft, taken: set[int | None]) -> Iterator[End]:
    """玩到周日, Saturday morning to Sunday evening: what stands behind *to* is the end."""
    for at, token in enumerate(draft.tokens):
        to = draft.look(at, -1, _BLANK)
        if token.kind != "DATE" or at in taken or draft.kind(to) not in ("TO", "DASH"):
            continue
        before = draft.look(to, -1, _BLANK)
        time = before if draft.kind(before) in ("DAYPART", "CLOCK") else None
        start = before if time is None else draft.look(before, -1, _BLANK)
        if draft.kind(start) == "DATE":
            yield End("arrive" if draft.origin is None else "set_off", start, start, time)
        if draft.kind(start) in ("DATE", "SEE", "STAY", "LINGER"):
            behind = draft.look(at, 1, _BLANK)
            yield End("leave", at, at, behind if draft.kind(behind) in ("DAYPART", "CLOCK") else None)


def _minute(draft: Draft, end: End) -> int:
    assert end.time is not None
    value = draft.tokens[end.time].value
    if draft.kind(end.time) == "CLOCK":
        return hour_meant(draft, end.time, int(value))
    return (_ARRIVING if end.role == "arrive" else _LEAVING)[value]


def _journey(draft: Draft, end: End, quote: str) -> JourneyClock:
    assert end.time is not None
    direction: Literal["out", "back"] = "back" if end.role == "leave" else "out"
    event: Literal["depart", "arrive"] = "arrive" if end.role == "arrive" else "depart"
    minute = _minute(draft, end)
    if draft.origin is None:
        after, before = (minute, None) if direction == "out" else (None, minute)
    elif draft.kind(end.time) == "DAYPART":
        after, before = _WINDOWS[draft.tokens[end.time].value]
    else:
        after, before = (None, minute) if event == "arrive" else (minute, None)
    return JourneyClock(direction=direction, event=event, not_before=after, not_after=before, quote=quote)
