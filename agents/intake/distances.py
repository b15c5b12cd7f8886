"""Distances in kilometres: how far the hotel may lie from a place, and from where on one takes a taxi."""

from __future__ import annotations

from collections.abc import Iterator

from ...domain.constraint import FarMode, Near
from ...domain.gazetteer import PlaceName
from .draft import CLAUSE_ENDS, Draft

_FARTHEST_KM = 60.0
_TOLD = frozenset({"TRANSPORT", "NEARPRE", "NEAR", "GAP", "RIDE", "NUM", "MEASURE", "SIGHTS", "COSTOF"})
"""What one says of a way and of riding."""
_BLANK = frozenset({"FILL", "AT", "OF", "COLON", "ABOUT"})


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
    mode = next((p for p in (*_ahead(draft, at), *_back(draft, at)) if _moves_inside(draft, p)), None)
    if mode is None or more is None or any(draft.kind(p) in ("NAME", "NEG") for p in range(min(at, mode), max(at, mode))):
        return
    low, high = min(at, mode, more), max(at, mode, more)
    draft.constraints.append(
        FarMode(mode=draft.tokens[mode].value[1], beyond_km=draft.tokens[at].value, quote=draft.quote(low, high))
    )
    clauses = {*_until(draft, at, -1), *_until(draft, at, 1), *_until(draft, mode, -1), *_until(draft, mode, 1)}
    draft.use((*range(low, high + 1), *(p for p in clauses if draft.kind(p) in _TOLD)))


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
    subject = "hotel" if kinds & {"STAY", "ROOM", "ROOMS"} else "restaurant" if "EAT" in kinds else None
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
