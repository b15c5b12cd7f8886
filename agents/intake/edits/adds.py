"""Something as well."""

from __future__ import annotations

from ....domain.edit import Add, ChangePace, Drop, Replace, Target, Why
from ..daytime import hour_meant
from .helps import core, trimmed
from .moves import moved_to
from .objects import object_of
from .targets import spoken_of, stops_short
from .turn import Turn


def read_add(turn: Turn, clause: range) -> bool:
    """加上颐和园, 第二天下午还想去天坛, add a museum."""
    kinds = turn.kinds(clause)
    spoken = spoken_of(turn, clause)
    more = "MOREOF" in kinds and turn.draft.kind(clause[-1]) != "MOREOF" and not kinds & {"DURATION", "MONEY"}
    cue = "ADD" in kinds or more
    wants = kinds & {"WANT", "MUST", "GO", "SEE", "EAT", "POLITE"}
    sort = bool(spoken.days or spoken.part) and "TERM" in kinds and not spoken.places and not spoken.meal
    if "NEG" in kinds or not (cue or (wants and (spoken.absent or sort))):
        return False
    if "SIGHT" in kinds and spoken.clock is None and not kinds & {"TERM", "NAME", "GAP", "DISH"} and not spoken.outside:
        return turn.add(*(ChangePace(how="faster", day=day, quote=turn.quote(clause)) for day in spoken.days or (None,)))
    if spoken.outside:
        return stops_short(turn, spoken)
    verb = turn.find(clause, "ADD", "MOREOF")
    when = {"NTHDAY", "NTHDAYS", "DATE", "DAYPART", "CLOCK", "AT"}
    thing_part = range(clause.start if verb is None else verb + 1, clause.stop)
    thing_part = core(turn, trimmed(turn, thing_part, when))
    if not thing_part and verb is not None:  # 颐和园也加上
        thing_part = core(turn, trimmed(turn, range(clause.start, verb), when | {"ADD"}))
    if "NAME" not in kinds:
        spoken.places = ()  # 加一个博物馆: one more, not the one that is there
    if spoken.places and not spoken.absent:
        if spoken.days or spoken.part:
            return moved_to(turn, Target(subject=spoken.subject, places=spoken.places), spoken, clause)
        return turn.add(Add(places=spoken.places, quote=turn.quote(clause)))
    meal = spoken.meal is not None or "EAT" in kinds or "MEALS" in kinds
    thing = object_of(turn, thing_part, "restaurant" if meal else None)
    turn.questions.extend(thing.questions)
    turn.notes.extend(thing.notes)
    turn.unread.extend(thing.unread)
    if thing.kind in ("hotel", "intercity", "innercity") and not thing.places and thing:
        turn.unread[:] = [words for words in turn.unread if words not in thing.unread]
        return False
    if not thing:
        return bool(thing.questions or thing.unread) or ("ADD" in kinds and _as_said(turn, clause))
    at = turn.find(clause, "CLOCK")
    start = hour_meant(turn.draft, at, spoken.clock) if at is not None and spoken.clock is not None else None
    if "FORWHAT" in kinds and turn.edits and isinstance(last := turn.edits[-1], Drop):
        turn.edits[-1] = Replace(
            target=last.target, by=thing.places, wishes=thing.wishes, quote=f"{last.quote} {turn.quote(clause)}"
        )
        return True  # skip the zoo and go to the park instead
    for day in spoken.days or (None,):
        turn.add(Add(places=thing.places, wishes=thing.wishes, day=day, part=spoken.part, start=start, quote=turn.quote(clause)))
    return True


def _as_said(turn: Turn, clause: range) -> bool:
    """怎么没有长城？加上吧: what was spoken of just before."""
    last = turn.edits[-1] if turn.edits else None
    if isinstance(last, Add):
        return True
    if not isinstance(last, Why) or len(last.absent) != 1:
        return False
    return turn.add(Add(places=last.absent, quote=turn.quote(clause)))
