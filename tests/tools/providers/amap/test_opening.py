"""Opening hours from the words that Amap has for them: all understood, or none."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from xiake.domain.clock import format_clock
from xiake.domain.hours import WEEKDAYS
from xiake.tools.providers.amap.opening import read_hours

MONDAY = date(2026, 3, 2)


def week(text: str, first: date = MONDAY) -> list[str] | None:
    hours = read_hours(text, source="poi", as_of="2026-11")
    if hours is None:
        return None
    days = (first + timedelta(days=k) for k in range(7))
    return [
        " ".join(
            f"{format_clock(w.opens)}-{format_clock(w.closes)}"
            + (f"<{format_clock(w.last_entry)}" if w.last_entry < w.closes else "")
            for w in hours.on(day)
        )
        for day in days
    ]


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("周一至周日 09:00-17:00", ["09:00-17:00"] * 7),
        ("09:00-17:00（16:30停止入馆）", ["09:00-17:00<16:30"] * 7),
        ("08:00-18:00,16:30停止售票", ["08:00-18:00<16:30"] * 7),
        ("08:30-17:00(周一闭馆)", ["", *["08:30-17:00"] * 6]),
        ("周二至周日 09:00-17:00；周一闭馆", ["", *["09:00-17:00"] * 6]),
        ("周一至周五 09:00-17:00 周六至周日 08:30-18:00", [*["09:00-17:00"] * 5, *["08:30-18:00"] * 2]),
        ("周六至周一 10:00-12:00", ["10:00-12:00", *[""] * 4, *["10:00-12:00"] * 2]),
        ("周一,周三 10:00-12:00", ["10:00-12:00", "", "10:00-12:00", "", "", "", ""]),
        ("11:00-14:00 17:00-21:00", ["11:00-14:00 17:00-21:00"] * 7),
        ("17:00-次日02:00", ["17:00-26:00"] * 7),
        ("24小时营业", ["00:00-24:00"] * 7),
        ("工作日 09:00-17:00", [*["09:00-17:00"] * 5, "", ""]),
        ("4月1日-10月31日 08:30-17:30；11月1日-次年3月31日 08:30-17:00", ["08:30-17:00"] * 7),
        ("旺季8:30-17:00(周一闭馆)", None),
        ("旺季7:30-18:00 淡季8:00-17:30", None),
        ("节假日 09:00-18:00", None),
        ("全年", None),
        ("周一闭馆", None),
        ("详询景区", None),
        ("25:00-26:00", None),
        ("", None),
    ],
)
def test_words_are_read_whole_or_not_at_all(text: str, hours: list[str] | None) -> None:
    assert week(text) == hours


@given(
    first=st.integers(0, 6),
    last=st.integers(0, 6),
    opens=st.integers(0, 22 * 60),
    length=st.integers(30, 600),
    between=st.sampled_from(["至", "到", "-"]),
    dash=st.sampled_from(["-", "~", "—", " - "]),
)
def test_any_days_and_times_are_what_is_written(first: int, last: int, opens: int, length: int, between: str, dash: str) -> None:
    closes = min(opens + length, 24 * 60 - 1)
    text = f"周{'一二三四五六日'[first]}{between}周{'一二三四五六日'[last]} {format_clock(opens)}{dash}{format_clock(closes)}"
    meant = {(first + k) % 7 for k in range((last - first) % 7 + 1)}
    said = f"{format_clock(opens)}-{format_clock(closes)}"
    assert week(text) == [said if day in meant else "" for day in range(len(WEEKDAYS))]


@given(st.text(alphabet="周一二六日至闭馆旺季每天09:00-17；（）月停止入园全年营业 ", max_size=40))
def test_no_words_break_it(text: str) -> None:
    week(text)
