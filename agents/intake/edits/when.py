"""Turns that change how long the trip takes and when it begins."""

from __future__ import annotations

import re
from datetime import date, timedelta

from ....domain.edit import ChangeTrip
from ..calendar import NoSuchDayError, PastDayError, resolve
from ..text import fold
from .turn import Turn
from .words import FEWER, MORE

_START = re.compile(
    r"出发|启程|动身|开始|日期|时间改|推迟|延期|延后|提前|改期|往后|往前|\bstart|\bleave\b|\bdepart|\bdates?\b|postpone|\bdelay|push|bring forward|earlier|later|\bgo on\b|\breschedule"
)
_ABOUT_LENGTH = frozenset(
    {
        "DURATION",
        "NIGHTS",
        "SEE",
        "STAY",
        "FILL",
        "POLITE",
        "CONSENT",
        "GO",
        "VERSION",
        "WANT",
        "ALLDAYS",
        "TOTALLY",
        "MAINLY",
        "LINGER",
        "TO",
        "FOR",
        "WE",
        "ME",
        "OF",
        "CITY",
        "GAP",
        "AT",
        "DAYSLOT",
        "COLON",
        "CHANGE",
    }
)
"""Kinds of words that a clause about the length of the trip consists of."""


def read_days_change(turn: Turn, clause: range) -> bool:
    """改成4天, 多玩一天, 缩短到两天, one more day."""
    kinds = turn.kinds(clause)
    by = turn.find(clause, "DAYSBY")
    if by is not None:
        return turn.add(ChangeTrip(days_by=turn.draft.tokens[by].value, quote=turn.quote(clause)))
    at = turn.find(clause, "DURATION", "NIGHTS")
    if at is None or kinds & {"NAME", "NTHDAY", "MONEY", "TERM", "EAT", "MEALOF", "LINGER"} - {"LINGER"}:
        return False
    token = turn.draft.tokens[at]
    if token.kind == "DURATION" and token.value.half:
        return False
    days = token.value.days if token.kind == "DURATION" else token.value + 1
    quote = turn.quote(clause)
    words = fold(quote)
    if (
        _START.search(words)
        and kinds & {"EARLIER", "LATER", "MOVE", "DEPART"}
        and not re.search(r"结束|回来|返程|end|finish|return", words)
    ):
        return _shift_start(turn, (token.value.days if token.kind == "DURATION" else token.value), kinds, quote)
    more, fewer = kinds & (MORE | {"LATER"}), kinds & (FEWER | {"EARLIER"})
    count = days if token.kind == "DURATION" else token.value
    if (more or fewer) and "INTO" not in kinds and not re.search(r"到|成|为|\bto\b", words):
        return turn.add(ChangeTrip(days_by=-count if fewer and not more else count, quote=quote))
    if "NEG" in kinds or not (kinds <= _ABOUT_LENGTH or "INTO" in kinds):
        return False  # 一天最多去两个地方
    if not 1 <= days <= 30:
        turn.notes.append(turn.say("days_range", value=days))
        return True
    return turn.add(ChangeTrip(days=days, quote=quote))


def read_date_change(turn: Turn, clause: range) -> bool:
    """改到5月3号出发, 推迟一周, start on Friday instead."""
    kinds = turn.kinds(clause)
    quote = turn.quote(clause)
    at = turn.find(clause, "DATE", "SPAN")
    if at is not None and "BACK" in kinds and turn.draft.kind(at) == "DATE" and turn.request.start is not None:
        return _until(turn, at, quote)
    if at is None or kinds & {"NAME", "NTHDAY", "MEALOF", "TERM", "HOUSE"}:
        return False
    cue = kinds & {"INTO", "DEPART", "MOVE", "CHANGE", "RISE", "LATER", "EARLIER", "REPLACE"} or _START.search(fold(quote))
    alone = kinds <= {"DATE", "SPAN", "FILL", "GO", "AT", "POLITE", "CONSENT", "WANT"}
    if not (cue or alone):
        return False
    words = turn.draft.tokens[at].value
    first = words[0] if turn.draft.kind(at) == "SPAN" else words
    try:
        day = resolve(first, turn.today)
    except PastDayError:
        turn.notes.append(turn.say("past_date", value=turn.draft.quote(at), today=turn.today.isoformat()))
        return True
    except NoSuchDayError:
        turn.notes.append(turn.say("bad_date", value=turn.draft.quote(at)))
        return True
    if turn.draft.kind(at) == "SPAN":
        try:
            last = resolve(words[1], turn.today, after=day)
        except (NoSuchDayError, PastDayError):
            return False
        return turn.add(ChangeTrip(start=day, days=(last - day).days + 1, quote=quote))
    length = turn.find(clause, "DURATION")
    days = turn.draft.tokens[length].value.days if length is not None else None
    return turn.add(ChangeTrip(start=day, days=days, quote=quote))


def _until(turn: Turn, at: int, quote: str) -> bool:
    """12月11日回来: so many days from the start on."""
    assert turn.request.start is not None
    try:
        last = resolve(turn.draft.tokens[at].value, turn.today, after=turn.request.start)
    except (NoSuchDayError, PastDayError):
        return False
    days = (last - turn.request.start).days + 1
    return 1 <= days <= 30 and turn.add(ChangeTrip(days=days, quote=quote))


def _shift_start(turn: Turn, days: int, kinds: set[str], quote: str) -> bool:
    if turn.request.start is None:
        return False
    sign = -1 if "EARLIER" in kinds else 1
    return _start(turn, turn.request.start + timedelta(days=sign * days), quote)


def _start(turn: Turn, day: date, quote: str) -> bool:
    if day < turn.today:
        turn.notes.append(turn.say("past_date", value=day.isoformat(), today=turn.today.isoformat()))
        return True
    return turn.add(ChangeTrip(start=day, quote=quote))
