"""From text to tokens: names, listed words, numbers and the gaps between them.

All candidates are found first; then the cover of the text with the greatest sum of squared lengths is chosen, so that a long
name wins over the words inside it, wherever it begins.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from typing import Any

from .lexicon.all import lexicon
from .lexicon.filler import is_filler
from .names import NameIndex
from .numerals import scan_numbers
from .text import fold, is_word_border
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
_RANK = {"NAME": 3, "CITY": 2, "NUM": 0, "TERM": 0, "DISH": -1}
_BEING = frozenset({"is", "are", "'s", "今年", "刚", "刚满", "已经", "是"})
_PEOPLE = frozenset({"CHILD", "BABY", "SENIOR", "FRIEND", "MEMBER"})
_MADE_FOR = re.compile(
    r"(?:小?床|推?车|餐?椅|餐|房|票|证|卡|价|俱乐部|游乐|用品|设施|浴室|玩具|党|'?s? ?(?:cot|crib|bed|seat|stroller|club|menu|room|playground|ticket|price|discount|chair)s?\b)"
)
"""婴儿床, 学生票, baby cot: things for people are no people."""
_A_HOUSE = re.compile(r"(?<=[找选挑订去吃有那这哪某住试换来])一家(?!人(?!均)|[\d一二两三四五六七八九十]+口)|一家(?=人均)")
"""挑一家五星酒店, 找一家人均便宜的店: one of many houses, no family."""
_ISO_DATE = re.compile(r"(?<!\d)(20\d\d)[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
_SLASH_DATE = re.compile(r"(?<![\d/])(1[0-2]|0?[1-9])/(3[01]|[12]\d|0?[1-9])(?![\d/])")
_FULL_STOP = re.compile(r"\.(?=\s|$)")
_QUOTED = re.compile(r"(?:(?<![a-z])'|[‘“\"「『《])([^‘’'“”\"「」『』《》\n]{2,30})(?:'(?![a-z])|[’”\"」』》])")
_IN_NAMES = frozenset({"GAP", "TERM", "EAT", "STAY", "SIGHTS", "CITY"})
_ENGLISH_WORD = re.compile(r"[A-Za-z][\w'’-]*")
_TIME = re.compile(r"(?<!\d)([01]?\d|2[0-4]):([0-5]\d)(?!\d)")


def lex(text: str, index: NameIndex) -> list[Token]:
    """Cut a text into tokens; what nothing covers becomes ``GAP``; blanks and particles disappear.

    Args:
        text: The traveller's words; offsets of the tokens refer to it.
        index: Names to look for.
    """
    folded = fold(text)
    candidates = [t for t in (*index.scan(folded), *_scan_words(folded), *_scan_literals(folded)) if _fits(folded, t)]
    candidates.extend(scan_numbers(folded))
    candidates.extend(_scan_quoted(folded, candidates))
    tokens = _named(text, _spaced(folded, _fill_gaps(folded, _demote(folded, _best_cover(len(text), candidates)))))
    return [token for token in _copulas(folded, list(tokens)) if token.kind != "PARTICLE"]


def _copulas(folded: str, tokens: list[Token]) -> Iterator[Token]:
    """Our child *is* 5: such a word between a child and a number says that the number is an age."""
    for position, token in enumerate(tokens):
        between = token.kind in ("PARTICLE", "FILL") and folded[token.start : token.end] in _BEING
        before = {t.kind for t in tokens[max(position - 2, 0) : position] if t.kind != "PARTICLE"} if between else set()
        counted = between and position + 1 < len(tokens) and tokens[position + 1].kind == "NUM"
        yield Token("BEING", token.start, token.end) if counted and "CHILD" in before else token


@cache
def _words() -> Any:
    from ahocorasick import Automaton

    automaton = Automaton()
    for word, (kind, value) in lexicon().items():
        automaton.add_word(word, (len(word), kind, value))
    automaton.make_automaton()
    return automaton


def _scan_words(folded: str) -> Iterator[Token]:
    for end, (length, kind, value) in _words().iter(folded):
        yield Token(kind, end - length + 1, end + 1, value)


def _scan_literals(folded: str) -> Iterator[Token]:
    for match in _ISO_DATE.finditer(folded):
        yield Token("DATE", *match.span(), (int(match[1]), int(match[2]), int(match[3])))
    for match in _SLASH_DATE.finditer(folded):
        yield Token("DATE", *match.span(), (None, int(match[1]), int(match[2])))
    for match in _FULL_STOP.finditer(folded):
        yield Token("STOP", *match.span())
    for match in _TIME.finditer(folded):
        yield Token("TIME", *match.span(), int(match[1]) * 60 + int(match[2]))


def _scan_quoted(folded: str, candidates: list[Token]) -> Iterator[Token]:
    """Words in quotation marks that hold no known name and no cue are one unknown name."""
    telling = [t for t in candidates if t.kind in ("NAME", "CITY", "MUST", "WANT", "NEG")]
    for match in _QUOTED.finditer(folded):
        start, end = match.span(1)
        if not any(start <= token.start and token.end <= end for token in telling):
            yield Token("GAP", start, end)


def _fits(folded: str, token: Token) -> bool:
    return is_word_border(folded, token.start) and is_word_border(folded, token.end)


def _best_cover(length: int, candidates: list[Token]) -> list[Token]:
    ending: dict[int, list[Token]] = defaultdict(list)
    for token in candidates:
        ending[token.end].append(token)
    score = [0] * (length + 1)
    chosen: list[Token | None] = [None] * (length + 1)
    for at in range(1, length + 1):
        score[at] = score[at - 1]
        for token in ending.get(at, ()):
            worth = score[token.start] + 8 * (at - token.start) ** 2 + _RANK.get(token.kind, 1)
            if worth > score[at]:
                score[at], chosen[at] = worth, token
    out: list[Token] = []
    at = length
    while at > 0:
        last = chosen[at]
        if last is None:
            at -= 1
        else:
            out.append(last)
            at = last.start
    return out[::-1]


def _demote(folded: str, tokens: list[Token]) -> Iterator[Token]:
    """Drop units without a number, and Chinese numerals that count nothing (统一, 三亚)."""
    previous: Token | None = None
    for position, token in enumerate(tokens):
        touching = previous is not None and not folded[previous.end : token.start].strip(" -")
        opened = touching and previous is not None and previous.kind in _OPENS_UNIT
        if (
            opened
            and previous is not None
            and previous.kind != "NUM"
            and folded[previous.end : token.start]
            and _is_han(folded[token.start])
        ):
            opened = False  # 三天 日出
        free = token.kind in _FREE_UNITS and folded[token.start].isascii()
        if token.kind in UNITS and not (opened or free):
            continue
        if token.kind in _PEOPLE and _MADE_FOR.match(folded, token.end):
            continue
        if token.kind == "LIVES" and not (touching and previous is not None and previous.kind == "CITY"):
            continue
        if (
            token.kind == "NEAR"
            and folded[token.start : token.end] == "边"
            and not (touching and previous and previous.kind == "NAME")
        ):
            continue  # 西湖边, not 边走边看
        if token.kind == "STARU" and _goes_on(folded, tokens, position):
            continue  # 三星堆
        if token.kind == "FAMILYOF" and _A_HOUSE.match(folded, token.start):
            continue
        if token.kind == "LINGER" and token.end - token.start == 1 and not _leads_to_a_time(folded, tokens, position):
            continue
        if token.kind == "AWAY" and token.end - token.start == 1 and not _closes(folded, tokens, position):
            continue
        following = tokens[position + 1] if position + 1 < len(tokens) else None
        if token.kind == "CHANGE" and (
            following is None or following.kind not in _CHANGED or folded[token.end : following.start].strip()
        ):
            continue
        if token.kind == "WEEKDAY" and folded[: token.start].endswith("the "):
            continue  # the sun
        if token.kind == "TERM" and token.end - token.start == 1 and not _stands_alone(folded, tokens, position):
            continue
        if token.kind == "NUM" and not token.value.digits and not folded[token.start].isascii():
            counts = (
                following is not None
                and not folded[token.end : following.start].strip()
                and following.kind
                in UNITS
                | {
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
            )
            amount = (
                previous is not None
                and touching
                and previous.kind
                in {
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
            if not (counts or amount or len(folded) == token.end or (token.end - token.start > 1 and token.value.value >= 20)):
                continue
        previous = token
        yield token


def _spaced(folded: str, tokens: Iterator[Token]) -> Iterator[Token]:
    """A blank between Chinese words parts clauses: 洪崖洞 火锅必吃 预算两千."""
    previous: Token | None = None
    for token in tokens:
        between = folded[previous.end : token.start] if previous else ""
        if previous and between and not between.strip() and _is_han(folded[previous.end - 1]) and _parts(folded, previous, token):
            yield Token("COMMA", previous.end, token.start)
        previous = token
        yield token


_JOINING = frozenset({"COMMA", "STOP", "SEP", "OR"})
_COMPLETE = frozenset({"MODE", "BOTHWAYS", "FRIEND", "MEMBER", "CHILD", "PERSONU", "ROOMU", "ROOM", "NAME", "TERM"})
"""Behind these a number is about something else: 动车 3000以内, 住2间 8500元."""


def _parts(folded: str, previous: Token, token: Token) -> bool:
    """Whether two tokens with a blank between them belong to two clauses."""
    if token.kind == "NUM":
        return previous.kind in _COMPLETE and folded[token.start].isdigit()
    return _is_han(folded[token.start]) and previous.kind not in {"BUDGET", *_JOINING} and token.kind not in _JOINING


def _named(text: str, tokens: Iterator[Token]) -> Iterator[Token]:
    """An English name that nobody knows is one gap, with the words of kinds in it: Kaka Forest Park is no park in general."""
    run: list[Token] = []
    for token in tokens:
        if run and not (_capital(text, token) and not text[run[-1].end : token.start].strip(" ")):
            yield from _one_name(text, run)
            run = []
        if _capital(text, token):
            run.append(token)
        else:
            yield token
    yield from _one_name(text, run)


def _capital(text: str, token: Token) -> bool:
    return token.kind in _IN_NAMES and all(
        word[:1].isupper() for word in _ENGLISH_WORD.findall(text[token.start : token.end])[:1]
    )


def _one_name(text: str, run: list[Token]) -> Iterator[Token]:
    """The run as one gap where it holds an unknown word beside a word of the vocabulary."""
    unknown = any(token.kind == "GAP" and not is_filler(fold(text[token.start : token.end])) for token in run)
    if unknown and any(token.kind == "TERM" for token in run) and text[run[0].start].isascii():
        yield Token("GAP", run[0].start, run[-1].end)
    else:
        yield from run


def _is_han(character: str) -> bool:
    return "\u4e00" <= character <= "\u9fff"


def _stands_alone(folded: str, tokens: list[Token], position: int) -> bool:
    """Whether a one-character word (湖, 寺) isn't just a part of an unknown longer one (湖北)."""
    token = tokens[position]
    before = tokens[position - 1].end if position else 0
    after = tokens[position + 1].start if position + 1 < len(tokens) else len(folded)
    return not folded[before : token.start].strip() and not folded[token.end : after].strip()


def _goes_on(folded: str, tokens: list[Token], position: int) -> bool:
    """Whether a one-character word is the front of an unknown longer one."""
    token = tokens[position]
    after = tokens[position + 1].start if position + 1 < len(tokens) else len(folded)
    return token.end - token.start == 1 and token.end < after and _is_han(folded[token.end])


def _leads_to_a_time(folded: str, tokens: list[Token], position: int) -> bool:
    """Whether 待 means staying: 待到周日, 待两天, not 期待."""
    following = tokens[position + 1] if position + 1 < len(tokens) else None
    return (
        following is not None
        and not folded[tokens[position].end : following.start].strip()
        and following.kind in {"TO", "NUM", "AT", "ATLEAST", "PARTICLE", "HALFDAY", "HALFHOUR"}
    )


def _closes(folded: str, tokens: list[Token], position: int) -> bool:
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


def _fill_gaps(folded: str, tokens: Iterator[Token]) -> Iterator[Token]:
    at = 0
    for token in (*tokens, Token("END", len(folded), len(folded))):
        gap = folded[at : token.start]
        if gap.strip():
            lead = len(gap) - len(gap.lstrip())
            yield Token("GAP", at + lead, at + len(gap.rstrip()))
        if token.kind != "END":
            yield token
        at = token.end
