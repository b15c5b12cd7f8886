"""Distances in kilometres: how far the hotel may lie from a place, and from where on one takes a taxi."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...domain.constraint import Choice, FarMode, Near
from ...domain.gazetteer import PlaceName
from .draft import CLAUSE_ENDS, Draft
from .text import fold

_FARTHEST_KM = 60.0
_TOLD = frozenset({"TRANSPORT", "NEARPRE", "NEAR", "GAP", "RIDE", "NUM", "MEASURE", "SIGHTS", "COSTOF"})
"""What one says of a way and of riding."""
_BLANK = frozenset({"FILL", "AT", "OF", "COLON", "ABOUT"})
_HOUSE = frozenset({"STAY", "ROOM", "ROOMS"})
_MERELY = frozenset({"NAME", "DISTANCE", "ATMOST", "NEAR", "NEARPRE", *_BLANK})
"""A clause of these alone goes on about what the one before it is about."""

_OTHERS = re.compile(
    r"其余|其他|其它|剩下|剩余|否则|不然|(?P<some>近的|较近|近距离|短途|短的|短距离|\bshort(?:er)?\b)|\b(?:otherwise|the rest|for less)\b"
)
"""Says that a mode is meant for the ways that a distance doesn't bound; ``some``: only for some of them."""
_MODES = 3
"""So many modes there are inside a city."""


def read_distances(draft: Draft) -> None:
    """Read every distance of the text; the words that say what it bounds are used."""
    for at, token in enumerate(draft.tokens):
        if token.kind == "DISTANCE" and at not in draft.used:
            if _exceeded(draft, at) is not None:
                _read_far(draft, at)
            else:
                _read_near(draft, at)


def _exceeded(draft: Draft, at: int) -> int | None:
    """Position of the word that says *more than*: 超过3公里, 3公里以上, over 3 km."""
    before, behind = draft.look(at, -1, _BLANK), draft.look(at, 1, _BLANK)
    if draft.kind(before) == "ATLEAST" or draft.quote(max(before, 0)).lower() in ("over", "above"):
        return before
    return behind if draft.kind(behind) == "UPWARD" else None


def _read_far(draft: Draft, at: int) -> None:
    """Moves longer than this are made by one mode: 超过3公里就打车."""
    more = _exceeded(draft, at)
    own = sorted(draft.clause(at), key=lambda p: abs(p - at))
    others = _others(draft, at)
    ways = (p for p in (*own, *_ahead(draft, at), *_back(draft, at)) if _moves_inside(draft, p) and p not in others)
    mode = next(ways, None)
    if mode is None or more is None or any(draft.kind(p) in ("NAME", "NEG") for p in range(min(at, mode), max(at, mode))):
        return
    low, high = min(at, mode, more), max(at, mode, more)
    draft.constraints.append(
        FarMode(mode=draft.tokens[mode].value[1], beyond_km=draft.tokens[at].value, quote=draft.quote(low, high))
    )
    clauses = {*_until(draft, at, -1), *_until(draft, at, 1), *_until(draft, mode, -1), *_until(draft, mode, 1)}
    draft.use((*(p for p in range(low, high + 1) if p not in others), *(p for p in clauses if draft.kind(p) in _TOLD)))
    if others:
        _read_others(draft, mode, others)


def _others(draft: Draft, at: int) -> list[int]:
    """Positions of the modes for all other ways: 其余步行, otherwise walk, 5公里以内步行."""
    found = []
    for p in (*_back(draft, at), *_ahead(draft, at), *_beyond(draft, at)):
        if not _moves_inside(draft, p):
            continue
        clause = draft.clause(p)
        if at not in clause:
            words = fold(draft.quote(clause[0], clause[-1]))
            nearer = any(draft.kind(q) == "DISTANCE" and _exceeded(draft, q) is None for q in clause)
            if nearer or _OTHERS.search(words):
                found.append(p)
        elif any(q in clause and _OTHERS.search(fold(draft.quote(q))) for q in (p - 1, p + 1)):
            found.append(p)
    return sorted(found)


def _beyond(draft: Draft, at: int) -> Iterator[int]:
    """Positions behind the next distance of the sentence, too."""
    ahead = [*_ahead(draft, at)]
    following = (ahead[-1] if ahead else at) + 1
    if draft.kind(following) == "DISTANCE" and draft.clause(following) != draft.clause(at):
        yield from (p for p in draft.clause(following) if p not in ahead)


def _read_others(draft: Draft, far: int, others: list[int]) -> None:
    """No wish binds the shorter ways alone: what is said of them is shown as unread, and no mode but those named is taken."""
    modes = {draft.tokens[p].value[1]: draft.quote(p) for p in (far, *others)}
    words = " ".join(fold(draft.quote(clause[0], clause[-1])) for clause in map(draft.clause, others))
    told = _OTHERS.search(words)
    if len({*modes, "walk"}) < _MODES and not (told and told["some"]):
        modes.setdefault("walk", draft.say("on_foot"))
        draft.constraints.append(
            Choice(
                subject="innercity",
                attribute="mode",
                op="only",
                values=tuple(modes),
                labels=tuple(modes.values()),
                origin="derived",
                quote=draft.quote(far, *others),
            )
        )
    for clause in dict.fromkeys(draft.clause(p) for p in others):
        unread = [p for p in clause if p not in draft.used]
        draft.unresolved.append(draft.quote(*unread))
        draft.use(unread)


def _moves_inside(draft: Draft, at: int) -> bool:
    return draft.kind(at) == "MODE" and draft.tokens[at].value[0] == "innercity" and at not in draft.used


def _ahead(draft: Draft, at: int) -> Iterator[int]:
    """Positions behind a distance, up to the end of the sentence or the next distance."""
    at += 1
    while draft.kind(at) not in ("", "STOP", "DISTANCE"):
        yield at
        at += 1


def _back(draft: Draft, at: int) -> Iterator[int]:
    at -= 1
    while draft.kind(at) not in ("", "STOP", "DISTANCE"):
        yield at
        at -= 1


def _read_near(draft: Draft, at: int) -> None:
    """The hotel, or a meal, within a distance of a place: 离天坛3公里以内的酒店."""
    clause = [*reversed([*_until(draft, at, -1)]), at, *_until(draft, at, 1)]
    kinds = {draft.kind(p) for p in clause}
    names = [p for p in clause if draft.kind(p) == "NAME" and p not in draft.used]
    if not names or not kinds & {"ATMOST", "NEAR", "NEARPRE"} or "NEG" in kinds:
        return
    subject = "hotel" if kinds & _HOUSE else "restaurant" if "EAT" in kinds else None
    if subject is None and kinds <= _MERELY and {draft.kind(p) for p in draft.clause(clause[0] - 2)} & _HOUSE:
        subject = "hotel"  # a hotel at most 300 a night, within 3 km of the square
    name = min(names, key=lambda p: abs(p - at))
    place = _landmark(draft.tokens[name].value)
    if subject is None:
        return
    said = [p for p in clause if draft.kind(p) in ("ATMOST", "NEAR", "NEARPRE", "STAY", "OF")]
    draft.constraints.append(
        Near(
            subject="hotel" if subject == "hotel" else "restaurant",
            place=place.id,
            label=place.name_in(draft.language),
            max_km=min(draft.tokens[at].value, _FARTHEST_KM),
            strength="soft" if kinds & {"SOFT", "LIKE"} else "hard",
            quote=draft.quote(name, at),
        )
    )
    draft.use((name, at, *said))


def _until(draft: Draft, at: int, step: int) -> Iterator[int]:
    at += step
    while draft.kind(at) not in CLAUSE_ENDS | {""}:
        yield at
        at += step


def _landmark(places: tuple[PlaceName, ...]) -> PlaceName:
    """What one measures from: an area's centre, then sights and stations, then the rest."""
    return min(places, key=lambda place: (place.kind != "area", place.kind in ("hotel", "restaurant")))
