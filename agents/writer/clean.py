"""What a model wrote, as plain text of a bearable length."""

from __future__ import annotations

import re
import unicodedata

from ..grounding.sentences import sentences_of

_MARKUP = re.compile(
    r"```.*?```|</?[A-Za-z!][^>]*>|!?\[([^\]]*)\]\([^)]*\)|(?<![\w])[*_~`]{1,3}|[*_~`]{1,3}(?![\w])|(?m:^\s*(?:[#>]+|[-*+•·]|\d{1,2}[.)、])\s+)",
    re.DOTALL,
)
_SPACES = re.compile(r"\s+")


def plain(text: str) -> str:
    """On one line, without markup, control characters, emoji and characters that nobody sees."""
    text = _MARKUP.sub(lambda match: match[1] or "", text)
    seen = (" " if character.isspace() else character for character in text if _is_text(character))
    return _SPACES.sub(" ", "".join(seen)).strip()


def shortened(text: str, most: int) -> str:
    """The sentences of a text that fit into ``most`` characters."""
    kept, length = [], 0
    for sentence in sentences_of(text):
        length += len(sentence) + 1
        if length > most:
            break
        kept.append(sentence)
    return " ".join(kept)


def _is_text(character: str) -> bool:
    return character.isspace() or unicodedata.category(character) not in ("Cc", "Cf", "Co", "Cs", "Cn", "So", "Sk")
