"""Any embeddings of LangChain."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from ...domain.errors import MemoryUnavailable
from .embedder import Vectors, unit_rows

if TYPE_CHECKING:
    from langchain_core.embeddings import Embeddings


class LangChainEmbedder:
    """Adapts ``Embeddings`` of LangChain; what is kept and what it is looked for with are embedded alike, as documents."""

    def __init__(self, embeddings: Embeddings, name: str) -> None:
        """Take the embeddings, and a name that tells their model; another name has everything embedded again."""
        self._embeddings = embeddings
        self.name = name

    @cached_property
    def dimensions(self) -> int:
        """Length of a vector; the first time it costs a call."""
        return int(self._call(["."]).shape[1])

    def embed(self, texts: Sequence[str]) -> Vectors:
        """One row a text.

        Raises:
            MemoryUnavailable: If the embeddings raise anything.
        """
        rows = np.zeros((len(texts), self.dimensions), dtype=np.float32)
        filled = [at for at, text in enumerate(texts) if text.strip()]
        if filled:
            rows[filled] = self._call([texts[at] for at in filled])
        return unit_rows(rows)

    def _call(self, texts: list[str]) -> Vectors:
        try:
            return np.array(self._embeddings.embed_documents(texts), dtype=np.float32)
        except Exception as error:  # each provider has exceptions of its own, whose texts may hold an address with its key
            raise MemoryUnavailable("unreachable", f"{self.name} can't be used: {type(error).__name__}.") from error
