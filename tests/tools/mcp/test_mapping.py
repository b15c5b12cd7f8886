"""Units of travel data: what isn't wholly understood is unknown, never a wrong number."""

from __future__ import annotations

import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from xiake.domain.errors import ConfigurationError
from xiake.tools.mcp.mapping import expression, fields_of, mapped
from xiake.tools.mcp.units import duration, minute, number


@pytest.mark.parametrize(
    ("told", "meant"),
    [
        ("¥1,553.5起", 1553.5),
        ("553元", 553),
        ("12℃", 12),
        ("-3", -3),
        ("−3℃", -3),
        ("零下3度", -3),
        ("1.5万", 15000),
        (".5", 0.5),
        (5e-05, 5e-05),
        ("约200元/人", 200),
        ("1，553元", 1553),
        ("100-200元", None),
        ("HK$100", None),
        ("$100", None),
        ("three", None),
        ("3公里", None),
        ("", None),
        (None, None),
        (True, None),
        (math.nan, None),
        (["1"], None),
    ],
)
def test_numbers(told: Any, meant: float | None) -> None:
    assert number(told) == meant


@pytest.mark.parametrize(
    ("told", "meant"),
    [
        ("08:05", 485),
        ("8：05", 485),
        ("2026-03-03 08:05", 485),
        ("2026-03-03T08:05:30", 485),
        ("25:99", None),
        ("8:05 PM", None),
        ("08", None),
        (485, None),
        (None, None),
    ],
)
def test_times_of_day(told: Any, meant: int | None) -> None:
    assert minute(told) == meant


@pytest.mark.parametrize(
    ("told", "meant"),
    [
        ("04:28", 268),
        ("4小时28分", 268),
        ("4小时28分钟", 268),
        ("268", 268),
        (268, 268),
        ("4h 28m", 268),
        ("1.5小时", 90),
        ("4个小时", 240),
        ("2个小时30分钟", 150),
        ("1个半小时", 90),
        ("4小时半", 270),
        ("半小时", None),
        ("PT1H30M", 90),
        ("1h30", 90),
        ("1 Hour 5 Min", 65),
        ("3600秒", 60),
        ("1天2小时", 1560),
        ("2 months", None),
        ("soon", None),
        ("04:99", None),
        (-5, None),
        ("", None),
        ("半", None),
        (None, None),
    ],
)
def test_durations(told: Any, meant: int | None) -> None:
    assert duration(told) == meant


@given(
    st.integers(0, 47 * 60),
    st.sampled_from(["{h}小时{m}分", "{h:02}:{m:02}", "PT{h}H{m}M", "{h}h {m}min", "{h} hours {m} minutes"]),
)
def test_every_way_of_telling_a_duration_means_the_same(minutes: int, way: str) -> None:
    assert duration(way.format(h=minutes // 60, m=minutes % 60)) == minutes or minutes == 0


@given(st.text(max_size=20) | st.floats() | st.lists(st.integers(), max_size=2))
def test_nothing_that_is_told_breaks_them(told: Any) -> None:
    for read in (number, minute, duration):
        meant = read(told)
        assert meant is None or math.isfinite(meant)


def test_skies_and_what_is_none_in_expressions() -> None:
    data = {"fare": "¥553起", "at": "08:05", "takes": ["04:28", None, {"x": 1}], "sky": "小雨", "dry": "无雨"}
    assert mapped("[number(fare), minute(at), duration(takes[0]), sky(sky)]", data) == [553.0, 485, 268, "rain"]
    assert mapped("[minute(fare), sky(dry), duration(takes[2]), number(takes)]", data) == [None] * 4


def test_what_an_expression_reads() -> None:
    text = "{a: city, b: days[0].x, c: to_string(near), d: foo[?bar=='x'].baz, e: @, f: g | h, i: j[].k}"
    assert fields_of(text) == {"city", "days", "near", "foo", "g", "j"}
    with pytest.raises(ConfigurationError, match="calls numbr"):
        expression("items[].{a: numbr(b)}")
