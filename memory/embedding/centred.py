"""Several embedders as one, each language brought to the middle of the space."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property

import numpy as np

from ...domain.language import Language, language_of
from .embedder import Embedder, Vectors, unit_rows
from .middles import middles_of


class CentredEmbedder:
    """Joins the vectors of embedders, less what all texts of a language have in common.

    Multilingual models put a text nearer to any text of its language than to its own translation, and every text near every other.
    Less the mean of typical texts of the language, the vectors of different models can be compared and simply joined: a cosine of
    joined vectors is the mean of the models' cosines.
    """

    def __init__(self, *parts: Embedder) -> None:
        """Take the embedders that count, each for as much as the others."""
        self._parts = parts

    @property
    def name(self) -> str:
        """That of the parts; what is typical belongs to it."""
        return "+".join(part.name for part in self._parts) + "/centred-1"

    @property
    def dimensions(self) -> int:
        """Those of the parts together."""
        return sum(part.dimensions for part in self._parts)

    @cached_property
    def _middles(self) -> Sequence[Mapping[Language, Vectors]]:
        return [middles_of(part) for part in self._parts]

    def embed(self, texts: Sequence[str]) -> Vectors:
        """One row a text."""
        blank = np.array([not text.strip() for text in texts], dtype=bool)
        languages = [language_of(text) for text in texts]
        joined = []
        for part, middles in zip(self._parts, self._middles, strict=True):
            rows = part.embed(texts)
            if len(texts):
                rows = unit_rows(rows - np.stack([middles[language] for language in languages]))
            rows[blank] = 0
            joined.append(rows)
        return unit_rows(np.concatenate(joined, axis=1))
