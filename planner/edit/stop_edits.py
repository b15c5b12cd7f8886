"""Which stops an edit may change, and the wishes it is carried out with."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ...domain.clock import format_clock
from ...domain.constraint import Choice
from ...domain.edit import BaseEdit, DayPart, Drop, Move, Replace, Target
from ..export.words import day_of
from .candidates import fits, openings
from .draft import Draft
from .targets import SPANS, Placed, stops_meant

_AT = 15
"""What shall begin at a time begins at most so many minutes later."""

OFFERED = 6
"""So many sights are offered to the scheduler where any of a kind will do."""


def changeable(edit: Replace | Drop | Move, target: Target, draft: Draft, *, keep_musts: bool = True) -> list[Placed]:
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


def is_open(place: str, day: int, span: tuple[int, int] | None, draft: Draft, *, exactly: bool) -> bool:
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


def span_of(part: DayPart | None, start: int | None) -> tuple[int, int] | None:
    """Between which minutes something is to begin that shall be at a time or in a part of the day."""
    if start is not None:
        return start, start + _AT
    return (SPANS[part][0], SPANS[part][1] - 1) if part else None


def choice_of(subject: str, op: str, places: Iterable[str], edit: BaseEdit, draft: Draft) -> Choice:
    """A wish about places by their ids, in the words of an edit."""
    ids = tuple(places)
    fields = {"subject": subject, "attribute": "place", "op": op, "values": ids, "labels": tuple(map(draft.name, ids))}
    return Choice.model_validate({**fields, "quote": edit.quote})


def for_this_once(op: str, places: Sequence[str], draft: Draft) -> Choice:
    """A wish that no later edit has to keep."""
    labels = tuple(map(draft.name, places))
    fields = {"subject": "attraction", "attribute": "place", "op": op, "values": tuple(places), "labels": labels}
    return Choice.model_validate({**fields, "origin": "derived"})
