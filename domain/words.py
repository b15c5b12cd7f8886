"""What a model worded about a finished plan, as far as it could be checked."""

from __future__ import annotations

from pydantic import Field

from .base import Model


class DayWords(Model):
    """A day's introduction and tips.

    Attributes:
        day: Index of the day, from 1.
    """

    day: int = Field(ge=1)
    intro: str = ""
    tips: tuple[str, ...] = ()


class Removed(Model):
    """A sentence that was taken out.

    Attributes:
        sentence: As the model wrote it; never shown as a part of the plan.
        fact: What in it could not be found in the plan or its sources; empty where it had nothing to do with the plan.
    """

    sentence: str
    fact: str = ""


class TripWords(Model):
    """Wording of a whole trip; every fact in it stands in the plan or its sources.

    Attributes:
        model: Who worded it, e.g. ``tongyi:qwen-plus``.
        removed: Sentences whose facts could not be found.
    """

    model: str
    days: tuple[DayWords, ...] = ()
    notes: tuple[str, ...] = ()
    removed: tuple[Removed, ...] = ()

    def of(self, day: int) -> DayWords | None:
        """What is said about a day, by its index."""
        return next((words for words in self.days if words.day == day), None)
