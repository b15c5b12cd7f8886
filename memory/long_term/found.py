"""What comes of writing into the long-term memory and of reading it."""

from __future__ import annotations

from typing import Literal, NamedTuple

from ...domain.base import Model
from ...domain.errors import MemoryTrouble
from ...domain.memory import MemoryItem


class Learnt(Model):
    """What became of one statement.

    Attributes:
        item: As it is kept now.
        how: ``new``; ``merged`` into what was known; ``contradicts``: it took the place of ``replaced``, which are history now.
    """

    item: MemoryItem
    how: Literal["new", "merged", "contradicts"]
    replaced: tuple[MemoryItem, ...] = ()


class Found(NamedTuple):
    """A memory and how well it fits; scores only compare within one answer."""

    item: MemoryItem
    score: float


class Recollection(Model):
    """An answer of the memory, best first.

    Attributes:
        found: The memories.
        trouble: Why it went by words alone, or was not ordered anew where that was asked for; None where all went well.
    """

    found: tuple[Found, ...] = ()
    trouble: MemoryTrouble | None = None

    @property
    def items(self) -> tuple[MemoryItem, ...]:
        """The memories without their scores."""
        return tuple(found.item for found in self.found)
