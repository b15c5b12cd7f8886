"""Puts a run's questions to whoever sits at the terminal."""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from rich.text import Text

from ..domain.request import Question
from .render.progress import Progress
from .render.question import render_question


class ConsoleAsker:
    """Asks on standard error and reads one line of standard input; an empty line or its end takes the default."""

    def __init__(self, progress: Progress) -> None:
        """Share the console with a progress display, which pauses meanwhile."""
        self._progress = progress

    def __call__(self, question: Question) -> str | None:
        """Ask one question. A number picks the option of that number."""
        with self._progress.paused(), _interruptible():
            self._show(question)
            answer = sys.stdin.readline().strip()
        if question.options and answer.isascii() and answer.isdigit() and 1 <= int(answer) <= len(question.options):
            return question.options[int(answer) - 1]
        return answer or None

    def _show(self, question: Question) -> None:
        self._progress.console.print(render_question(question, self._progress.view.language))
        self._progress.console.print(Text("> "), end="")


@contextmanager
def _interruptible() -> Iterator[None]:
    """Let Ctrl-C end a blocking read; asyncio's own handler would only note it."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
