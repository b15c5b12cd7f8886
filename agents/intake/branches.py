"""Which house of several of one name is meant: the one whose branch lies where the words around say."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher

from ...domain.gazetteer import PlaceName
from .draft import Draft
from .text import fold

_PLACED = frozenset({"NEAR", "NEARPRE", "AT"})
_BRACKETS = str.maketrans("（）", "()")
_HOUSES = ("hotel", "restaurant")
_OTHERS = {"restaurant": "STAY", "hotel": "EAT"}
"""What a clause that is about something else than such a house says: 在老灶房吃饭，住云顶塔附近."""
_LEAST = 2
"""So many characters of a branch's name must be said."""


def houses_meant(draft: Draft, name: range, houses: tuple[PlaceName, ...]) -> tuple[PlaceName, ...]:
    """Those of several houses whose branch is told by the words around the name; all of them when none is.

    新街口附近的某店, 某酒店，在天河那边: the branch in brackets shares the longest word with what is said. The words that told
    are marked as read.
    """
    if len(houses) < 2 or houses[0].kind not in _HOUSES:
        return houses
    best, told = 0, dict[str, int]()
    for at in _around(draft, name):
        words = fold(draft.quote(at))
        for house in houses:
            length = _shared(_branch(house), words, draft.destination or "")
            if length >= max(best, _LEAST):
                told = told if length == best else {}
                best = length
                told[house.id] = at
    if not told:
        return houses
    for at in told.values():
        draft.use(
            p
            for p in (at, draft.look(at, 1, frozenset()), draft.look(at, -1, frozenset()))
            if draft.kind(p) in _PLACED or p == at
        )
    return tuple(house for house in houses if house.id in told)


def tells_branches_apart(draft: Draft, at: int) -> bool:
    """Whether a place is named only to say which house is meant, or where it is, so that no distance to it is wished for."""
    own = {draft.kind(position) for position in draft.clause(at)}
    for position in _around(draft, range(at, at + 1)):
        houses = draft.tokens[position].value
        if draft.kind(position) == "NAME" and houses[0].kind in _HOUSES and _OTHERS[houses[0].kind] not in own:
            meant = houses_meant(draft, range(position, position + 1), houses)
            if len(meant) == 1 or len(meant) < len(houses):
                return True
    return False


def _around(draft: Draft, name: range) -> Iterator[int]:
    """Positions of the words in the clause of a name, and in the ones beside it that say where something is."""
    own = draft.clause(name.start)
    placed = any(draft.kind(at) in _PLACED for at in own)
    for clause in (own, draft.clause(own.start - 2), draft.clause(own.stop + 1)):
        if clause == own or placed or any(draft.kind(at) in _PLACED for at in clause):
            yield from (at for at in clause if at not in name and draft.kind(at) in ("GAP", "NAME", "TERM"))


def _branch(house: PlaceName) -> str:
    """What stands in brackets."""
    return fold(house.name.translate(_BRACKETS).partition("(")[2].removesuffix(")").removesuffix("店"))


def _shared(branch: str, words: str, city: str) -> int:
    """Length of the longest word that both hold; the city's name tells nothing."""
    match = SequenceMatcher(None, branch, words, autojunk=False).find_longest_match()
    return 0 if branch[match.a : match.a + match.size] in city else match.size
