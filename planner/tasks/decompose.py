"""The planner agent's deterministic decomposition of a request into subtasks."""

from __future__ import annotations

from ...agents.sights import kept_ids_of, named_ids_of
from ...domain.constraint import simple_wishes, wants_hotel
from ...domain.request import TripRequest
from ...domain.task import Answered, AtLeast, Contains, SubTask, TaskGraph
from ..phrases import PHRASES

_SIGHTS_PER_DAY = 3
_HOTELS = 3


def decompose(request: TripRequest) -> TaskGraph:
    """Break a settled request (destination and start known) into at most eight subtasks with their dependencies."""
    days, named = request.days, named_ids_of(request)

    def goal(key: str) -> str:
        return PHRASES.say(f"goal.{key}", request.language, city=request.destination_name, origin=request.origin_name)

    tasks: list[SubTask] = []
    first: tuple[str, ...] = ()
    if named:
        first = ("named",)
        tasks.append(
            SubTask(
                id="named",
                goal=goal("named"),
                trade="sights",
                capability="places",
                acceptance=Contains(ids=named),
                essential=True,
            )
        )
    kept = kept_ids_of(request)
    if kept:
        tasks.append(
            SubTask(
                id="kept",
                goal=goal("kept"),
                trade="sights",
                capability="places",
                acceptance=Contains(ids=kept),
                branch="skip",
            )
        )
    tasks.append(
        SubTask(
            id="sights",
            goal=goal("sights"),
            trade="sights",
            capability="attractions",
            needs=first,
            priority=1,
            acceptance=AtLeast(count=days * _SIGHTS_PER_DAY),
            branch="widen",
            essential=True,
        )
    )
    lodged = request.nights or any(wants_hotel(wish) for wish in simple_wishes(request.constraints))
    tasks.append(
        SubTask(
            id="availability",
            goal=goal("availability"),
            trade="sights",
            capability="availability",
            needs=(*first, "sights", *(["kept"] if kept else []), *(["lodging"] if lodged else [])),
            priority=2,
            branch="substitute",
        )
    )
    if lodged:
        tasks.append(
            SubTask(
                id="lodging",
                goal=goal("lodging"),
                trade="lodging",
                capability="hotels",
                needs=(*first, "sights", *(["intercity"] if request.origin else [])),
                priority=2,
                acceptance=AtLeast(count=_HOTELS),
                branch="widen",
            )
        )
    around = (*first, "sights", *(["lodging"] if lodged else []))
    tasks.append(
        SubTask(
            id="dining",
            goal=goal("dining"),
            trade="dining",
            capability="restaurants",
            needs=around,
            priority=2,
            acceptance=AtLeast(count=2 * days + 2),
            branch="widen",
        )
    )
    if request.origin:
        tasks.append(
            SubTask(
                id="intercity",
                goal=goal("intercity"),
                trade="transport",
                capability="intercity",
                priority=1,
                acceptance=AtLeast(count=2),
                branch="skip",
            )
        )
    tasks.append(
        SubTask(
            id="travel",
            goal=goal("travel"),
            trade="transport",
            capability="travel",
            needs=tuple(task.id for task in tasks if task.id != "availability"),
            priority=3,
            acceptance=Answered(),
            essential=True,
        )
    )
    return TaskGraph(tasks=tuple(tasks))
