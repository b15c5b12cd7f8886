"""A reply of the conversation: its words, what changed, the plan, what was remembered, the open question."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from ...domain.language import Language, listed
from ...domain.recalled import Recalled
from ...domain.request import Question
from ...planner.reply import Reply, ReplyKind
from ...planner.trip import Trip
from ..chat.phrases import PHRASES
from .days import DayTable
from .diff import render_diff
from .question import render_question
from .style import bullets
from .trip import render_trip

_MARKS: dict[ReplyKind, tuple[str, str]] = {
    "plan": ("✓", "good"),
    "edit": ("✓", "good"),
    "undo": ("↶", "good"),
    "why": ("•", "label"),
    "compare": ("•", "label"),
    "trouble": ("✗", "bad"),
    "unclear": ("?", "warn"),
}


def render_reply(reply: Reply, language: Language) -> RenderableType:
    """Everything a traveller wants to see of a reply: a new plan whole, of a changed one what changed."""
    parts: list[RenderableType] = []
    for block in (_answer(reply, language), _plan(reply), _aside(reply, language), _questions(reply, language)):
        shown = list(block)
        parts += [Text(""), *shown] if parts and shown else shown
    return Group(*parts)


def render_days(trip: Trip, days: set[int]) -> list[RenderableType]:
    """Some days of a plan, by index."""
    if trip.itinerary is None:
        return []
    tables = DayTable.all(trip.itinerary, trip.budget, trip.request.language, trip.words, trip.weather)
    return [table for table in tables if table.day.index in days]


def _answer(reply: Reply, language: Language) -> Iterator[RenderableType]:
    """The words, what changed, and the days as they are now."""
    lines = _own_lines(reply, language)
    yield from _spoken(lines[:1], _MARKS.get(reply.kind))
    if _shows_plan(reply):
        return
    yield from _spoken(lines[1:])
    if reply.diff is not None and reply.diff.lines:
        yield Padding(render_diff(reply.diff), (0, 0, 0, 2))
        if reply.trip is not None and reply.kind != "compare":
            yield from render_days(reply.trip, {line.day for line in reply.diff.lines if line.day is not None})
    for answer in reply.answers:
        if answer.sources:
            titles = dict.fromkeys(source.title for source in answer.sources)
            yield Padding(Text(PHRASES.say("sources", language, sources=listed(language, titles)), "faint"), (0, 0, 0, 2))


def _plan(reply: Reply) -> Iterator[RenderableType]:
    if reply.trip is not None and _shows_plan(reply):
        yield render_trip(reply.trip, whole=False)


def _aside(reply: Reply, language: Language) -> Iterator[RenderableType]:
    """What must not scroll away with a long plan: the other words, what was recalled, troubles of the memory."""
    if _shows_plan(reply):
        yield from _spoken(_own_lines(reply, language)[1:])
        if reply.recalled:
            yield render_recalled(reply.recalled, language)
    for trouble in reply.degraded:
        yield bullets([Text(trouble, "warn")], "!", "warn")


def _questions(reply: Reply, language: Language) -> Iterator[RenderableType]:
    for question in reply.questions:
        yield render_question(question, language)


def _shows_plan(reply: Reply) -> bool:
    return reply.trip is not None and reply.trip.itinerary is not None and (reply.kind == "plan" or reply.asks == "plan")


def render_recalled(recalled: tuple[Recalled, ...], language: Language) -> RenderableType:
    """What was remembered and counts, by the numbers that refuse it."""
    items = listed(language, (f"{number}. {item.text}" for number, item in enumerate(recalled, 1)))
    line = Text.assemble((PHRASES.say("recalled", language, items=items), "label"))
    return Group(bullets([line]), Text("  " + PHRASES.say("recalled.refuse", language), "faint"))


def _own_lines(reply: Reply, language: Language) -> list[str]:
    """The lines of the text that nothing else of the reply shows."""
    shown = {*reply.degraded, *(f"- {line.text}" for line in (reply.diff.lines if reply.diff else ()))}
    for question in reply.questions:
        shown |= {*question.text.splitlines(), *_numbered(question)}
    recalled = listed(language, (item.text for item in reply.recalled)) if reply.kind == "plan" else ""
    return [line for line in reply.text.splitlines() if line not in shown and not (recalled and recalled in line)]


def _numbered(question: Question) -> list[str]:
    return [f"{number}. {option}" for number, option in enumerate(question.options, 1)]


def _spoken(lines: list[str], mark: tuple[str, str] | None = None) -> Iterator[RenderableType]:
    for line in lines:
        if line.startswith("- "):
            yield Padding(bullets([line[2:]]), (0, 0, 0, 2))
        elif mark:
            yield bullets([Text(line, "bold")], *mark)
        else:
            yield Text(line)
