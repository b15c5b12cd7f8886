"""Lines of an itinerary as a text that the intake reads."""

from __future__ import annotations

import pytest
from xiake.agents.perception.itinerary_lines import plain_lines


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("北京\n第一天：故宫\n第二天：天坛", "北京\n故宫\n天坛\n2天"),
        ("Beijing\nDay 1: the Palace\nD2 - the Temple", "Beijing\nthe Palace\nthe Temple\n2 days"),
        ("第十一天：颐和园\n第十天 故宫", "颐和园\n故宫\n11天"),
        ("北京十二天\n第1天 故宫 9:00-11:30", "北京十二天\n故宫"),
        ("第1天 故宫", "故宫"),
        ("第四十天 故宫", "故宫"),
    ],
)
def test_headings_and_times_are_layout(text: str, plain: str) -> None:
    assert plain_lines(text) == plain
