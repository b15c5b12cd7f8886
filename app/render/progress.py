"""Shows a run while it goes on: a living tree on a terminal, plain lines elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from types import TracebackType

from rich.console import Console, RenderableType
from rich.live import Live
from rich.padding import Padding

from ...domain.events import Event
from ...domain.language import Language
from .run import RunView
from .steps import line_of, lines_below, tree_of
from .style import show

_FRAMES_A_SECOND = 12


class Progress:
    """A context manager that takes events.

    Example:
        >>> with Progress(make_console(stderr=True), "zh") as progress:
        ...     progress.take(event)
    """

    def __init__(self, console: Console, language: Language, *, passing: bool = False) -> None:
        """Show on this console, starting in this language; the request's own is taken once it is known.

        What shows ``passing`` work leaves nothing behind: no tree when it is done, no lines at all off a terminal.
        """
        self.console = console
        self._passing = passing
        self.view = RunView(language)
        self._lock = Lock()  # the living tree is drawn by a thread of its own
        self._told: set[int] = set()
        self._live = self._new_live()

    def __enter__(self) -> Progress:
        if self._live:
            self._live.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        with self._lock:
            self.view.end("failed" if error else "done")
        if self._live:
            self._live.stop()

    def take(self, event: Event) -> None:
        """Take one event and show what it changed."""
        with self._lock:
            self.view.take(event)
        if self._live is None and not self._passing:
            for line in self._news():
                show(self.console, line)

    @contextmanager
    def paused(self) -> Iterator[None]:
        """Leave the terminal to something else, such as a question; the tree goes, and comes back below it."""
        if self._live:
            self._live.transient = True
            self._live.stop()
        try:
            yield
        finally:
            self._live = self._new_live()
            if self._live:
                self._live.start()

    def _new_live(self) -> Live | None:
        if not self.console.is_terminal:
            return None
        return Live(get_renderable=self._draw, console=self.console, refresh_per_second=_FRAMES_A_SECOND, transient=self._passing)

    def _draw(self) -> RenderableType:
        with self._lock:
            return tree_of(self.view)

    def _news(self) -> Iterator[RenderableType]:
        """Lines about steps that ended since the last time."""
        for step in [*self.view.steps, *self.view.tasks.values()]:
            if step.state in ("waiting", "running") or id(step) in self._told:
                continue
            self._told.add(id(step))
            yield line_of(step)
            for line in lines_below(step, self.view.language):
                yield Padding(line, (0, 0, 0, 4))
