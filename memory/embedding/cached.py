"""Vectors kept by their text."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from threading import Lock

import numpy as np

from .embedder import Embedder, Vectors


class CachedEmbedder:
    """Embeds each text once, as long as it is among the last ones asked for."""

    def __init__(self, inner: Embedder, most: int = 4096) -> None:
        """Take the embedder that is asked for texts not seen lately, and how many vectors to keep."""
        self._inner = inner
        self._most = most
        self._known: OrderedDict[str, Vectors] = OrderedDict()
        self._lock = Lock()

    @property
    def name(self) -> str:
        """That of the inner embedder."""
        return self._inner.name

    @property
    def dimensions(self) -> int:
        """That of the inner embedder."""
        return self._inner.dimensions

    def embed(self, texts: Sequence[str]) -> Vectors:
        """One row a text."""
        with self._lock:
            found = {text: self._known[text] for text in texts if text in self._known}
            missing = list(dict.fromkeys(text for text in texts if text not in found))
        if missing:
            found.update(zip(missing, self._inner.embed(missing), strict=True))
        with self._lock:
            for text in dict.fromkeys(texts):
                self._known[text] = found[text]
                self._known.move_to_end(text)
            while len(self._known) > self._most:
                self._known.popitem(last=False)
        if not texts:
            return np.zeros((0, self.dimensions), dtype=np.float32)
        return np.stack([found[text] for text in texts])
