"""From text to tokens: names, listed words, numbers and the gaps between them.

All candidates are found first; then the cover of the text with the greatest sum of squared lengths is chosen, so that a long
name wins over the words inside it, wherever it begins.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import Any

from .lexicon.all import lexicon
from .lexicon.filler import is_filler
from .names import NameIndex
from .numerals import scan_numbers
from .sift import sift
from .text import fold, is_han, is_word_border
from .token import Token

_RANK = {"NAME": 3, "CITY": 2, "NUM": 0, "TERM": 0, "DISH": -1}
_BEING = frozenset({"is", "are", "'s", "今年", "刚", "刚满", "已经", "是"})
_ISO_DATE = re.compile(r"(?<!\d)(20\d\d)[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
_SLASH_DATE = re.compile(r"(?<![\d/])(1[0-2]|0?[1-9])/(3[01]|[12]\d|0?[1-9])(?![\d/])")
_FULL_STOP = re.compile(r"\.(?=\s|$)")
_QUOTED = re.compile(r"(?:(?<![a-z])'|[‘“\"「『《])([^‘’'“”\"「」『』《》\n]{2,30})(?:'(?![a-z])|[’”\"」』》])")
_IN_NAMES = frozenset({"GAP", "TERM", "EAT", "STAY", "SIGHTS", "CITY"})
_ENGLISH_WORD = re.compile(r"[A-Za-z][\w'’-]*")
_TIME = re.compile(r"(?<!\d)([01]?\d|2[0-4]):([0-5]\d)(?!\d)")


def lex(text: str, index: NameIndex, more: Callable[[str], Iterable[Token]] = lambda folded: ()) -> list[Token]:
    """Cut a text into tokens; what nothing covers becomes ``GAP``; blanks and particles disappear.

    Args:
        text: The traveller's words; offsets of the tokens refer to it.
        index: Names to look for.
        more: Finds words in the folded text beyond those of requests; of two readings of the same words they win.
    """
    folded = fold(text)
    found = (*more(folded), *index.scan(folded), *_scan_words(folded), *_scan_literals(folded))
    candidates = [token for token in found if _fits(folded, token)]
    candidates.extend(scan_numbers(folded))
    candidates.extend(_scan_quoted(folded, candidates))
    tokens = _named(text, _spaced(folded, _fill_gaps(folded, sift(folded, _best_cover(len(text), candidates)))))
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


def _spaced(folded: str, tokens: Iterator[Token]) -> Iterator[Token]:
    """A blank between Chinese words parts clauses: 洪崖洞 火锅必吃 预算两千."""
    previous: Token | None = None
    for token in tokens:
        between = folded[previous.end : token.start] if previous else ""
        if previous and between and not between.strip() and is_han(folded[previous.end - 1]) and _parts(folded, previous, token):
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
    return is_han(folded[token.start]) and previous.kind not in {"BUDGET", *_JOINING} and token.kind not in _JOINING


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
