"""Edits of single stops: something else, without it, one more, at another time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ...domain.clock import format_clock
from ...domain.constraint import Choice, Constraint, VisitClock
from ...domain.edit import Add, BaseEdit, DayPart, Drop, Move, Replace, Target
from ...domain.itinerary import Meal
from ...domain.pin import OpenSpan, StopPin
from ...domain.place import Attraction, Hotel, Restaurant
from ..export.words import day_of
from ..pins import spans_without
from ..schedule.select import distance_km
from .candidates import additions, clock_for, fits, keeps, one_of, openings, span_for, successors
from .draft import Draft
from .lodging import stay_at, stay_elsewhere
from .rides import ride_otherwise
from .targets import SPANS, Placed, all_stops, is_about_hotel, is_about_rides, stops_meant

_AT = 15
"""What shall begin at a time begins at most so many minutes later."""

_ON_THE_WAY = 40
"""Minutes that getting to a stop and on from it take, roughly."""

_MOST = 6
"""So many sights of a kind are offered to the scheduler where one is to be added."""

_MEAL_OF: dict[DayPart, tuple[Meal, ...]] = {"morning": ("lunch",), "afternoon": ("lunch",), "evening": ("dinner",)}


def replace(edit: Replace, draft: Draft) -> None:
    """Something else instead of some stops, the hotel or a ride."""
    target = edit.target
    hotels = [place for place in edit.by if isinstance(draft.records.get(place), Hotel)]
    if hotels:
        stay_at(hotels, edit, draft)
    elif is_about_hotel(target, draft.itinerary):
        stay_elsewhere(edit, draft)
    elif is_about_rides(target):
        ride_otherwise(edit, draft)
    elif target.subject == "innercity":
        draft.unpin_ways()
        for wish in edit.wishes:
            draft.want(wish)
    elif gone := _changeable(edit, target, draft):
        for placed in gone:
            draft.unpin(placed)
            draft.ban(placed, edit)
        if edit.by:
            for index, place in enumerate(edit.by):
                _put(place, gone[min(index, len(gone) - 1)], edit, draft)
        elif edit.wishes:
            _put_one_like(edit.wishes, gone, edit, draft)
        else:
            _put_anything(gone, draft)


def drop(edit: Drop, draft: Draft) -> None:
    """Without some stops; a meal that is given up isn't had elsewhere."""
    for placed in _changeable(edit, edit.target, draft):
        draft.unpin(placed, leave_free=edit.leave_free or placed.pin.kind == "meal")
        draft.ban(placed, edit)


def add(edit: Add, draft: Draft) -> None:
    """One more place, or something of a kind."""
    for place in edit.places:
        _add_place(place, edit, draft)
    if edit.wishes:
        _add_one_like(edit, draft)


def move(edit: Move, draft: Draft) -> None:
    """A stop to another time, or two that change places."""
    if edit.swap is not None:
        _swap(edit, edit.swap, draft)
        return
    for placed in _changeable(edit, edit.target, draft, keep_musts=False):
        day = edit.day or placed.day.index
        _move_to(placed, day, _span(edit.part, edit.start), edit, draft)


def _changeable(edit: Replace | Drop | Move, target: Target, draft: Draft, *, keep_musts: bool = True) -> list[Placed]:
    """The stops that are meant and may be changed; where none is left, that is told.

    What is locked may not; what was asked for by name only where it is named here, too.
    """
    days = len(draft.itinerary.days)
    if target.day is not None and target.day > days:
        draft.trouble("no_day", day=target.day, days=days)
        return []
    meant = [placed for placed in stops_meant(target, draft.itinerary) if draft.is_pinned(placed)]
    if not meant:
        draft.trouble("nothing", what=draft.what(edit))
        return []
    locked = [placed for placed in meant if draft.lock_of(placed)]
    free = [placed for placed in meant if placed not in locked]
    if locked and (target.places or not free):
        draft.trouble("locked", name=draft.names(placed.pin.place for placed in locked))
        return []
    musts = [placed for placed in free if placed.pin.place in draft.musts] if keep_musts and not target.places else []
    free = [placed for placed in free if placed not in musts and placed.pin.place not in {must.pin.place for must in musts}]
    if not free:
        draft.trouble("must", names=draft.names(placed.pin.place for placed in musts))
    elif musts:
        draft.note("kept_must", names=draft.names(placed.pin.place for placed in musts))
    if free and locked:
        draft.note("kept_locked", names=draft.names(placed.pin.place for placed in locked))
    return free


def _put(place: str, gone: Placed, edit: BaseEdit, draft: Draft) -> None:
    """A place by its id where another one was."""
    if place not in draft.records:
        draft.trouble("unknown", place=place)
        return
    span = span_for(gone)
    if _is_open(place, gone.day.index, span, draft, exactly=False):
        there = next((p for p in all_stops(draft.itinerary) if p.pin.place == place and draft.is_pinned(p)), None)
        if there is not None:
            draft.unpin(there)
        close = span if fits(draft.records[place], draft, gone.day.index, *span) else None
        draft.want(clock_for(place, draft, gone.day.index, close, quote=edit.quote))


def _put_one_like(wishes: Sequence[Constraint], gone: Sequence[Placed], edit: BaseEdit, draft: Draft) -> None:
    """Something of a kind where other stops were: for the first of them, known places on its day at its time; else anywhere."""
    taken: set[str] = set()
    for placed in gone:
        options = [place for place in successors(placed, draft, wishes) if place not in taken]
        wish = one_of(options, draft, placed.day.index, span_for(placed), quote=edit.quote)
        if wish is None:
            for other in wishes:
                draft.want(other)
            return
        taken.update(options[:3])
        draft.wishes.append(wish)


def _put_anything(gone: Sequence[Placed], draft: Draft) -> None:
    """Some sight that is new where others were, if any has room there; what else fits is the scheduler's to choose."""
    spans = [span for span in spans_without(draft.itinerary, draft.pins) if span.end - span.start > _ON_THE_WAY]
    for placed in gone:
        room = max(
            (s.end - s.start for s in spans if s.day == placed.day.index and s.start <= placed.stop.start <= s.end), default=0
        )
        if placed.pin.kind != "attraction":
            continue
        places = [
            place
            for place in successors(placed, draft, ())
            if isinstance(record := draft.records[place], Attraction) and record.dwell[0] <= room - _ON_THE_WAY
        ]
        if places:
            draft.wishes.append(_for_this_once("any_of", places[:_MOST], draft))
            return


def _for_this_once(op: str, places: Sequence[str], draft: Draft) -> Choice:
    """A wish that no later edit has to keep."""
    labels = tuple(map(draft.name, places))
    fields = {"subject": "attraction", "attribute": "place", "op": op, "values": tuple(places), "labels": labels}
    return Choice.model_validate({**fields, "origin": "derived"})


def _add_place(place: str, edit: Add, draft: Draft) -> None:
    record = draft.records.get(place)
    if record is None:
        draft.trouble("unknown", place=place)
        return
    if isinstance(record, Hotel):
        stay_at([place], edit, draft)
        return
    if edit.day is not None and edit.day > draft.days:
        draft.trouble("no_day", day=edit.day, days=draft.days)
        return
    span = _span(edit.part, edit.start)
    there = next((placed for placed in all_stops(draft.itinerary) if placed.pin.place == place), None)
    if there is not None and draft.is_pinned(there):
        if edit.day is None and span is None:
            draft.note("is_there", name=draft.name(place), day=there.day.index)
            return
        draft.unpin(there)
    if isinstance(record, Restaurant):
        _eat_at(record, span, edit, draft)
    elif edit.day is not None:
        if _is_open(place, edit.day, span, draft, exactly=span is not None):
            draft.want(clock_for(place, draft, edit.day, span, quote=edit.quote))
    elif span is not None:
        draft.want(
            VisitClock(place=place, label=draft.name(place), start_from=span[0] or None, start_by=span[1], quote=edit.quote)
        )
    else:
        draft.want(_choice("attraction", "all_of", [place], edit, draft))


def _eat_at(place: Restaurant, span: tuple[int, int] | None, edit: Add, draft: Draft) -> None:
    """A restaurant takes the place of a meal: the one at the wished time, else the one nearest to it."""
    meals = [
        placed
        for placed in all_stops(draft.itinerary)
        if placed.pin.kind == "meal"
        and placed.pin.meal in (_MEAL_OF[edit.part] if edit.part else ("lunch", "dinner"))
        and edit.day in (None, placed.day.index)
        and (span is None or edit.part or abs(placed.stop.start - span[0]) < 150)
        and fits(place, draft, placed.day.index, *span_for(placed))
        and draft.is_pinned(placed)
    ]
    free = [placed for placed in meals if draft.lock_of(placed) is None and placed.pin.place not in draft.musts]
    if meals and not free:
        draft.trouble("locked", name=draft.names(placed.pin.place for placed in meals))
        return
    if not free:
        if edit.day is not None:
            draft.want(clock_for(place.id, draft, edit.day, span, quote=edit.quote))
        else:
            draft.want(_choice("restaurant", "all_of", [place.id], edit, draft))
        return

    def away(placed: Placed) -> float:
        there = draft.records.get(placed.pin.place)
        return distance_km(place, there) if there else 0.0

    chosen = min(free, key=away)
    draft.unpin(chosen)
    draft.want(clock_for(place.id, draft, chosen.day.index, span_for(chosen), quote=edit.quote))


def _add_one_like(edit: Add, draft: Draft) -> None:
    """Something of a kind that isn't in the plan yet; where none is known the wish itself is passed on, so that it is looked for."""
    meal = any(isinstance(wish, Choice) and wish.subject == "restaurant" for wish in edit.wishes)
    if meal:
        target = Target(day=edit.day, subject="restaurant", meal=None if edit.part is None else _MEAL_OF[edit.part][0])
        free = [p for p in stops_meant(target, draft.itinerary) if draft.is_pinned(p) and draft.lock_of(p) is None]
        for placed in free:
            if (
                placed.pin.meal != "breakfast"
                and placed.pin.place not in draft.musts
                and (places := successors(placed, draft, edit.wishes))
            ):
                draft.unpin(placed)
                wish = one_of(places, draft, placed.day.index, span_for(placed), quote=edit.quote)
                draft.wishes += [wish] if wish else []
                return
    span = _span(edit.part, edit.start) or (0, SPANS["evening"][1])
    places = [] if meal else additions(Attraction, draft, edit.day, span, edit.wishes)
    if places:
        _keep_those_there(edit, draft)
    if places and edit.day is not None:
        wish = one_of(places, draft, edit.day, _span(edit.part, edit.start), quote=edit.quote)
        draft.wishes += [wish] if wish else []
    elif places:
        draft.wishes.append(_choice("attraction", "any_of", places[:_MOST], edit, draft).model_copy(update={"origin": "derived"}))
    else:
        for wish in edit.wishes:
            if _is_served(wish, draft):
                draft.trouble("no_other", what=draft.what(edit))
                return
            draft.want(wish)


def _keep_those_there(edit: Add, draft: Draft) -> None:
    """One more is more than instead: what the plan has of the kind stays in it for this once."""
    there = [
        placed.pin.place for placed in all_stops(draft.itinerary) if placed.pin.kind == "attraction" and draft.is_pinned(placed)
    ]
    records = {place: draft.records[place] for place in there if place in draft.records}
    alike = [place for place, record in records.items() if all(keeps(record, wish, draft.records) for wish in edit.wishes)]
    if alike:
        draft.wishes.append(_for_this_once("all_of", alike, draft))


def _is_served(wish: Constraint, draft: Draft) -> bool:
    """Whether some stop of the plan keeps a set rule already, so that asking for it once more adds nothing."""
    records = [draft.records[p.pin.place] for p in all_stops(draft.itinerary) if p.pin.place in draft.records]
    return isinstance(wish, Choice) and any(place.kind == wish.subject and keeps(place, wish, draft.records) for place in records)


def _swap(edit: Move, other: Target, draft: Draft) -> None:
    one, two = edit.target, other
    if one.day and two.day and not (one.places or two.places or one.part or two.part or one.meal or two.meal):
        _swap_days(one.day, two.day, edit, draft)
        return
    first, second = _changeable(edit, one, draft, keep_musts=False), _changeable(edit, two, draft, keep_musts=False)
    if not first or not second:
        return
    for stops, there in ((first, second[0]), (second, first[0])):
        for placed in stops:
            _move_to(placed, there.day.index, span_for(there), edit, draft)


def _swap_days(one: int, two: int, edit: Move, draft: Draft) -> None:
    """All stops of two days change places and keep their times."""
    days = len(draft.itinerary.days)
    for day in (one, two):
        if day > days:
            draft.trouble("no_day", day=day, days=days)
            return
    swapped = {one: two, two: one}
    moved = [placed for placed in all_stops(draft.itinerary) if placed.day.index in swapped and draft.is_pinned(placed)]
    if locked := [placed for placed in moved if draft.lock_of(placed)]:
        draft.trouble("locked", name=draft.names(placed.pin.place for placed in locked))
        return
    sights = [placed for placed in moved if placed.pin.kind == "attraction"]
    if not all(_is_open(placed.pin.place, swapped[placed.day.index], None, draft, exactly=False) for placed in sights):
        return
    draft.pins = [
        pin.model_copy(update={"day": swapped[pin.day]}) if isinstance(pin, StopPin) and pin.day in swapped else pin
        for pin in draft.pins
    ]
    draft.spans += [OpenSpan(day=one), OpenSpan(day=two)]
    for placed in sights:
        draft.want(clock_for(placed.pin.place, draft, swapped[placed.day.index], None, quote=edit.quote))


def _move_to(placed: Placed, day: int, span: tuple[int, int] | None, edit: BaseEdit, draft: Draft) -> None:
    if day > draft.days:
        draft.trouble("no_day", day=day, days=draft.days)
    elif _is_open(placed.pin.place, day, span, draft, exactly=span is not None):
        draft.unpin(placed)
        draft.want(clock_for(placed.pin.place, draft, day, span, quote=edit.quote))


def _is_open(place: str, day: int, span: tuple[int, int] | None, draft: Draft, *, exactly: bool) -> bool:
    """Whether a place lets anybody in on a day, within a span where it must be then; what isn't so is told."""
    record = draft.records.get(place)
    windows = openings(record, draft, day) if record else None
    if record is None or windows is None:
        return True
    if not windows:
        draft.trouble("closed", name=draft.name(place), day=day, date=day_of(draft.date_of(day), draft.language))
    elif exactly and span and not fits(record, draft, day, *span):
        hours = ", ".join(f"{format_clock(w.opens)}–{format_clock(w.closes)}" for w in windows)
        draft.trouble("closed_part", name=draft.name(place), day=day, hours=hours)
    else:
        return True
    return False


def _span(part: DayPart | None, start: int | None) -> tuple[int, int] | None:
    if start is not None:
        return start, start + _AT
    return (SPANS[part][0], SPANS[part][1] - 1) if part else None


def _choice(subject: str, op: str, places: Iterable[str], edit: BaseEdit, draft: Draft) -> Choice:
    ids = tuple(places)
    fields = {"subject": subject, "attribute": "place", "op": op, "values": ids, "labels": tuple(map(draft.name, ids))}
    return Choice.model_validate({**fields, "quote": edit.quote})
