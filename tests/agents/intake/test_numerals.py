from __future__ import annotations

from decimal import Decimal

import pytest
from xiake.agents.intake.numerals import read_number, scan_numbers


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("7", 7),
        ("3,200", 3200),
        ("2.5万", 25000),
        ("6千", 6000),
        ("一万二", 12000),
        ("三千五", 3500),
        ("两百", 200),
        ("十五", 15),
        ("廿", 20),
        ("俩", 2),
        ("仨", 3),
        ("4k", 4000),
        ("1.2w", 12000),
        ("twelve", 12),
        ("twenty five", 25),
        ("three hundred", 300),
        ("two thousand", 2000),
    ],
)
def test_a_number_in_any_writing(words: str, value: int) -> None:
    number = read_number(words)
    assert number is not None
    assert number.value == Decimal(value)


@pytest.mark.parametrize(
    ("words", "low", "high"), [("两三", 2, 3), ("三四", 3, 4), ("五六", 5, 6), ("七八", 7, 8), ("一两", 1, 2)]
)
def test_a_vague_pair_keeps_both_ends(words: str, low: int, high: int) -> None:
    number = read_number(words)
    assert number is not None
    assert (number.low, number.value) == (low, high)


def test_a_minus_sign_counts_but_a_hyphen_does_not() -> None:
    assert [(token.value.value, token.value.negative) for token in scan_numbers("-5人")] == [(5, True)]
    assert [token.value.negative for token in scan_numbers("3-5人")] == [False, False]


def test_an_article_is_no_number() -> None:
    assert [token.value.value for token in scan_numbers("a two-day trip for a couple")] == [2]
