"""The models of a run: what they were asked, what it cost, and what came of it."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.text import Text

from ...domain.language import listed
from ...domain.words import TripWords
from ...planner.trip import Trip
from ...settings import SEATS
from ..phrases import PHRASES
from .readings import agreements, differences
from .style import bullets, section
from .usage import render_usage


def render_models(trip: Trip) -> RenderableType:
    """The table of usage, then what models did that can be told from the trip; seats that stayed empty are named."""
    language = trip.request.language
    usage = render_usage(trip.usage, language)
    if not trip.usage.seats:
        return usage
    return Group(usage, section(PHRASES.say("models.did", language), *_did(trip)))


def _did(trip: Trip) -> Iterator[RenderableType]:
    request, language = trip.request, trip.request.language
    if agreed := agreements(request):
        yield _line(trip, "models.agreed", slots=listed(language, agreed))
    yield from differences(request)
    for task in trip.tasks.tasks if trip.tasks else ():
        if task.arguments is not None:
            yield _line(trip, "models.proposed", goal=task.goal)
    if trip.words:
        yield _line(trip, "models.worded", kept=_lines(trip.words))
        for removed in trip.words.removed:
            key = "models.removed" if removed.fact else "models.removed.other"
            yield bullets([Text(PHRASES.say(key, language, fact=removed.fact))], "✗", "warn")
    taken = {seat.seat for seat in trip.usage.seats}
    if empty := [PHRASES.say(f"seat.{seat}", language) for seat in SEATS if seat not in taken]:
        yield bullets([Text(PHRASES.say("models.unasked", language, seats=listed(language, empty)), "faint")], "·")


def _line(trip: Trip, key: str, **fields: object) -> RenderableType:
    return bullets([PHRASES.say(key, trip.request.language, **fields)], "✓", "good")


def _lines(words: TripWords) -> int:
    """Introductions, tips and notes."""
    return sum(bool(day.intro) + len(day.tips) for day in words.days) + len(words.notes)
