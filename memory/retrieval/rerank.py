"""Ordering a few texts anew by reading each together with the query."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from ...domain.errors import ConfigurationError
from ..dashscope import output_of


class Reranker(Protocol):
    """Judges texts one by one against a query: slower than vectors, and it sees negation and amounts better."""

    def rank(self, query: str, texts: Sequence[str]) -> list[int]:
        """Places of the texts, best first; raises ``MemoryUnavailable`` where the service does not answer."""
        ...


class DashScopeReranker:
    """A reranking model of DashScope; the key comes from ``DASHSCOPE_API_KEY``."""

    def __init__(self, model: str = "gte-rerank-v2", *, base_url: str | None = None, seconds: float = 5.0) -> None:
        """Take a model, where the service is unless at the SDK's address, and how long an answer may take."""
        self._model = model
        self._base_url = base_url
        self._seconds = seconds

    def rank(self, query: str, texts: Sequence[str]) -> list[int]:
        """Places of the texts, best first."""
        from dashscope import TextReRank

        output = output_of(
            "reranking", TextReRank.call, self._model, query, list(texts), base_url=self._base_url, seconds=self._seconds
        )
        places = dict.fromkeys(int(result["index"]) for result in output["results"])
        return [place for place in places if place < len(texts)]


def chosen_reranker(setting: str) -> Reranker | None:
    """The reranker of a setting: none for an empty one, ``dashscope`` or ``dashscope:MODEL``."""
    if not setting:
        return None
    provider, _, model = setting.partition(":")
    if provider != "dashscope":
        raise ConfigurationError(f"XIAKE_RERANKER={setting!r}: dashscope or dashscope:MODEL is expected")
    return DashScopeReranker(model) if model else DashScopeReranker()
