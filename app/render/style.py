"""The look: consoles, colours and the few shapes every view is made of."""

from __future__ import annotations

import os
from collections.abc import Iterable

from rich import box
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text
from rich.theme import Theme

WIDEST = 120
NARROW = 70
"""Below this many columns a table of several columns becomes a list of entries."""
_FOR_PIPES = 100

THEME = Theme(
    {
        "heading": "bold cyan",
        "label": "cyan",
        "name": "bold",
        "local": "dim",
        "faint": "dim",
        "worded": "italic",
        "time": "green",
        "money": "yellow",
        "total": "bold yellow",
        "good": "green",
        "warn": "yellow",
        "bad": "bold red",
    }
)

# Vertical lines would stand crooked where a terminal draws …, – or · two cells wide; so there are none.
LINES = box.Box("    \n    \n ── \n    \n ── \n    \n    \n    \n")


def make_console(*, stderr: bool = False) -> Console:
    """A console for standard output or standard error: plain when piped, never wider than reads well."""
    console = Console(stderr=stderr, theme=THEME, highlight=False, emoji=False)
    if console.is_terminal:
        console.width = min(console.width, WIDEST)
    elif "COLUMNS" not in os.environ:
        console.width = _FOR_PIPES
    return console


def show(console: Console, renderable: RenderableType) -> None:
    """Print; without the blanks at line ends where the output isn't a terminal."""
    if console.is_terminal:
        console.print(renderable)
        return
    with console.capture() as capture:
        console.print(renderable)
    console.file.write("\n".join(line.rstrip() for line in capture.get().split("\n")))


def table() -> Table:
    """An empty table of the house's look."""
    return Table(box=LINES, show_edge=False, header_style="label", padding=(0, 1), pad_edge=False)


def section(title: str, *body: RenderableType, aside: str = "") -> Group:
    """A heading and what stands below it, indented."""
    heading = Text.assemble((title, "heading"), (f"  {aside}" if aside else "", "faint"))
    return Group(Text(""), heading, *(Padding(part, (0, 0, 0, 2)) for part in body))


def bullets(items: Iterable[str | Text], mark: str = "•", style: str = "faint") -> Table:
    """A list whose lines hang."""
    grid = Table.grid(padding=(0, 1))
    grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    for item in items:
        grid.add_row(Text(mark, style), item if isinstance(item, Text) else Text(item))
    return grid


def entry(start: str | Text, middle: str | Text, end: str | Text, below: Text | None = None) -> Group:
    """A row of a narrow table: its short cells in a line, the last at the right edge, and the long one below them."""
    line = Table.grid(padding=(0, 2), expand=True)
    line.add_column(overflow="fold")
    line.add_column(ratio=1, overflow="fold")
    line.add_column(no_wrap=True, justify="right")
    line.add_row(start, middle, end)
    return Group(line, Padding(below, (0, 0, 0, 2))) if below else Group(line)


def pairs(rows: Iterable[tuple[str, str | Text]]) -> Table:
    """Labels with their values."""
    grid = Table.grid(padding=(0, 2))
    grid.add_column(style="label", no_wrap=True)
    grid.add_column(overflow="fold")
    for label, value in rows:
        grid.add_row(Text(label), value if isinstance(value, Text) else Text(value))
    return grid
