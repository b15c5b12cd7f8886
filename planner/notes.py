"""What the traveller should know about a finished plan."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ..domain.admission import Admission
from ..domain.clock import format_clock
from ..domain.language import Language, listed, worded
from ..domain.place import Attraction, Restaurant
from ..domain.request import TripRequest
from ..domain.ticket import Concession
from .admissions import admissions_of
from .export.proof import gap_note, lacks_of
from .export.words import day_of, money
from .flow.state import RunState
from .holidays import holiday_notes
from .phrases import PHRASES
from .schedule.assumptions import BREAKFAST
from .warnings import warnings_of

_DAY = 24 * 60

_REMOTE = 60
"""A hotel that is so many minutes from where the day ends is far from everything, which the traveller should know."""


def notes_for(state: RunState) -> tuple[str, ...]:
    """Defaults taken, bookings to make, concessions, closing days, unknowns, gaps: each once, the urgent ones first."""
    assert state.wanted is not None
    return tuple(dict.fromkeys(_notes(state, state.wanted)))


def _notes(state: RunState, request: TripRequest) -> Iterator[str]:
    language, itinerary = request.language, state.itinerary
    assert itinerary is not None
    for substitution in state.substitutions:
        yield substitution.reason
    yield from lacks_of(state.checks)
    for found in state.findings.values():
        for gap in found.gaps:
            if found.task == "intercity" and gap.code == "not_found":
                yield PHRASES.say("note.origin_unknown", language, origin=request.origin_name, city=request.destination_name)
            else:
                yield gap_note(gap, language)
    sights = {place.id: place for found in state.findings.values() for place in found.places if isinstance(place, Attraction)}
    visits = [(day, sights[stop.place.id]) for day in itinerary.days for stop in day.stops if stop.kind == "attraction"]
    for found in state.findings.values():
        yield from found.notes
    yield from holiday_notes(request.dates, [(day.date, sight) for day, sight in visits], language)
    yield from warnings_of([day for found in state.findings.values() for day in found.weather], language)
    if request.origin is None:
        yield PHRASES.say("note.no_origin", language, city=request.destination_name)
        if not any(day.night for day in itinerary.days):
            yield PHRASES.say("note.day_trip", language)
    admissions = {(one.place.id, one.day): one for one in admissions_of(itinerary, state.findings, language)}
    for day, sight in visits:
        name = sight.name_in(language)
        if admission := admissions.get((sight.id, day.date)):
            yield _booked(admission, state.today, language)
        if request.party.of("child") and sight.ticket:
            texts = [
                word_concession(concession, language) for concession in sight.ticket.concessions if _for_children(concession)
            ]
            if texts:
                yield PHRASES.say(
                    "note.child", language, name=name, note=PHRASES.say("joint", language).join(dict.fromkeys(texts))
                )
        if sight.hours:
            closed = [day_of(date, language) for date in request.dates if not sight.hours.on(date)]
            if closed:
                yield PHRASES.say("note.closed_days", language, name=name, days=listed(language, closed))
        else:
            yield PHRASES.say("note.unknown_hours", language, name=name)
        if tip := (sight.tips if language == "zh" else sight.tips_en):
            yield f"{name}：{tip}" if language == "zh" else f"{name}: {tip}"
    if unpriced := list(dict.fromkeys(sight.name_in(language) for _, sight in visits if sight.ticket is None)):
        yield PHRASES.say("note.unknown_price", language, names=listed(language, unpriced))
    meals = {stop.place.id for day in itinerary.days for stop in day.stops if stop.kind == "meal"}
    unsure = [
        place.name_in(language)
        for place in {place.id: place for found in state.findings.values() for place in found.places}.values()
        if isinstance(place, Restaurant) and place.id in meals and place.hours is None
    ]
    if unsure:
        yield PHRASES.say("note.restaurant_hours", language, names=listed(language, unsure))
    ways = {
        stop.place: stop.leg.arrive - stop.leg.depart
        for day in itinerary.days
        for stop in day.stops
        if stop.kind == "hotel" and stop.leg
    }
    for hotel, minutes in ways.items():
        if minutes >= _REMOTE:
            yield PHRASES.say("note.remote_hotel", language, name=worded(language, hotel.name, hotel.name_en), minutes=minutes)
    journeys = [stop.journey for day in itinerary.days for stop in day.stops if stop.journey]
    for journey in journeys:
        for night in range(1, journey.arrive // _DAY + 1):
            if journey.direction == "out" and itinerary.days[night - 1].night is None:
                mode = PHRASES.say(f"word.{journey.mode}", language)
                yield PHRASES.say("note.night_on_the_way", language, day=night, mode=mode)
        if journey.direction == "back" and (later := journey.arrive // _DAY):
            mode, time = PHRASES.say(f"word.{journey.mode}", language), format_clock(journey.arrive % _DAY)
            yield PHRASES.say("note.home_later", language, mode=mode, days=later, time=time)
    if any(not journey.timetabled for journey in journeys):
        yield PHRASES.say("note.intercity_estimate", language)
    assumed = any(
        stop.meal == "breakfast" and stop.charges and stop.charges[0].source.provider == "xiake"
        for day in itinerary.days
        for stop in day.stops
    )
    if assumed:
        yield PHRASES.say("note.breakfast", language, amount=BREAKFAST)


def _booked(admission: Admission, today: date, language: Language) -> str:
    """That a visit must be booked, and when that becomes possible where that is still ahead."""
    name = admission.place.name_in(language)
    real_name = PHRASES.say("note.real_name", language) if admission.real_name else ""
    detail = PHRASES.say("joint", language) + admission.note if admission.note else ""
    if admission.opens and admission.opens > today:
        return PHRASES.say("note.not_yet", language, name=name, book_from=admission.opens.isoformat(), note=real_name + detail)
    return PHRASES.say("note.book", language, name=name, real_name=real_name, note=detail)


def word_concession(concession: Concession, language: Language) -> str:
    """Who pays how much less; as the ticket office words it where that is known in this language."""
    if note := concession.note if language == "zh" else concession.note_en:
        return note
    criteria: list[str] = []
    if concession.under_age is not None:
        criteria.append(PHRASES.say("concession.under_age", language, age=concession.under_age))
    if concession.ages is not None:
        criteria.append(PHRASES.say("concession.ages", language, least=concession.ages[0], most=concession.ages[1]))
    if concession.from_age is not None:
        criteria.append(PHRASES.say("concession.from_age", language, age=concession.from_age))
    if concession.up_to_height_cm is not None:
        criteria.append(PHRASES.say("concession.height", language, metres=f"{concession.up_to_height_cm / 100:.2f}"))
    if isinstance(concession.pays, str):
        price = PHRASES.say("concession.share", language, share=concession.pays)
    else:
        price = money(concession.pays, language) if concession.pays else PHRASES.say("concession.free", language)
    return PHRASES.say("concession", language, who=PHRASES.say("concession.or", language).join(criteria), price=price)


def _for_children(concession: Concession) -> bool:
    return concession.under_age is not None or concession.ages is not None or concession.up_to_height_cm is not None
