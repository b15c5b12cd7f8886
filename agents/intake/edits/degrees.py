"""Cheaper, better, closer; earlier and later; slower and faster."""

from __future__ import annotations

import re
from typing import Literal

from ....domain.constraint import wants_hotel
from ....domain.edit import Adjust, ChangePace, Shift, Target, Wishes
from ....domain.language import worded
from ..daytime import hour_meant, says_morning
from ..text import fold
from .objects import object_of, said
from .removal import superseded
from .targets import spoken_of, stops_short
from .turn import Turn

_HOW: dict[str, Literal["cheaper", "better", "closer"]] = {"CHEAPER": "cheaper", "BETTER": "better", "CLOSER": "closer"}


_NO_MATTER = re.compile(
    r"(?:贵|远)(?:一?点|一些|些)?(?:也)?(?:没关系|无所谓|可以|没事|也行|不要紧|不怕|行)|(?:price|money|cost) (?:doesn't matter|is no)"
)


def read_adjust(turn: Turn, clause: range) -> bool:
    """酒店便宜点, a nicer hotel, 晚饭太贵; whatever is too dear without a subject is the trip."""
    kinds = turn.kinds(clause)
    how = next((_HOW[kind] for kind in _HOW if kind in kinds), None)
    classes = [turn.draft.tokens[p].value for p in clause if turn.draft.kind(p) == "CLASS"]
    if how is None and classes and "BUDGET" not in kinds and kinds & {"HOUSE", "STAY", "MEALS", "MEALOF"}:
        return False
    if how == "closer" and kinds & {"NAME", "MODE", "TERM"}:
        return _closer_to(turn, clause)
    if how is None or _NO_MATTER.search(fold(turn.quote(clause))):
        return False
    spoken = spoken_of(turn, clause)
    if "NEG" in kinds and not spoken.says_part:
        return False
    amount = turn.find(clause, "MONEY")
    by = to = None
    if amount is not None:
        value = int(turn.draft.tokens[amount].value.value)
        to, by = (value, None) if kinds & {"ATMOST", "INTO", "TO"} else (None, value)
    elif (number := turn.find(clause, "NUM")) is not None and turn.draft.tokens[number].value.whole:
        by = turn.draft.tokens[number].value.whole
    carried = turn.focus if turn.focus and turn.focus.subject in ("hotel", "restaurant", "intercity", "attraction") else None
    if spoken.says_part:
        targets = spoken.targets()
    elif carried is not None:
        targets = (carried,)
    elif how == "cheaper":
        targets = (Target(subject="trip"),)
    else:
        return False
    return turn.add(*(Adjust(target=t, how=how, by=by, to=to, quote=turn.quote(clause)) for t in targets))


def _closer_to(turn: Turn, clause: range) -> bool:
    """住得离地铁近一点: what the hotel shall be near."""
    at = turn.find(clause, "NAME", "MODE", "TERM")
    assert at is not None
    lead = worded(turn.language, "住得离", "hotel near the ")
    behind = worded(turn.language, "近一点", "")
    read = (object_of(turn, clause, "hotel").wishes, said(turn, turn.draft.quote(at) + behind, lead).constraints)
    wishes = next((tuple(w for w in found if wants_hotel(w)) for found in read if any(map(wants_hotel, found))), ())
    return bool(wishes) and turn.add(Wishes(added=wishes, removed=superseded(wishes, turn.request), quote=turn.quote(clause)))


def read_shift(turn: Turn, clause: range) -> bool:
    """早上晚点出发, 第三天早点回酒店, 返程晚一点, start at ten on day 2."""
    kinds = turn.kinds(clause)
    draft = turn.draft
    spoken = spoken_of(turn, clause)
    word = turn.find(clause, "EARLIER", "LATER")
    rises, ends = "RISE" in kinds or "DEPART" in kinds, "DAYEND" in kinds
    length = turn.find(clause, "LENGTH")
    clock_at = turn.find(clause, "CLOCK", "CLOCKBOUND")
    daily = spoken.days or spoken.part == "morning" or kinds & {"EVERYDAY", "ALLDAYS"} or says_morning(turn.quote(clause))
    daily = daily or "NEG" in kinds
    if word is None and not (clock_at is not None and (rises or (ends and spoken.days)) and daily and not spoken.places):
        return False
    if word is None and draft.kind(clock_at or 0) == "CLOCKBOUND" and not spoken.days and "NEG" not in kinds:
        return False  # a wish for every day
    if "NEG" in kinds and not (rises and spoken.clock is not None and _only_before(turn, clock_at)):
        return False
    clock = None if clock_at is None or spoken.clock is None else hour_meant(draft, clock_at, spoken.clock)
    if clock is not None and ends and clock < 12 * 60:
        clock += 12 * 60
    if "NEG" in kinds:
        how: Literal["earlier", "later"] = "later"
    elif word is None:
        how = _against_plan(turn, spoken.days[0] if spoken.days else 1, clock, ends=ends)
    else:
        how = "earlier" if draft.kind(word) == "EARLIER" else "later"
    minutes = draft.tokens[length].value if length is not None else None
    edge: Literal["start", "end"] = "end" if ends else "start"
    if not (spoken.says_part or rises or ends or "ALLDAYS" in kinds or "EVERYDAY" in kinds):
        if turn.focus is None or not (turn.focus.places or turn.focus.meal or turn.focus.subject == "intercity"):
            return _sleeps_in(turn, clause, word)
        targets: tuple[Target, ...] = (turn.focus,)
    elif spoken.subject == "hotel" and not spoken.places:
        targets = (Target(day=spoken.days[0] if spoken.days else None),)
        edge = "end"
    else:
        targets = spoken.targets() if spoken.says_part else (Target(),)
    return turn.add(
        *(Shift(target=t, how=how, edge=edge, minutes=minutes, clock=clock, quote=turn.quote(clause)) for t in targets)
    )


def _only_before(turn: Turn, at: int | None) -> bool:
    """Don't start before nine."""
    return at is not None and turn.draft.kind(at) == "CLOCKBOUND" and turn.draft.tokens[at].value[0] is None


def _sleeps_in(turn: Turn, clause: range, word: int | None) -> bool:
    """想睡懒觉: about the mornings, without saying so."""
    said = turn.draft.quote(word).lower() if word is not None else ""
    if any(cue in said for cue in ("睡", "起", "太早", "那么早", "sleep")):
        return turn.add(Shift(target=Target(part="morning"), how="later", quote=turn.quote(clause)))
    return False


def _against_plan(turn: Turn, day: int, clock: int | None, *, ends: bool) -> Literal["earlier", "later"]:
    """Whether a time is earlier or later than the day's present start or end."""
    stops = [s for d in (turn.view.itinerary.days if turn.view.itinerary else ()) if d.index == day for s in d.stops]
    stops = [s for s in stops if s.kind in ("attraction", "meal")]
    if not stops or clock is None:
        return "later"
    now = max(s.end for s in stops) if ends else min(s.start for s in stops)
    return "earlier" if clock < now else "later"


def read_pace(turn: Turn, clause: range) -> bool:
    """第二天别太累, slow down, 再紧凑点."""
    kinds = turn.kinds(clause)
    spoken = spoken_of(turn, clause)
    word = turn.find(clause, "SLOWER", "FASTER", "PACE", *(("FRAIL",) if spoken.days else ()))
    if word is None or "NAME" in kinds:
        return False
    if turn.draft.kind(word) == "FASTER" and kinds & {"TERM", "EAT", "MEALS", "DISH"}:
        return False  # 多安排点美食
    value = "slower" if turn.draft.kind(word) == "FRAIL" else turn.draft.tokens[word].value
    how: Literal["slower", "faster"] = "slower" if value in ("slower", "relaxed") else "faster"
    if "NEG" in kinds and turn.draft.kind(word) in ("PACE", "FASTER"):
        how = "slower"
    if spoken.outside:
        return stops_short(turn, spoken)
    if spoken.places:
        return False
    carried = turn.focus.day if turn.focus and turn.fresh and not kinds & {"ALLDAYS", "EVERYDAY", "VERSION"} else None
    days = spoken.days or (carried,)
    return turn.add(*(ChangePace(how=how, day=day, quote=turn.quote(clause)) for day in days))
