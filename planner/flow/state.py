"""The typed state of a run, as it is checkpointed after each node."""

from __future__ import annotations

from datetime import date
from typing import Any

from pydantic import BaseModel, Field

from ...domain.base import Model
from ...domain.budget import BudgetSheet
from ...domain.check import CheckResult
from ...domain.itinerary import Itinerary
from ...domain.perceived import Perceived
from ...domain.request import Question, TripRequest
from ...domain.task import Findings, TaskGraph
from ...domain.usage import Usage
from ...domain.words import TripWords
from ..trip import Conflict, Status, Substitution
from .dossier import Dossier


class Answer(Model):
    """What the traveller said to a question."""

    question: Question
    text: str


class Blame(Model):
    """What an attempt at a plan failed on.

    Attributes:
        wishes: Indices into ``request.constraints``.
        pins: Indices into ``request.pins``, of locked ones.
        refused: Whether a plan was found that the verifier refused.
        lacking: Whether nothing is on record of what was wished for; other records may have it.
        reason: In the user's language; empty where nothing more is known than that no plan was found.
    """

    wishes: tuple[int, ...] = ()
    pins: tuple[int, ...] = ()
    refused: bool = False
    lacking: bool = False
    reason: str = ""


class RunState(BaseModel):
    """Everything a run knows; nodes return the fields they change.

    Attributes:
        run: Id of the run.
        said: The user's words as they came.
        today: The traveller's date when the run began.
        start: A first day that was fixed from outside the text.
        given: The request, where it came understood instead of as a text.
        perceived: What was made out in pictures and recordings that came with it.
        answers: To questions of the run, the latest to each.
        asked: Key of each question that was put to the traveller, once for each time.
        request: As understood, or given; ``wanted`` keeps it as it was before repairs changed it.
        worlds: Whose places the run has, by city.
        left: Worlds that failed in the middle of the run.
        dossier: What the workers found.
        loosely: Whether the pins of an earlier plan are held loosely, since a plan that held them firmly was refused.
        tried_again: Whether what there is no plan without was lost once, and has been looked for again.
        blame: What the attempt at a plan failed on.
    """

    run: str
    said: str
    today: date
    start: date | None = None
    given: TripRequest | None = None
    perceived: tuple[Perceived, ...] = ()
    answers: tuple[Answer, ...] = ()
    asked: tuple[str, ...] = ()
    request: TripRequest | None = None
    wanted: TripRequest | None = None
    tasks: TaskGraph | None = None
    worlds: dict[str, str] = Field(default_factory=dict)
    left: tuple[str, ...] = ()
    dossier: Dossier = Dossier()
    itinerary: Itinerary | None = None
    budget: BudgetSheet | None = None
    checks: tuple[CheckResult, ...] = ()
    substitutions: tuple[Substitution, ...] = ()
    loosely: bool = False
    tried_again: bool = False
    blame: Blame | None = None
    conflict: Conflict | None = None
    notes: tuple[str, ...] = ()
    words: TripWords | None = None
    usage: Usage = Usage()
    questions: tuple[Question, ...] = ()
    status: Status | None = None

    @property
    def findings(self) -> dict[str, Findings]:
        """What the workers found, by task id."""
        return self.dossier.findings


def state_types() -> list[tuple[str, str]]:
    """Module and name of the state and of every domain and planner model, for the checkpoint reader's allow-list."""

    def below(cls: type[Any]) -> list[type[Any]]:
        return [cls, *(found for child in cls.__subclasses__() for found in below(child))]

    return sorted({(cls.__module__, cls.__name__) for cls in [*below(RunState), *below(Model)]})
