"""The typed state of a run, as it is checkpointed after each node."""

from __future__ import annotations

from datetime import date
from typing import Any

from pydantic import BaseModel

from ..domain.base import Model
from ..domain.budget import BudgetSheet
from ..domain.check import CheckResult
from ..domain.constraint import CostCategory
from ..domain.itinerary import Itinerary
from ..domain.request import Question, TripRequest
from ..domain.task import Findings, TaskGraph
from .trip import Conflict, Status, Substitution


class RunState(BaseModel):
    """Everything a run knows; nodes return the fields they change.

    Attributes:
        run: Id of the run.
        said: The user's words as they came.
        text: The same with the answers to questions worked in.
        today: The traveller's date when the run began.
        start: A first day that was fixed from outside the text.
        settled: Slots whose questions were answered or took their default.
        request: As understood, or given ready; ``wanted`` keeps it as it was before repairs changed it.
        squeeze: Cost categories that must become cheaper.
        repairs: How many repairs were made.
    """

    run: str
    said: str
    text: str
    today: date
    start: date | None = None
    settled: frozenset[str] = frozenset()
    request: TripRequest | None = None
    wanted: TripRequest | None = None
    tasks: TaskGraph | None = None
    findings: dict[str, Findings] = {}
    itinerary: Itinerary | None = None
    budget: BudgetSheet | None = None
    checks: tuple[CheckResult, ...] = ()
    substitutions: tuple[Substitution, ...] = ()
    squeeze: frozenset[CostCategory] = frozenset()
    repairs: int = 0
    conflict: Conflict | None = None
    notes: tuple[str, ...] = ()
    questions: tuple[Question, ...] = ()
    status: Status | None = None


def state_types() -> list[tuple[str, str]]:
    """Module and name of every domain and planner model, for the checkpoint reader's allow-list."""

    def below(cls: type[Any]) -> list[type[Any]]:
        return [cls, *(found for child in cls.__subclasses__() for found in below(child))]

    return sorted({(cls.__module__, cls.__name__) for cls in below(Model)})
