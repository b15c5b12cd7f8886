"""Something else instead, or without."""

from __future__ import annotations

import re

from ....domain.constraint import Choice
from ....domain.edit import Adjust, ChangePace, Drop, Replace, Target, Wishes
from ....domain.language import worded
from ..text import fold
from .helps import HELPS, NAMELESS, WITH, core, trimmed
from .objects import Object, object_of, said
from .removal import superseded
from .targets import Spoken, Subject, spoken_of, stops_short
from .turn import Turn

_OTHER = re.compile(r"^(?:another|different|something|somewhere|别的|别家|不一样|不同)")
"""Words that say *instead* and never what comes."""
_NOTHING_ELSE = re.compile(
    r"(?:别|不要|不用|不想|不再|不)(?:再)?(?:安排|排|去|加|放|有|要|逛|玩)?(?:任何)?(?:别的|其他|其它|另外的)|(?:别的|其他的?|其它的?)(?:都|全)?(?:不|别|去掉|取消|删)"
    r"|nothing (?:else|more|but)|(?:not?|don't|do not|without) \w* ?(?:anything|any other|other|anywhere) ?(?:else)?|drop everything else"
)
"""One place and no other on its day."""
_ONE_LESS = re.compile(
    r"(?:一|1)个(?:景点|地方|项目|活动)?$|\b(?:something|one (?:stop|sight|attraction|place|thing)|an? (?:stop|sight|attraction|place)|one)$"
)
"""One of the stops, whichever."""
_AFRESH = re.compile(r"重新|重排|全部(?:换|重)|都(?:换|重)|rearrange|start over|replan|plan again")
"""The plan as a whole, again."""


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
    if others is not None and not spoken.says_part and re.search(r"重新|重排|rearrange|replan", fold(turn.quote(clause))):
        return turn.add(Replace(target=Target(subject="trip"), quote=turn.quote(clause)))
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
    elif "INTO" not in kinds and not core(turn, trimmed(turn, right, NAMELESS)):
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
        return range(at + 1, clause.stop), core(turn, range(clause.start, at))
    pivot = turn.find(clause, "INTO")
    verb = turn.find(clause, "REPLACE", "SWAP")
    if pivot is None and verb is not None and not _OTHER.match(turn.draft.quote(verb).lower()):
        onto = (
            p for p in range(verb + 1, clause.stop) if turn.draft.kind(p) in ("TO", "FOR") or turn.draft.quote(p).lower() in WITH
        )
        pivot = next(onto, None)
    if pivot is None:
        assert verb is not None
        before = range(clause.start, verb)
        return before, core(turn, range(verb + 1, clause.stop))
    return range(clause.start, pivot), core(turn, range(pivot + 1, clause.stop))


def _thing(turn: Turn, right: range, spoken: Spoken) -> Object:
    subject: Subject | None = spoken.subject
    if subject is None and (spoken.meal or (turn.focus and turn.focus.meal)):
        subject = "restaurant"
    if not any(turn.draft.kind(p) not in HELPS | {"HOUSE", "SIGHT", "MEALS", "MEALOF", "REPLACE"} for p in right):
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
    if how is None or thing.places or (how == "closer" and kinds & {"NAME", "MODE", "TERM"}):
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
    if _NOTHING_ELSE.search(fold(turn.quote(clause))) and not kinds & {"RESTAURANT", "MEALOF", "MEALS", "HOUSE"}:
        return _nothing_else(turn, spoken, clause)
    if "DROP" in kinds and _one_of_many(turn, spoken, clause):
        return True
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
    term = turn.find(clause, "TERM")
    if "DROP" in kinds and term is not None and spoken.when:
        turn.notes.append(turn.say("not_in_plan", value=turn.draft.quote(term)))  # the day has none of the kind
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
            and kinds <= HELPS | {"DROP", "NEG"}  # 没意思，不想去
        ):
            return turn.add(Drop(target=focus, quote=turn.quote(clause)))
        return False
    if spoken.places and (_is_hotel(turn, spoken) or (spoken.subject == "restaurant" and "DROP" not in kinds)):
        return _other_than(turn, spoken, clause)
    if not spoken.places and "DROP" not in kinds:
        return False
    return turn.add(*(Drop(target=target, leave_free=free, quote=turn.quote(clause)) for target in spoken.targets()))


def _nothing_else(turn: Turn, spoken: Spoken, clause: range) -> bool:
    """环球影城那天不要安排别的: the other stops of its day go, and their time stays free."""
    kept = set(spoken.places)
    days = {visit.day for visit in turn.view.visits if visit.place.id in kept and visit.kind == "attraction"}
    if spoken.absent and not kept:
        return stops_short(turn, spoken)
    if not days:
        return False
    others = tuple(
        dict.fromkeys(
            visit.place.id
            for visit in turn.view.visits
            if visit.day in days and visit.kind == "attraction" and visit.place.id not in kept
        )
    )
    if not others:
        turn.notes.append(turn.say("already_so"))
        return True
    return turn.add(
        *(
            Drop(target=Target(subject="attraction", places=(place,)), leave_free=True, quote=turn.quote(clause))
            for place in others
        )
    )


def _one_of_many(turn: Turn, spoken: Spoken, clause: range) -> bool:
    """太赶了，去掉一个景点; drop something on day 1: one stop fewer, whichever."""
    verb = turn.find(clause, "DROP")
    if spoken.places or spoken.absent or spoken.several or spoken.meal or turn.find(clause, "TERM", "NAME", "DISH") is not None:
        return False
    behind = range(verb + 1, clause.stop) if verb is not None else range(0)
    if not behind or not _ONE_LESS.search(fold(turn.quote(behind))) or spoken.outside:
        return False
    last = turn.edits[-1] if turn.edits else None
    if not spoken.days and isinstance(last, ChangePace) and last.how == "slower":
        turn.edits[-1] = last.model_copy(update={"quote": f"{last.quote}，{turn.quote(clause)}"})
        return True
    focus = turn.focus.day if turn.focus and not spoken.days else None
    days = spoken.days or ((focus,) if focus else ())
    return bool(days) and turn.add(*(ChangePace(how="slower", day=day, quote=turn.quote(clause)) for day in days))


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
