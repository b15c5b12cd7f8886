"""The tools of a registry as a table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rich.console import Group, RenderableType
from rich.text import Text

from ...domain.language import Language, listed
from ...tools.tool import Tool
from ..phrases import PHRASES
from .style import table


def render_tools(tools: Sequence[Tool[Any, Any]], language: Language) -> RenderableType:
    """Name, arguments (required ones first, marked) and purpose of each tool, with the codes of its own errors."""
    grid = table()
    grid.add_column(PHRASES.say("tool", language), style="name", no_wrap=True)
    grid.add_column(PHRASES.say("arguments", language), overflow="fold", ratio=1)
    grid.add_column(PHRASES.say("purpose", language), overflow="fold", ratio=2)
    grid.expand = True
    for tool in tools:
        fields = sorted(tool.args.model_fields.items(), key=lambda field: not field[1].is_required())
        arguments = ", ".join(f"{name}*" if field.is_required() else name for name, field in fields)
        purpose = Text(tool.description)
        if tool.errors:
            purpose.append("\n" + PHRASES.say("errors", language, codes=listed(language, tool.errors)), "faint")
        grid.add_row(tool.name, Text(arguments, "faint"), purpose)
    return Group(grid, Text(""), Text(PHRASES.say("arguments.required", language), "faint"))
