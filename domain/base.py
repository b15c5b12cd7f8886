"""The base of every domain model: frozen, keyword-only, closed to unknown fields."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Model(BaseModel):
    """A frozen value object; make changed copies with ``model_copy(update=...)``."""

    model_config = ConfigDict(frozen=True, extra="forbid")
