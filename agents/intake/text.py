"""Folding a text without moving a character."""

from __future__ import annotations

import unicodedata
from functools import lru_cache


def fold(text: str) -> str:
    """Half-width, lower-case text of the same length, so that offsets hold in both."""
    return "".join(map(_fold_character, text))


@lru_cache(maxsize=32768)
def _fold_character(character: str) -> str:
    if character == "’":
        return "'"
    folded = unicodedata.normalize("NFKC", character).lower()
    return folded if len(folded) == 1 else character


def is_han(character: str) -> bool:
    """Whether it is a Chinese character."""
    return "\u4e00" <= character <= "\u9fff"


def is_word_border(text: str, at: int) -> bool:
    """Whether an ASCII word may begin or end before character ``at``."""
    if at <= 0 or at >= len(text):
        return True
    before, after = text[at - 1], text[at]
    return not (_in_word(before) and _in_word(after))


def _in_word(character: str) -> bool:
    return character.isascii() and (character.isalpha() or character == "_")
