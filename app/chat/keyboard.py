"""The line editor: history that stays, slash commands that complete themselves, pasted lines as one turn."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from prompt_toolkit import PromptSession
from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.document import Document
from prompt_toolkit.formatted_text import HTML
from prompt_toolkit.history import FileHistory, History, InMemoryHistory
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.styles import Style

_STYLE = Style.from_dict({"prompt": "ansicyan bold", "bottom-toolbar": "noreverse fg:ansibrightblack"})


class Keyboard:
    """Reads turns from whoever sits at the terminal.

    Ctrl-C clears the line, Ctrl-D on an empty one ends; Enter sends, Esc and then Enter breaks the line.
    """

    def __init__(self, history: Path, commands: Mapping[str, str]) -> None:
        """Keep what is typed in a file, and complete commands, each with its meaning."""
        self._session: PromptSession[str] = PromptSession(
            history=_history(history),
            completer=_Commands(commands),
            complete_while_typing=True,
            reserve_space_for_menu=4,
            key_bindings=_keys(),
            style=_STYLE,
        )

    async def read(self, status: str) -> str | None:
        """The next turn's words; None at the end."""
        while True:
            try:
                return await self._session.prompt_async(
                    HTML("<prompt>&gt; </prompt>"), bottom_toolbar=status, prompt_continuation="  "
                )
            except KeyboardInterrupt:
                continue
            except EOFError:
                return None


class _Commands(Completer):
    def __init__(self, commands: Mapping[str, str]) -> None:
        self._commands = commands

    def get_completions(self, document: Document, complete_event: CompleteEvent) -> Iterable[Completion]:
        """Commands that begin with what was typed so far."""
        typed = document.text
        if typed.startswith("/"):
            for name, meaning in self._commands.items():
                if f"/{name}".startswith(typed):
                    yield Completion(f"/{name}", start_position=-len(typed), display_meta=meaning)


def _keys() -> KeyBindings:
    bindings = KeyBindings()

    @bindings.add("escape", "enter")
    def _(event: KeyPressEvent) -> None:
        event.current_buffer.insert_text("\n")

    return bindings


def _history(path: Path) -> History:
    """History in a file that nobody else can read; in memory where it can't be written."""
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(path, os.O_CREAT | os.O_WRONLY | os.O_APPEND, 0o600))
        with suppress(OSError):  # a file system without permissions
            path.chmod(0o600)
    except OSError:
        return InMemoryHistory()
    return FileHistory(path)
