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

_MOST_FACTS = 6


def render_models(trip: Trip) -> RenderableType:
    """The table of usage, then what models did that can be told from the trip; seats that stayed empty are named."""
    language = trip.request.language
    usage = render_usage(trip.usage, language)
    if not trip.usage.seats:
        return usage
    did = list(_did(trip)) or [bullets([PHRASES.say("models.nothing", language)], "✗", "warn")]
    return Group(usage, section(PHRASES.say("models.did", language), *did, *_empty(trip)))


def _did(trip: Trip) -> Iterator[RenderableType]:
    request, language = trip.request, trip.request.language
    if agreed := agreements(request):
        yield _line(trip, "models.agreed", slots=listed(language, agreed))
    yield from differences(request)
    for task in trip.tasks.tasks if trip.tasks else ():
        if task.arguments is not None:
            yield _line(trip, "models.proposed", goal=task.goal)
    if trip.words:
        yield from _worded(trip, trip.words)


def _worded(trip: Trip, words: TripWords) -> Iterator[RenderableType]:
    """Introductions, tips and notes that stayed, and what those that did not stay had in them."""
    language = trip.request.language
    kept = sum(bool(day.intro) + len(day.tips) for day in words.days) + len(words.notes)
    if kept:
        yield _line(trip, "models.worded", kept=kept)
    if words.removed:
        facts = list(dict.fromkeys(removed.fact for removed in words.removed if removed.fact))
        told = [*facts[:_MOST_FACTS], *(["…"] if len(facts) > _MOST_FACTS else [])]
        key = "models.removed" if told else "models.removed.other"
        told_of = PHRASES.say(key, language, count=len(words.removed), facts=", ".join(told))
        yield bullets([told_of], "✗", "warn")


def _empty(trip: Trip) -> Iterator[RenderableType]:
    language = trip.request.language
    taken = {seat.seat for seat in trip.usage.seats}
    if empty := [PHRASES.say(f"seat.{seat}", language) for seat in SEATS if seat not in taken]:
        silent = any(seat.calls and seat.failed == seat.calls for seat in trip.usage.seats)
        key = "models.left" if silent else "models.unasked"
        yield bullets([Text(PHRASES.say(key, language, seats=listed(language, empty)), "faint")], "·")


def _line(trip: Trip, key: str, **fields: object) -> RenderableType:
    return bullets([PHRASES.say(key, trip.request.language, **fields)], "✓", "good")
