"""What a model wrote, as plain text of a bearable length."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from xiake.agents.writer.clean import plain, shortened


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("**故宫**很大。\n\n- 早点去。", "故宫很大。 早点去。"),
        ("## Day 1\nEnjoy `it`!", "Day 1 Enjoy it!"),
        ("看[这里](https://example.com/x)吧", "看这里吧"),
        ("<b>Book</b> <script>now</script>", "Book now"),
        ("```json\n{}\n```好", "好"),
        ("门票60元\u200b\u202e，8:30开门🎉", "门票60元，8:30开门"),
        ("5-6月 snake_case 3*4", "5-6月 snake_case 3*4"),
        ("1. 先去\n2、 再去\n1、2号线", "先去 再去 1、2号线"),
    ],
)
def test_markup_and_the_unseen_go(text: str, read: str) -> None:
    assert plain(text) == read


@given(st.text(max_size=300))
def test_whatever_is_written_one_line_of_text_is_left(text: str) -> None:
    read = plain(text)
    assert read == read.strip()
    assert not any(unicodedata.category(character) in ("Cc", "Cf", "Co", "Cs", "Cn") for character in read)


def test_whole_sentences_stay() -> None:
    text = "第一句话。第二句话。第三句话。"
    assert shortened(text, 12) == "第一句话。 第二句话。"
    assert shortened(text, 3) == ""
    assert shortened("One two. Three four.", 100) == "One two. Three four."
