"""What a worker agent is: it carries out one subtask by calling tools, and widens its search when too little is found."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar, Literal

from ..domain.base import Model
from ..domain.constraint import Choice, Strength, simple_wishes
from ..domain.events import BranchTaken, CapabilityLost, Event, TaskFinished, TaskStarted
from ..domain.place import AnyPlace
from ..domain.ports import Clock
from ..domain.request import TripRequest
from ..domain.task import AtLeast, Contains, Findings, Gap, SubTask, Trade
from ..tools.result import ToolResult
from .phrases import PHRASES

ToolCaller = Callable[[str, Mapping[str, Any] | Model], Awaitable[ToolResult[Any]]]
"""Calls a capability of the registry on behalf of one subtask; raw arguments are mended."""


@dataclass(frozen=True, kw_only=True)
class Assignment:
    """All that a worker gets: the subtask, the request, what the tasks before it found, and the tools."""

    task: SubTask
    request: TripRequest
    found: Mapping[str, Findings]
    call: ToolCaller
    emit: Callable[[Event], None]
    today: date
    clock: Clock

    @property
    def city(self) -> str:
        """The destination; set before any work is handed out."""
        assert self.request.destination is not None
        return self.request.destination

    def places(self, *kinds: type) -> list[AnyPlace]:
        """Places of these kinds that earlier tasks found, without repeats."""
        unique = {place.id: place for findings in self.found.values() for place in findings.places}
        return [place for place in unique.values() if isinstance(place, kinds)]

    def choices(self, subject: str, attribute: str, *ops: str, strength: Strength | None = None) -> list[Choice]:
        """The request's choices of one sort, those of its alternatives, too, of any operator and strength unless some are given."""
        return [
            wish
            for wish in simple_wishes(self.request.constraints)
            if isinstance(wish, Choice)
            and (wish.subject, wish.attribute) == (subject, attribute)
            and (not ops or wish.op in ops)
            and strength in (None, wish.strength)
        ]


class Worker(ABC):
    """A worker agent."""

    @abstractmethod
    async def find(self, job: Assignment) -> Findings:
        """All that can be found for a subtask."""

    async def work(self, job: Assignment) -> Findings:
        """Carry out a subtask and tell of it.

        What is still too little is used as it is. What to do about a lost capability isn't the worker's to decide.
        """
        began = job.clock.monotonic()
        job.emit(TaskStarted(task=job.task.id))
        findings = await self.find(job)
        if not findings.gaps and not accepts(job.task, findings):
            job.emit(_branch("skip", job, findings))
        for gap in findings.gaps:
            job.emit(CapabilityLost(capability=gap.capability, code=gap.code, message=gap.message))
        job.emit(
            TaskFinished(
                task=job.task.id,
                found=count(findings),
                accepted=accepts(job.task, findings),
                seconds=job.clock.monotonic() - began,
            )
        )
        return findings


class RuleWorker(Worker):
    """A worker of one trade that searches by rules.

    Attributes:
        trade: The subtasks it takes.
        breadths: How many searches, each wider than the one before, it can make.
    """

    trade: ClassVar[Trade]
    breadths: ClassVar[int] = 1

    @abstractmethod
    async def search(self, job: Assignment, breadth: int) -> Findings:
        """Search once; breadth 0 is exactly what the task says, each further one is wider."""

    async def find(self, job: Assignment) -> Findings:
        """Search, widening until the acceptance test passes or nothing wider is left."""
        findings = await self.search(job, 0)
        for breadth in range(1, self.breadths if job.task.branch == "widen" else 1):
            if findings.gaps or accepts(job.task, findings):
                break
            job.emit(_branch("widen", job, findings))
            findings = await self.search(job, breadth)
        return findings


def _branch(action: Literal["widen", "skip"], job: Assignment, findings: Findings) -> BranchTaken:
    test = job.task.acceptance
    wanted = test.count if isinstance(test, AtLeast) else len(test.ids) if isinstance(test, Contains) else 1
    reason = PHRASES.say(action, job.request.language, found=count(findings), wanted=wanted)
    return BranchTaken(task=job.task.id, action=action, reason=reason)


def count(findings: Findings) -> int:
    """How many candidates were found, of whatever sort the task is about."""
    return (
        len(findings.places)
        or len(findings.services)
        or len(findings.availability)
        or len(findings.weather)
        or (len(findings.travel.ids) if findings.travel else 0)
    )


def accepts(task: SubTask, findings: Findings) -> bool:
    """Whether the findings pass the task's acceptance test."""
    test = task.acceptance
    if isinstance(test, AtLeast):
        return max(len(findings.places), len(findings.services)) >= test.count
    if isinstance(test, Contains):
        return set(test.ids) <= {place.id for place in findings.places}
    return not findings.gaps


def gap_of(task: SubTask, result: ToolResult[Any]) -> Gap:
    """Turn a failed tool result into a gap that names it."""
    assert result.error is not None
    return Gap(
        capability=task.capability,
        code=result.error.code,
        message=result.error.message,
        causes=tuple(str(cause) for cause in result.error.causes),
    )
