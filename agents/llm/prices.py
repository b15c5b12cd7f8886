"""What models cost by their providers' public price lists."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

Price = tuple[Decimal, Decimal]
"""CNY per million tokens, in and out."""

KNOWN: dict[str, Price] = {}


def cost_of(model: str, tokens: tuple[int, int], own: Mapping[str, Price], *, failed: bool) -> Decimal | None:
    """CNY of one call; None where the price or the tokens are unknown.

    Args:
        model: As it is configured.
        tokens: In and out.
        own: Prices of the settings; they go before the known ones.
        failed: Whether it ended without an answer; then unknown tokens cost nothing.
    """
    if not any(tokens):
        return Decimal(0) if failed else None
    price = own.get(model) or KNOWN.get(model)
    return (price[0] * tokens[0] + price[1] * tokens[1]) / 1_000_000 if price else None
