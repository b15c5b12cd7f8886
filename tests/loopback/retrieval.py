"""DashScope's embeddings and reranking: by character n-grams."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from xiake.memory.embedding.lexical import LexicalEmbedder

from .dashscope import REQUEST_ID
from .wire import Refusal

MOST_TEXTS = 10


def embedded(body: Mapping[str, Any], dimensions: int | None) -> dict[str, Any]:
    """Vectors of texts, in no order.

    Raises:
        Refusal: If there are more texts than one call takes.
    """
    texts = body["input"]["texts"]
    if not 0 < len(texts) <= MOST_TEXTS:
        raise Refusal(f"batch size is invalid, it should not be larger than {MOST_TEXTS}.: input.contents")
    rows = LexicalEmbedder(dimensions or body.get("parameters", {}).get("dimension", 1024)).embed(texts)
    found = [{"text_index": at, "embedding": row.tolist()} for at, row in enumerate(rows)]
    return _told({"embeddings": found[::-1]}, texts)


def ranked(body: Mapping[str, Any]) -> dict[str, Any]:
    """Texts by likeness to a query, the best first."""
    given = body["input"]
    query, *rows = LexicalEmbedder().embed([given["query"], *given["documents"]])
    scored = [{"index": at, "relevance_score": float(query @ row)} for at, row in enumerate(rows)]
    scored.sort(key=lambda one: -one["relevance_score"])
    return _told({"results": scored[: body.get("parameters", {}).get("top_n")]}, given["documents"])


def _told(output: dict[str, Any], texts: list[str]) -> dict[str, Any]:
    return {"output": output, "usage": {"total_tokens": sum(map(len, texts))}, "request_id": REQUEST_ID}
