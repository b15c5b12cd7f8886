"""What the models of a run were asked, and what that cost."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Literal

from pydantic import Field

from .base import Model
from .money import Amount

Seat = Literal["intake", "planner", "worker", "critic", "writer", "eyes", "ears"]
"""Where a model may sit: it reads the request, proposes subtasks, calls tools, judges findings, words the plan, sees, hears."""


class SeatUsage(Model):
    """One model in one seat.

    Attributes:
        model: As it is configured, e.g. ``tongyi:qwen-plus``.
        calls: Answers and failures, each attempt counted.
        failed: Calls that ended without an answer.
        input_tokens: As the provider counts them; 0 where it doesn't tell.
        output_tokens: As the provider counts them; 0 where it doesn't tell.
        seconds: Waited for answers, in all.
        cost: CNY by the list of known prices; None where the price or the tokens are unknown.
    """

    seat: Seat
    model: str
    calls: int = Field(default=0, ge=0)
    failed: int = Field(default=0, ge=0)
    input_tokens: int = Field(default=0, ge=0)
    output_tokens: int = Field(default=0, ge=0)
    seconds: float = Field(default=0.0, ge=0)
    cost: Amount | None = None


class Usage(Model):
    """All models of a run, by seat; empty where none is configured."""

    seats: tuple[SeatUsage, ...] = ()

    @property
    def calls(self) -> int:
        """Calls in all."""
        return sum(seat.calls for seat in self.seats)

    @property
    def tokens(self) -> int:
        """Tokens in all, in and out."""
        return sum(seat.input_tokens + seat.output_tokens for seat in self.seats)

    @property
    def cost(self) -> Decimal | None:
        """CNY in all; None where a part is unknown."""
        costs = [seat.cost for seat in self.seats]
        return None if None in costs else sum((cost for cost in costs if cost is not None), Decimal(0))

    def plus(self, other: Usage) -> Usage:
        """Both together, one entry for each seat and model."""
        return Usage(seats=_merged((*self.seats, *other.seats)))


def _merged(seats: Iterable[SeatUsage]) -> tuple[SeatUsage, ...]:
    merged: dict[tuple[Seat, str], SeatUsage] = {}
    for seat in seats:
        key = (seat.seat, seat.model)
        merged[key] = _sum(merged[key], seat) if key in merged else seat
    return tuple(merged.values())


def _sum(one: SeatUsage, other: SeatUsage) -> SeatUsage:
    return one.model_copy(
        update={
            "calls": one.calls + other.calls,
            "failed": one.failed + other.failed,
            "input_tokens": one.input_tokens + other.input_tokens,
            "output_tokens": one.output_tokens + other.output_tokens,
            "seconds": one.seconds + other.seconds,
            "cost": None if one.cost is None or other.cost is None else one.cost + other.cost,
        }
    )
