"""Money: Chinese yuan as Decimal, to the fen."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field, PlainSerializer, model_validator

from .base import Model

FEN = Decimal("0.01")

UnitBasis = Literal["person", "room_night", "car", "total"]
"""What one unit of a price buys."""


def to_fen(amount: Decimal) -> Decimal:
    """Round half up to whole fen."""
    return amount.quantize(FEN, rounding=ROUND_HALF_UP)


def _exact(value: object) -> object:
    return str(value) if isinstance(value, float) else value  # 0.1 means one tenth, not its binary neighbour


def _bounded(amount: Decimal) -> Decimal:
    if abs(amount) >= _MOST:
        raise ValueError(f"an amount of money is below {_MOST:,} yuan")
    return amount


_MOST = 10**12

Amount = Annotated[
    Decimal,
    BeforeValidator(_exact),
    AfterValidator(_bounded),
    PlainSerializer(float, return_type=float, when_used="json-unless-none"),
]
"""CNY to the fen; exact inside, a plain number in JSON."""

Yuan = Annotated[Amount, AfterValidator(to_fen), Field(ge=0)]
"""A non-negative amount in CNY, to the fen."""


class TypicalPrice(Model):
    """A price with the range it usually moves in, CNY. A single number parses as ``typical``.

    Attributes:
        estimated: False where the record states ``typical`` as the very price.
    """

    typical: Yuan
    low: Yuan | None = None
    high: Yuan | None = None
    estimated: bool = True

    @model_validator(mode="before")
    @classmethod
    def _from_number(cls, value: object) -> object:
        return {"typical": value} if isinstance(value, (int, float, Decimal)) else value

    @model_validator(mode="after")
    def _in_order(self) -> TypicalPrice:
        if (self.low is not None and self.low > self.typical) or (self.high is not None and self.high < self.typical):
            raise ValueError(f"typical {self.typical} lies outside {self.low}-{self.high}")
        return self
