"""The budget sheet: every charge as a line, to the fen."""

from __future__ import annotations

from typing import Literal

from .base import Model
from .constraint import CostCategory
from .itinerary import Charge
from .money import Amount, Yuan


class BudgetLine(Model):
    """One charge of the itinerary, where it falls.

    Attributes:
        day: Index of the day; None for the reserve.
        item: What is paid, e.g. "故宫博物院 成人票".
        amount: CNY; None is unknown.
    """

    day: int | None
    category: CostCategory
    item: str
    charge: Charge
    amount: Yuan | None
    estimated: bool


class BudgetSheet(Model):
    """All lines and their sums.

    Attributes:
        by_category: Sum of the known amounts of each category.
        by_day: Sum of the known amounts of each day, in order; the reserve belongs to none.
        total: Sum of all known amounts, reserve included.
        unknown: Items whose price is unknown; never counted as 0.
        limit: What the party may spend; None when no budget was given.
        verdict: ``within`` only when nothing is unknown.
    """

    lines: tuple[BudgetLine, ...]
    by_category: dict[CostCategory, Amount]
    by_day: tuple[Amount, ...]
    total: Amount
    unknown: tuple[str, ...] = ()
    limit: Amount | None = None
    verdict: Literal["within", "over", "within_known", "no_limit"]
