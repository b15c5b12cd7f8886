"""What differs between two versions of a plan, ready to be shown."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from ...domain.base import Model
from ...domain.constraint import CostCategory
from ...domain.edit import DayPart
from ...domain.money import Amount


class DiffLine(Model):
    """One thing that changed.

    Attributes:
        day: Index of the day; None for what concerns the trip as a whole.
        before: How it was, as its place's or ride's name; empty for what is new.
        after: How it is now; empty for what is gone.
        text: The whole line in the user's language ("第2天上午：国家博物馆 → 北海公园").
    """

    day: int | None = None
    part: DayPart | None = None
    subject: Literal["attraction", "meal", "hotel", "journey", "time", "day", "slot", "money"]
    before: str = ""
    after: str = ""
    text: str


class PlanDiff(Model):
    """All that differs.

    Attributes:
        lines: In the order of the days, then of the trip.
        money: By how much each category changed, CNY; what did not change is absent.
        total: By how much the trip's total changed, CNY; None where one of them is unknown.
        walking: By how much the ways on foot changed, metres.
    """

    lines: tuple[DiffLine, ...] = ()
    money: dict[CostCategory, Amount] = Field(default_factory=dict)
    total: Amount | None = None
    walking: int = 0
