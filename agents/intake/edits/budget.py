"""Turns that change the trip's budget."""

from __future__ import annotations

import re
from decimal import Decimal

from ....domain.edit import ChangeTrip
from ....domain.request import Budget
from ..text import fold
from .objects import said
from .targets import spoken_of
from .turn import Turn
from .words import FEWER, MORE

_TO = re.compile(r"到|至|成|为|改|\bto\b|\bset\b|\bis\b|make")
_NO_LIMIT = re.compile(
    r"预算(?:不限|无上限|没有?上限|随意|不设限|没有?限制|取消)|(?:不限|不设|取消|不考虑|不管|不用管|去掉|别管)(?:了)?(?:总)?预算|不差钱|钱不是问题|no (?:budget )?limit|(?:forget|ignore|drop|remove) (?:about )?the budget(?! (?:to|by|down))|no budget|money is no object|unlimited budget"
)


def read_budget_change(turn: Turn, clause: range) -> bool:
    """预算加到6000, 预算再加1000, 不限预算, 总共控制在4000以内."""
    quote = turn.quote(clause)
    if _NO_LIMIT.search(fold(quote)):
        return turn.add(ChangeTrip(without_budget=True, quote=quote))
    kinds = turn.kinds(clause)
    money = (turn.find(clause, "MONEY")) if "MONEY" in kinds else (turn.find(clause, "NUM") if _of_money(turn, kinds) else None)
    spoken = spoken_of(turn, clause)
    narrow = (
        kinds & {"COSTOF", "PERNIGHT", "PERMEAL", "HOUSE", "STAY", "MEALOF", "MEALS", "EAT", "NAME", "SIGHT", "SIGHTS", "MODE"}
        or spoken.says_part
    )
    if money is None or narrow:
        return False
    trip = _of_money(turn, kinds) or kinds & {"TOTALLY", "PERHEAD", "VERSION"} or (turn.focus is None and not kinds & {"CHEAPER"})
    if not trip or ("CHEAPER" in kinds and "BUDGET" not in kinds):
        return False
    amount = int(turn.draft.tokens[money].value.value)
    up, down = kinds & MORE, kinds & (FEWER | {"CHEAPER"})
    words = fold(quote)
    if amount <= 0:
        return False
    relative = (up or down) and "INTO" not in kinds and not _TO.search(words) and not kinds & {"ATMOST"}
    if "by" in words.split():
        relative = bool(up or down)
    if relative:
        return turn.add(ChangeTrip(budget_by=-amount if down and not up else amount, quote=quote))
    draft = said(turn, quote)
    budget = draft.budget or Budget(amount=Decimal(amount), scope="person" if "PERHEAD" in kinds else "party")
    return turn.add(ChangeTrip(budget=budget, quote=quote))


def _of_money(turn: Turn, kinds: set[str]) -> bool:
    """预算有点紧，压缩到6500: a bare number is money where the budget was spoken of."""
    if "BUDGET" in kinds:
        return True
    spoken = any(token.kind == "BUDGET" for token in turn.draft.tokens)
    return spoken and bool(kinds & {"INTO", "ATMOST"}) and not kinds & {"DURATION", "NIGHTS", "CLOCK", "DATE"}
