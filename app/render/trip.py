"""A finished run in the terminal: the plan, the questions, or the conflict."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.rule import Rule
from rich.text import Text

from ...domain.language import Language, listed
from ...planner.export.phrases import LABELS
from ...planner.export.proof import gaps_of, notes_of, ways_out_of
from ...planner.export.words import assumptions_of, facts_of, money, readings_of, title_of, wishes_of
from ...planner.trip import Conflict, Trip
from ..phrases import PHRASES
from .days import DayTable, stays
from .proof import checks, sources
from .sheet import sheet
from .style import bullets, pairs, section
from .timing import duration

_MARKS = {"ok": ("✓", "good"), "degraded": ("△", "warn"), "needs_input": ("?", "warn"), "infeasible": ("✗", "bad")}


def render_trip(trip: Trip, *, whole: bool = True) -> RenderableType:
    """Everything a traveller wants to see of a run, in the language of the request.

    Where it isn't shown ``whole`` its sources are left out, and what was recalled, which a chat says itself.
    """
    return Group(*_parts(trip, whole))


def _parts(trip: Trip, whole: bool) -> Iterator[RenderableType]:
    request, language = trip.request, trip.request.language
    yield Rule(Text(title_of(request), "bold"), style="cyan", align="left")
    yield _status(trip)
    facts: list[tuple[str, str | Text]] = [*facts_of(request)]
    if wishes := wishes_of(request):
        facts.append((LABELS.say("wishes", language), ("；" if language == "zh" else "; ").join(wishes)))
    yield pairs(facts)
    if request.recalled and whole:
        yield section(PHRASES.say("recalled", language), bullets(item.text for item in request.recalled))
    if request.unresolved:
        yield section(LABELS.say("unresolved", language), bullets(request.unresolved, "!", "warn"))
    if assumed := assumptions_of(request):
        yield section(LABELS.say("assumed", language), bullets(assumed))
    if readings := readings_of(request):
        yield section(LABELS.say("read_as", language), bullets(readings))
    if trip.questions:
        yield _questions(trip)
    if trip.conflict:
        yield from _conflict(trip.conflict, language)
    if trip.substitutions:
        reasons = [substitution.reason for substitution in trip.substitutions]
        yield section(LABELS.say("substituted", language), bullets(reasons, "↻", "warn"))
    if gaps := gaps_of(trip):
        yield section(LABELS.say("gaps", language), bullets(gaps, "✗", "bad"))
    if trip.itinerary:
        yield from DayTable.all(trip.itinerary, trip.budget, language, trip.words, trip.weather)
        yield stays(trip.itinerary, language)
        if trip.budget:
            yield sheet(trip.itinerary, trip.budget, language)
    if trip.words and (trip.words.days or trip.words.notes):
        about = Text(LABELS.say("words.about", language, model=trip.words.model), "faint")
        yield section(LABELS.say("words", language), bullets([*trip.words.notes, about], "✎"))
    if notes := notes_of(trip):
        yield section(LABELS.say("notes", language), bullets(notes))
    if trip.checks:
        yield checks(trip)
    if trip.sources and whole:
        yield sources(trip)


def _status(trip: Trip) -> Text:
    language = trip.request.language
    mark, style = _MARKS[trip.status]
    line = Text.assemble((f"{mark} {LABELS.say(f'status.{trip.status}', language)}", style))
    if trip.budget:
        total = PHRASES.say("total_of", language, total=money(trip.budget.total, language))
        line.append(f" · {total}", "total")
    line.append(" · " + PHRASES.say("planned_in", language, seconds=duration(trip.seconds, language)), "faint")
    return line


def _questions(trip: Trip) -> RenderableType:
    language = trip.request.language
    lines = []
    for question in trip.questions:
        line = Text(question.text)
        if question.default is not None:
            line.append(f" {LABELS.say('suggestion', language, default=question.default)}", "faint")
        if question.options and not all(option in question.text for option in question.options):
            line.append(f" {LABELS.say('options', language, options=listed(language, question.options))}", "faint")
        lines.append(line)
    hint = Text(PHRASES.say("ask.more", language), "faint")
    return section(LABELS.say("questions", language), bullets(lines, "?", "warn"), hint)


def _conflict(conflict: Conflict, language: Language) -> Iterator[RenderableType]:
    body: list[RenderableType] = [bullets(conflict.wishes, "✗", "bad")] if conflict.wishes else []
    yield section(LABELS.say("conflict", language), *body, Text(conflict.explanation, "bold"))
    if ways_out := ways_out_of(conflict, language):
        yield section(LABELS.say("ways_out", language), bullets(ways_out, "→", "good"))
