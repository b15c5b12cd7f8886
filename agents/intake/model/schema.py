"""What a model answers in the intake seat. Docstrings and descriptions are read by the model."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, Field

from ....domain.request import Slot


def _words(value: Any) -> Any:
    """A number as it would be written; models give 3 where "3" was asked."""
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else value


Words = Annotated[str, BeforeValidator(_words)]


class SlotClaim(BaseModel):
    """One basic fact of the trip."""

    slot: Slot
    value: Words = Field(description="the fact in plain words, e.g. 北京, 2026-05-01, 3天, 2位成人和1个孩子, 5000元, 轻松")
    quote: Words = Field(description="the traveller's own words that say so, copied exactly")


class WishClaim(BaseModel):
    """One wish, said again in plain words."""

    quote: Words = Field(description="the traveller's own words, copied exactly")
    plain: Words = Field(
        description="the same wish in a short plain sentence, with no number or name that the quote does not have"
    )


class RequestReading(BaseModel):
    """How you read a traveller's request."""

    slots: list[SlotClaim] = []
    wishes: list[WishClaim] = []


class TurnReading(BaseModel):
    """How you read what a traveller says about a plan."""

    wishes: list[WishClaim] = []
