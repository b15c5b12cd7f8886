"""Assignments on a made-up city, and models that play a script."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random
from typing import Any

from xiake.agents.chooser import Chooser
from xiake.agents.critic import Critic
from xiake.agents.llm.desk import ModelDesk
from xiake.agents.llm.pool import ModelPool
from xiake.agents.llm.scripted import ScriptedModel
from xiake.agents.worker import Assignment
from xiake.domain.events import Event
from xiake.domain.gazetteer import Gazetteer, PlaceName
from xiake.domain.task import SubTask
from xiake.settings import Settings
from xiake.tools.clock import VirtualClock
from xiake.tools.context import CallContext
from xiake.tools.provider import Provider, provider_tools
from xiake.tools.registry import ToolRegistry

from ..world import CITY, TODAY, World, request


class Bench:
    """One job of one worker.

    Attributes:
        model: What every seat asks.
        desk: Its accounts.
        events: All that was told.
    """

    def __init__(
        self, world: World, model: ScriptedModel, task: SubTask, *, provider: Provider | None = None, **fields: Any
    ) -> None:
        self.clock = VirtualClock()
        self.model = model
        self.events: list[Event] = []
        self.registry = ToolRegistry(provider_tools(provider or world), clock=self.clock, random=Random(1))
        self.desk = desk_of(model, self.clock)
        names = tuple(PlaceName(id=p.id, kind=p.kind, name=p.name) for p in world.records)
        context = CallContext(task=task.id, sink=self.events.append, gazetteer=Gazetteer(city=CITY, places=names, terms=()))

        async def call(capability: str, query: Any) -> Any:
            return await self.registry.call(capability, query, context)

        self.job = Assignment(
            task=task, request=request(**fields), found={}, call=call, emit=self.events.append, today=TODAY, clock=self.clock
        )

    def chooser(self, *capabilities: str) -> Chooser:
        return Chooser(self.desk, [self.registry.of(name)[0] for name in capabilities])

    def critic(self) -> Critic:
        return Critic(self.desk, self.registry.of(self.job.task.capability)[0])

    def told(self, kind: type[Event]) -> list[Any]:
        return [event for event in self.events if isinstance(event, kind)]


def desk_of(model: ScriptedModel, clock: VirtualClock, **settings: Any) -> ModelDesk:
    pool = ModelPool.of(Settings(model_attempts=1, **settings), model, random=Random(1))
    assert pool is not None
    return pool.desk(clock)


def subtask(capability: str, trade: Any, **fields: Any) -> SubTask:
    known: Mapping[str, Any] = {"id": capability, "goal": "find", "trade": trade, "capability": capability, "branch": "widen"}
    return SubTask(**{**known, **fields})
