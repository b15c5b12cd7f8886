"""How far a run has come, for callers that show a bar."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from ...domain.events import Event
from ...domain.language import Language
from ..render.run import RunView

Report = Callable[[float, str], Awaitable[None]]
"""Takes a share of 1, and what is being done in the traveller's language."""


class ProgressMeter:
    """Folds events into a share of the work that only grows, and the step that runs."""

    def __init__(self, language: Language, report: Report) -> None:
        """Report to ``report`` whenever a step begins or ends."""
        self._view = RunView(language)
        self._report = report
        self._told: tuple[float, str] = (0.0, "")

    async def take(self, event: Event) -> None:
        """Take one event, and tell what it changed."""
        self._view.take(event)
        steps = [*self._view.steps, *self._view.tasks.values()]
        ended = sum(step.state not in ("waiting", "running") for step in steps)
        # A step or two come at the end, scheduling and verifying, that aren't known before.
        share = max(self._told[0], round(ended / (len(steps) + 2), 3))
        running = next((step.title for step in reversed(steps) if step.state == "running"), self._told[1])
        if (share, running) != self._told:
            self._told = (share, running)
            await self._report(share, running)
