"""Has the workers find out what a request needs."""

from __future__ import annotations

from datetime import date
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

    def caller(task: SubTask) -> Any:
        return context.caller(emit, task=task.id, city=city, language=request.language)

    clock, staff = context.registry.clock, staff_of(context)
    return await dispatch(tasks, request, caller=caller, emit=emit, today=today, clock=clock, staff=staff)
