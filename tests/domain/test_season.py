"""Recurring spans of the year."""

from __future__ import annotations

from datetime import date

import pytest
from pydantic import ValidationError
from xiake.domain.season import Season


@pytest.mark.parametrize(
    ("season", "day", "covered"),
    [
        ("04-01/10-31", date(2026, 4, 1), True),
        ("04-01/10-31", date(2026, 10, 31), True),
        ("04-01/10-31", date(2026, 3, 31), False),
        ("04-01/10-31", date(2026, 11, 1), False),
        ("11-01/03-31", date(2026, 12, 31), True),
        ("11-01/03-31", date(2027, 1, 1), True),
        ("11-01/03-31", date(2027, 3, 31), True),
        ("11-01/03-31", date(2027, 4, 1), False),
        ("02-29/02-29", date(2028, 2, 29), True),
        ("02-29/02-29", date(2027, 2, 28), False),
        ("05-01/05-01", date(2030, 5, 1), True),
    ],
)
def test_covers(season: str, day: date, covered: bool) -> None:
    assert Season.model_validate(season).covers(day) is covered


@pytest.mark.parametrize("text", ["04-31/05-01", "4-1/5-1", "spring", "13-01/12-01", "04-01"])
def test_what_is_no_season_is_refused(text: str) -> None:
    with pytest.raises(ValidationError):
        Season.model_validate(text)
