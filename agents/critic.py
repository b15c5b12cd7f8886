"""The critic's seat: a model judges whether findings serve their subtask, and may have them searched for once more."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, Field

from ..domain.task import Findings
from ..tools.compact import cards
from ..tools.langchain import schema_without
from ..tools.tool import Tool
from .briefing import NO_ORDERS, as_data, request_told
from .errand import fixed
from .llm.desk import ModelDesk
from .llm.structured import ask
from .worker import Assignment

_SHOWN = 24

_PROMPT = (
    """\
You judge what a worker found for a trip. "found" holds the best of it, as JSON; a scheduler will pick from all of it by time, distance
and money, so judge variety and fit: does it serve the goal and what the traveller said? If something that they asked for is missing,
give "search": arguments of one more call of the task's capability, as its schema has them, that would find it. Ask for nothing that
the traveller did not ask for. """
    + NO_ORDERS
)


class Verdict(BaseModel):
    """Whether what was found serves the task."""

    serves: bool
    reason: str = Field(default="", description="One sentence")
    search: dict[str, Any] | None = Field(default=None, description="Arguments of one more search; null where none is needed")


class Critic:
    """Has a model judge for one worker."""

    def __init__(self, models: ModelDesk, tool: Tool[Any, Any]) -> None:
        """Take the run's models and the tool that the task searches with."""
        self._models = models
        self._tool = tool

    async def judge(self, job: Assignment, found: Findings) -> Verdict:
        """Judge findings; the deterministic twin of it is :func:`~.worker.accepts`.

        Raises:
            ModelUnavailable: If the model gives no answer, or none that is a verdict.
        """
        from langchain_core.messages import HumanMessage, SystemMessage

        best = sorted(found.places, key=lambda place: place.id not in found.preferred)[:_SHOWN]
        data = {
            "task": {"id": job.task.id, "goal": job.task.goal, "capability": job.task.capability},
            "request": request_told(job.request),
            "found": cards(best, job.request.language),
            "count": len(found.places),
            "arguments": schema_without(self._tool, fixed(job.city)),
        }
        model = self._models.seat("critic", job.emit, task=job.task.id)
        return await ask(model, Verdict, [SystemMessage(_PROMPT), HumanMessage(as_data(data))], rounds=2)
