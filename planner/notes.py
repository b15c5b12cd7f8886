"""What the traveller should know about a finished plan."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from ..domain.place import Attraction, Restaurant
from ..domain.request import TripRequest
from .phrases import PHRASES
from .schedule.assumptions import BREAKFAST
from .state import RunState

_WEEKDAYS = ("周一", "周二", "周三", "周四", "周五", "周六", "周日")


def notes_for(state: RunState) -> tuple[str, ...]:
    """Defaults taken, bookings to make, concessions, closing days, unknowns, gaps: each once, the urgent ones first."""
    assert state.wanted is not None
    return tuple(dict.fromkeys(_notes(state, state.wanted)))


def _notes(state: RunState, request: TripRequest) -> Iterator[str]:
    language, itinerary = request.language, state.itinerary
    assert itinerary is not None
    assert request.start is not None
    for substitution in state.substitutions:
        yield substitution.reason
    for found in state.findings.values():
        for gap in found.gaps:
            if found.task == "intercity" and gap.code == "not_found":
                yield PHRASES.say("note.origin_unknown", language, origin=request.origin_name, city=request.destination_name)
            else:
                yield PHRASES.say("gap", language, capability=gap.capability, message=gap.message)
    if request.origin is None:
        yield PHRASES.say("note.no_origin", language, city=request.destination_name)
    sights = {place.id: place for found in state.findings.values() for place in found.places if isinstance(place, Attraction)}
    visits = [(day, sights[stop.place.id]) for day in itinerary.days for stop in day.stops if stop.kind == "attraction"]
    dates = [request.start + timedelta(days=k) for k in range(request.days)]
    for day, sight in visits:
        name = sight.name_en or sight.name if language == "en" else sight.name
        booking = sight.booking
        if booking and booking.required:
            real_name = PHRASES.say("note.real_name", language) if booking.real_name else ""
            detail = booking.note if language == "zh" else booking.note_en
            detail = (f"；{detail}" if language == "zh" else f"; {detail}") if detail else ""
            opens = None
            if booking.opens_days_before is not None:
                opens = day.date - timedelta(days=booking.opens_days_before)
            if opens and opens > state.today:
                yield PHRASES.say("note.not_yet", language, name=name, book_from=opens.isoformat(), note=real_name + detail)
            else:
                yield PHRASES.say("note.book", language, name=name, real_name=real_name, note=detail)
        if request.party.of("child") and sight.ticket:
            texts = [
                c.note
                for c in sight.ticket.concessions
                if c.note and (c.under_age is not None or c.ages is not None or c.up_to_height_cm is not None)
            ]
            if texts and language == "zh":
                yield PHRASES.say("note.child", language, name=name, note="；".join(dict.fromkeys(texts)))
        if sight.hours:
            closed = [d for d in dates if not sight.hours.on(d)]
            if closed:
                days = "、".join(f"{d:%m-%d}{_WEEKDAYS[d.weekday()]}" for d in closed)
                if language == "en":
                    days = ", ".join(f"{d:%a %d %b}" for d in closed)
                yield PHRASES.say("note.closed_days", language, name=name, days=days)
        else:
            yield PHRASES.say("note.unknown_hours", language, name=name)
        if sight.ticket is None:
            yield PHRASES.say("note.unknown_price", language, name=name)
        if tip := (sight.tips if language == "zh" else sight.tips_en):
            yield f"{name}：{tip}" if language == "zh" else f"{name}: {tip}"
    meals = {stop.place.id for day in itinerary.days for stop in day.stops if stop.kind == "meal"}
    unsure = [
        place.name_en or place.name if language == "en" else place.name
        for place in {place.id: place for found in state.findings.values() for place in found.places}.values()
        if isinstance(place, Restaurant) and place.id in meals and place.hours is None
    ]
    if unsure:
        names = "、".join(unsure) if language == "zh" else ", ".join(unsure)
        yield PHRASES.say("note.restaurant_hours", language, names=names)
    journeys = [stop.journey for day in itinerary.days for stop in day.stops if stop.journey]
    if any(not journey.timetabled for journey in journeys):
        yield PHRASES.say("note.intercity_estimate", language)
    assumed = any(
        stop.meal == "breakfast" and stop.charges and stop.charges[0].source.provider == "xiake"
        for day in itinerary.days
        for stop in day.stops
    )
    if assumed:
        yield PHRASES.say("note.breakfast", language, amount=BREAKFAST)
