"""What changed between two plans, line by line."""

from __future__ import annotations

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from ...planner.edit.plan_diff import DiffLine, PlanDiff


def render_diff(diff: PlanDiff) -> RenderableType:
    """Every line with a mark: new, gone, other than before, or a sum."""
    grid = Table.grid(padding=(0, 1))
    grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    for line in diff.lines:
        mark, style = _mark(line)
        grid.add_row(Text(mark, style), _worded(line))
    return grid


def _mark(line: DiffLine) -> tuple[str, str]:
    if line.subject == "money":
        return "¥", "money"
    if line.subject in ("slot", "time", "day") or (line.before and line.after):
        return "~", "warn"
    return ("-", "bad") if line.before else ("+", "good")


def _worded(line: DiffLine) -> Text:
    """The line with what is gone faint and what is new bold."""
    text = Text(line.text, "money" if line.subject == "money" else "")
    if line.subject == "money":
        return text
    if line.before and (place := line.text.find(line.before)) >= 0:
        text.stylize("faint", place, place + len(line.before))
    if line.after and (place := line.text.rfind(line.after)) >= 0:
        text.stylize("name", place, place + len(line.after))
    return text
