"""The unit that the reading works on: a typed span of the text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Token:
    """A span of the text with a kind and, depending on the kind, a value.

    Attributes:
        kind: Upper-case word; patterns of the cascade are written in these.
        start: First character in the text.
        end: One past the last character.
        value: What the span means, e.g. a number, a date or a tuple of places.
    """

    kind: str
    start: int
    end: int
    value: Any = None
