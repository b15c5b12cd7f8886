"""Stops at another time, or two that change places."""

from __future__ import annotations

from ...domain.edit import BaseEdit, Move, Target
from ...domain.pin import OpenSpan, StopPin
from .candidates import clock_for, span_for
from .draft import Draft
from .stop_edits import changeable, is_open, span_of
from .targets import Placed, all_stops


def move(edit: Move, draft: Draft) -> None:
    """A stop to another time, or two that change places."""
    if edit.swap is not None:
        _swap(edit, edit.swap, draft)
        return
    for placed in changeable(edit, edit.target, draft, keep_musts=False):
        day = edit.day or placed.day.index
        _move_to(placed, day, span_of(edit.part, edit.start), edit, draft)


def _swap(edit: Move, other: Target, draft: Draft) -> None:
    one, two = edit.target, other
    if one.day and two.day and not (one.places or two.places or one.part or two.part or one.meal or two.meal):
        _swap_days(one.day, two.day, edit, draft)
        return
    first, second = changeable(edit, one, draft, keep_musts=False), changeable(edit, two, draft, keep_musts=False)
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
    if not all(is_open(placed.pin.place, swapped[placed.day.index], None, draft, exactly=False) for placed in sights):
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
    elif is_open(placed.pin.place, day, span, draft, exactly=span is not None):
        draft.unpin(placed)
        draft.want(clock_for(placed.pin.place, draft, day, span, quote=edit.quote))
