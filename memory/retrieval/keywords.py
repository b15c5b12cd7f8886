"""Texts by the words they share with a query: BM25."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from .words import content_words, words_of


def keyword_ranking(texts: Sequence[str], query: str, least: float = 0.0) -> list[int]:
    """Places of the texts that fit the words of a query, best first.

    The index of the texts is kept, as long as they are among the last ones asked for.

    Args:
        texts: Where to look.
        query: What to look for; function words in it count only where it has no others.
        least: The share of the query's words that a text must have, 0 to 1.
    """
    wanted = dict.fromkeys(content_words(query) or words_of(query))
    if not wanted:
        return []
    return _index(tuple(texts)).ranking(list(wanted), least)


class _Index:
    """Some texts as their words."""

    def __init__(self, texts: Sequence[str]) -> None:
        import bm25s

        corpus = [words_of(text) for text in texts]
        self._words = [frozenset(words) for words in corpus]
        self._known = frozenset().union(*self._words)
        self._bm25 = bm25s.BM25()
        if self._known:
            self._bm25.index([list(words) for words in corpus], show_progress=False)

    def ranking(self, wanted: Sequence[str], least: float) -> list[int]:
        """Places of the texts with at least that share of some words, best first."""
        shares = [len(words.intersection(wanted)) / len(wanted) for words in self._words]
        fitting = [at for at, share in enumerate(shares) if share > 0 and share >= least]
        if not fitting:
            return []
        scores = self._bm25.get_scores([word for word in wanted if word in self._known])
        return sorted(fitting, key=lambda at: -float(scores[at]))


@lru_cache(maxsize=128)
def _index(texts: tuple[str, ...]) -> _Index:
    return _Index(texts)
