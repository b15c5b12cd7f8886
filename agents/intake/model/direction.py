"""Which way quoted words go, where they say so: cheaper or better, slower or faster, earlier or later."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ....domain.edit import Adjust, ChangePace, Edit, Shift
from ..edits.words import scan_edit_words
from ..text import fold

_WAYS = (("cheaper", "better"), ("slower", "faster"), ("earlier", "later"))
_SO = (re.compile(r"([\u4e00-\u9fff])得"), r"太\1"), (re.compile(r"\bso (?=\w)"), "too ")
"""累得像狗 and so packed that… say as much as 太累 and too packed."""
_NEGATED = re.compile(r"(?:[不没别无勿]\w{0,2}|(?:\bno|\bnot|n't|\bnever)\s+(?:\w+\s+){0,2})$")


def goes_against(edit: Edit, words: str, others: Sequence[Edit]) -> bool:
    """Whether words go another way than a change, and not its way as well; or a change that was read before does.

    Words of no way go against none: what a model makes of those is told in a note.
    """
    way, target = _way(edit), _part(edit)
    ways = next((ways for ways in _WAYS if way in ways), ())
    if any(_way(other) in ways and _way(other) != way and _part(other) == target for other in others):
        return True
    said = set(_ways(fold(words))) & {*ways}
    return bool(said) and way not in said


def _way(edit: Edit) -> str | None:
    match edit:
        case Adjust() | Shift() | ChangePace():
            return edit.how
    return None


def _part(edit: Edit) -> object:
    """What a change is of."""
    match edit:
        case Adjust():
            return edit.target
        case Shift():
            return edit.target, edit.edge
        case ChangePace():
            return edit.day
    return None


def _ways(folded: str) -> Iterator[str]:
    """Ways of the words that no negation stands before."""
    plain = folded
    for pattern, instead in _SO:
        plain = pattern.sub(instead, plain)
    for text in (folded, plain):
        for token in scan_edit_words(text):
            if not _NEGATED.search(text[: token.start]):
                yield token.kind.lower()
