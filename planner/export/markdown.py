"""A trip as a Markdown page (tables as in GitHub's dialect) in the traveller's language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ...domain.budget import BudgetSheet
from ...domain.itinerary import Itinerary
from ...domain.language import Language
from ...domain.words import DayWords, TripWords
from ..trip import Conflict, Trip
from .days import Row, heading_of, rows_of, stay_dates, stay_rooms, stays_of
from .phrases import LABELS
from .proof import findings_of, gaps_of, notes_of, passed_of, sources_of, ways_out_of
from .sums import estimates_of, sums_of, unknown_of, verdict_of
from .weather import weather_lines
from .words import Namer, assumptions_of, facts_of, money, readings_of, title_of, wishes_of

_SPECIAL = re.compile(r"([\\`*_\[\]<>|~#])")


def to_markdown(trip: Trip) -> str:
    """The whole answer as one page, whatever its status.

    Args:
        trip: A plan, open questions or a conflict.

    Returns:
        Text that ends in a line break. What came from users or data is escaped.
    """
    return "\n".join(_page(trip)) + "\n"


def _page(trip: Trip) -> Iterator[str]:
    request, language = trip.request, trip.request.language

    def label(key: str) -> str:
        return LABELS.say(key, language)

    yield f"# {_safe(title_of(request))}"
    yield ""
    yield from (f"> {_safe(line)}" for line in request.text.splitlines() if line.strip())
    yield ""
    yield f"**{label(f'status.{trip.status}')}**"
    yield ""
    facts = facts_of(request)
    if wishes := wishes_of(request):
        facts.append((label("wishes"), ("；" if language == "zh" else "; ").join(wishes)))
    yield from (f"- {_safe(name)}{'：' if language == 'zh' else ': '}{_safe(value)}" for name, value in facts)
    yield ""
    yield from _list(label("unresolved"), request.unresolved)
    yield from _list(label("assumed"), assumptions_of(request))
    yield from _list(label("read_as"), readings_of(request))
    for question in trip.questions:
        yield from _list(label("questions"), [question.text])
    if trip.conflict:
        yield from _conflict(trip.conflict, trip)
    yield from _list(label("substituted"), [substitution.reason for substitution in trip.substitutions])
    yield from _list(label("gaps"), gaps_of(trip))
    if trip.itinerary:
        yield from _days(trip, trip.itinerary)
        yield from _stays(trip.itinerary, trip)
        if trip.budget:
            yield from _budget(trip.itinerary, trip.budget, trip)
    if trip.words and (trip.words.days or trip.words.notes):
        yield from _by_model(trip.words, language)
    yield from _list(label("notes"), notes_of(trip))
    if trip.checks:
        yield from _list(
            f"{label('checks')} ({passed_of(trip)})",
            [f"{label(finding.flaw)}: {finding.message}" for finding in findings_of(trip)],
            always=True,
        )
    if trip.sources:
        yield f"## {label('sources')}"
        yield ""
        for group in sources_of(trip):
            yield f"**{_safe(group.name)}**"
            yield ""
            yield from (f"- {_safe(title)}" for title in group.titles)
            yield ""
    yield f"*{label('footer')}*"


def _conflict(conflict: Conflict, trip: Trip) -> Iterator[str]:
    language = trip.request.language
    yield from _list(LABELS.say("conflict", language), conflict.wishes)
    yield _safe(conflict.explanation)
    yield ""
    yield from _list(LABELS.say("ways_out", language), ways_out_of(conflict, language))


def _days(trip: Trip, itinerary: Itinerary) -> Iterator[str]:
    language = trip.request.language
    namer, skies = Namer(language), weather_lines(trip.weather, language)
    for position, day in enumerate(itinerary.days):
        yield f"## {heading_of(day, language)}"
        yield ""
        if weather := skies.get(day.date):
            yield f"*{_safe(weather)}*"
            yield ""
        if trip.words and (words := trip.words.of(day.index)):
            yield from _worded(words, language)
        yield from _header([LABELS.say(key, language) for key in ("time", "what", "way", "cost")])
        for row in rows_of(day, language, namer):
            yield _cells([row.time, _what(row), _way(row), _safe(row.cost)])
        if not day.stops:
            yield _cells(["", LABELS.say("on_the_way", language), "", ""])
        yield ""
        if trip.budget and position < len(trip.budget.by_day):
            total = money(trip.budget.by_day[position], language)
            yield f"{LABELS.say('day_total.night' if day.night else 'day_total', language)}: **{total}**"
            yield ""


def _worded(words: DayWords, language: Language) -> Iterator[str]:
    """What a model says of a day, set apart from the plan."""
    mark = f"> ✎ *{LABELS.say('words', language)}*"
    yield f"{mark}{LABELS.say('colon', language)}{_safe(words.intro)}" if words.intro else mark
    if words.tips:
        yield ">"
        yield from (f"> - {_safe(tip)}" for tip in words.tips)
    yield ""


def _by_model(words: TripWords, language: Language) -> Iterator[str]:
    yield f"## {LABELS.say('words', language)}"
    yield ""
    if words.notes:
        yield from (f"- {_safe(note)}" for note in words.notes)
        yield ""
    yield f"*✎ {_safe(LABELS.say('words.about', language, model=words.model))}*"
    yield ""


def _what(row: Row) -> str:
    words = f"**{_safe(str(row.name))}**{_safe(row.aside)}"
    if row.label:
        words = f"{_safe(row.label)} · {words}"
    return "<br>".join([words, *(_safe(note) for note in row.notes)])


def _way(row: Row) -> str:
    return "<br>".join(_safe(line) for line in (f"{row.way} {row.distance}".strip(), row.stations) if line)


def _stays(itinerary: Itinerary, trip: Trip) -> Iterator[str]:
    language, namer = trip.request.language, Namer(trip.request.language)
    stays = [
        f"**{_safe(str(namer(stay.night.hotel)))}** · {_safe(stay_dates(stay, language))} · {_safe(stay_rooms(stay, language))}"
        for stay in stays_of(itinerary)
    ]
    if stays:
        yield f"## {LABELS.say('hotel', language)}"
        yield ""
        yield from (f"- {stay}" for stay in stays)
        yield ""


def _budget(itinerary: Itinerary, sheet: BudgetSheet, trip: Trip) -> Iterator[str]:
    language = trip.request.language
    yield f"## {LABELS.say('money', language)}"
    yield ""
    yield from _header([LABELS.say(key, language) for key in ("category", "details", "amount")])
    for row in sums_of(itinerary, sheet, language):
        yield _cells([row.name, _safe(row.details), _safe(row.amount)])
    yield _cells(
        [f"**{LABELS.say('total', language)}**", _safe(verdict_of(sheet, language)), f"**{money(sheet.total, language)}**"]
    )
    yield ""
    for line in (estimates_of(sheet, language), unknown_of(sheet, language)):
        if line:
            yield _safe(line)
            yield ""


def _list(title: str, items: Iterable[str], *, always: bool = False) -> Iterator[str]:
    items = list(items)
    if items or always:
        yield f"## {_safe(title)}"
        yield ""
        if items:
            yield from (f"- {_safe(item)}" for item in items)
            yield ""


def _header(names: list[str]) -> Iterator[str]:
    yield _cells(names)
    yield _cells(["---"] * len(names))


def _cells(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _safe(text: str) -> str:
    """Text that Markdown shows as it is, on one line."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))
