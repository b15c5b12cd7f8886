"""Runs the subtasks: every ready one at once, each by the worker of its trade."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from datetime import date
from graphlib import TopologicalSorter

from ...agents.dining import DiningWorker
from ...agents.errand import ErrandWorker
from ...agents.lodging import LodgingWorker
from ...agents.sights import SightsWorker
from ...agents.transport import TransportWorker
from ...agents.weather import WeatherWorker
from ...agents.worker import Assignment, RuleWorker, ToolCaller, Worker
from ...domain.events import Event
from ...domain.ports import Clock
from ...domain.request import TripRequest
from ...domain.task import Findings, SubTask, TaskGraph, Trade

WORKERS: Mapping[Trade, RuleWorker] = {
    worker.trade: worker for worker in (SightsWorker(), LodgingWorker(), DiningWorker(), TransportWorker(), WeatherWorker())
}
ERRANDS = ErrandWorker()


def by_rules(task: SubTask) -> Worker:
    """Who carries out a subtask without a model's help."""
    return WORKERS[task.trade] if task.arguments is None else ERRANDS


async def dispatch(
    graph: TaskGraph,
    request: TripRequest,
    *,
    caller: Callable[[SubTask], ToolCaller],
    emit: Callable[[Event], None],
    today: date,
    clock: Clock,
    staff: Callable[[SubTask], Worker] = by_rules,
) -> dict[str, Findings]:
    """Carry out all subtasks concurrently, as their needs allow; smaller priority starts first.

    Args:
        graph: What to do.
        request: The settled request.
        caller: Gives each subtask its access to the tools.
        emit: Takes the workers' events.
        today: The traveller's date.
        clock: Times the workers.
        staff: Who carries out a subtask.

    Returns:
        Findings by task id; a failed task has findings with gaps.
    """
    tasks = {task.id: task for task in graph.tasks}
    order = TopologicalSorter({task.id: task.needs for task in graph.tasks})
    order.prepare()
    found: dict[str, Findings] = {}

    async def run(task: SubTask) -> Findings:
        needed = {need: found[need] for need in task.needs}
        job = Assignment(task=task, request=request, found=needed, call=caller(task), emit=emit, today=today, clock=clock)
        return await staff(task).work(job)

    running: dict[asyncio.Task[Findings], str] = {}
    try:
        while order.is_active():
            for name in sorted(order.get_ready(), key=lambda name: (tasks[name].priority, name)):
                running[asyncio.create_task(run(tasks[name]))] = name
            done, _ = await asyncio.wait(running, return_when=asyncio.FIRST_COMPLETED)
            for finished in done:
                name = running.pop(finished)
                found[name] = finished.result()
                order.done(name)
    finally:
        for task in running:
            task.cancel()
    return found
