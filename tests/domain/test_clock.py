"""Times of day as minutes."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError
from xiake.domain.clock import Minute, format_clock, parse_clock
from xiake.domain.hours import Window

MINUTE: TypeAdapter[int] = TypeAdapter(Minute)


@pytest.mark.parametrize(
    ("text", "minutes"),
    [("00:00", 0), ("8:30", 510), ("08:30", 510), (" 23:59 ", 1439), ("24:00", 1440), ("25:10", 1510), ("29:59", 1799)],
)
def test_read_clock(text: str, minutes: int) -> None:
    assert parse_clock(text) == minutes
    assert MINUTE.validate_python(text) == minutes


@pytest.mark.parametrize("text", ["8", "08:60", "30:00", "8:3", "eight", "08:30:00", "-1:00", ""])
def test_what_is_no_time_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not a time of day"):
        parse_clock(text)


@pytest.mark.parametrize("wrong", [-1, 1801, "30:01", None, 8.5])
def test_minutes_have_bounds(wrong: Any) -> None:
    with pytest.raises(ValidationError):
        MINUTE.validate_python(wrong)


@settings(derandomize=True, max_examples=100)
@given(st.integers(0, 1799))
def test_what_is_written_reads_back(minutes: int) -> None:
    assert parse_clock(format_clock(minutes)) == minutes


def test_a_window_parses_its_times() -> None:
    assert Window.model_validate({"opens": "18:00", "closes": "26:00", "last_entry": "25:30"}) == Window(
        opens=1080, closes=1560, last_entry=1530
    )
