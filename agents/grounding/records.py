"""The lines of evidence that the record of one place holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from ...domain.clock import format_clock
from ...domain.itinerary import Day
from ...domain.language import Language, listed
from ...domain.place import AnyPlace, Attraction, Hotel, Restaurant
from .evidence import Line
from .fact import Fact
from .phrases import PHRASES
from .prose import prose_line

_DAY = 24 * 60


def lines_of_record(record: AnyPlace, days: Iterable[Day], language: Language) -> Iterator[Line]:
    """Hours of the days that one is there, how to book, what it is like, and what its sources say."""
    return _Writer(record, language).lines(days)


class _Writer:
    def __init__(self, record: AnyPlace, language: Language) -> None:
        self._record = record
        self._language = language
        self._name = record.name_in(language)

    def lines(self, days: Iterable[Day]) -> Iterator[Line]:
        record = self._record
        if record.district and self._language == "zh":
            yield self._line("district", [], district=record.district)
        if record.metro:
            walk = Fact("minutes", record.metro.walk_minutes, frozenset({"walk"}))
            yield self._line(
                "metro", [walk, Fact("mode", "walk")], station=record.metro.station, minutes=record.metro.walk_minutes
            )
        if isinstance(record, Attraction | Restaurant):
            yield from self._hours(record, days)
        if isinstance(record, Attraction):
            yield from self._sight(record)
        elif isinstance(record, Restaurant):
            price = Fact("money", record.per_person.typical, frozenset({"meals"}))
            yield self._line("kinds", [], kinds=listed(self._language, (*record.cuisine, *record.tags, *record.dishes)))
            yield self._line("per_person", [price], amount=f"{record.per_person.typical:g}")
        elif isinstance(record, Hotel):
            if record.stars:
                stars = Fact("count", (Decimal(record.stars), ("星", "star", "-star")))
                yield self._line("stars", [stars], stars=record.stars)
            if record.features:
                yield self._line("kinds", [], kinds=listed(self._language, record.features))
        yield from self._told(record.source)

    def _hours(self, record: Attraction | Restaurant, days: Iterable[Day]) -> Iterator[Line]:
        if record.hours is None:
            return
        for day in days:
            for window in record.hours.on(day.date):
                facts = [
                    Fact("clock", window.opens % _DAY, frozenset({"open"})),
                    Fact("clock", window.closes % _DAY, frozenset({"close"})),
                ]
                opens, closes = format_clock(window.opens), format_clock(window.closes)
                yield self._line("opens", facts, on=day.index, opens=opens, closes=closes)
                if window.closes - window.opens >= _DAY:
                    facts.append(Fact("claim", "open_always"))
                if window.last_entry != window.closes:
                    last = Fact("clock", window.last_entry % _DAY, frozenset({"last"}))
                    yield self._line("last_entry", [last], on=day.index, last=format_clock(window.last_entry))
        yield from self._told(record.hours.source)

    def _sight(self, record: Attraction) -> Iterator[Line]:
        yield self._line("kinds", [], kinds=listed(self._language, record.kinds))
        if record.booking:
            booking = record.booking
            if booking.required:
                yield self._line("booking", [Fact("claim", "booking")])
            elif not booking.note:
                yield self._line("booking.none", [Fact("claim", "no_booking")])
            if booking.opens_days_before is not None:
                days = Fact("count", (Decimal(booking.opens_days_before), ("天", "日", "day")))
                yield self._line("booking.days", [days], days=booking.opens_days_before)
            yield from self._told(booking.note if self._language == "zh" else booking.note_en)
        if record.ticket:
            for concession in record.ticket.concessions:
                yield from self._told(concession.note if self._language == "zh" else concession.note_en)
            yield from self._told(record.ticket.source)
        yield from self._told(record.tips if self._language == "zh" else record.tips_en)

    def _told(self, text: str) -> Iterator[Line]:
        """What somebody wrote, as far as it holds anything."""
        if text:
            told = PHRASES.say("told", self._language, name=self._name, text=text)
            yield from prose_line(told, text, frozenset({self._record.id}))

    def _line(self, key: str, facts: Iterable[Fact], *, on: int | None = None, **fields: object) -> Line:
        text = PHRASES.say(key, self._language, name=self._name, **fields)
        return Line(text=text, day=on, about=frozenset({self._record.id}), facts=tuple(facts))
