"""Yuan are exact to the fen."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError
from xiake.domain.money import TypicalPrice, Yuan, to_fen
from xiake.domain.request import Budget

YUAN: TypeAdapter[Decimal] = TypeAdapter(Yuan)


@pytest.mark.parametrize(
    ("given_", "amount"),
    [(60, "60.00"), (0.1, "0.10"), (19.999, "20.00"), ("12.345", "12.35"), ("0.005", "0.01"), ("0.004", "0.00"), (0, "0.00")],
)
def test_amounts_are_rounded_half_up_to_the_fen(given_: Any, amount: str) -> None:
    value = YUAN.validate_python(given_)
    assert str(value) == amount


@pytest.mark.parametrize("wrong", [-1, "-0.02", "a lot", None, "NaN", "Infinity"])
def test_what_is_no_amount_is_refused(wrong: Any) -> None:
    with pytest.raises((ValidationError, ArithmeticError)):
        YUAN.validate_python(wrong)


@settings(derandomize=True, max_examples=100)
@given(st.lists(st.floats(min_value=0, max_value=1e6, allow_nan=False), min_size=1, max_size=20))
def test_sums_of_amounts_stay_whole_fen(values: list[float]) -> None:
    amounts = [YUAN.validate_python(value) for value in values]
    total = sum(amounts, Decimal(0))
    assert total == to_fen(total)
    assert total == Decimal(sum(int(amount * 100) for amount in amounts)) / 100


def test_a_number_is_a_typical_price_without_range() -> None:
    assert TypicalPrice.model_validate(450) == TypicalPrice(typical=Decimal(450))


@pytest.mark.parametrize(("low", "typical", "high"), [(500, 450, 600), (400, 450, 440)])
def test_the_typical_price_lies_in_its_range(low: int, typical: int, high: int) -> None:
    with pytest.raises(ValidationError):
        TypicalPrice.model_validate({"low": low, "typical": typical, "high": high})


@pytest.mark.parametrize(("scope", "people", "total"), [("party", 3, "5000"), ("person", 3, "15000"), ("person", 1, "5000")])
def test_budget_of_the_party(scope: Any, people: int, total: str) -> None:
    assert Budget(amount=Decimal(5000), scope=scope).total(people) == Decimal(total)
