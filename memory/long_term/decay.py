"""How memories fade."""

from __future__ import annotations

import math
from datetime import datetime

from ...domain.memory import MemoryItem, Statement
from ...domain.recalled import MemoryKind

HALF_LIFE_DAYS: dict[MemoryKind, float | None] = {"preference": 365, "companion": None, "feedback": 180, "case": 540}
"""After how many days without use a memory counts half; None: never."""
LASTING = ("food.allergy", "food.diet", "health")
"""Aspects that don't fade whatever their kind: to forget one of them could do harm."""
FAINT = 0.1
"""What is weaker than this is no longer recalled, though still listed."""


def is_lasting(statement: Statement) -> bool:
    """Whether it never fades."""
    lasting = any(statement.aspect == aspect or statement.aspect.startswith(f"{aspect}.") for aspect in LASTING)
    return lasting or HALF_LIFE_DAYS[statement.kind] is None


def strength_now(item: MemoryItem, now: datetime) -> float:
    """The strength that is left of an item, above 0 to 1."""
    half_life = HALF_LIFE_DAYS[item.statement.kind]
    if half_life is None or is_lasting(item.statement):
        return item.strength
    return max(item.strength * math.exp2(-item.age_days(now) / half_life), 1e-6)


def refreshed(item: MemoryItem, now: datetime) -> MemoryItem:
    """The item after it was used: as strong again as when it was last said."""
    return item.model_copy(update={"strength": max(item.strength, item.statement.strength), "used": now})
