"""How a model and the rules read the same words, and which of the two counts."""

from __future__ import annotations

from typing import Literal

from .base import Model


class SlotReading(Model):
    """One slot or wish as one reader understood it.

    Attributes:
        slot: A slot of the request, or ``wish``.
        reader: Who read it.
        value: As shown to people, e.g. ``5000`` or the wish in plain words.
        quote: The words that the reader gives as evidence, verbatim; empty where none are given.
        taken: Whether this reading counts in the request.
        reason: Why, in the user's language.
    """

    slot: str
    reader: Literal["rules", "model"]
    value: str
    quote: str = ""
    taken: bool
    reason: str = ""
