"""The planner's seat: a model proposes subtasks beside those that every request of its sort has."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Literal

from pydantic import BaseModel, Field

from ..domain.request import TripRequest
from ..domain.task import TaskGraph
from ..tools.langchain import schema_without
from ..tools.tool import Tool
from .briefing import NO_ORDERS, as_data, request_told
from .errand import fixed
from .llm.desk import ModelDesk
from .llm.structured import ask

_PROMPT = (
    """\
You lead the preparation of a trip. "tasks" are the subtasks that will be carried out anyway: a broad search of each sort by rules.
Propose in JSON what this request needs beyond them: at most "room" extra searches, each with one of "capabilities" and arguments as
its schema has them, for something that the traveller said and a broad search may miss (a special interest, a kind of food, what the
weather or small children ask for). Use names and kinds as the travellers' city knows them. Propose nothing where nothing is needed.
An extra search may branch to "widen" (look further) where it finds nothing. """
    + NO_ORDERS
)


class Extra(BaseModel):
    """One more search."""

    id: str = Field(description="Short and new, e.g. temples")
    goal: str = Field(default="", description="What it is for, in a few words")
    capability: str
    arguments: dict[str, Any] = Field(description="As the capability's schema has them")
    needs: list[str] = Field(default_factory=list, description="Ids of tasks that must be done before; usually none")
    branch: Literal["widen", "skip"] = "skip"


class Change(BaseModel):
    """What a task does when it finds too little."""

    task: str
    branch: Literal["widen", "substitute", "skip"]


class TaskProposal(BaseModel):
    """Searches beyond the given tasks, and changed branches."""

    extra: list[Extra] = Field(default_factory=list)
    branches: list[Change] = Field(default_factory=list)


async def propose(
    models: ModelDesk,
    emit: Callable[[Any], None],
    request: TripRequest,
    graph: TaskGraph,
    tools: Iterable[Tool[Any, Any]],
    *,
    room: int,
    check: Callable[[TaskProposal], str | None],
) -> TaskProposal:
    """Ask for a proposal.

    Args:
        models: Of the run.
        emit: Takes the events of models.
        request: The settled request.
        graph: The subtasks that it has anyway.
        tools: Those that may be searched with.
        room: How many subtasks may be added.
        check: Says what is wrong with a proposal; the model may put it right once.

    Raises:
        ModelUnavailable: If there is no proposal that passes.
    """
    from langchain_core.messages import HumanMessage, SystemMessage

    hidden = fixed(request.destination or "")
    data = {
        "request": request_told(request),
        "tasks": [task.model_dump(include={"id", "goal", "capability", "needs", "branch"}) for task in graph.tasks],
        "capabilities": [
            {"name": tool.capability, "description": tool.description, "arguments": schema_without(tool, hidden)}
            for tool in tools
        ],
        "room": room,
    }
    model = models.seat("planner", emit)
    return await ask(model, TaskProposal, [SystemMessage(_PROMPT), HumanMessage(as_data(data))], check=check, rounds=2)
