"""The chat's help page."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from ...domain.language import Language
from ..chat.phrases import PHRASES


def render_commands(names: Iterable[tuple[str, str]], language: Language) -> RenderableType:
    """Every slash command with its use, in Chinese also by its Chinese name, and what else can be said or pressed.

    Args:
        names: Of each command, plain and in Chinese.
        language: Of the page.
    """
    grid = Table.grid(padding=(0, 2))
    grid.add_column(style="label", no_wrap=True)
    if language == "zh":
        grid.add_column(style="faint", no_wrap=True)
    grid.add_column(overflow="fold")
    for name, zh in names:
        cells = [PHRASES.say(f"usage.{name}", language), *([f"/{zh}"] if language == "zh" else [])]
        grid.add_row(*cells, Text(PHRASES.say(f"slash.{name}", language)))
    return Group(
        Text(PHRASES.say("help.talk", language)),
        Text(""),
        grid,
        Text(""),
        Text(PHRASES.say("help.keys", language), "faint"),
    )
