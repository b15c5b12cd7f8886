"""What an embedder is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]
"""One row a text, each of length 1, so that a dot product is a cosine; a text without content is a row of zeros."""


class Embedder(Protocol):
    """Turns texts into vectors that lie close where the texts mean alike.

    No embedder sees negation (我不吃辣, 我爱吃辣) or amounts (400元, 800元): keep both as fields, and never merge two texts for
    being close.
    """

    @property
    def name(self) -> str:
        """Model and version; vectors of different names can't be compared."""
        ...

    @property
    def dimensions(self) -> int:
        """Length of a vector."""
        ...

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Vectors of some texts, shape ``(len(texts), dimensions)``."""
        ...


def unit_rows(vectors: NDArray[np.floating]) -> Vectors:
    """Rows scaled to length 1; rows of zeros stay."""
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return (vectors / np.where(lengths == 0, 1, lengths)).astype(np.float32)
