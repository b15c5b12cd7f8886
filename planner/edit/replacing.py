"""Something else instead of a stop, or without it."""

from __future__ import annotations

from collections.abc import Sequence

from ...domain.constraint import Constraint
from ...domain.edit import BaseEdit, Drop, Replace, Target
from ...domain.place import Attraction, Hotel
from ..arrange.pins import spans_without
from .candidates import clock_for, fits, one_of, span_for, successors
from .draft import Draft
from .lodging import stay_at, stay_elsewhere
from .rides import ride_otherwise
from .stop_edits import OFFERED, changeable, for_this_once, is_open
from .targets import Placed, all_stops, is_about_hotel, is_about_rides

_ON_THE_WAY = 40
"""Minutes that getting to a stop and on from it take, roughly."""


def replace(edit: Replace, draft: Draft) -> None:
    """Something else instead of some stops, the hotel or a ride."""
    target = edit.target
    if target.subject is None and not target.places and any(getattr(wish, "subject", "") == "restaurant" for wish in edit.wishes):
        target = target.model_copy(update={"subject": "restaurant"})
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
    elif target == Target(subject="trip"):
        _replan(edit, draft)
    elif gone := changeable(edit, target, draft):
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


def _replan(edit: Replace, draft: Draft) -> None:
    """Other sights and meals throughout; what is locked, the must-sees, the hotel and the rides stay."""
    gone = changeable(edit, edit.target, draft)
    for placed in gone:
        draft.unpin(placed)
    if sights := [placed.pin.place for placed in gone if placed.pin.kind == "attraction"]:
        draft.wishes.append(for_this_once("none_of", sights, draft))


def drop(edit: Drop, draft: Draft) -> None:
    """Without some stops; a meal that is given up isn't had elsewhere."""
    for placed in changeable(edit, edit.target, draft):
        draft.unpin(placed, leave_free=edit.leave_free or placed.pin.kind == "meal")
        draft.ban(placed, edit)


def _put(place: str, gone: Placed, edit: BaseEdit, draft: Draft) -> None:
    """A place by its id where another one was."""
    if place not in draft.records:
        draft.trouble("unknown", place=place)
        return
    span = span_for(gone)
    if is_open(place, gone.day.index, span, draft, exactly=False):
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
            draft.wishes.append(for_this_once("any_of", places[:OFFERED], draft))
            return
