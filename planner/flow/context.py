"""What a run works with besides its state: tools, models, clock, event stream. Never checkpointed."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from ...agents.worker import ToolCaller
from ...domain.base import Model
from ...domain.events import Event
from ...domain.gazetteer import CityName, Gazetteer
from ...domain.language import Language
from ...domain.memory import MemoryItem
from ...domain.ports import Cache, EventSink, Journal
from ...domain.request import TripRequest
from ...domain.usage import Usage
from ...settings import Settings
from ...tools.context import CallContext
from ...tools.registry import ToolRegistry
from ...tools.result import ToolResult

if TYPE_CHECKING:
    from ...agents.llm.desk import ModelDesk

Recall = Callable[[TripRequest, EventSink], Awaitable[Sequence[MemoryItem]]]
"""Memories that count in a request; tells of trouble instead of raising."""


@dataclass(kw_only=True)
class RunContext:
    """The run's access to the world.

    Attributes:
        interactive: Whether questions interrupt the run; else defaults are taken and stated.
        started: The clock's monotonic reading when the run (or its resumption) began.
        models: The language models of this run; None where none is configured.
        cache: Keeps results of tools across runs.
        recall: Finds what is remembered of the traveller and counts in a request; None where nobody is known or nothing shall count.
        cities_lost: Whether whoever knows the most cities gave no answer, and others stood in.
        gazetteers: Those fetched so far, by city.
        worlds: Whose places the run has of a city, by city.
    """

    run: str
    registry: ToolRegistry
    settings: Settings
    journal: Journal | None
    interactive: bool
    started: float
    models: ModelDesk | None = None
    cache: Cache | None = None
    recall: Recall | None = None
    cities: tuple[CityName, ...] = ()
    cities_lost: bool = False
    gazetteers: dict[str, Gazetteer] = field(default_factory=dict)
    worlds: dict[str, str] = field(default_factory=dict)

    def stamp(self, event: Event) -> Event:
        """The event with its time since the run began."""
        return event.model_copy(update={"at": self.registry.clock.monotonic() - self.started})

    def used(self, before: Usage) -> Usage:
        """What models were asked in the run so far: ``before``, and since this was last called."""
        return before.plus(self.models.take()) if self.models else before

    def caller(
        self, emit: EventSink, *, task: str = "", city: str = "", language: Language = "zh", deadline: float | None = None
    ) -> ToolCaller:
        """Access to the registry on behalf of one subtask, whose answers count until ``deadline`` of the clock."""
        context = replace(self.behalf(emit, task=task, city=city, language=language), deadline=deadline)

        async def call(capability: str, query: Mapping[str, Any] | Model) -> ToolResult[Any]:
            return await self.registry.call(capability, query, context)

        return call

    def behalf(self, emit: EventSink | None, *, task: str = "", city: str = "", language: Language = "zh") -> CallContext:
        """On whose behalf a subtask's calls are made."""
        return CallContext(
            run=self.run,
            task=task,
            sink=emit,
            gazetteer=self.gazetteers.get(city),
            cities=self.cities,
            worlds=self.worlds,
            journal=self.journal,
            cache=self.cache,
            started=self.started,
            language=language,
        )
