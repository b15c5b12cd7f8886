"""Whether a turn answers the open question."""

from __future__ import annotations

import re

from ....domain.request import Question
from ..text import fold
from .turn import Turn

_TELLS = {
    "destination": frozenset({"CITY"}),
    "origin": frozenset({"CITY"}),
    "start": frozenset({"DATE", "SPAN"}),
    "days": frozenset({"DURATION", "NIGHTS", "NUM"}),
    "party": frozenset({"KIN", "PEOPLE", "PARTYOF", "PAIR", "SOLO", "FAMILYN", "NUM", "FAMILY", "FAMILYOF"}),
    "budget": frozenset({"MONEY", "NUM"}),
    "pace": frozenset({"PACE", "SLOWER", "FASTER"}),
    "place": frozenset({"NAME"}),
}
_OTHERWISE = frozenset({"WHY", "UNDO", "COMPARE", "REPLACE", "DROP", "LOCK", "UNLOCK"})
_LONGEST = 40
_DEFAULT = re.compile(
    r"默认|随便|都行|都可以|无所谓|你定|你决定|随你|default|whatever|up to you|either|doesn't matter|no preference|you (?:choose|decide|pick)"
)
_YES = re.compile(r"^(?:好的?|可以|行|嗯+|对的?|是的?|ok|okay|yes|yep|yeah|sure|fine|没问题)[吧呀啊了。.!！]*$")
_CHOICE = re.compile(
    r"^(?:选|第|option|number|no\.?)?\s*([1-9一二三四五六七八])\s*(?:个|项|号)?[吧。.]?$|^(?:选|就|要)?第([一二三四五六七八1-9])(?:个|项|家)吧?$|^(?:the )?(first|second|third|fourth)(?: one)?$"
)
_ORDER = {c: n for n, row in enumerate(("1一", "2二", "3三", "4四", "5五", "6六", "7七", "8八"), 1) for c in row} | {
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
}


def answers(turn: Turn, question: Question) -> str | None:
    """The answer in the turn's words, or the option or default that they choose; None where it says something else."""
    text = turn.draft.text.strip()
    folded = fold(text).strip(" 。.!！")
    kinds = {token.kind for token in turn.draft.tokens}
    if not text or (question.default is not None and (_YES.match(folded) or _DEFAULT.search(folded))):
        return question.default
    named = [option for option in question.options if fold(option) in folded or (len(folded) > 1 and folded in fold(option))]
    if len(named) == 1 and len(folded) <= _LONGEST:
        return named[0]
    picked = _CHOICE.match(folded)
    if picked and question.slot in ("place", "destination", "capability", "way"):
        number = _ORDER[next(group for group in picked.groups() if group)]
        return question.options[number - 1] if number <= len(question.options) else None
    if len(text) > _LONGEST or kinds & _OTHERWISE:
        return None
    if question.slot in _TELLS and kinds & _TELLS[question.slot]:
        return text
    return None
