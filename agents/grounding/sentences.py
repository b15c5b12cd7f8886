"""Sentences of a text, and the stretches of a sentence that belong together."""

from __future__ import annotations

import re
from collections.abc import Iterator

_END = re.compile(
    r"[。！？!?\n]+[”」』）)\"']*|(?<![A-Z])(?<!\bSt)(?<!\bNo)(?<!\bMr)(?<!\bMt)(?<!a\.m)(?<!p\.m)\.(?=\s|$)[”\"')]*|[；;]"
)
_PAUSE = re.compile(
    r"[，,、：:（）()—–·\-]|和|与|以及|及|然后|接着|随后|(?<![a-z])(?:and|then|while|before|after|but|with)(?![a-z])",
    re.IGNORECASE,
)
JOINING = frozenset({"、", "和", "与", "以及", "及", "and"})
"""Between two names these say that what follows holds for both."""


def sentences_of(text: str) -> list[str]:
    """The sentences of a text, each with its end mark."""
    out, at = [], 0
    for match in _END.finditer(text):
        out.append(text[at : match.end()].strip())
        at = match.end()
    out.append(text[at:].strip())
    return [sentence for sentence in out if sentence.strip("。！？!?.;； ")]


def stretches_of(sentence: str, taken: list[tuple[int, int]]) -> Iterator[tuple[int, int, str]]:
    """Start and end of each stretch between two pauses, and the pause before it; pauses inside ``taken`` spans are none."""
    start, pause = 0, ""
    for match in _PAUSE.finditer(sentence):
        if any(first < match.end() and match.start() < last for first, last in taken):
            continue
        yield start, match.start(), pause
        start, pause = match.end(), match.group().lower()
    yield start, len(sentence), pause
