"""Numbers as travellers write them: 5000, 5,000, 1.5万, 两千五, 2k, two thousand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from .token import Token

_HAN = "零〇一二两三四五六七八九十百千万廿"
_DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_ENGLISH = {
    word: value
    for value, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
            "twenty",
        ]
    )
} | {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
_SCALES = {"hundred": 100, "thousand": 1000, "k": 1000, "grand": 1000}
_WORD = "|".join(sorted(_ENGLISH, key=len, reverse=True))
_NUMBER = re.compile(
    rf"(?P<mixed>(?:{_DIGITS})\s?(?:[万千百]|w(?![a-z]))(?:[{_HAN}\d]+)?)"
    rf"|(?P<scaled>(?:{_DIGITS})\s?(?:k(?:\d(?!\d))?|grand|thousand)(?![a-z]))"
    rf"|(?P<plain>{_DIGITS})"
    rf"|(?P<han>[{_HAN}]+|俩|仨)"
    rf"|(?<![a-z])(?P<word>(?:a\s(?=hundred|thousand))?(?:{_WORD})?(?:[\s-]?(?:{_WORD}|hundred|thousand))*)(?![a-z])"
)
_PAIR = re.compile(r"^(一二|一两|两三|二三|三四|四五|五六|六七|七八|八九)([百千万]?)$")
_TENS = {"百": 100, "千": 1000, "万": 10000}
_AND_HALF = re.compile(r"^([\d.]+) ?k(\d)$")
"""2k5"""


@dataclass(frozen=True, slots=True)
class Number:
    """A number with the freedom it was said with.

    Attributes:
        value: The upper end of a vague pair such as 两三.
        low: The lower end; equal to ``value`` for an exact number.
        digits: True when written in digits.
        negative: True after a minus sign.
    """

    value: Decimal
    low: Decimal
    digits: bool = True
    negative: bool = False

    @property
    def whole(self) -> int | None:
        """The value as an integer, or None when it has a fraction."""
        return int(self.value) if self.value == int(self.value) else None


def scan_numbers(text: str) -> Iterator[Token]:
    """All numbers in folded (half-width, lower-case) text as ``NUM`` tokens, left to right."""
    for match in _NUMBER.finditer(text):
        words = match.group()
        if not words.strip():
            continue
        number = read_number(words)
        if number is None:
            continue
        start = match.start() + len(words) - len(words.lstrip())
        if number.digits and start and text[start - 1] == "-" and (start == 1 or not text[start - 2].isalnum()):
            number = Number(number.value, number.low, negative=True)
            start -= 1
        yield Token("NUM", start, start + len(words.strip()) + number.negative, number)


@lru_cache(maxsize=4096)
def read_number(words: str) -> Number | None:
    """The number that a string is, or None."""
    words = words.strip().replace(",", "")
    if words in ("俩", "仨"):
        return _exact(Decimal(2 if words == "俩" else 3), digits=False)
    if pair := _PAIR.match(words):
        scale = _TENS.get(pair[2], 1)  # 两三百
        low, high = (Decimal("零一二三四五六七八九".index(c.replace("两", "二"))) * scale for c in pair[1])
        return Number(high, low, digits=False)
    if half := _AND_HALF.match(words):
        return _exact(Decimal(half[1]) * 1000 + int(half[2]) * 100)
    if words[0].isdigit() and words[-1].isdigit() and all(c.isdigit() or c == "." for c in words):
        try:
            return _exact(Decimal(words))
        except InvalidOperation:
            return None
    if words[0].isdigit() and words[-1].isascii() and words[-1].isalpha() and words[-1] != "w":
        figure = re.match(r"[\d.]+", words)
        return _exact(Decimal(figure.group()) * 1000) if figure else None
    if words[0].isascii() and words[0].isalpha():
        return _english(words)
    return _chinese(words)


def _exact(value: Decimal, *, digits: bool = True) -> Number:
    return Number(value, value, digits)


def _chinese(words: str) -> Number | None:
    from cn2an import cn2an

    digits = words[0].isdigit()
    try:
        return _exact(Decimal(str(cn2an(words.replace("w", "万").replace(" ", ""), "smart"))), digits=digits)
    except (ValueError, InvalidOperation):
        return None


def _english(words: str) -> Number | None:
    total = current = 0
    parts = re.split(r"[\s-]+", words)
    if parts == ["a"]:
        return None
    for part in parts:
        if part == "a":
            current = 1
        elif part in _SCALES:
            current = max(current, 1) * _SCALES[part]
            if _SCALES[part] >= 1000:
                total, current = total + current, 0
        elif part in _ENGLISH:
            current += _ENGLISH[part]
        else:
            return None  # number words run together are none
    return _exact(Decimal(total + current), digits=False)
