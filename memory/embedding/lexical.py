"""Vectors of character n-grams: alike are texts that are written alike."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from zlib import crc32

import numpy as np

from .embedder import Vectors, unit_rows


class LexicalEmbedder:
    """Counts characters, pairs and triples of them; always works, and knows no synonyms."""

    def __init__(self, dimensions: int = 2048, longest: int = 3) -> None:
        """Take the number of buckets that the n-grams are hashed into, and the longest of them."""
        self._dimensions = dimensions
        self._longest = longest

    @property
    def name(self) -> str:
        """What the vectors depend on."""
        return f"char-{self._longest}-grams-{self._dimensions}"

    @property
    def dimensions(self) -> int:
        """Number of buckets."""
        return self._dimensions

    def embed(self, texts: Sequence[str]) -> Vectors:
        """One row a text; longer n-grams weigh more, repeated ones less than their number."""
        rows = np.zeros((len(texts), self._dimensions), dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            for gram in self._grams(text):
                row[crc32(gram.encode()) % self._dimensions] += len(gram)
        return unit_rows(np.sqrt(rows))

    def _grams(self, text: str) -> Iterator[str]:
        for word in unicodedata.normalize("NFKC", text).casefold().split():
            for length in range(1, self._longest + 1):
                yield from (word[at : at + length] for at in range(len(word) - length + 1))
