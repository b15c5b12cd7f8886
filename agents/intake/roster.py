"""Everybody who is named as travelling, nobody twice."""

from __future__ import annotations

import re
from dataclasses import replace

from .draft import CLAUSE_ENDS, Draft
from .values import Kin

SENIOR_FROM = 60
_EACH = re.compile(r"各自|各带|各有|每人带|每家|each (?:of us )?(?:bring|with|has|have)")
_PAIRS = {
    "father": "parents",
    "mother": "parents",
    "father-in-law": "in-laws",
    "mother-in-law": "in-laws",
    "grandfather": "grandparents",
    "grandmother": "grandparents",
}
"""Whom one of a named couple belongs to."""


def roster(draft: Draft) -> list[Kin]:
    """Everybody named, without those a place or plan should merely suit; their words are used."""
    found: list[Kin] = []
    suits = False
    for at, token in enumerate(draft.tokens):
        if token.kind in CLAUSE_ENDS:
            suits = False
        elif token.kind == "SUITS":
            suits = True
        elif token.kind == "KIN" and at not in draft.used and draft.kind(at + 1) != "NEG":  # 老公不去
            kin = _of_each(draft, at, _counted_before(draft, at, token.value), found)
            if kin.group in ("parent", "relative") and (kin.youngest or 0) >= SENIOR_FROM:
                kin = replace(kin, group="senior")
            if _add(found, kin, suits=suits):
                draft.use((at,))
    return found


def _of_each(draft: Draft, at: int, kin: Kin, found: list[Kin]) -> Kin:
    """我和朋友各带一个孩子: so many for each of those named before."""
    first = draft.clause(at).start
    if kin.group != "child" or not _EACH.search(draft.text[draft.tokens[first].start : draft.tokens[at].start].lower()):
        return kin
    bringing = heads(found) + any(draft.kind(position) == "ME" for position in range(at))
    return replace(kin, count=kin.count * bringing, counted=True) if bringing else kin


def _counted_before(draft: Draft, at: int, kin: Kin) -> Kin:
    """两个坐轮椅的老人: the number stands before what is said of them."""
    number = draft.look(at - 1, -1, frozenset({"MEASURE", "FILL"}))
    if (
        kin.counted
        or draft.kind(at - 1) != "FRAIL"
        or draft.kind(number) != "NUM"
        or not (count := draft.tokens[number].value.whole)
    ):
        return kin
    draft.use((number,))
    return replace(kin, count=count, counted=True)


def _add(found: list[Kin], kin: Kin, *, suits: bool) -> bool:
    """Add new people, or what is said about known ones; False for a mention that brings nobody."""
    others = [other for other in found if other.group in ("parent", "relative", "friend")]
    if kin.who == "" and kin.group == "senior" and kin.ages and 1 < kin.count == heads(others):
        found[:] = [other for other in found if other not in others] + [kin]  # 我爸和他朋友，两位都70岁
        return True
    for position in reversed(range(len(found))):
        other = found[position]
        if _are_the_same(kin, other, suits=suits):
            found[position] = _merged(kin, other)
            return True
    if any(_PAIRS.get(kin.who) == other.who for other in found):
        return True  # 带爸妈，爸爸腿脚不好
    if suits and not kin.ages and not kin.counted:
        return False
    if kin.group == "senior" and kin.who == "" and not kin.counted and any(other.group == "parent" for other in found):
        found[:] = [replace(other, group="senior") if other.group == "parent" else other for other in found]
        return True
    found.append(kin)
    return True


def _are_the_same(kin: Kin, other: Kin, *, suits: bool) -> bool:
    if kin.who:
        among = other.who == "" and kin.group == other.group and kin.count < other.count and len(other.ages) < other.count
        return kin.who == other.who or among  # 两个孩子，儿子5岁
    parents = other.who in ("parents", "in-laws") and kin.group == "senior" and kin.count == other.count
    if parents:
        return True
    if other.group != kin.group or kin.group not in ("child", "senior"):
        return other.group == kin.group and suits
    return suits or not kin.counted or (kin.count == other.count and not (kin.ages and other.ages))


def _merged(kin: Kin, other: Kin) -> Kin:
    """What two mentions say of the same people."""
    among = kin.who != other.who and other.who == "" and kin.who != ""
    return replace(
        other,
        group=kin.group if kin.ages or not kin.who else other.group,
        count=max(other.count, kin.count),
        ages=other.ages + kin.ages if among else other.ages or kin.ages,
        heights=other.heights + kin.heights if among else other.heights or kin.heights,
    )


def heads(kin: list[Kin]) -> int:
    """How many people they are."""
    return sum(k.count for k in kin)
