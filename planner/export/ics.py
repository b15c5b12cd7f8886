"""A trip as an iCalendar file (RFC 5545): an event for each stop, each stay in a hotel and each ticket to book."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from uuid import NAMESPACE_URL, uuid5

from icalendar import Alarm, Calendar, Event, Timezone

from ...domain.admission import Admission
from ...domain.itinerary import Day, Itinerary, PlaceRef, Stop
from ...domain.language import Language
from ..trip import Trip
from .days import Stay, aside_of, cost_of, distance_of, label_of, stations_of, stay_dates, stay_rooms, stays_of, way_of
from .maps import map_link
from .moments import ZONE, moment_of
from .phrases import LABELS
from .words import Namer, day_of

_GETTING_READY = timedelta(minutes=30)  # before one leaves for the first stop of a day
_AT_THE_STATION = {"train": timedelta(hours=2), "flight": timedelta(hours=3)}  # before a ride, so that one leaves in time
_MORNING = timedelta(hours=9)  # when a day without a time reminds


def to_ics(trip: Trip, *, now: datetime | None = None) -> str:
    """The plan as a calendar in the traveller's language.

    The first stop of a day and every ride remind in time to leave. A ticket that must be booked has a day of its own: the one on
    which booking opens; what can be booked at once, or nobody knows from when on, stands together on the day the calendar is made.

    Args:
        trip: One that has a plan.
        now: When the calendar was made, timezone-aware; the machine's time by default.

    Returns:
        Lines that end in CRLF and are at most 75 octets long. What is done at a place on a date keeps its UID, so that importing
        a changed plan updates the events of the one before.

    Raises:
        ValueError: If there is no plan.
    """
    if trip.itinerary is None:
        raise ValueError(f"a trip that is {trip.status} has no plan to put into a calendar")
    made = (now or datetime.now(UTC)).astimezone(ZONE)
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", "-//Xiake//Xiake travel planner//EN")
    calendar.add("calscale", "GREGORIAN")
    name = LABELS.say("calendar", trip.request.language, city=trip.request.destination_name)
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)  # what most calendars read instead
    calendar.add("x-wr-timezone", ZONE.key)
    calendar.add_component(_timezone(trip.itinerary))
    for event in _events(trip, trip.itinerary, made.date()):
        event.add("dtstamp", made.astimezone(UTC))
        calendar.add_component(event)
    text: str = calendar.to_ical(sorted=False).decode()
    return text


def _timezone(itinerary: Itinerary) -> Timezone:
    first, last = itinerary.days[0].date, itinerary.days[-1].date
    return Timezone.from_tzid(ZONE.key, first_date=date(first.year, 1, 1), last_date=date(last.year + 1, 1, 1))


def _events(trip: Trip, itinerary: Itinerary, today: date) -> Iterator[Event]:
    language, namer = trip.request.language, Namer(trip.request.language)
    seen: Counter[str] = Counter()
    for day in itinerary.days:
        for position, stop in enumerate(day.stops):
            if stop.kind != "hotel":  # the stay stands for it
                key = f"{day.date}/{stop.kind}/{stop.meal or ''}/{stop.place.id}"
                seen[key] += 1
                yield _visit(day, stop, f"{key}/{seen[key]}", language, namer, first=position == 0)
    for stay in stays_of(itinerary):
        yield _stay(stay, language, namer)
    ahead = [one for one in trip.admissions if one.opens and one.opens > today]
    at_once = [one for one in trip.admissions if one not in ahead and one.day >= today]
    for admission in ahead:
        yield _opening(admission, language)
    if at_once:
        yield _to_book(at_once, today, itinerary, language)


def _visit(day: Day, stop: Stop, key: str, language: Language, namer: Namer, *, first: bool) -> Event:
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
    event = _event(key, summary, lines)
    event.add("dtstart", moment_of(day.date, stop.start))
    event.add("dtend", moment_of(day.date, stop.end))
    _put_at(event, stop.place)
    on_the_way = timedelta(minutes=stop.start - stop.leg.depart if stop.leg else 0)
    if stop.journey:
        _remind(event, -max(_AT_THE_STATION[stop.journey.mode], on_the_way + _GETTING_READY), summary)
    elif first:
        _remind(event, -(on_the_way + _GETTING_READY), summary)
    return event


def _stay(stay: Stay, language: Language, namer: Namer) -> Event:
    hotel = stay.night.hotel
    summary = LABELS.say("stay_at", language, name=namer.plain(hotel))
    event = _event(f"{stay.first}/stay/{hotel.id}", summary, [stay_dates(stay, language), stay_rooms(stay, language)])
    _put_on(event, stay.first, stay.last)
    _put_at(event, hotel)
    return event


def _opening(admission: Admission, language: Language) -> Event:
    assert admission.opens is not None
    summary = LABELS.say("opens", language, name=admission.place.name_in(language))
    event = _event(f"{admission.day}/opens/{admission.place.id}", summary, [_wanted(admission, language)])
    _put_on(event, admission.opens, admission.opens + timedelta(days=1))
    _remind(event, _MORNING, summary)
    return event


def _to_book(admissions: list[Admission], today: date, itinerary: Itinerary, language: Language) -> Event:
    summary = LABELS.say("to_book", language, count=len(admissions))
    event = _event(f"{itinerary.days[0].date}/to-book/{itinerary.city}", summary, [_wanted(one, language) for one in admissions])
    _put_on(event, today, today + timedelta(days=1))
    _remind(event, _MORNING, summary)
    return event


def _wanted(admission: Admission, language: Language) -> str:
    """What is to be booked, for which day, and how."""
    known = "" if admission.opens else LABELS.say("opens.unknown", language)
    parts = (
        LABELS.say("visit_on", language, name=admission.place.name_in(language), date=day_of(admission.day, language)) + known,
        LABELS.say("real_name", language) if admission.real_name else "",
        admission.note,
    )
    return ("；" if language == "zh" else "; ").join(part for part in parts if part)


def _event(key: str, summary: str, lines: list[str]) -> Event:
    event = Event()
    event.add("uid", str(uuid5(NAMESPACE_URL, f"xiake:{key}")))
    event.add("summary", summary)
    if lines:
        event.add("description", "\n".join(lines))
    return event


def _put_on(event: Event, first: date, end: date) -> None:
    """Whole days that leave the traveller free for other things."""
    event.add("dtstart", first)
    event.add("dtend", end)
    event.add("transp", "TRANSPARENT")


def _put_at(event: Event, place: PlaceRef) -> None:
    # The local name: that is what a map or a driver finds.
    event.add("location", " ".join(part for part in (place.name, place.district) if part))
    event.add("geo", (round(place.at.lat, 6), round(place.at.lon, 6)))
    event.add("url", map_link(place))


def _remind(event: Event, trigger: timedelta, text: str) -> None:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", text)
    alarm.add("trigger", trigger)
    event.add_component(alarm)
