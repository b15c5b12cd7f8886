"""Alibaba Cloud's text embeddings, by the DashScope SDK."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from ...domain.errors import MemoryUnavailable
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
        self._address = {"base_address": base_url} if base_url else {}
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
        import requests
        from dashscope import TextEmbedding
        from dashscope.common.error import DashScopeException

        try:
            answer: Any = TextEmbedding.call(
                self._model, texts, dimension=self.dimensions, request_timeout=self._seconds, **self._address
            )
        except requests.Timeout as error:
            raise MemoryUnavailable("timeout", "The embedding service did not answer in time.") from error
        except (requests.RequestException, DashScopeException) as error:
            raise MemoryUnavailable("unreachable", f"The embedding service can't be used: {type(error).__name__}.") from error
        if answer.status_code != 200:
            raise MemoryUnavailable("unreachable", f"The embedding service answered {answer.status_code} {answer.code}.")
        found = {entry["text_index"]: entry["embedding"] for entry in answer.output["embeddings"]}
        if found.keys() != set(range(len(texts))) or {len(vector) for vector in found.values()} != {self.dimensions}:
            raise MemoryUnavailable("unreachable", "The embedding service answered with vectors of another shape.")
        return np.array([found[at] for at in range(len(texts))], dtype=np.float32)
