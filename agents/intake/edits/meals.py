"""What a certain meal shall be, and how long one stays at a place."""

from __future__ import annotations

import re

from ....domain.constraint import VisitClock
from ....domain.edit import Add, Replace, Shift, Target, Wishes
from ..text import fold
from .objects import object_of
from .targets import spoken_of
from .turn import Turn

_FOOD = frozenset({"TERM", "DISH", "NAME", "GAP", "DIET", "SPICE"})
_AWHILE = re.compile(
    r"多(?:玩|待|逛|呆|留)[一]?(?:会|点|些|下)|(?:more|extra) time|a (?:bit|little) longer|stay longer|longer at"
)
_JOINTS = frozenset({"SEP", "OR", "NEG", "FILL", "OF", "BRAND", "CLASS", "FREE"})


def read_meal(turn: Turn, clause: range) -> bool:
    """第二天中午想吃涮羊肉, hotpot for dinner: that meal is to be that."""
    spoken = spoken_of(turn, clause)
    kinds = turn.kinds(clause)
    if "NAME" in kinds and kinds & {"NEG", "FREETIME", "BANMARK"}:
        return False
    food = [at for at in clause if turn.draft.kind(at) in _FOOD]
    if spoken.meal is None or spoken.meal == "breakfast" or not food or spoken.outside:
        return False
    first, last = food[0], food[-1]
    if any(turn.draft.kind(at) not in _FOOD | _JOINTS | {"EAT", "MEALS"} for at in range(first, last + 1)):
        return False
    while turn.draft.kind(first - 1) == "NEG":
        first -= 1
    thing = object_of(turn, range(first, last + 1), "restaurant")
    if not thing:
        return False
    turn.notes.extend(thing.notes)
    for day in spoken.days or (None,):
        there = turn.view.itinerary is None or turn.view.among(day=day, meal=spoken.meal)
        target = Target(day=day, subject="restaurant", meal=spoken.meal)
        if there:
            turn.add(Replace(target=target, by=thing.places, wishes=thing.wishes, quote=turn.quote(clause)))
        else:
            part = "afternoon" if spoken.meal == "lunch" else "evening"
            turn.add(Add(places=thing.places, wishes=thing.wishes, day=day, part=part, quote=turn.quote(clause)))
    return True


def read_stay(turn: Turn, clause: range) -> bool:
    """故宫多玩一个小时: so much longer than now."""
    length = turn.find(clause, "LENGTH", "LONGER")
    more = turn.find(clause, "MOREOF", "ADD", "LONGER")
    spoken = spoken_of(turn, clause)
    places = spoken.places or (turn.focus.places if turn.focus and not spoken.says_part else ())
    if length is None and more is not None and places and _AWHILE.search(fold(turn.quote(clause))):
        return turn.add(
            Shift(target=Target(subject="attraction", places=places), how="later", edge="end", quote=turn.quote(clause))
        )
    if length is None or more is None or len(places) != 1 or turn.view.itinerary is None:
        return False
    stops = [s for day in turn.view.itinerary.days for s in day.stops if s.place.id == places[0] and s.kind == "attraction"]
    if not stops:
        return False
    stop = stops[0]
    wish = VisitClock(
        place=stop.place.id,
        label=stop.place.name_in(turn.language),
        at_least=stop.end - stop.start + turn.draft.tokens[length].value,
        quote=turn.quote(clause),
    )
    return turn.add(Wishes(added=(wish,), quote=turn.quote(clause)))
