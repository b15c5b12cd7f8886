"""Words, keywords, and one ranking of several."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from xiake.memory.retrieval.fusion import fuse
from xiake.memory.retrieval.keywords import keyword_ranking
from xiake.memory.retrieval.words import content_words, words_of


def test_words_are_segmented_folded_and_free_of_punctuation() -> None:
    assert words_of("想看科技馆，ＷｉＦｉ要快！ 每晚400") == ("想", "看", "科技", "科技馆", "wifi", "要", "快", "每晚", "400")
    assert words_of(" 。") == ()


def test_content_words_tell_what_a_text_is_about() -> None:
    assert content_words("我们想看科技馆") == ("科技", "科技馆")
    assert content_words("What about the rooftop?") == ("rooftop",)
    assert content_words("的") == ()


def test_the_text_that_shares_the_rarer_words_fits_best() -> None:
    texts = ["喜欢看博物馆", "喜欢看夜景", "喜欢泡温泉", "mind the stairs"]
    assert keyword_ranking(texts, "哪里的温泉好泡") == [2]
    assert keyword_ranking(texts, "Stairs?") == [3]
    assert keyword_ranking([*texts, "博物馆的夜景"], "夜景和博物馆")[0] == 4
    assert keyword_ranking(texts, "滑雪") == []
    assert keyword_ranking([], "滑雪") == []
    assert keyword_ranking(["。", ""], "滑雪") == []
    assert keyword_ranking(texts, "。") == []


def test_one_word_of_many_is_not_enough_where_more_are_wanted() -> None:
    query = "周末带老人去郊区泡温泉，酒店安静，停车方便"
    assert keyword_ranking(["喜欢泡温泉"], query) == [0]
    assert keyword_ranking(["喜欢泡温泉"], query, least=0.5) == []


def test_standing_high_twice_beats_standing_first_once() -> None:
    assert next(key for key, _ in fuse([(1, "abc"), (1, "bdc")])) == "b"
    assert next(key for key, _ in fuse([(3, "abc"), (1, "bdc")], damping=0)) == "a"


@given(st.lists(st.permutations("abcde"), min_size=1, max_size=4))
def test_fusing_keeps_every_key_once_and_what_all_agree_on(rankings: list[list[str]]) -> None:
    fused = [key for key, _ in fuse((1.0, ranking) for ranking in rankings)]
    assert sorted(fused) == list("abcde")
    if all(ranking == rankings[0] for ranking in rankings):
        assert fused == rankings[0]
