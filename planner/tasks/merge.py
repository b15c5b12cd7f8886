"""Joins what a model proposes to the subtasks that a request has anyway, if all of it holds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from pydantic import ValidationError

from ...agents.errand import TRADES, fixed
from ...agents.proposer import Extra, TaskProposal
from ...domain.request import TripRequest
from ...domain.task import MOST_TASKS, AtLeast, SubTask, TaskGraph
from ...tools.arguments import UnmendableError, mend_arguments
from ...tools.context import CallContext
from ...tools.registry import ToolRegistry
from ..phrases import PHRASES

_ID = re.compile(r"[a-z][a-z0-9_-]{0,23}")

_JOINED = frozenset({"travel", "availability"})
"""Tasks that look up everything that was found."""


class ProposalError(ValueError):
    """What a model proposed can't be carried out; the text says why, in English, as the model is told."""


def merged(
    graph: TaskGraph, proposal: TaskProposal, request: TripRequest, registry: ToolRegistry, context: CallContext
) -> TaskGraph:
    """The graph with the proposed searches and branches.

    Nothing is taken away: each task of the graph stays, with its test; a branch may only grow from ``skip``, and searches are added
    by capabilities that the registry has, with arguments that can be mended. A proposal holds as a whole or not at all, so that a
    graph is either the rules' own or one that a model meant.

    Args:
        graph: The rules' own.
        proposal: A model's.
        request: The settled request.
        registry: Has the tools.
        context: What arguments are mended with.

    Raises:
        ProposalError: If a part of it doesn't hold.
    """
    names = [extra.id for extra in proposal.extra]
    room = MOST_TASKS - len(graph.tasks)
    if len(names) > room:
        raise ProposalError(f"{len(names)} extra tasks, but room for {room} only")
    branches = {change.task: change.branch for change in proposal.branches}
    tasks = {task.id: task for task in graph.tasks}
    for task, branch in branches.items():
        if task not in tasks:
            raise ProposalError(f"there is no task {task!r} whose branch could change")
        if branch != tasks[task].branch != "skip":
            raise ProposalError(f"task {task}: its branch {tasks[task].branch} must stay")
    extra = [_task(one, request, registry, context) for one in proposal.extra]
    try:
        return TaskGraph(tasks=(*_joined(graph, names, branches), *extra))
    except ValidationError as error:
        raise ProposalError("; ".join(problem["msg"] for problem in error.errors())) from None


def _joined(graph: TaskGraph, names: list[str], branches: Mapping[str, str]) -> Iterator[SubTask]:
    for task in graph.tasks:
        needs = (*task.needs, *names) if task.id in _JOINED else task.needs
        yield task.model_copy(update={"needs": needs, "branch": branches.get(task.id, task.branch)})


def _task(extra: Extra, request: TripRequest, registry: ToolRegistry, context: CallContext) -> SubTask:
    """A proposed search as a subtask; what a model calls its goal is never shown, so that it can't tell travellers anything."""
    if not _ID.fullmatch(extra.id):
        raise ProposalError(f"{extra.id!r} is no id: letters, digits, - and _, at most 24, a letter first")
    tools = registry.of(extra.capability)
    if extra.capability not in TRADES or not tools:
        known = ", ".join(capability for capability in registry.capabilities if capability in TRADES)
        raise ProposalError(f"task {extra.id}: no capability {extra.capability!r}; there are {known}")
    try:
        mend_arguments(tools[0].args, {**extra.arguments, **fixed(request.destination or "")}, context)
    except UnmendableError as problem:
        raise ProposalError(f"task {extra.id}: {problem.code}: {problem}") from None
    trade = TRADES[extra.capability]
    return SubTask(
        id=extra.id,
        goal=PHRASES.say(f"goal.extra.{trade}", request.language, city=request.destination_name),
        trade=trade,
        capability=extra.capability,
        needs=tuple(extra.needs),
        priority=1,
        acceptance=AtLeast(count=1),
        branch=extra.branch,
        arguments=extra.arguments,
    )
