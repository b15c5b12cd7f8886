"""What the verifier says about a finished plan."""

from __future__ import annotations

from typing import Literal

from .base import Model


class CheckResult(Model):
    """The verdict on one rule or wish.

    Attributes:
        rule: Stable slug of the rule, e.g. ``opening_hours``; ``wish.<type>`` for the request's constraints.
        status: ``unverifiable`` where a fact is unknown, or a capability that would have told it was lost.
        message: In the user's language, with the numbers.
        day: Index of the day it concerns, if any.
        place: Id of the place it concerns, if any.
        wish: Index into ``request.constraints`` for a wish.
        soft: True where the wish only adds value, so that a plan may violate it.
    """

    rule: str
    status: Literal["satisfied", "violated", "unverifiable"]
    message: str
    day: int | None = None
    place: str | None = None
    wish: int | None = None
    soft: bool = False
