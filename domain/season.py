"""A recurring span of the year, such as the peak season of a palace."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import StringConstraints, model_validator

from .base import Model

MonthDay = Annotated[str, StringConstraints(pattern=r"^\d{2}-\d{2}$")]


class Season(Model):
    """First and last day (inclusive) as ``MM-DD``; may run over the New Year.

    Parses from the short form ``"11-01/03-31"``.
    """

    first: MonthDay
    last: MonthDay

    @model_validator(mode="before")
    @classmethod
    def _from_text(cls, value: object) -> object:
        if isinstance(value, str) and value.count("/") == 1:
            first, last = value.split("/")
            return {"first": first, "last": last}
        return value

    @model_validator(mode="after")
    def _is_a_day(self) -> Season:
        for text in (self.first, self.last):
            date.fromisoformat(f"2024-{text}")  # a leap year, so 02-29 is a day
        return self

    def covers(self, day: date) -> bool:
        """Whether ``day`` falls into the season."""
        key = f"{day:%m-%d}"
        if self.first <= self.last:
            return self.first <= key <= self.last
        return key >= self.first or key <= self.last
