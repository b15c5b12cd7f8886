"""What is remembered of a traveller, as a table with the numbers that forget it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rich.console import Group, RenderableType
from rich.text import Text

from ...domain.language import Language
from ...domain.memory import MemoryItem
from ..phrases import PHRASES
from .style import table


def render_memory(
    items: Sequence[MemoryItem], language: Language, *, strength: Callable[[MemoryItem], float], hint: str = ""
) -> RenderableType:
    """One memory a line: its words, what sort it is, how much it counts today, and when it was last said or used."""
    if not items:
        return Text(PHRASES.say("memory.none", language), "faint")
    grid = table()
    grid.add_column("", justify="right", style="label", no_wrap=True)
    grid.add_column(PHRASES.say("memory.what", language), overflow="fold", ratio=1)
    grid.add_column(PHRASES.say("memory.kind", language), no_wrap=True)
    grid.add_column(PHRASES.say("memory.strength", language), justify="right", no_wrap=True)
    grid.add_column(PHRASES.say("memory.used", language), no_wrap=True)
    grid.expand = True
    for number, item in enumerate(items, 1):
        grid.add_row(
            str(number),
            _words(item),
            Text(PHRASES.say(f"memory.kind.{item.statement.kind}", language), "faint"),
            f"{strength(item):.0%}",
            Text(f"{item.used.astimezone():%Y-%m-%d}", "faint"),
        )
    return Group(grid, Text(hint, "faint")) if hint else grid


def _words(item: MemoryItem) -> Text:
    text = Text(item.text)
    if item.statement.case and item.statement.case.visited:
        text.append("\n" + " · ".join(mark.name for mark in item.statement.case.visited), "faint")
    return text
