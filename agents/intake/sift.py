"""Of the tokens found those that mean something where they stand: units behind numbers, numerals that count, whole words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from .text import is_han
from .token import Token

UNITS = frozenset(
    {
        "DAYU",
        "NIGHTU",
        "WEEKU",
        "MONTHU",
        "HAO",
        "YEARU",
        "ORD",
        "HOURU",
        "HALF",
        "MORE",
        "PERSONU",
        "MEASURE",
        "PAIRU",
        "MAN",
        "WOMAN",
        "BIG",
        "SMALL",
        "OLD",
        "AGEU",
        "METRE",
        "KM",
        "MINUTEU",
        "HOURLEN",
        "CENTIMETRE",
        "ROOMU",
        "STARU",
        "BEFORE",
        "AFTER",
        "YUAN",
        "HOUSES",
    }
)
"""Kinds of words that mean something only behind a number (or behind another unit)."""
_OPENS_UNIT = UNITS | {"NUM", "DATE", "TIME", "DAYPART", "FEAST", "DASH", "WEEKDAY", "PAIR", "CURRENCY", "TENTH"}
_CHANGED = frozenset(
    {"COLON", "NUM", "CITY", "DATE", "RELDAY", "WEEKDAY", "WEEKEND", "FEAST", "MONTHNAME", "CURRENCY", "HALFDAY", "AWEEK"}
)
_FREE_UNITS = frozenset({"PERSONU", "BEFORE", "AFTER", "ROOMU"})  # English ones may also stand in front of their number
_PEOPLE = frozenset({"CHILD", "BABY", "SENIOR", "FRIEND", "MEMBER"})
_MADE_FOR = re.compile(
    r"(?:小?床|推?车|餐?椅|餐|房|票|证|卡|价|俱乐部|游乐|用品|设施|浴室|玩具|党|'?s? ?(?:cot|crib|bed|seat|stroller|club|menu|room|playground|ticket|price|discount|chair)s?\b)"
)
"""婴儿床, 学生票, baby cot: things for people are no people."""
_A_HOUSE = re.compile(r"(?<=[找选挑订去吃有那这哪某住试换来])一家(?!人(?!均)|[\d一二两三四五六七八九十]+口)|一家(?=人均)")
"""挑一家五星酒店, 找一家人均便宜的店: one of many houses, no family."""
_COUNTED = UNITS | {
    "CHILD",
    "MEMBER",
    "FRIEND",
    "ADULT",
    "SENIOR",
    "DASH",
    "ROOM",
    "ATMOST",
    "ABOUT",
    "STOP",
    "COMMA",
    "BABY",
    "TO",
    "UPWARD",
    "PAIR",
    "PAIRU",
    "HOUSEHOLD",
    "DOWNWARD",
    "SEP",
    "PERNIGHT",
    "SOFT",
}
"""What stands behind a Chinese numeral that counts."""
_COUNTING = frozenset(
    {
        "BUDGET",
        "ATMOST",
        "ATLEAST",
        "ABOUT",
        "PERHEAD",
        "PERNIGHT",
        "PERMEAL",
        "COSTOF",
        "TOTALLY",
        "DASH",
        "COLON",
        "MEMBER",
        "PAIR",
        "WE",
        "CHILD",
        "FRIEND",
        "FAMILYOF",
        "GROUPOF",
    }
)
"""What stands before one."""
_LEAST_WORD = 20
"""A numeral of several characters that is as large counts wherever it stands."""


def sift(folded: str, tokens: Sequence[Token]) -> Iterator[Token]:
    """Drop units without a number, Chinese numerals that count nothing (统一, 三亚), and words that are parts of others."""
    previous: Token | None = None
    for position, token in enumerate(tokens):
        if _means_something(folded, tokens, position, previous):
            previous = token
            yield token


def _means_something(folded: str, tokens: Sequence[Token], position: int, previous: Token | None) -> bool:
    token = tokens[position]
    short = token.end - token.start == 1
    if token.kind in UNITS and not (_opened(folded, token, previous) or _is_free(folded, token)):
        return False
    if token.kind in _PEOPLE and _MADE_FOR.match(folded, token.end):
        return False
    match token.kind:
        case "LIVES":
            return _touches(folded, previous, token) and previous is not None and previous.kind == "CITY"
        case "NEAR" if folded[token.start : token.end] == "边":  # 西湖边, not 边走边看
            return _touches(folded, previous, token) and previous is not None and previous.kind == "NAME"
        case "STARU":  # 三星堆
            return not (short and _goes_on(folded, tokens, position))
        case "FAMILYOF":
            return _A_HOUSE.match(folded, token.start) is None
        case "LINGER" if short:
            return _leads_to_a_time(folded, tokens, position)
        case "AWAY" if short:
            return _closes(folded, tokens, position)
        case "TO" if folded[token.start : token.end] == "飞":
            return _flies(folded, tokens, position)
        case "CHANGE":
            following = _following(folded, tokens, position)
            return following is not None and following.kind in _CHANGED
        case "WEEKDAY":
            return not folded[: token.start].endswith("the ")  # the sun
        case "TERM" if short:
            return _stands_alone(folded, tokens, position)
        case "NUM" if not token.value.digits and not folded[token.start].isascii():
            return _counts(folded, tokens, position, previous)
    return True


def _touches(folded: str, previous: Token | None, token: Token) -> bool:
    return previous is not None and not folded[previous.end : token.start].strip(" -")


def _following(folded: str, tokens: Sequence[Token], position: int) -> Token | None:
    """The next token, unless unknown words stand between."""
    following = tokens[position + 1] if position + 1 < len(tokens) else None
    return None if following is None or folded[tokens[position].end : following.start].strip() else following


def _opened(folded: str, token: Token, previous: Token | None) -> bool:
    """Whether what stands before gives a unit a meaning."""
    if previous is None or previous.kind not in _OPENS_UNIT or not _touches(folded, previous, token):
        return False
    return not (previous.kind != "NUM" and folded[previous.end : token.start] and is_han(folded[token.start]))  # 三天 日出


def _is_free(folded: str, token: Token) -> bool:
    return token.kind in _FREE_UNITS and folded[token.start].isascii()


def _counts(folded: str, tokens: Sequence[Token], position: int, previous: Token | None) -> bool:
    token, following = tokens[position], _following(folded, tokens, position)
    if following is not None and following.kind in _COUNTED:
        return True
    if previous is not None and previous.kind in _COUNTING and _touches(folded, previous, token):
        return True
    return len(folded) == token.end or (token.end - token.start > 1 and bool(token.value.value >= _LEAST_WORD))


def _stands_alone(folded: str, tokens: Sequence[Token], position: int) -> bool:
    """Whether a one-character word (湖, 寺) isn't just a part of an unknown longer one (湖北)."""
    token = tokens[position]
    before = tokens[position - 1].end if position else 0
    after = tokens[position + 1].start if position + 1 < len(tokens) else len(folded)
    return not folded[before : token.start].strip() and not folded[token.end : after].strip()


def _goes_on(folded: str, tokens: Sequence[Token], position: int) -> bool:
    """Whether a word is the front of an unknown longer one."""
    token = tokens[position]
    after = tokens[position + 1].start if position + 1 < len(tokens) else len(folded)
    return token.end < after and is_han(folded[token.end])


def _flies(folded: str, tokens: Sequence[Token], position: int) -> bool:
    """Whether 飞 means going by air: 武汉飞深圳, 回来飞, 飞回, not 飞行表演, 放飞, 恐飞."""
    token, after = tokens[position], _following(folded, tokens, position)
    before = tokens[position - 1] if position and tokens[position - 1].end == token.start else None
    if (before is not None and before.kind == "CITY") or (after is not None and after.kind in ("CITY", "NAME")):
        return True
    opens = before is not None or token.start == 0 or not is_han(folded[token.start - 1])
    return opens and (not _goes_on(folded, tokens, position) and (after is None or after.kind in _BEHIND_A_FLIGHT))


_BEHIND_A_FLIGHT = frozenset({"BACK", "INWARD", "PARTICLE", "GO", "SEP", "OR", "COMMA", "STOP", "BUT", "HOME"})


def _leads_to_a_time(folded: str, tokens: Sequence[Token], position: int) -> bool:
    """Whether 待 means staying: 待到周日, 待两天, not 期待."""
    following = tokens[position + 1] if position + 1 < len(tokens) else None
    return (
        following is not None
        and not folded[tokens[position].end : following.start].strip()
        and following.kind in {"TO", "NUM", "AT", "ATLEAST", "PARTICLE", "HALFDAY", "HALFHOUR"}
    )


def _closes(folded: str, tokens: Sequence[Token], position: int) -> bool:
    """Whether 走 means leaving: after a city, a time or a train, at the end of what is said (晚上七点走, not 走廊)."""
    before = next((t for t in reversed(tokens[:position]) if t.kind not in ("PARTICLE", "FILL")), None)
    timed = before is not None and before.kind in {
        "DATE",
        "DAYPART",
        "HOURU",
        "HALF",
        "TIME",
        "MODE",
        "HAO",
        "WEEKDAY",
        "RELDAY",
        "NUM",
        "DAYU",
        "CITY",
    }
    behind = tokens[position + 1].start if position + 1 < len(tokens) else len(folded)
    return timed and (tokens[position].end == behind or not folded[tokens[position].end : behind].strip())
