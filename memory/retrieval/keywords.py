"""Texts by the words they share with a query: BM25."""

from __future__ import annotations

from collections.abc import Sequence

from .words import words_of


def keyword_scores(texts: Sequence[str], query: str) -> list[float]:
    """How well each text fits the words of a query, 0 where they share none.

    About 1 ms for 100 short texts, the making of the index included: a traveller's memories are too few to keep one.
    """
    import bm25s

    corpus, wanted = [words_of(text) for text in texts], words_of(query)
    known = {word for words in corpus for word in words}
    wanted = tuple(word for word in dict.fromkeys(wanted) if word in known)
    if not wanted:
        return [0.0] * len(texts)
    index = bm25s.BM25()
    index.index([list(words) for words in corpus], show_progress=False)
    return [float(score) for score in index.get_scores(list(wanted))]
