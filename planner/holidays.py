"""What public holidays mean for a trip: crowds, closing days that may shift, and how certain all of it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby

from ..domain.calendar import CalendarDay, calendar_days
from ..domain.language import Language, listed
from ..domain.place import Attraction
from .export.words import day_of
from .phrases import PHRASES


def holiday_notes(dates: Sequence[date], visits: Iterable[tuple[date, Attraction]], language: Language) -> Iterator[str]:
    """Notes on the holidays and working weekends of a trip.

    Args:
        dates: Of the whole trip.
        visits: Which sight is seen on which date.
        language: Of the notes.
    """
    calendar = calendar_days(dates)
    holidays = [day for day in calendar if day.kind == "holiday"]
    for _, group in groupby(holidays, key=lambda day: (day.name, day.first)):
        yield from _crowds(list(group), language)
    if worked := [day_of(day.day, language) for day in calendar if day.kind == "workday"]:
        yield PHRASES.say("holiday.worked", language, days=listed(language, worked))
    seen: dict[str, None] = {}
    for day, sight in visits:
        hours, name = sight.hours, sight.name_in(language)
        if hours is None or hours.rest_day == "kept":
            continue
        if hours.rest_day is None and (rest := hours.rest_before(day)):
            told = {"rest": day_of(rest, language), "day": day_of(day, language)}
            seen[PHRASES.say("holiday.shifted", language, name=name, **told)] = None
        for off in holidays:
            if hours.rests_on(off.day) and not hours.on(off.day):
                told = {"day": day_of(off.day, language), "holiday": off.name_in(language)}
                seen[PHRASES.say("holiday.rest", language, name=name, **told)] = None
    yield from seen


def _crowds(days: Sequence[CalendarDay], language: Language) -> Iterator[str]:
    """That the days of one holiday are crowded, and what isn't certain of them."""
    one, name = days[0], days[0].name_in(language)
    first, last = day_of(one.first, language), day_of(one.last, language)
    told = listed(language, (day_of(day.day, language) for day in days))
    yield PHRASES.say("holiday.crowds", language, days=told, name=name, first=first, last=last)
    if one.name == "春节":
        yield PHRASES.say("holiday.spring", language)
    if one.source.estimated:
        yield PHRASES.say("holiday.estimated", language, year=one.source.record, name=name)
