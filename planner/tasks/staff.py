"""Who carries out which subtask of a run: rules, and models beside them where they sit."""

from __future__ import annotations

from collections.abc import Callable

from ...agents.errand import TRADES
from ...agents.worker import Worker
from ...domain.task import SubTask
from ..flow.context import RunContext
from .dispatch import WORKERS, by_rules

_BROAD = frozenset({"attractions", "hotels", "restaurants"})
"""Searches whose outcome is a matter of choice; the rest looks up what is given."""


def staff_of(context: RunContext) -> Callable[[SubTask], Worker]:
    """The workers of a run, by subtask."""
    models, registry = context.models, context.registry
    if models is None or not (models.takes("worker") or models.takes("critic")):
        return by_rules
    from ...agents.chooser import Chooser
    from ...agents.critic import Critic
    from ...agents.model_worker import ModelWorker

    def helped(task: SubTask) -> Worker:
        if task.capability not in _BROAD or task.arguments is not None or not registry.of(task.capability):
            return by_rules(task)
        tools = [registry.of(name)[0] for name in registry.capabilities if TRADES.get(name) == task.trade]
        chooser = Chooser(models, tools) if models.takes("worker") else None
        critic = Critic(models, registry.of(task.capability)[0]) if models.takes("critic") else None
        return ModelWorker(WORKERS[task.trade], chooser, critic)

    return helped
