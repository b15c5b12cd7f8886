"""A trip as an iCalendar file (RFC 5545): an event for each stop, and one for each stay in a hotel."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from ...domain.itinerary import Day, Itinerary, PlaceRef, Stop
from ...domain.language import Language
from ..trip import Trip
from .days import aside_of, cost_of, distance_of, label_of, stations_of, stay_dates, stay_rooms, stays_of, way_of
from .phrases import LABELS
from .words import Namer

_ZONE = "Asia/Shanghai"
_LINE = 75  # octets, without the line break
# All of China has kept UTC+8 without summer time since 1992.
_TIMEZONE = (
    "BEGIN:VTIMEZONE",
    f"TZID:{_ZONE}",
    "BEGIN:STANDARD",
    "DTSTART:19920101T000000",
    "TZOFFSETFROM:+0800",
    "TZOFFSETTO:+0800",
    "TZNAME:CST",
    "END:STANDARD",
    "END:VTIMEZONE",
)


def to_ics(trip: Trip, *, now: datetime | None = None) -> str:
    """The plan as a calendar in the traveller's language.

    Args:
        trip: One that has a plan.
        now: When the calendar was made, timezone-aware; the machine's time by default.

    Returns:
        Lines that end in CRLF and are at most 75 octets long. Events of one run keep their UID, so that a second import updates
        the first.

    Raises:
        ValueError: If there is no plan.
    """
    if trip.itinerary is None:
        raise ValueError(f"a trip that is {trip.status} has no plan to put into a calendar")
    stamp = (now or datetime.now(UTC)).astimezone(UTC)
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Xiake//Xiake travel planner//EN",
        "CALSCALE:GREGORIAN",
        f"X-WR-CALNAME:{escape(LABELS.say('calendar', trip.request.language, city=trip.request.destination_name))}",
        *_TIMEZONE,
        *_events(trip, trip.itinerary, f"{stamp:%Y%m%dT%H%M%SZ}"),
        "END:VCALENDAR",
    ]
    return "".join(f"{fold(line)}\r\n" for line in lines)


def escape(text: str) -> str:
    r"""A TEXT value: backslash, comma, semicolon and line break are escaped."""
    text = text.replace("\\", "\\\\").replace(",", "\\,").replace(";", "\\;")
    return "\\n".join(text.splitlines())


def fold(line: str) -> str:
    """Break a line after at most 75 octets, never inside a character; continuations begin with a blank."""
    pieces, piece, size = [], "", 0
    for character in line:
        width = len(character.encode())
        if size + width > _LINE:
            pieces.append(piece)
            piece, size = " ", 1
        piece += character
        size += width
    return "\r\n".join([*pieces, piece])


def _events(trip: Trip, itinerary: Itinerary, stamp: str) -> Iterator[str]:
    language, namer = trip.request.language, Namer(trip.request.language)
    for day in itinerary.days:
        for position, stop in enumerate(day.stops, 1):
            if stop.kind != "hotel":  # the stay stands for it
                yield "BEGIN:VEVENT"
                yield f"UID:{trip.run}-{day.index}-{position}@xiake"
                yield f"DTSTAMP:{stamp}"
                yield from _stop(day, stop, language, namer)
                yield "END:VEVENT"
    for number, stay in enumerate(stays_of(itinerary), 1):
        hotel = stay.night.hotel
        description = f"{stay_dates(stay, language)}\n{stay_rooms(stay, language)}"
        yield "BEGIN:VEVENT"
        yield f"UID:{trip.run}-stay-{number}@xiake"
        yield f"DTSTAMP:{stamp}"
        yield f"DTSTART;VALUE=DATE:{stay.first:%Y%m%d}"
        yield f"DTEND;VALUE=DATE:{stay.last:%Y%m%d}"
        yield f"SUMMARY:{escape(LABELS.say('stay_at', language, name=namer.plain(hotel)))}"
        yield from _where(hotel)
        yield f"DESCRIPTION:{escape(description)}"
        yield "TRANSP:TRANSPARENT"
        yield "END:VEVENT"


def _stop(day: Day, stop: Stop, language: Language, namer: Namer) -> Iterator[str]:
    label, name = label_of(stop, day, language), namer.plain(stop.place)
    if stop.journey:
        summary = f"{label} {name} → {namer.plain(stop.journey.destination)}"
    elif stop.kind == "meal":
        summary = f"{label} · {name}"
    else:
        summary = name + aside_of(stop, language)
    lines = list(stop.notes)
    if stop.leg:
        way = f"{way_of(stop.leg, language)} {distance_of(stop.leg, language)}"
        stations = stations_of(stop.leg, language)
        lines.append(f"{LABELS.say('way', language)}: {way}" + (f", {stations}" if stations else ""))
    if cost := cost_of(stop.charges, language):
        lines.append(f"{LABELS.say('cost', language)}: {cost}")
    yield f"DTSTART;TZID={_ZONE}:{_moment(day.date, stop.start)}"
    yield f"DTEND;TZID={_ZONE}:{_moment(day.date, stop.end)}"
    yield f"SUMMARY:{escape(summary)}"
    yield from _where(stop.place)
    if lines:
        yield f"DESCRIPTION:{escape(chr(10).join(lines))}"


def _where(place: PlaceRef) -> Iterator[str]:
    # The local name: that is what a map or a driver finds.
    yield f"LOCATION:{escape(' '.join(part for part in (place.name, place.district) if part))}"
    yield f"GEO:{place.at.lat:.6f};{place.at.lon:.6f}"


def _moment(day: date, minute: int) -> str:
    return f"{datetime(day.year, day.month, day.day) + timedelta(minutes=minute):%Y%m%dT%H%M%S}"
