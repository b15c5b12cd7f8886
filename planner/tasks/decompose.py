"""The planner agent's deterministic decomposition of a request into subtasks."""

from __future__ import annotations

from collections.abc import Collection

from ...agents.sights import kept_ids_of, named_ids_of
from ...domain.constraint import simple_wishes, wants_hotel
from ...domain.request import TripRequest
from ...domain.task import Acceptance, Answered, AtLeast, Contains, SubTask, TaskGraph
from ..phrases import PHRASES

_SIGHTS_PER_DAY = 3
_HOTELS = 3

_TASKS = (
    SubTask(id="named", goal="goal.named", trade="sights", capability="places", essential=True),
    SubTask(id="kept", goal="goal.kept", trade="sights", capability="places"),
    SubTask(
        id="sights",
        goal="goal.sights",
        trade="sights",
        capability="attractions",
        needs=("named",),
        priority=1,
        branch="widen",
        essential=True,
    ),
    SubTask(
        id="availability",
        goal="goal.availability",
        trade="sights",
        capability="availability",
        needs=("named", "sights", "kept", "lodging"),
        priority=2,
        branch="substitute",
    ),
    SubTask(
        id="lodging",
        goal="goal.lodging",
        trade="lodging",
        capability="hotels",
        needs=("named", "sights", "intercity"),
        priority=2,
        branch="widen",
    ),
    SubTask(
        id="dining",
        goal="goal.dining",
        trade="dining",
        capability="restaurants",
        needs=("named", "sights", "lodging"),
        priority=2,
        branch="widen",
    ),
    SubTask(id="intercity", goal="goal.intercity", trade="transport", capability="intercity", priority=1),
    SubTask(id="weather", goal="goal.weather", trade="weather", capability="weather", needs=("named", "sights"), priority=2),
    SubTask(
        id="travel",
        goal="goal.travel",
        trade="transport",
        capability="travel",
        needs=("named", "kept", "sights", "lodging", "dining", "intercity"),
        priority=3,
        essential=True,
    ),
)
"""Every subtask there may be: its goal is the key of a phrase, and of its needs those count that the request has, too."""


def decompose(request: TripRequest, extras: Collection[str] = ()) -> TaskGraph:
    """Break a settled request into subtasks with their dependencies.

    Args:
        request: Destination and start known.
        extras: Capabilities that can be served beyond those of every provider; ``weather`` is asked for where it can be.
    """
    tests = _tests(request)
    if "weather" in extras:
        tests["weather"] = Answered()
    names = {"city": request.destination_name, "origin": request.origin_name}
    return TaskGraph(
        tasks=tuple(
            task.model_copy(
                update={
                    "goal": PHRASES.say(task.goal, request.language, **names),
                    "needs": tuple(need for need in task.needs if need in tests),
                    "acceptance": tests[task.id],
                }
            )
            for task in _TASKS
            if task.id in tests
        )
    )


def _tests(request: TripRequest) -> dict[str, Acceptance]:
    """The test of each subtask that the request has."""
    tests: dict[str, Acceptance] = {
        "sights": AtLeast(count=request.days * _SIGHTS_PER_DAY),
        "availability": Answered(),
        "dining": AtLeast(count=2 * request.days + 2),
        "travel": Answered(),
    }
    if named := named_ids_of(request):
        tests["named"] = Contains(ids=named)
    if kept := kept_ids_of(request):
        tests["kept"] = Contains(ids=kept)
    if request.nights or any(wants_hotel(wish) for wish in simple_wishes(request.constraints)):
        tests["lodging"] = AtLeast(count=_HOTELS)
    if request.origin:
        tests["intercity"] = AtLeast(count=2)
    return tests
