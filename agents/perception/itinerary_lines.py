"""An itinerary's lines as a text that the intake reads: headings of days and times of day are layout there."""

from __future__ import annotations

import re

from ...domain.language import language_of, worded
from ..intake.numerals import scan_numbers

_DAY = re.compile(
    r"(?:第\s*(?P<zh>\d{1,2}|[一二三四五六七八九十]{1,3})\s*[天日]|\b(?:day|d)\s*(?P<en>\d{1,2})\b)\s*[:：.、\-–—|]*",
    re.IGNORECASE,
)
_TIMES = re.compile(r"\b\d{1,2}[:：]\d{2}(?:\s*(?:[-–—~～至到]|to)\s*\d{1,2}[:：]\d{2})?")
_LENGTH = re.compile(r"\d+\s*(?:天|日|晚|days?\b|nights?\b)|[一二两三四五六七八九十]{1,3}\s*[天日晚]", re.IGNORECASE)
_MOST_DAYS = 30


def plain_lines(text: str) -> str:
    """The text without headings and times; as many days as it has headings for, where it doesn't say how many."""
    last = max((_number(match["zh"] or match["en"]) for match in _DAY.finditer(text)), default=0)
    plain = _TIMES.sub(" ", _DAY.sub("\n", text))
    plain = "\n".join(line for part in plain.splitlines() if (line := part.strip(" \t,，、;；·•-–—|")))
    if 1 < last <= _MOST_DAYS and not _LENGTH.search(plain):
        plain += "\n" + worded(language_of(plain), f"{last}天", f"{last} days")
    return plain


def _number(numeral: str) -> int:
    return next((int(number.value.value) for number in scan_numbers(numeral)), 0)
