"""A user's sessions, and the versions of a session's plan."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import RenderableType
from rich.text import Text

from ...domain.language import Language
from ...memory.short_term.head import SessionInfo
from ...planner.export.words import money
from ...planner.reply import PlanVersion
from ..phrases import PHRASES
from .style import table


def render_sessions(sessions: Sequence[SessionInfo], language: Language, *, current: str = "") -> RenderableType:
    """One session a line, the one used last first."""
    if not sessions:
        return Text(PHRASES.say("sessions.none", language), "faint")
    grid = table()
    grid.add_column("", no_wrap=True)
    grid.add_column(PHRASES.say("sessions.session", language), style="name", overflow="fold")
    grid.add_column(PHRASES.say("sessions.title", language), overflow="fold", ratio=1)
    grid.add_column(PHRASES.say("sessions.turns", language), justify="right", no_wrap=True)
    grid.add_column(PHRASES.say("sessions.updated", language), no_wrap=True)
    grid.expand = True
    for info in sessions:
        mark = Text("*" if info.session == current else "", "good")
        updated = Text(f"{info.updated.astimezone():%Y-%m-%d %H:%M}", "faint")
        grid.add_row(mark, Text(info.session), Text(info.title), str(info.turns), updated)
    return grid


def render_versions(versions: Sequence[PlanVersion], language: Language, *, current: int | None) -> RenderableType:
    """One version a line, with the words that made it; the one that counts is marked."""
    if not versions:
        return Text(PHRASES.say("versions.none", language), "faint")
    grid = table()
    grid.add_column("", no_wrap=True)
    grid.add_column("", justify="right", style="label", no_wrap=True)
    grid.add_column(PHRASES.say("versions.said", language), overflow="fold", ratio=1)
    grid.add_column(PHRASES.say("versions.total", language), justify="right", style="money", no_wrap=True)
    grid.add_column(PHRASES.say("versions.made", language), no_wrap=True)
    grid.expand = True
    for version in versions:
        mark = Text("*" if version.number == current else "", "good")
        said = Text(version.said or "↵")
        if version.parent is not None and version.parent != version.number - 1:
            said.append("  " + PHRASES.say("versions.from", language, version=version.parent), "faint")
        total = money(version.trip.budget.total, language) if version.trip.budget else ""
        grid.add_row(mark, str(version.number), said, total, Text(f"{version.made.astimezone():%H:%M}", "faint"))
    return grid
