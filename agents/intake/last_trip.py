"""A trip that should be like the last one."""

from __future__ import annotations

import re

from .text import fold

_LAST_TRIP = re.compile(
    r"(?:就|还)?(?:像|跟|和|按|按照|照|同|参照|参考)?(?:我们?)?(?:上次|上回|上一次|上趟|之前那次|前一次)"
    r"(?:旅行|旅游|出行|行程|出去|去[^，。\s]{0,4})?(?:那样|一样|那种|似的|的(?:节奏|风格|标准|样子|来))(?:子)?(?:安排|来|就行|就好)?"
    r"|(?:like|same as|similar to)(?: we did| on)?(?: the| our| my)? last (?:time|trip)|as last time|same style as last time"
)


def mentions_last_trip(text: str) -> bool:
    """Whether the trip should be like the last one: 像上次那样, like last time."""
    return _LAST_TRIP.search(fold(text)) is not None


def without_last_trip(text: str) -> str:
    """The text with those words blanked out; positions stay."""
    out = text
    for match in _LAST_TRIP.finditer(fold(text)):
        out = out[: match.start()] + "，" * len(match[0]) + out[match.end() :]
    return out
