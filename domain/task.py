"""Subtasks: what the planner agent hands out and what the workers bring back."""

from __future__ import annotations

from graphlib import CycleError, TopologicalSorter
from typing import Annotated, Literal

from pydantic import Field, JsonValue, model_validator

from .availability import Availability
from .base import Model
from .errors import ErrorCode
from .place import AnyPlace
from .travel import IntercityService, TravelTable
from .weather import DayWeather

Trade = Literal["sights", "lodging", "dining", "transport", "weather"]


class AtLeast(Model):
    """Passes when at least so many candidates were found."""

    type: Literal["at_least"] = "at_least"
    count: int = Field(ge=1)


class Contains(Model):
    """Passes when all of these place ids were found."""

    type: Literal["contains"] = "contains"
    ids: tuple[str, ...] = Field(min_length=1)


class Answered(Model):
    """Passes when the tool answered at all."""

    type: Literal["answered"] = "answered"


Acceptance = Annotated[AtLeast | Contains | Answered, Field(discriminator="type")]

Branch = Literal["widen", "substitute", "skip"]
"""What happens when the findings fail the test: the worker searches wider (``widen``) and, like ``skip``, goes on with what
there is; or the planner puts the nearest equal in the place of what can't be had (``substitute``)."""


class SubTask(Model):
    """One piece of work for one worker.

    Attributes:
        id: Short name, unique in the graph.
        goal: What it is for, in the user's language.
        trade: The worker that carries it out.
        capability: The tool capability it needs.
        needs: Ids of the tasks whose findings it reads.
        priority: Smaller runs first among ready tasks.
        acceptance: Test its findings must pass.
        branch: What happens when they don't; an essential task that found nothing ends the run instead.
        essential: True where no plan is possible without it.
        arguments: What its capability is called with, where a model proposed the task; None where the worker knows.
    """

    id: str
    goal: str
    trade: Trade
    capability: str
    needs: tuple[str, ...] = ()
    priority: int = 0
    acceptance: Acceptance = Answered()
    branch: Branch = "skip"
    essential: bool = False
    arguments: dict[str, JsonValue] | None = None


MOST_TASKS = 9


class TaskGraph(Model):
    """An acyclic set of at most :data:`MOST_TASKS` subtasks."""

    tasks: tuple[SubTask, ...] = Field(min_length=1, max_length=MOST_TASKS)

    @model_validator(mode="after")
    def _sound(self) -> TaskGraph:
        ids = [task.id for task in self.tasks]
        if len(set(ids)) != len(ids):
            raise ValueError(f"task ids repeat: {ids}")
        for task in self.tasks:
            if unknown := set(task.needs) - set(ids):
                raise ValueError(f"task {task.id} needs unknown tasks {sorted(unknown)}")
        try:
            TopologicalSorter({task.id: task.needs for task in self.tasks}).prepare()
        except CycleError as error:
            raise ValueError(f"tasks wait for each other: {error.args[1]}") from None
        return self


class Gap(Model):
    """Something a worker could not find out."""

    capability: str
    code: ErrorCode
    message: str
    causes: tuple[str, ...] = ()


class Findings(Model):
    """What a worker brings back: candidates of tool results, and what is missing.

    Attributes:
        preferred: Ids of the candidates that a model chose, where one helped.
        unseen: How many ids it named that no tool had shown it; they count for nothing.
        notes: What is missing without being a gap of the plan, in the user's language.
    """

    task: str
    places: tuple[AnyPlace, ...] = ()
    preferred: tuple[str, ...] = ()
    unseen: int = Field(default=0, ge=0)
    travel: TravelTable | None = None
    services: tuple[IntercityService, ...] = ()
    availability: tuple[Availability, ...] = ()
    weather: tuple[DayWeather, ...] = ()
    gaps: tuple[Gap, ...] = ()
    notes: tuple[str, ...] = ()
