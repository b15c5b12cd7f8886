"""What stands on the page, in the traveller's language; the templates only lay it out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import accumulate

from ....domain.base import Model
from ....domain.budget import BudgetSheet
from ....domain.itinerary import Day, Itinerary
from ....domain.language import Language, listed
from ....domain.request import Question
from ....domain.words import DayWords
from ...trip import Trip
from ..days import Row, rows_of, stay_dates, stay_rooms, stays_of
from ..maps import map_link
from ..phrases import LABELS
from ..proof import Finding, SourceGroup, findings_of, gaps_of, notes_of, passed_of, sources_of, ways_out_of
from ..route import colour_of, numbers_of
from ..sums import Sum, estimates_of, sums_of, unknown_of, verdict_of
from ..weather import weather_lines
from ..words import Name, Namer, assumptions_of, day_of, facts_of, money, readings_of, title_of, wishes_of
from .charts import day_map, trip_map
from .shapes import Map, Symbol

_CATEGORY_COLOURS = {
    "tickets": "#b5443a",
    "lodging": "#2f5d8a",
    "meals": "#c08a2d",
    "intercity": "#75508c",
    "innercity": "#3e7a5e",
    "reserve": "#a09a90",
}


class Line(Model):
    """A row of a day with its mark on the map and a link that opens the place on a real one."""

    row: Row
    link: str
    symbol: Symbol
    number: int | None


class DayView(Model):
    """One day: heading, map, table, sum."""

    index: int
    title: str
    date: str
    colour: str
    lines: tuple[Line, ...]
    map: Map | None
    total: str
    total_label: str
    words: DayWords | None
    weather: str = ""


class StayView(Model):
    """Nights in one hotel."""

    name: Name
    link: str
    dates: str
    rooms: str


class Slice(Model):
    """A category's part of the total.

    Attributes:
        start: Where it begins in a bar of 100.
        size: How much of that it takes.
    """

    sum: Sum
    colour: str
    start: float
    size: float


class BudgetView(Model):
    """The money."""

    slices: tuple[Slice, ...]
    total: str
    verdict: str
    remarks: tuple[str, ...]


class Section(Model):
    """Things to know under a title."""

    title: str
    items: tuple[str, ...]
    intro: str = ""


class View(Model):
    """The whole page."""

    language: Language
    title: str
    status: str
    status_text: str
    asked: str
    facts: tuple[tuple[str, str], ...]
    wishes: tuple[str, ...]
    first: tuple[Section, ...]
    map: Map | None
    days: tuple[DayView, ...]
    stays: tuple[StayView, ...]
    budget: BudgetView | None
    words: tuple[str, ...]
    words_by: str
    notes: tuple[str, ...]
    last: tuple[Section, ...]
    passed: str
    findings: tuple[Finding, ...]
    sources: tuple[SourceGroup, ...]


def view_of(trip: Trip) -> View:
    """A trip as it stands on the page, whatever its status."""
    request, language, itinerary = trip.request, trip.request.language, trip.itinerary
    return View(
        language=language,
        title=title_of(request),
        status=trip.status,
        status_text=LABELS.say(f"status.{trip.status}", language),
        asked=" ".join(request.text.split()),
        facts=tuple(facts_of(request)),
        wishes=tuple(wishes_of(request)),
        first=tuple(_first(trip)),
        map=trip_map(itinerary, language) if itinerary and len(itinerary.days) > 1 else None,
        days=_days(trip, itinerary) if itinerary else (),
        stays=_stays(itinerary, language) if itinerary else (),
        budget=_budget(itinerary, trip.budget, language) if itinerary and trip.budget else None,
        words=trip.words.notes if trip.words else (),
        words_by=LABELS.say("words.about", language, model=trip.words.model) if trip.words else "",
        notes=tuple(notes_of(trip)),
        last=tuple(_last(trip)),
        passed=passed_of(trip) if trip.checks else "",
        findings=tuple(findings_of(trip)),
        sources=tuple(sources_of(trip)),
    )


def _first(trip: Trip) -> Iterator[Section]:
    """What the traveller must see before the plan, or instead of it."""
    language = trip.request.language
    yield from _section("questions", [_asked(question, language) for question in trip.questions], language)
    if trip.conflict:
        yield from _section("conflict", trip.conflict.wishes, language, intro=trip.conflict.explanation)
        yield from _section("ways_out", ways_out_of(trip.conflict, language), language)
    yield from _section("unresolved", trip.request.unresolved, language)
    yield from _section("substituted", [substitution.reason for substitution in trip.substitutions], language)
    yield from _section("gaps", gaps_of(trip), language)


def _last(trip: Trip) -> Iterator[Section]:
    """How the request was understood."""
    language = trip.request.language
    yield from _section("assumed", assumptions_of(trip.request), language)
    yield from _section("read_as", readings_of(trip.request), language)


def _section(key: str, items: Iterable[str], language: Language, *, intro: str = "") -> Iterator[Section]:
    if told := tuple(items):
        yield Section(title=LABELS.say(key, language), items=told, intro=intro)


def _asked(question: Question, language: Language) -> str:
    """A question with what can be answered."""
    told = [question.text]
    if question.options:
        told.append(LABELS.say("options", language, options=listed(language, question.options)))
    if question.default:
        told.append(LABELS.say("suggestion", language, default=question.default))
    return " ".join(told)


def _days(trip: Trip, itinerary: Itinerary) -> tuple[DayView, ...]:
    language = trip.request.language
    namer, skies = Namer(language), weather_lines(trip.weather, language)
    sums = trip.budget.by_day if trip.budget else ()
    return tuple(
        DayView(
            index=day.index,
            title=LABELS.say("day_number", language, index=day.index),
            date=day_of(day.date, language),
            colour=colour_of(day),
            lines=_lines(day, language, namer),
            map=day_map(day, itinerary, language),
            total=money(sums[position], language) if position < len(sums) else "",
            total_label=LABELS.say("day_total.night" if day.night else "day_total", language),
            words=trip.words.of(day.index) if trip.words else None,
            weather=skies.get(day.date, ""),
        )
        for position, day in enumerate(itinerary.days)
    )


def _lines(day: Day, language: Language, namer: Namer) -> tuple[Line, ...]:
    numbers = numbers_of(day)
    lines = []
    for stop, row in zip(day.stops, rows_of(day, language, namer), strict=True):
        number = numbers.get(stop.place.id)
        symbol: Symbol = "number" if number else "hotel" if stop.place.kind == "hotel" else "station"
        lines.append(Line(row=row, link=map_link(stop.place), symbol=symbol, number=number))
    return tuple(lines)


def _stays(itinerary: Itinerary, language: Language) -> tuple[StayView, ...]:
    namer = Namer(language)
    return tuple(
        StayView(
            name=namer(stay.night.hotel),
            link=map_link(stay.night.hotel),
            dates=stay_dates(stay, language),
            rooms=stay_rooms(stay, language),
        )
        for stay in stays_of(itinerary)
    )


def _budget(itinerary: Itinerary, sheet: BudgetSheet, language: Language) -> BudgetView:
    sums = sums_of(itinerary, sheet, language)
    shares = [float(100 * sheet.by_category.get(one.category, Decimal(0)) / (sheet.total or 1)) for one in sums]
    starts = [0.0, *accumulate(shares)]
    return BudgetView(
        slices=tuple(
            Slice(sum=one, colour=_CATEGORY_COLOURS[one.category], start=start, size=share)
            for one, start, share in zip(sums, starts, shares, strict=False)
        ),
        total=money(sheet.total, language),
        verdict=verdict_of(sheet, language),
        remarks=tuple(line for line in (estimates_of(sheet, language), unknown_of(sheet, language)) if line),
    )
