"""Alibaba Cloud's text embeddings, by the DashScope SDK."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ...domain.errors import MemoryUnavailable
from ..dashscope import output_of
from .embedder import Vectors, unit_rows

MOST_TEXTS = 10
"""What one call takes."""


class DashScopeEmbedder:
    """A model of DashScope; the key comes from ``DASHSCOPE_API_KEY``.

    A call that fails is not repeated here: reading goes on by words alone, and what is to be written waits in the outbox.
    """

    def __init__(
        self, model: str = "text-embedding-v4", dimensions: int = 1024, *, base_url: str | None = None, seconds: float = 5.0
    ) -> None:
        """Take a model.

        Args:
            model: Its name at DashScope.
            dimensions: Length of the vectors that it is asked for.
            base_url: Of the service; the SDK's own by default.
            seconds: How long an answer may take.
        """
        self._model = model
        self.dimensions = dimensions
        self._base_url = base_url
        self._seconds = seconds

    @property
    def name(self) -> str:
        """What the vectors depend on."""
        return f"dashscope:{self._model}:{self.dimensions}"

    def embed(self, texts: Sequence[str]) -> Vectors:
        """One row a text.

        Raises:
            MemoryUnavailable: If the service does not answer, or with an error.
        """
        rows = np.zeros((len(texts), self.dimensions), dtype=np.float32)
        filled = [at for at, text in enumerate(texts) if text.strip()]
        for start in range(0, len(filled), MOST_TEXTS):
            places = filled[start : start + MOST_TEXTS]
            rows[places] = self._call([texts[at] for at in places])
        return unit_rows(rows)

    def _call(self, texts: list[str]) -> Vectors:
        from dashscope import TextEmbedding

        output = output_of(
            "embedding",
            TextEmbedding.call,
            self._model,
            texts,
            dimension=self.dimensions,
            base_url=self._base_url,
            seconds=self._seconds,
        )
        found = {entry["text_index"]: entry["embedding"] for entry in output["embeddings"]}
        if found.keys() != set(range(len(texts))) or {len(vector) for vector in found.values()} != {self.dimensions}:
            raise MemoryUnavailable("unreachable", "The embedding service answered with vectors of another shape.")
        return np.array([found[at] for at in range(len(texts))], dtype=np.float32)
