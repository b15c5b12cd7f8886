"""Where replies are shown: on a terminal, as plain text in a pipe, or as one JSON document a line."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from io import StringIO
from typing import Protocol

from rich.console import Console, RenderableType
from rich.text import Text

from ...domain.events import Event
from ...domain.language import Language
from ...planner.export.rejection import Rejection
from ...planner.reply import Reply
from ..render.progress import Progress
from ..render.reply import render_reply
from ..render.style import THEME, bullets, show

_WIDTH = 100


class Screen(Protocol):
    """What a chat shows its turns on."""

    def working(self, language: Language) -> AbstractContextManager[Callable[[Event], None]]:
        """Show a turn while it is worked on; gives what takes its events."""

    def reply(self, reply: Reply, language: Language) -> None:
        """Show a turn's reply."""

    def shown(self, command: str, *parts: RenderableType) -> None:
        """Show what a slash command asked for."""

    def refused(self, rejection: Rejection) -> None:
        """Show why a line could not be taken."""

    def remark(self, *parts: RenderableType) -> None:
        """Say something beside the turns; nothing where only answers are wanted."""


class TextScreen:
    """A terminal, or plain text without colours in a pipe."""

    def __init__(self, console: Console) -> None:
        """Show on this console; work is shown while it goes on if it is a terminal."""
        self.console = console

    @contextmanager
    def working(self, language: Language) -> Iterator[Callable[[Event], None]]:
        """A living tree that is gone when the work is done."""
        with Progress(self.console, language, passing=True) as progress:
            yield progress.take

    def reply(self, reply: Reply, language: Language) -> None:
        """The reply and a blank line."""
        self._block(render_reply(reply, language))

    def shown(self, command: str, *parts: RenderableType) -> None:
        """The parts and a blank line."""
        self._block(*parts)

    def refused(self, rejection: Rejection) -> None:
        """Each problem in a line."""
        self._block(bullets([Text(problem.message) for problem in rejection.problems], "✗", "bad"))

    def remark(self, *parts: RenderableType) -> None:
        """On a terminal only: a pipe carries answers."""
        if self.console.is_terminal:
            self._block(*parts)

    def _block(self, *parts: RenderableType) -> None:
        for part in parts:
            show(self.console, part)
        show(self.console, Text(""))
        self.console.file.flush()


class JsonScreen:
    """One JSON document a line: a :class:`Reply`, a :class:`Rejection`, or what a command shows as plain text."""

    def __init__(self, write: Callable[[str], None]) -> None:
        """Hand each line to ``write``."""
        self._write = write

    @contextmanager
    def working(self, language: Language) -> Iterator[Callable[[Event], None]]:
        """Nothing is shown."""
        yield lambda event: None

    def reply(self, reply: Reply, language: Language) -> None:
        """The whole reply."""
        self._write(reply.model_dump_json())

    def shown(self, command: str, *parts: RenderableType) -> None:
        """``{"kind": "shown", "command": ..., "text": ...}``."""
        out = StringIO()
        console = Console(file=out, width=_WIDTH, theme=THEME, highlight=False, emoji=False, color_system=None)
        for part in parts:
            show(console, part)
        self._write(json.dumps({"kind": "shown", "command": command, "text": out.getvalue().rstrip("\n")}, ensure_ascii=False))

    def refused(self, rejection: Rejection) -> None:
        """The rejection."""
        self._write(rejection.model_dump_json())

    def remark(self, *parts: RenderableType) -> None:
        """Nothing: every line answers a line."""
