"""What a worker agent is: it carries out one subtask by calling tools, and widens its search when too little is found."""

from __future__ import annotations

import time
from abc import ABC, abstractmethod
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, ClassVar

from ..domain.base import Model
from ..domain.events import BranchTaken, CapabilityLost, Event, TaskFinished, TaskStarted
from ..domain.place import AnyPlace
from ..domain.request import TripRequest
from ..domain.task import AtLeast, Contains, Findings, Gap, SubTask, Trade
from ..tools.result import ToolResult

ToolCaller = Callable[[str, Model], Awaitable[ToolResult[Any]]]
"""Calls a capability of the registry on behalf of one subtask."""


@dataclass(frozen=True, kw_only=True)
class Assignment:
    """All that a worker gets: the subtask, the request, what the tasks before it found, and the tools."""

    task: SubTask
    request: TripRequest
    found: Mapping[str, Findings]
    call: ToolCaller
    emit: Callable[[Event], None]
    today: date

    @property
    def city(self) -> str:
        """The destination; set before any work is handed out."""
        assert self.request.destination is not None
        return self.request.destination

    @property
    def dates(self) -> tuple[date, ...]:
        """Every date of the trip."""
        assert self.request.start is not None
        return tuple(self.request.start + timedelta(days=k) for k in range(self.request.days))

    def places(self, *kinds: type) -> list[AnyPlace]:
        """Places of these kinds that earlier tasks found, without repeats."""
        unique = {place.id: place for findings in self.found.values() for place in findings.places}
        return [place for place in unique.values() if isinstance(place, kinds)]


class Worker(ABC):
    """A worker agent of one trade.

    Attributes:
        trade: The subtasks it takes.
        breadths: How many searches, each wider than the one before, it can make.
    """

    trade: ClassVar[Trade]
    breadths: ClassVar[int] = 1

    @abstractmethod
    async def search(self, job: Assignment, breadth: int) -> Findings:
        """Search once; breadth 0 is exactly what the task says, each further one is wider."""

    async def work(self, job: Assignment) -> Findings:
        """Carry out a subtask, widening until its acceptance test passes or nothing wider is left."""
        began = time.perf_counter()
        job.emit(TaskStarted(task=job.task.id))
        findings = await self.search(job, 0)
        for breadth in range(1, self.breadths if job.task.branch == "widen" else 1):
            if findings.gaps or accepts(job.task, findings):
                break
            found = count(findings)
            job.emit(BranchTaken(task=job.task.id, action="widen", reason=f"{found} candidates are too few"))
            findings = await self.search(job, breadth)
        if not accepts(job.task, findings) and job.task.branch != "widen":
            reason = findings.gaps[0].message if findings.gaps else f"{count(findings)} found"
            job.emit(BranchTaken(task=job.task.id, action=job.task.branch, reason=reason))
        for gap in findings.gaps:
            job.emit(CapabilityLost(capability=gap.capability, code=gap.code, message=gap.message))
        job.emit(
            TaskFinished(
                task=job.task.id,
                found=count(findings),
                accepted=accepts(job.task, findings),
                seconds=time.perf_counter() - began,
            )
        )
        return findings


def count(findings: Findings) -> int:
    """How many candidates were found, of whatever sort the task is about."""
    return (
        len(findings.places)
        or len(findings.services)
        or len(findings.availability)
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
