"""When the party is at a named place, for how long, and which place comes first."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TypedDict

from ...domain.constraint import Constraint, Strength, VisitClock, VisitOrder
from ...domain.gazetteer import PlaceName
from ...domain.place import PlaceKind
from .daytime import hour_meant
from .draft import CLAUSE_ENDS, Draft
from .text import fold

_BOUNDS = frozenset({"CLOCKBOUND", "CLOCKSPAN", "LENGTH"})
_TRAVEL = frozenset({"MODE", "INWARD", "BACK", "HOME", "EVERYDAY", "NEG", "DEPART"})
"""In such a clause a time is the train's, the day's or a ban's."""
_STAYING = frozenset({"LINGER", "SEE", "STAY", "GO", "STROLL", "EAT"})
_REFUSED = frozenset({"AWAY", "ARRIVE", "TO", "SEE", "GO"})
"""What one doesn't want to do before or after a time, which bans no place: don't leave the museum before three."""
_BLANK = frozenset({"FILL", "AT", "COLON"})
_MORNING = 8 * 60
"""Nobody is through with a place earlier without saying that it's the morning's hour."""
_PLACES: tuple[PlaceKind, ...] = ("attraction", "restaurant", "hotel")
_ORDER_WORDS = 24
"""Characters that words of order take up between two names."""
_FIRST = re.compile(r"(?:首先|先|第一站|\bfirst\b|\bstart(?:ing)? (?:with|at)\b)")
_NEXT = re.compile(
    r"(?:再|然后|接着|随后|之后|而后|最后|后去|后来|第二站|下一站|\bthen\b|\bafterwards?\b|\bfollowed by\b|\bafter that\b|\bnext\b)"
)
_AHEAD = re.compile(
    r"^\s*(?:before|prior to)\s+(?:(?:visiting|going to|seeing|heading to|we (?:visit|go to|see))\s+)?(?:the\s+)?$"
)
_BEHIND = re.compile(r"^\s*after\s+(?:(?:visiting|going to|seeing|we (?:visit|go to|see))\s+)?(?:the\s+)?$")
_EARLIER = re.compile(r"^\s*(?:之前|以前|前)[^。！？；;\n]{0,6}先")
_LATER = re.compile(r"^\s*(?:玩完|逛完|看完|游览完)?(?:之后|以后|后|完)[^。！？；;\n]{0,4}再?[去到逛看游玩]")


class _Fields(TypedDict, total=False):
    start_by: int
    start_from: int
    end_from: int
    end_by: int
    at_least: int


def read_visits(draft: Draft) -> None:
    """Read the clauses that give a place its time (不晚于9点到天坛) or its turn (先去天坛再去地坛); their words are used."""
    _read_orders(draft)
    for clause in draft.clauses():
        kinds = {draft.kind(at) for at in clause}
        refused = _refused_time(draft, clause)
        bounds_said = kinds & _BOUNDS or _until(draft, clause) is not None
        if not bounds_said or (kinds - {"NEG"} if refused else kinds) & _TRAVEL:
            continue
        names = [at for at in clause if _place(draft, at) is not None]
        bounds = [at for at in clause if draft.kind(at) in _BOUNDS and at not in draft.used]
        if not names and kinds & {"LINGER", "SEE", "AWAY"}:
            names = [at for at in _named_before(draft, clause) if _goes_on(draft, at, kinds)]
        for bound in bounds if names else ():
            name = min(names, key=lambda at: (abs(at - bound), at < bound))
            wishes = list(_bounded(draft, clause, name, bound))
            if wishes:
                draft.constraints.extend(wishes)
                _use(draft, clause, name, bound)
                draft.use(at for at in clause if refused and draft.kind(at) in _REFUSED | {"NEG"})
        _read_until(draft, clause)


def _refused_time(draft: Draft, clause: range) -> bool:
    """Whether a clause bans no place but an hour for it: 三点前不要离开天坛."""
    ban = next((at for at in clause if draft.kind(at) == "NEG"), None)
    if ban is None or [draft.kind(at) for at in clause if draft.kind(at) in _BOUNDS] != ["CLOCKBOUND"]:
        return False
    names = [at for at in clause if draft.kind(at) == "NAME"]
    done = draft.tokens[ban].value == "see" or any(draft.kind(at) in _REFUSED for at in clause if at > ban)
    return len(names) == 1 and done


def _until(draft: Draft, clause: range) -> int | None:
    """Position of the time until which one stays somewhere: 在天坛待到三点, stay at the park until 3 pm."""
    for at in clause:
        to = draft.look(at, -1, _BLANK | {"ATLEAST"})
        stays = any(draft.kind(p) in {"LINGER", "STAY", "SEE", "STROLL"} for p in clause if p < to)
        if stays and draft.kind(at) == "CLOCK" and at not in draft.used and draft.kind(to) == "TO":
            return at
    return None


def _read_until(draft: Draft, clause: range) -> None:
    """One name and one time until which the party stays there."""
    until = _until(draft, clause)
    names = [at for at in clause if until is not None and at < until and draft.kind(at) == "NAME"]
    if until is None or len(names) != 1 or (place := _place(draft, names[0])) is None or place.kind == "hotel":
        return
    minute = hour_meant(draft, until, draft.tokens[until].value, dawn=_MORNING)
    quote = draft.quote(names[0], until)
    label = place.name_in(draft.language)
    draft.constraints.append(
        VisitClock(place=place.id, label=label, end_from=minute, strength=_strength(draft, clause), quote=quote)
    )
    draft.use(at for at in clause if at <= until and draft.kind(at) not in ("TERM", *_BOUNDS))


def _use(draft: Draft, clause: range, *read: int) -> None:
    """Mark what says it, without other names and kinds that stand between."""
    first, last = min(*read), max(*read)
    while first > clause.start and draft.kind(first - 1) in {"AT", "WANT", "MUST", "SOFT", "FILL", "ATLEAST"}:
        first -= 1
    while last + 1 < clause.stop and draft.kind(last + 1) in {"TO", "ARRIVE", "AWAY", "UPWARD", "FILL", "SEE"}:
        last += 1
    draft.use(at for at in range(first, last + 1) if at in read or draft.kind(at) not in ("NAME", "TERM", *_BOUNDS))


def _named_before(draft: Draft, clause: range) -> list[int]:
    """去天坛，至少玩两小时: the last place that the clause before names."""
    for before in reversed(draft.clause(clause.start - 2)):
        if draft.kind(before) in _TRAVEL:
            return []
        if _place(draft, before) is not None:
            return [before]
    return []


def _goes_on(draft: Draft, name: int, kinds: set[str]) -> bool:
    """Whether a clause without a name goes on about the place before it: how long one stays, or, once it has a time, when one leaves."""
    return kinds & _BOUNDS == {"LENGTH"} or ("AWAY" in kinds and "CITY" not in kinds and _timed(draft, name))


def _place(draft: Draft, at: int) -> PlaceName | None:
    """The one place that a name means."""
    if draft.kind(at) != "NAME" or (at in draft.used and not _timed(draft, at)):
        return None
    places: Sequence[PlaceName] = draft.tokens[at].value
    for kind in _PLACES:
        if found := [place for place in places if place.kind == kind]:
            return found[0] if len(found) == 1 else None
    return None


def _timed(draft: Draft, at: int) -> bool:
    """Whether a name was read here already: a second bound may add to the first."""
    ids = {place.id for place in draft.tokens[at].value}
    return any(isinstance(wish, VisitClock | VisitOrder) and ids & _asked(wish) for wish in draft.constraints)


def _asked(wish: VisitClock | VisitOrder) -> set[str]:
    return {wish.place} if isinstance(wish, VisitClock) else {wish.first, wish.then}


def _bounded(draft: Draft, clause: range, name: int, bound: int) -> Iterator[Constraint]:
    place = _place(draft, name)
    assert place is not None
    value, kind = draft.tokens[bound].value, draft.kind(bound)
    leaving, arriving = _leaving(draft, clause, bound), _arriving(draft, clause, bound)
    fields: _Fields = {}
    wider: _Fields = {}
    if kind == "LENGTH":
        if "ATMOST" in {draft.kind(at) for at in clause} or not _stays(draft, clause, name, bound):
            return
        fields = {"at_least": value}
    elif kind == "CLOCKSPAN":
        first, last = value
        early = hour_meant(draft, bound, first) - first  # 两点到四点 is the afternoon's
        first, last = first + early, last + (early if last + early < 24 * 60 else 0)
        if arriving:
            fields = {"start_from": first, "start_by": last}
        elif leaving:
            fields = {"end_from": first, "end_by": last}
        else:
            fields, wider = {"start_by": first, "end_from": last}, {"start_from": first, "end_by": last}
    else:
        dawn = {"dawn": _MORNING} if leaving else {}
        after, before = (None if said is None else hour_meant(draft, bound, said, **dawn) for said in value)
        if any(draft.kind(at) == "NEG" for at in clause):  # don't leave before three
            after, before = before, after
        if before is not None:
            fields["end_by" if leaving else "start_by"] = before
        if after is not None:
            fields["end_from" if leaving else "start_from"] = after
    label = place.name_in(draft.language)
    quote = draft.quote(name, bound)
    yield VisitClock(place=place.id, label=label, strength=_strength(draft, clause), quote=quote, **fields)
    if wider:  # 在2点到4点之间: there all the time, and better not outside it
        yield VisitClock(place=place.id, label=label, strength="soft", quote=quote, **wider)


def _stays(draft: Draft, clause: range, name: int, bound: int) -> bool:
    """Whether a length of time is spent at the place, not on the way to it."""
    kinds = {draft.kind(at) for at in clause}
    near = kinds & {"NEAR", "NEARPRE"}
    return not near and bool(kinds & _STAYING or "ATLEAST" in kinds or abs(bound - name) <= 2)


def _leaving(draft: Draft, clause: range, bound: int) -> bool:
    if any(draft.kind(at) == "AWAY" for at in clause):
        return True
    to = draft.look(bound, -1, _BLANK)
    return draft.kind(to) == "TO" and draft.kind(draft.look(to, -1, _BLANK)) in {"SEE", "STAY", "STROLL", "LINGER"}  # 玩到4点后


def _arriving(draft: Draft, clause: range, bound: int) -> bool:
    return any((draft.kind(at) in ("ARRIVE", "TO") and at > bound) or draft.kind(at) == "ARRIVE" for at in clause)


def _strength(draft: Draft, clause: range) -> Strength:
    return "soft" if any(draft.kind(at) in ("SOFT", "LIKE") for at in clause) else "hard"


def _read_orders(draft: Draft) -> None:
    """先去A再去B, A before B: names one behind the other, with words of order around them."""
    names = [at for at in range(len(draft.tokens)) if _place(draft, at) is not None]
    folded = fold(draft.text)
    begun = False
    for a, b in pairwise(names):
        between = folded[draft.tokens[a].end : draft.tokens[b].start]
        sentence = "STOP" not in {draft.kind(at) for at in range(a, b)}
        if not sentence or any(draft.kind(at) == "NEG" for at in range(a - 3, b)):
            begun = False
            continue
        opened = begun or _FIRST.search(folded, _clause_start(draft, a), draft.tokens[a].start) is not None
        begun = opened and _NEXT.search(between) is not None
        if begun or _AHEAD.match(between) or _LATER.match(between):
            _order(draft, a, b)
        elif _BEHIND.match(between) or _EARLIER.match(between):
            _order(draft, b, a)


def _clause_start(draft: Draft, at: int) -> int:
    while at > 0 and draft.kind(at - 1) not in CLAUSE_ENDS | {"NAME"}:
        at -= 1
    return draft.tokens[at].start


def _order(draft: Draft, first: int, then: int) -> None:
    one, other = _place(draft, first), _place(draft, then)
    if one is None or other is None or one.id == other.id:
        return
    low, high = sorted((first, then))
    labels = (one.name_in(draft.language), other.name_in(draft.language))
    soft = any(draft.kind(at) == "SOFT" for at in range(max(low - 4, 0), high))
    draft.constraints.append(
        VisitOrder(
            first=one.id,
            then=other.id,
            labels=labels,
            strength="soft" if soft else "hard",
            quote=draft.quote(low, high),
        )
    )
    if not soft:  # who only prefers an order still asks for both
        draft.use((low, high))
    if draft.tokens[high].start - draft.tokens[low].end <= _ORDER_WORDS:
        draft.use(at for at in range(low, high) if draft.kind(at) in ("GAP", "BEFORE", "AFTER", "COMMA"))
