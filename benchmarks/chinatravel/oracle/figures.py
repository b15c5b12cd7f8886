"""Snippets about figures: sums of money and counts of the plan."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from xiake.domain.constraint import CostCategory, CostLimit
from xiake.domain.money import FEN

from .symbols import Amount, Conditions, Fact, Op, UnreadableError
from .trades import trade_of

_ALL_COSTS = frozenset({("activity_cost", ()), ("innercity_transport_cost", ())})


def count_holds(fact: Fact, op: Op, value: float, *, days: int, people: int) -> bool:
    """Whether a count of a plan that follows the request is as demanded."""
    counts = {"days": days, "people": people, "nights": days - 1}
    if fact.name not in counts:
        raise UnreadableError(fact.name)
    count = counts[fact.name]
    return {"==": count == value, "!=": count != value, "<": count < value, "<=": count <= value, ">": count > value}.get(
        op, count >= value
    )


def cost_limit(amount: Amount, op: Op, limit: float, *, days: int, people: int) -> CostLimit:
    """A cap on a sum, or on its mean."""
    if op not in ("<", "<="):
        raise UnreadableError("a least amount of money")
    most = Decimal(str(limit)) - (FEN if op == "<" else 0)
    category = _category(amount)
    shares = [divisor.name if isinstance(divisor, Fact) else divisor for divisor in amount.divisors]
    if category == "lodging" and set(shares) == {"people", "nights"}:
        return CostLimit(category=category, per="person_night", amount=most)
    means = [share for share in shares if isinstance(share, Amount)]
    if category == "meals" and len(shares) == 2 and "people" in shares and means == [_count_of(amount)]:
        return CostLimit(category=category, per="person_meal", amount=most)  # the cap is on the mean; one on each implies it
    for share in shares:
        times = {"people": people, "nights": days - 1, "days": days}.get(share, share) if isinstance(share, str) else share
        if not isinstance(times, int | float):
            raise UnreadableError("a mean")
        most *= Decimal(str(times))
    return CostLimit(category=category, amount=most)


def _category(amount: Amount) -> CostCategory | Literal["total"]:
    if amount.terms == _ALL_COSTS:
        return "total"
    where = _where(amount)
    if amount.terms == {("innercity_transport_cost", ())}:
        return "innercity"
    if amount.terms == {("activity_cost", where)}:
        return trade_of(where).category
    raise UnreadableError("a sum of other things")


def _count_of(amount: Amount) -> Amount:
    return Amount(frozenset({("1", _where(amount))}))


def _where(amount: Amount) -> Conditions:
    wheres = {where for _, where in amount.terms}
    if len(wheres) != 1:
        raise UnreadableError("a sum over several kinds of activities")
    return wheres.pop()
