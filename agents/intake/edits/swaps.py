"""Something else instead, without, as well, at another time, never again: edits of what the plan holds."""

from __future__ import annotations

import re

from ....domain.constraint import Choice
from ....domain.edit import Add, Adjust, ChangePace, Drop, Lock, Move, Replace, Target, Why, Wishes
from ....domain.language import worded
from ..daytime import hour_meant
from ..text import fold
from .objects import Object, object_of, said
from .removal import superseded
from .targets import Spoken, Subject, spoken_of, stops_short
from .turn import Turn

_WITH = frozenset({"with", "by", "for", "into"})
_OTHER = re.compile(r"^(?:another|different|something|somewhere|别的|别家|不一样|不同)")
"""Words that say *instead* and never what comes."""
_HELPS = frozenset({"POLITE", "FILL", "CONSENT", "WANT", "GO", "SEE", "EAT", "STAY", "THAT", "AT", "MUST", "SOFT", "ME", "WE", "OF", "FORWHAT", "CHANGE", "TO", "FOR", "LIKE", "MEASURE", "THIS", "INTO", "ALLDAYS", "VERSION", "OTHERS"})  # fmt: skip
"""Words around what is wanted that say nothing more of it."""
_PUTS = re.compile(r"放|排|安排|加|put|schedule|add")
"""Verbs that may bring something new; one moves only what is there."""
_ONLY = re.compile(r"只(?:保留|留|要)|仅保留|\b(?:keep only|only keep|just keep)\b")
_AFRESH = re.compile(r"重新|重排|全部(?:换|重)|都(?:换|重)|rearrange|start over|replan|plan again")
"""The plan as a whole, again."""
_FAINT = re.compile(
    r"^(?:那|就|先|都)?(?:不|不用|不要|别|不能)(?:改|换|变|动|锁)(?:了|吧)*$|^(?:don't|do not) (?:change|touch|move) (?:it|anything|a thing)$"
)
"""Words of leaving be that name nothing to be locked."""
_NAMELESS = {
    "HOUSE",
    "SIGHT",
    "SIGHTS",
    "MEALS",
    "MEALOF",
    "REPLACE",
    "NTHDAY",
    "NTHDAYS",
    "DAYPART",
    "DATE",
    "RIDEOUT",
    "RIDEBACK",
}
"""Words that say which part of the plan, and of what comes no more than that."""


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
        if turn.kinds(clause) <= _HELPS | {"LOCK", "NEG", "REPLACE", "PRAISE"}:
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
    joint = turn.find(clause, "SEP") or next((p for p in clause if turn.draft.quote(p).lower() in _WITH), None)
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


def read_replace(turn: Turn, clause: range) -> bool:
    """X换成Y, 换掉X, Y instead of X, another hotel."""
    kinds = turn.kinds(clause)
    if {"REDO", "OTHERS"} <= kinds:  # keep day 1 and redo the rest
        return turn.add(Replace(target=Target(subject="trip"), quote=turn.quote(clause)))
    if not kinds & {"INTO", "REPLACE", "INSTEAD", "SWAP"}:
        return False
    left, right = _around(turn, clause)
    spoken = spoken_of(turn, left)
    others = turn.find(clause, "OTHERS")
    if others is not None and not spoken.says_part and others < (turn.find(clause, "REPLACE", "INTO") or 0):
        return False  # 除了故宫，其他都换掉
    if not spoken.says_part and not right and _AFRESH.search(fold(turn.quote(clause))):
        return turn.add(Replace(target=Target(subject="trip"), quote=turn.quote(clause)))
    onward = turn.fresh and "INSTEAD" not in kinds and right and _of_a_kind(turn, right) and not spoken.says_part
    if not (spoken.says_part or spoken.absent or spoken.several or spoken.unknown or spoken.outside):
        behind = spoken_of(turn, right)
        if "INTO" not in kinds and not onward and (behind.says_part or behind.several or behind.absent or behind.outside):
            named = behind.places or behind.absent or behind.outside or behind.several or behind.days or behind.part
            spoken, right = behind, range(0) if named else right  # 换掉故宫, 换一家酒店, 换个有泳池的酒店
    elif "INTO" not in kinds and not _core(turn, _trim(turn, right, _NAMELESS)):
        spoken, right = spoken_of(turn, clause), range(0)  # 中午换一家餐厅
    if stops_short(turn, spoken):
        return True
    thing = _thing(turn, right, spoken)
    if _degree(turn, spoken, thing, right, clause):
        return True
    target = _target(turn, spoken, thing)
    if target is None:
        return False
    turn.questions.extend(thing.questions)
    turn.notes.extend(thing.notes)
    if thing.questions:
        return True
    if thing.unread:
        turn.unread.extend(thing.unread)
        if not thing:
            return True
    if turn.edits and isinstance(turn.edits[-1], Drop) and (turn.edits[-1].target,) == target:
        turn.edits.pop()  # 不去故宫，换成颐和园
    for one in target:
        turn.add(Replace(target=one, by=thing.places, wishes=thing.wishes, quote=turn.quote(clause)))
    return True


def _of_a_kind(turn: Turn, part: range) -> bool:
    """国家博物馆不去了，换个公园: a kind of place, after something that goes."""
    return turn.find(part, "NAME") is None and turn.find(part, "TERM", "DISH", "GAP") is not None


def _around(turn: Turn, clause: range) -> tuple[range, range]:
    """What goes and what comes, by the word between them; *instead of* turns them round."""
    at = turn.find(clause, "INSTEAD")
    if at is not None:
        return range(at + 1, clause.stop), _core(turn, range(clause.start, at))
    pivot = turn.find(clause, "INTO")
    verb = turn.find(clause, "REPLACE", "SWAP")
    if pivot is None and verb is not None and not _OTHER.match(turn.draft.quote(verb).lower()):
        onto = (
            p for p in range(verb + 1, clause.stop) if turn.draft.kind(p) in ("TO", "FOR") or turn.draft.quote(p).lower() in _WITH
        )
        pivot = next(onto, None)
    if pivot is None:
        assert verb is not None
        before = range(clause.start, verb)
        return before, _core(turn, range(verb + 1, clause.stop))
    return range(clause.start, pivot), _core(turn, range(pivot + 1, clause.stop))


def _core(turn: Turn, part: range) -> range:
    """A part of the text without the helping words at its ends."""
    first, last = part.start, part.stop
    while first < last and turn.draft.kind(first) in _HELPS:
        first += 1
    while last > first and turn.draft.kind(last - 1) in _HELPS:
        last -= 1
    return range(first, last)


def _thing(turn: Turn, right: range, spoken: Spoken) -> Object:
    subject: Subject | None = spoken.subject
    if subject is None and (spoken.meal or (turn.focus and turn.focus.meal)):
        subject = "restaurant"
    if not any(turn.draft.kind(p) not in _HELPS | {"HOUSE", "SIGHT", "MEALS", "MEALOF", "REPLACE"} for p in right):
        return Object(kind=subject)
    known = subject or (turn.focus.subject if turn.focus and not spoken.says_part and turn.focus.subject != "trip" else None)
    return object_of(turn, right, known)


def _degree(turn: Turn, spoken: Spoken, thing: Object, right: range, clause: range) -> bool:
    """换个便宜的酒店: not any other but a cheaper one."""
    kinds = turn.kinds(clause)
    classes = [turn.draft.tokens[p].value for p in clause if turn.draft.kind(p) == "CLASS"]
    how = (
        "cheaper"
        if "CHEAPER" in kinds or (1, 3) in classes
        else "better"
        if "BETTER" in kinds
        else "closer"
        if "CLOSER" in kinds
        else None
    )
    if how is None or thing.places:
        return False
    whole = spoken_of(turn, clause)
    targets = whole.targets() if whole.says_part else (turn.focus,) if turn.focus else ()
    return turn.add(*(Adjust(target=t, how=how, quote=turn.quote(clause)) for t in targets))


def _target(turn: Turn, spoken: Spoken, thing: Object) -> tuple[Target, ...] | None:
    """What goes: as said, or as spoken of before, or whatever is of the sort of what comes."""
    if spoken.says_part:
        return spoken.targets()
    if turn.focus is not None and (thing.kind is None or turn.focus.subject in (None, thing.kind)):
        return (turn.focus,)
    if thing.kind in ("hotel", "intercity", "innercity"):
        return (Target(subject=thing.kind),)
    return None


def read_drop(turn: Turn, clause: range) -> bool:
    """去掉故宫, 不去长城了, skip day 2's museum; 第二天下午空出来."""
    kinds = turn.kinds(clause)
    spoken = spoken_of(turn, clause)
    free = ("FREETIME" in kinds or {"FREE", "LOCK"} <= kinds) and bool(spoken.days or spoken.part)
    turned_down = {"NEG"} <= kinds <= {"NEG", "FILL", "GO", "SEE", "POLITE", "ME", "WE"} and turn.fresh
    verb = (
        "DROP" in kinds
        or turned_down
        or (kinds & {"NEG", "BANMARK", "FREETIME"} and (spoken.places or spoken.absent or spoken.several))
    )
    if not (verb or free):
        return False
    if spoken.several and "DROP" not in kinds and "THAT" not in kinds and not spoken.places:
        return False  # 不去公园: none of them
    if stops_short(turn, spoken):
        return True
    if free and not spoken.places:
        return turn.add(*(Drop(target=target, leave_free=True, quote=turn.quote(clause)) for target in spoken.targets()))
    if "SPICE" in kinds or "DIET" in kinds:
        return False
    narrow = spoken.places or spoken.meal or spoken.part or spoken.days or spoken.subject in ("hotel", "intercity")
    if not narrow:
        focus = turn.focus
        if "DROP" in kinds and "TERM" in kinds:
            return _ban(turn, clause)
        if (
            ("DROP" in kinds or turned_down)
            and not spoken.says_part
            and focus
            and (focus.places or focus.meal)
            and kinds <= _HELPS | {"DROP", "NEG"}  # 没意思，不想去
        ):
            return turn.add(Drop(target=focus, quote=turn.quote(clause)))
        return False
    if spoken.places and (_is_hotel(turn, spoken) or (spoken.subject == "restaurant" and "DROP" not in kinds)):
        return _other_than(turn, spoken, clause)
    if not spoken.places and "DROP" not in kinds:
        return False
    return turn.add(*(Drop(target=target, leave_free=free, quote=turn.quote(clause)) for target in spoken.targets()))


def _ban(turn: Turn, clause: range) -> bool:
    """Remove all shopping streets: none of the kind."""
    at = turn.find(clause, "TERM")
    assert at is not None
    read = said(turn, turn.quote(range(at, clause.stop)), worded(turn.language, "不去", "no ")).constraints
    bans = tuple(wish for wish in read if isinstance(wish, Choice) and wish.op == "none_of")
    return bool(bans) and turn.add(Wishes(added=bans, removed=superseded(bans, turn.request), quote=turn.quote(clause)))


def _other_than(turn: Turn, spoken: Spoken, clause: range) -> bool:
    """不住如家, 不想吃烤鸭了: one sleeps and eats all the same, elsewhere."""
    banned = tuple(
        wish
        for wish in said(turn, turn.quote(clause)).constraints
        if isinstance(wish, Choice) and wish.op == "none_of" and wish.attribute == "kind"
    )
    return turn.add(*(Replace(target=target, wishes=banned, quote=turn.quote(clause)) for target in spoken.targets()))


def _is_hotel(turn: Turn, spoken: Spoken) -> bool:
    return any(v.kind == "hotel" and v.place.id in spoken.places for v in turn.view.visits)


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
        return _to(turn, spoken.targets()[0], Spoken(clock=spoken.clock), clause)  # 晚饭六点吃
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
    return _to(turn, Target(subject=spoken.subject, places=spoken.places, meal=spoken.meal), spoken, clause)


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
    return _to(turn, target, where, clause)


def _to(turn: Turn, target: Target, where: Spoken, clause: range) -> bool:
    at = turn.find(clause, "CLOCK", "CLOCKBOUND")
    start = where.clock
    if start is not None and at is not None:
        start = hour_meant(turn.draft, at, start)
        if target.meal == "dinner" and start < 12 * 60:
            start += 12 * 60
    day = where.days[0] if where.days else None
    return turn.add(Move(target=target, day=day, part=where.part, start=start, quote=turn.quote(clause)))


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
    thing_part = _core(turn, _trim(turn, thing_part, when))
    if not thing_part and verb is not None:  # 颐和园也加上
        thing_part = _core(turn, _trim(turn, range(clause.start, verb), when | {"ADD"}))
    if "NAME" not in kinds:
        spoken.places = ()  # 加一个博物馆: one more, not the one that is there
    if spoken.places and not spoken.absent:
        names = "、".join(v.place.name_in(turn.language) for v in turn.view.visits if v.place.id in spoken.places[:1])
        if spoken.days or spoken.part:
            return _to(turn, Target(subject=spoken.subject, places=spoken.places), spoken, clause)
        turn.notes.append(turn.say("in_plan", value=names))
        return True
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


def _trim(turn: Turn, part: range, kinds: set[str]) -> range:
    """A part of the text without words of time at its ends."""
    first, last = part.start, part.stop
    while first < last and turn.draft.kind(first) in kinds | _HELPS:
        first += 1
    while last > first and turn.draft.kind(last - 1) in kinds | _HELPS:
        last -= 1
    return range(first, last)
