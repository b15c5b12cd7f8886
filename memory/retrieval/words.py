"""A text as words, Chinese segmented."""

from __future__ import annotations

import unicodedata
from functools import lru_cache


@lru_cache(maxsize=8192)
def words_of(text: str) -> tuple[str, ...]:
    """The words of a text in order, in small letters and without punctuation; long Chinese words also by their parts."""
    import rjieba

    folded = unicodedata.normalize("NFKC", text).casefold()
    cut = (word.strip() for word in rjieba.cut_for_search(folded))
    return tuple(word for word in cut if any(character.isalnum() for character in word))
