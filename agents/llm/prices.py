"""What models cost by their providers' public price lists."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

Price = tuple[Decimal, Decimal]
"""CNY per million tokens, in and out."""

SOURCE = "https://help.aliyun.com/zh/model-studio/models"
AS_OF = date(2025, 12, 1)
"""Alibaba Cloud Model Studio, mainland China: list prices of calls without thinking, of the cheapest tier of input length (that is where
our questions are), without discounts. Providers change theirs often: ``XIAKE_MODEL_PRICES`` goes before these."""

_QWEN: dict[str, tuple[str, str]] = {
    "qwen-flash": ("0.15", "1.5"),
    "qwen-long": ("0.5", "2"),
    "qwen-max": ("2.4", "9.6"),
    "qwen-plus": ("0.8", "2"),
    "qwen-turbo": ("0.3", "0.6"),
    "qwen-vl-max": ("1.6", "4"),
    "qwen-vl-plus": ("0.8", "2"),
}

KNOWN: dict[str, Price] = {
    f"{provider}:{name}": (Decimal(inward), Decimal(outward))
    for name, (inward, outward) in _QWEN.items()
    for provider in ("tongyi", "qwen")
}


def cost_of(model: str, tokens: tuple[int, int], own: Mapping[str, Price], *, listed: bool = True) -> Decimal | None:
    """CNY of one call; None where the price or the tokens are unknown.

    Args:
        model: As it is configured.
        tokens: In and out.
        own: Prices of the settings; they go before the known ones.
        listed: Whether the known ones hold where the model is asked.
    """
    price = own.get(model) or (KNOWN.get(model) if listed else None)
    if price is None or not any(tokens):
        return None
    return (price[0] * tokens[0] + price[1] * tokens[1]) / 1_000_000
