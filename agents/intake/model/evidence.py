"""What a quote is worth as evidence: where it stands, which numbers it holds, what turns its sense, what it takes back."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from itertools import pairwise

from ...orders import ORDERS
from ..compounds import compound
from ..lexer import lex
from ..lexicon.filler import is_filler
from ..names import NameIndex
from ..numerals import Number, scan_numbers
from ..text import fold, is_han, is_word_border
from ..token import Token

Span = tuple[int, int]

MOST_QUOTED = 80
"""Longer quotes are no evidence of one thing."""
_LEAST = 2
"""Chinese characters that say something; English letters are worth a half."""
_BORDER = re.compile(r"[，。！？；!?;\n]|,(?!\d{3}(?!\d))|\.(?=\s|$)")
_CORRECTION = re.compile(
    r"不对|[哦噢啊喔额呃嗯欸]不|[写说打搞记]错了?|错了|更正[为成]?|改[成为到作回]|应该是|应为|算了|还是算了"
    r"|\b(?:actually|make (?:it|that)|no,? wait|wait,? no|rather|correction|i me(?:an|ant)|scratch(?: that)?|changed? (?:it |that )?to|oops|sorry)\b"
)
"""What takes back something that was said before."""
_FORBIDDING = r"别(?!的|处|墅|人)|不要(?!钱)|不用|不能|不必|不许|千万|\bdon't\b|\bdo not\b|\bnever\b|\bno need\b"
_KEPT = re.compile(rf"(?:{_FORBIDDING})\W*$")
"""In front of a correction it says that there is none."""
_REFUSING = re.compile(
    r"不(?!错|少|仅|但|管|同|限|超|到|要超)|别(?!超)|没|无|勿|忌|禁|免|除了|讨厌|反感|害怕|怕|受不了|过敏|❌|🚫|⛔|\bno\b|\bnot\b|n't\b|\bnever\b|without|avoid|skip|hate|except|allerg"
)
_FAULT = re.compile(
    r"太|腻|无聊|无趣|挤|贵|算了|划掉|删|去掉|砍|略过|跳过|pass|\b(?:too|boring|crowded|drop|remove|cut|lose|ditch|scrap|kill|enough|bin)\b"
)
_EXCLUSIVE = re.compile(r"只|仅|全程|全都|必须都|\bonly\b|\bjust\b|nothing but|\ball\b")
_TYPES = {
    **dict.fromkeys(("MONEY", "FOREIGNMONEY"), "money"),
    **dict.fromkeys(("CLOCK", "CLOCKBOUND", "CLOCKSPAN", "TIME"), "clock"),
    **dict.fromkeys(("DATE", "SPAN", "HAO"), "date"),
    **dict.fromkeys(("KIN", "PEOPLE", "PARTYOF", "FAMILYN", "PAIR", "SOLO"), "people"),
    **dict.fromkeys(("DURATION", "NIGHTS"), "length"),
    **dict.fromkeys(("NTHDAY", "DAYBOUND"), "day"),
    **dict.fromkeys(("LENGTH", "PERIOD"), "time"),
    **dict.fromkeys(("ROOM", "ROOMS"), "rooms"),
    **{kind: kind for kind in ("AGE", "HEIGHT", "DISTANCE", "STARS", "SIGHTCAP")},
}
"""What a number in a token of a kind is a number of."""
_TURNING = {
    "FOREIGN": "foreign",
    "FOREIGNMONEY": "foreign",
    "ATLEAST": "least",
    "UPWARD": "least",
    "PERHEAD": "head",
    "EVERYDAY": "day",
    "PERNIGHT": "night",
    "PERMEAL": "meal",
}
"""Kinds of words that make an amount another one."""


@dataclass(frozen=True)
class Text:
    """Words with what is known of them; spans are of its characters."""

    text: str
    index: NameIndex

    @cached_property
    def folded(self) -> str:
        """See :func:`~..text.fold`."""
        return fold(self.text)

    @cached_property
    def tokens(self) -> Sequence[Token]:
        """The tokens, after the first stages."""
        return compound(lex(self.text, self.index))

    @cached_property
    def clauses(self) -> tuple[Span, ...]:
        """The stretches between marks."""
        edges = [-1, *(match.start() for match in _BORDER.finditer(self.folded)), len(self.text)]
        return tuple((a + 1, b) for a, b in pairwise(edges) if self.text[a + 1 : b].strip())

    def find(self, words: str) -> tuple[Span, ...]:
        """Everywhere that words stand, whatever their case and width; never inside another word."""
        wanted = fold(words).strip().strip("\"'“”‘’「」『』")
        found: list[Span] = []
        at = self.folded.find(wanted) if wanted else -1
        while at >= 0:
            if is_word_border(self.folded, at) and is_word_border(self.folded, at + len(wanted)):
                found.append((at, at + len(wanted)))
            at = self.folded.find(wanted, at + 1)
        return tuple(found)

    def cuts(self, span: Span) -> bool:
        """Whether a span begins or ends inside a word that the rules know."""
        return any(token.kind != "GAP" and token.start < edge < token.end for token in self.tokens for edge in span)

    def around(self, span: Span) -> Span:
        """The clauses that a span touches."""
        touched = [clause for clause in self.clauses if overlap(clause, span)] or [span]
        return touched[0][0], touched[-1][1]

    def words(self, span: Span) -> str:
        """What stands in a span."""
        return self.text[span[0] : span[1]]

    def numbers(self, *spans: Span) -> Counter[tuple[Decimal, str]]:
        """The numbers that stand whole in spans, with what they are numbers of; empty where that isn't said."""
        found: Counter[tuple[Decimal, str]] = Counter()
        for number in scan_numbers(self.folded):
            holder = next((token for token in self.tokens if token.start <= number.start < token.end), None)
            kind = holder.kind if holder else ""
            counts = kind in ("NUM", "GAP", "") or kind in _TYPES
            if counts and any(start <= number.start and number.end <= end for start, end in spans):
                value: Number = number.value
                found[(-value.value if value.negative else value.value, _TYPES.get(kind, ""))] += 1
        return found

    def kinds(self, span: Span) -> set[str]:
        """Kinds of the tokens that a span touches."""
        return {token.kind for token in self.tokens if overlap((token.start, token.end), span)}

    def turns(self, span: Span) -> set[str]:
        """What in a span makes its amounts other ones."""
        return {_TURNING[kind] for kind in self.kinds(span) if kind in _TURNING}

    def refuses(self, span: Span) -> bool:
        """Whether the clauses of a span say no to something; a correction isn't meant."""
        words = _CORRECTION.sub("", fold(self.words(self.around(span))))
        return _REFUSING.search(words) is not None

    def forbids(self, span: Span) -> bool:
        """Whether the clauses of a span say that something must not be done."""
        return re.search(_FORBIDDING, fold(self.words(self.around(span)))) is not None

    def objects(self, span: Span) -> bool:
        """Whether the clauses of a span refuse something or find fault with it."""
        return self.refuses(span) or _FAULT.search(fold(self.words(self.around(span)))) is not None

    def excludes(self, span: Span) -> bool:
        """Whether the clauses of a span say that nothing else will do."""
        return _EXCLUSIVE.search(fold(self.words(self.around(span)))) is not None

    def is_addressed(self, span: Span) -> bool:
        """Whether the clauses of a span speak to the reader: such words are evidence of nothing."""
        return ORDERS.search(fold(self.words(self.around(span)))) is not None

    def corrected_at(self, span: Span, after: int) -> int | None:
        """Where what is said in a span begins to take back something earlier, if it does.

        Args:
            span: The words that say something new.
            after: What is taken back ends here.
        """
        clause = self.around(span)
        for match in _CORRECTION.finditer(self.folded, max(after, 0)):
            between = self.folded[match.end() : clause[0]]
            leads = clause[0] <= match.start() < span[1] or (match.end() <= clause[0] and is_filler(between))
            if leads and not _KEPT.search(self.folded[: match.start()]):
                return match.end() if match.start() >= clause[0] else clause[0]
        return None


def overlap(one: Span, other: Span) -> Span | None:
    """What two spans share."""
    start, end = max(one[0], other[0]), min(one[1], other[1])
    return (start, end) if start < end else None


def says_something(text: Text, spans: Iterable[Span]) -> bool:
    """Whether the words in spans are more than a splinter of one."""
    words = "".join(text.words(span) for span in spans)
    return sum(1 if is_han(character) else 0.5 for character in words if character.isalnum()) >= _LEAST


def covers(evidence: Counter[tuple[Decimal, str]], claimed: Counter[tuple[Decimal, str]]) -> bool:
    """Whether each claimed number stands in the evidence, as often, and as a number of the same thing where it says of what."""
    left = Counter(evidence)
    for (value, kind), count in claimed.items():
        for known in ((value, kind), (value, "")):
            taken = min(count, left[known])
            left[known] -= taken
            count -= taken
        if count:
            return False
    return True


def without(pieces: Iterable[str], *read: str) -> tuple[str, ...]:
    """Pieces of a text without words that were read; what is left of them and says nothing goes too."""
    for words in read:
        pieces = _without(pieces, words)
    return tuple(pieces)


def corrections_gone(pieces: Iterable[str]) -> tuple[str, ...]:
    """Pieces of a text without those that only take something back."""
    return tuple(piece for piece in pieces if not _CORRECTION.search(fold(piece)) or _says(_CORRECTION.sub(" ", fold(piece))))


def _says(folded: str) -> bool:
    return any(not is_filler(part) for part in folded.split())


def _without(pieces: Iterable[str], read: str) -> tuple[str, ...]:
    out: list[str] = []
    for piece in pieces:
        folded, words = fold(piece), fold(read)
        if folded in words:
            continue
        if (at := folded.find(words)) < 0:
            out.append(piece)
            continue
        for rest in (piece[:at], piece[at + len(words) :]):
            bare = rest.strip(" ，,。.、；;")
            if bare and _says(fold(bare)):
                out.append(bare)
    return tuple(dict.fromkeys(out))
