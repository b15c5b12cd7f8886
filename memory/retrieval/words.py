"""A text as words, Chinese segmented."""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache


@lru_cache(maxsize=8192)
def words_of(text: str) -> tuple[str, ...]:
    """The words of a text in order, in small letters and without punctuation; long Chinese words also by their parts."""
    import rjieba

    folded = unicodedata.normalize("NFKC", text).casefold()
    cut = (word.strip() for word in rjieba.cut_for_search(folded))
    return tuple(word for word in cut if any(character.isalnum() for character in word))


@lru_cache(maxsize=8192)
def content_words(text: str) -> tuple[str, ...]:
    """Those of :func:`words_of` that tell what a text is about: no function words, no single Chinese characters."""
    return tuple(word for word in words_of(text) if word not in _function_words() and not _is_one_character(word))


@cache
def _function_words() -> frozenset[str]:
    from bm25s.stopwords import STOPWORDS_CHINESE, STOPWORDS_EN_PLUS

    return frozenset([*STOPWORDS_CHINESE, *STOPWORDS_EN_PLUS])


def _is_one_character(word: str) -> bool:
    return len(word) == 1 and not word.isascii()
