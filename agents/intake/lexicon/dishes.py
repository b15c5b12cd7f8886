"""Dishes and kinds of places to eat that no city's own name or other word should be found inside: 西湖醋鱼."""

from __future__ import annotations

from .concepts import TABLES
from .entry import Words

_LEAST = 3
"""Shorter words are parts of too many others; where they stand alone they are found as unknown words."""


def dish_words(listed: frozenset[str]) -> Words:
    """Every longer word of the tables' ideas that isn't listed as something else."""
    words = (word for group in TABLES for word in group.split("|"))
    return Words("DISH", "|".join(word for word in words if len(word) >= _LEAST and not word.isascii() and word not in listed))
