"""Embedders and rerankers that are somebody's service, over a real socket."""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np
import pytest
from langchain_core.embeddings import DeterministicFakeEmbedding, Embeddings
from xiake.agents.llm.script import Fault
from xiake.domain.errors import ConfigurationError, MemoryUnavailable
from xiake.memory.embedding.chosen import chosen_embedder
from xiake.memory.embedding.dashscope import DashScopeEmbedder
from xiake.memory.embedding.langchain import LangChainEmbedder
from xiake.memory.retrieval.rerank import DashScopeReranker, chosen_reranker

from ..loopback.brain import ScriptedBrain
from ..loopback.server import KEY, Loopback


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch) -> Iterator[Loopback]:
    monkeypatch.setattr("dashscope.api_key", KEY)
    with Loopback(ScriptedBrain()) as service:
        yield service


def test_dashscope_takes_ten_texts_a_call_and_blank_ones_are_not_sent(service: Loopback) -> None:
    embedder = DashScopeEmbedder(dimensions=256, base_url=service.dashscope_url)
    texts = [f"第{number}句" for number in range(11)] + [" "]
    rows = embedder.embed(texts)
    assert rows.shape == (12, 256)
    assert np.linalg.norm(rows, axis=1) == pytest.approx([1] * 11 + [0], abs=1e-4)
    assert rows[10] @ DashScopeEmbedder(dimensions=256, base_url=service.dashscope_url).embed(["第10句"])[0] == pytest.approx(
        1, abs=1e-4
    )
    assert [len(asked["input"]["texts"]) for asked in service.bodies] == [10, 1, 1]
    assert {(asked["model"], asked["parameters"]["dimension"]) for asked in service.bodies} == {("text-embedding-v4", 256)}
    assert set(service.keys) == {KEY}
    assert embedder.embed([]).shape == (0, 256)
    assert embedder.name == "dashscope:text-embedding-v4:256"


@pytest.mark.parametrize(
    ("trouble", "reason"),
    [
        ({"fault": Fault("rate_limited")}, "unreachable"),
        ({"key": "sk-other"}, "unreachable"),
        ({"dimensions": 8}, "unreachable"),
        ({"fault": Fault("stall")}, "timeout"),
    ],
)
def test_dashscope_in_trouble_is_a_memory_that_does_not_answer(
    service: Loopback, trouble: dict[str, object], reason: str
) -> None:
    for field, value in trouble.items():
        setattr(service, field, value)
    with pytest.raises(MemoryUnavailable) as caught:
        DashScopeEmbedder(dimensions=16, base_url=service.dashscope_url, seconds=0.1).embed(["茶"])
    assert caught.value.reason == reason
    assert KEY not in str(caught.value)


def test_without_a_service_or_a_key_too(service: Loopback, monkeypatch: pytest.MonkeyPatch) -> None:
    service.close()
    for rank_or_embed in (
        lambda: DashScopeEmbedder(base_url=service.dashscope_url).embed(["茶"]),
        lambda: DashScopeReranker(base_url=service.dashscope_url).rank("茶", ["茶"]),
    ):
        with pytest.raises(MemoryUnavailable, match="can't be used"):
            rank_or_embed()


def test_dashscope_ranks_anew(service: Loopback) -> None:
    reranker = DashScopeReranker(base_url=service.dashscope_url)
    assert reranker.rank("海边日落", ["爬山", "看海边的日落", "海"]) == [1, 2, 0]
    assert service.bodies[0]["model"] == "gte-rerank-v2"
    service.fault = Fault("upstream")
    with pytest.raises(MemoryUnavailable, match="500"):
        reranker.rank("海", ["海"])


class Down(Embeddings):
    """Embeddings whose errors tell too much."""

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        raise RuntimeError("http://key:secret@host failed")

    def embed_query(self, text: str) -> list[float]:
        raise RuntimeError


def test_any_langchain_embeddings_serve() -> None:
    embedder = LangChainEmbedder(DeterministicFakeEmbedding(size=24), "fake:24")
    rows = embedder.embed(["茶", "", "茶"])
    assert rows.shape == (3, 24) == (3, embedder.dimensions)
    assert np.linalg.norm(rows, axis=1) == pytest.approx([1, 0, 1], abs=1e-4)
    assert np.array_equal(rows[0], rows[2])
    with pytest.raises(MemoryUnavailable, match=re.escape("fake:down can't be used: RuntimeError.")):
        LangChainEmbedder(Down(), "fake:down").embed(["茶"])


def test_settings_choose() -> None:
    assert chosen_embedder("local") is chosen_embedder("local")
    assert chosen_embedder("lexical").name.startswith("char-")
    assert chosen_embedder("dashscope").name == "dashscope:text-embedding-v4:1024"
    assert chosen_embedder("dashscope:text-embedding-v3").name == "dashscope:text-embedding-v3:1024"
    for wrong in ("", "locale", "nobody:nothing", ":"):
        with pytest.raises(ConfigurationError, match="XIAKE_EMBEDDER"):
            chosen_embedder(wrong)
    assert chosen_reranker("") is None
    assert isinstance(chosen_reranker("dashscope:qwen3-rerank"), DashScopeReranker)
    with pytest.raises(ConfigurationError, match="XIAKE_RERANKER"):
        chosen_reranker("cohere")
