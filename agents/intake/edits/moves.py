"""Parts of the plan that keep their place, change places, or go to another time."""

from __future__ import annotations

import re

from ....domain.edit import Add, Lock, Move, Target
from ..daytime import hour_meant
from ..text import fold
from .helps import HELPS, WITH
from .targets import Spoken, spoken_of, stops_short
from .turn import Turn

_PUTS = re.compile(r"放|排|安排|加|put|schedule|add")
"""Verbs that may bring something new; one moves only what is there."""
_ONLY = re.compile(r"只(?:保留|留|要)|仅保留|\b(?:keep only|only keep|just keep)\b")
_FAINT = re.compile(
    r"^(?:那|就|先|都)?(?:不|不用|不要|别|不能)(?:改|换|变|动|锁)(?:了|吧)*$|^(?:don't|do not) (?:change|touch|move) (?:it|anything|a thing)$"
)
"""Words of leaving be that name nothing to be locked."""


def read_lock(turn: Turn, clause: range) -> bool:
    """锁定第一天, 故宫别动, keep the hotel; 其他不变 is what happens anyway."""
    kinds = turn.kinds(clause)
    if kinds & {"FREETIME", "FREE", "SWAP"}:
        return False  # leave the afternoon free
    refused = "NEG" in kinds and bool(kinds & {"REPLACE", "MOVE", "DROP"}) and turn.draft.kind(clause[-1]) != "NEG"
    if not (kinds & {"LOCK", "UNLOCK"} or refused):
        return False
    spoken = spoken_of(turn, clause)
    if "OTHERS" in kinds:
        return True
    if _ONLY.search(fold(turn.quote(clause))):
        return False  # 只保留故宫 says more of the rest than of it
    if not spoken.says_part:
        if _FAINT.match(fold(turn.quote(clause))) and not turn.fresh:
            return True  # 不改了, 不用换
        if turn.kinds(clause) <= HELPS | {"LOCK", "NEG", "REPLACE", "PRAISE"}:
            return bool(kinds & {"LOCK"}) and _lock_focus(turn, clause)
        if "UNLOCK" not in kinds and "ALLDAYS" not in kinds and "LOCK" not in kinds:
            return False
    if stops_short(turn, spoken):
        return True
    targets = spoken.targets() if spoken.says_part else (Target(subject="trip"),)
    return turn.add(*(Lock(target=target, locked="UNLOCK" not in kinds, quote=turn.quote(clause)) for target in targets))


def _lock_focus(turn: Turn, clause: range) -> bool:
    """第一天很好，别动: what was spoken of before; nothing in particular is the whole plan."""
    return turn.add(Lock(target=turn.focus or Target(subject="trip"), quote=turn.quote(clause)))


def read_swap(turn: Turn, clause: range) -> bool:
    """第一天和第二天对调, swap the temple with the park."""
    at = turn.find(clause, "SWAP")
    days = spoken_of(turn, clause)
    joint = turn.find(clause, "SEP") or next((p for p in clause if turn.draft.quote(p).lower() in WITH), None)
    around = at is None and turn.draft.kind(clause[-1]) == "REPLACE" and _turns_round(turn, clause, days)
    if at is None and not around:
        return False
    if len(days.days) == 2 and not days.places and not days.part:
        one, other = days.days
        return turn.add(Move(target=Target(day=one), swap=Target(day=other), quote=turn.quote(clause)))
    if len(days.places) == 2 and not days.absent and not days.several:
        one_place, other_place = (Target(subject=days.subject, places=(place,)) for place in days.places)
        return turn.add(Move(target=one_place, swap=other_place, quote=turn.quote(clause)))
    if joint is not None:
        one_part, other_part = spoken_of(turn, range(clause.start, joint)), spoken_of(turn, range(joint + 1, clause.stop))
        if one_part.says_part and other_part.says_part and not (one_part.absent or other_part.absent):
            one_target, other_target = one_part.targets()[0], other_part.targets()[0]
            day = one_target.day or other_target.day
            if one_target.day is None or other_target.day is None:
                one_target, other_target = (t.model_copy(update={"day": t.day or day}) for t in (one_target, other_target))
            return turn.add(Move(target=one_target, swap=other_target, quote=turn.quote(clause)))
    return False


def _turns_round(turn: Turn, clause: range, spoken: Spoken) -> bool:
    """把颐和园和北海换一下: two things and a word that names no third."""
    joint = turn.find(clause, "SEP")
    if joint is not None and "INTO" not in turn.kinds(clause):
        parts = spoken_of(turn, range(clause.start, joint)), spoken_of(turn, range(joint + 1, clause.stop))
        if parts[0].part and parts[1].part and not (spoken.places or spoken.subject):
            return True  # 上午和下午换一下
    return joint is not None and (len(spoken.places) == 2 or (len(spoken.days) == 2 and not spoken.places))


def read_move(turn: Turn, clause: range) -> bool:
    """把故宫移到第二天上午, 下午再去故宫, move lunch to one o'clock; a place that isn't in the plan yet is no move."""
    draft = turn.draft
    verb = turn.find(clause, "MOVE", "INTO")
    if verb is None:
        verb = next(
            (
                p
                for p in clause
                if draft.kind(p) in ("EARLIER", "LATER") and draft.kind(p + 1) in ("TO", "NTHDAY", "DATE", "DAYPART", "CLOCK")
            ),
            None,
        )
    spoken = spoken_of(turn, clause)
    if verb is not None:
        return _moved(turn, clause, verb)
    goes = turn.find(clause, "GO", "SEE", "AT", "WANT", "MUST", "EAT")
    if (
        spoken.meal
        and spoken.clock is not None
        and not spoken.absent
        and not turn.kinds(clause) & {"NEG", "TERM", "DISH", "NAME", "CLOCKBOUND", "CLOCKSPAN"}
    ):
        return moved_to(turn, spoken.targets()[0], Spoken(clock=spoken.clock), clause)  # 晚饭六点吃
    if not spoken.places or spoken.absent or goes is None or not (spoken.days or spoken.part or spoken.clock):
        return False
    if turn.kinds(clause) & {
        "NEG",
        "DROP",
        "FREETIME",
        "MOREOF",
        "INSTEAD",
        "REPLACE",
        "SWAP",
        "CLOCKSPAN",
        "LENGTH",
        "CLOCKBOUND",
        "BEFORE",
        "AFTER",
    }:
        return False
    return moved_to(turn, Target(subject=spoken.subject, places=spoken.places, meal=spoken.meal), spoken, clause)


def _moved(turn: Turn, clause: range, verb: int) -> bool:
    onto = next((p for p in range(verb + 1, clause.stop) if turn.draft.kind(p) in ("TO", "AT")), None)
    onto = next((p for p in range(verb + 1, clause.stop) if turn.draft.quote(p).lower() == "on"), onto)
    left, right = range(clause.start, verb), range(verb + 1, clause.stop)
    what = spoken_of(turn, left)
    if not (what.says_part or what.absent or what.several) and onto is not None:
        left, right = range(verb + 1, onto), range(onto + 1, clause.stop)
        what = spoken_of(turn, left)
    where = spoken_of(turn, right)
    if not what.says_part and not what.absent and where.places and (where.days or where.part or where.clock is not None):
        what, rest = Spoken(places=where.places, subject=where.subject), where  # 改在第二天去故宫
        where = Spoken(days=rest.days, part=rest.part, clock=rest.clock)
    if not (where.days or where.part or where.clock is not None) or where.places or where.subject:
        return False
    if what.absent and not what.says_part and _PUTS.match(fold(turn.draft.quote(verb))):
        ids = tuple(places[0].id for places in what.absent if len(places) == 1)
        if len(ids) == len(what.absent):
            day = where.days[0] if where.days else None
            return turn.add(Add(places=ids, day=day, part=where.part, quote=turn.quote(clause)))
    if stops_short(turn, what) or stops_short(turn, where):
        return True
    if not what.says_part:
        if turn.focus is None or not (turn.focus.places or turn.focus.meal):
            return False
        target = turn.focus
    else:
        target = what.targets()[0]
    if not (target.places or target.meal or target.part or target.day):
        return False
    return moved_to(turn, target, where, clause)


def moved_to(turn: Turn, target: Target, where: Spoken, clause: range) -> bool:
    """Move a part of the plan to the day, part of the day or hour that was spoken of; True, as there is an edit."""
    at = turn.find(clause, "CLOCK", "CLOCKBOUND")
    start = where.clock
    if start is not None and at is not None:
        start = hour_meant(turn.draft, at, start)
        if target.meal == "dinner" and start < 12 * 60:
            start += 12 * 60
    day = where.days[0] if where.days else None
    return turn.add(Move(target=target, day=day, part=where.part, start=start, quote=turn.quote(clause)))
