"""Checks and sources in the terminal."""

from __future__ import annotations

from rich.console import RenderableType
from rich.text import Text

from ...planner.export.phrases import LABELS
from ...planner.export.proof import Flaw, findings_of, passed_of, sources_of
from ...planner.trip import Trip
from .style import bullets, pairs, section

_MARKS: dict[Flaw, tuple[str, str]] = {"violated": ("✗", "bad"), "unmet_soft": ("△", "warn"), "unverifiable": ("?", "warn")}


def checks(trip: Trip) -> RenderableType:
    """How many checks passed, and each that did not."""
    language = trip.request.language
    body = []
    for finding in findings_of(trip):
        mark, style = _MARKS[finding.flaw]
        body.append(bullets([Text.assemble((f"{LABELS.say(finding.flaw, language)}  ", style), finding.message)], mark, style))
    return section(LABELS.say("checks", language), *body, aside=passed_of(trip))


def sources(trip: Trip) -> RenderableType:
    """Where the facts come from, grouped by what they are about."""
    rows: list[tuple[str, str | Text]] = [(group.name, Text("\n".join(group.titles), "faint")) for group in sources_of(trip)]
    return section(LABELS.say("sources", trip.request.language), pairs(rows))
