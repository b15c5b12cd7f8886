"""Has the workers find out what a request needs."""

from __future__ import annotations

from datetime import date
from graphlib import TopologicalSorter
from typing import Any

from ...domain.ports import EventSink
from ...domain.request import TripRequest
from ...domain.task import Findings, SubTask, TaskGraph
from ...tools.gazetteer import GazetteerQuery
from ..flow.context import RunContext
from .dispatch import dispatch
from .staff import staff_of


async def gather(
    request: TripRequest, tasks: TaskGraph, context: RunContext, emit: EventSink, *, today: date
) -> dict[str, Findings]:
    """Findings by task id.

    Args:
        request: One whose destination is known.
        tasks: The request's subtasks.
        context: Access to the tools.
        emit: Takes the workers' and the tools' events.
        today: The traveller's date.
    """
    assert request.destination is not None
    city = request.destination
    if city not in context.gazetteers:  # a resumed run starts with an empty context
        result = await context.caller(emit)("gazetteer", GazetteerQuery(city=city))
        if result.ok:
            context.gazetteers[city] = result.unwrap()

    clock, staff = context.registry.clock, staff_of(context)
    end, chains = clock.monotonic() + context.settings.gather_seconds, _chains(tasks)

    def caller(task: SubTask) -> Any:
        now = clock.monotonic()
        deadline = now + (end - now) / chains[task.id]
        return context.caller(emit, task=task.id, city=city, language=request.language, deadline=deadline)

    return await dispatch(tasks, request, caller=caller, emit=emit, today=today, clock=clock, staff=staff)


def _chains(graph: TaskGraph) -> dict[str, int]:
    """For each subtask the number of subtasks in the longest row that begins with it: what is left of the time is theirs."""
    chains: dict[str, int] = {}
    for name in reversed(tuple(TopologicalSorter({task.id: task.needs for task in graph.tasks}).static_order())):
        chains[name] = 1 + max((chains[task.id] for task in graph.tasks if name in task.needs), default=0)
    return chains
