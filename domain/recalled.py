"""A memory that counted in a request."""

from __future__ import annotations

from typing import Literal

from .base import Model

MemoryKind = Literal["preference", "companion", "feedback", "case"]
"""A wish that lasts, a fact about people who come along, a verdict on an earlier plan, a finished trip."""


class Recalled(Model):
    """A memory that a request was read with, so that it can be shown and refused.

    Attributes:
        item: Id of the memory.
        text: Its words.
    """

    item: str
    text: str
    kind: MemoryKind
