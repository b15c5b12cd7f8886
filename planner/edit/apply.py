"""Works a turn's edits into the request of a plan."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ...domain.constraint import Near, places_asked_for
from ...domain.edit import (
    Add,
    Adjust,
    ChangePace,
    ChangeTrip,
    Drop,
    Edit,
    Lock,
    Move,
    RefuseMemory,
    Replace,
    Shift,
    Why,
    Wishes,
)
from ...domain.gazetteer import CityName
from ...domain.task import Findings
from ..trip import Trip
from .adding import add
from .draft import Draft
from .edited import EditedRequest
from .levels import adjust, change_pace, shift
from .locks import lock
from .moving import move
from .replacing import drop, replace
from .slots import change_trip, change_wishes, refuse_memory


def apply_edits(
    trip: Trip, edits: Sequence[Edit], findings: Mapping[str, Findings], *, cities: Sequence[CityName] = ()
) -> EditedRequest:
    """Change what was asked and pin everything else.

    Args:
        trip: The plan that is talked about; it has an itinerary.
        edits: In the order they were said; undo, compare, why and judge change nothing here.
        findings: Records of the plan's places and of all that edits name (see :func:`places_named`).
        cities: Name a new origin or destination in English.

    Returns:
        The request to plan next. With troubles it is the trip's own: a turn is carried out whole or not at all.
    """
    records = {place.id: place for found in findings.values() for place in found.places}
    services = {service.id: service for found in findings.values() for service in found.services}
    draft = Draft.of(trip, records, services)
    replan = False
    for edit in edits:
        match edit:
            case Replace():
                replace(edit, draft)
            case Drop():
                drop(edit, draft)
            case Add():
                add(edit, draft)
            case Move():
                move(edit, draft)
            case Adjust():
                adjust(edit, draft)
            case Shift():
                shift(edit, draft)
            case ChangePace():
                change_pace(edit, draft)
            case ChangeTrip():
                change_trip(edit, draft, cities)
            case Wishes():
                change_wishes(edit, draft)
            case RefuseMemory():
                refuse_memory(edit, draft)
            case Lock():
                lock(edit, draft)
            case _:
                continue
        replan = replan or not isinstance(edit, Lock)
    for place in sorted(draft.wanted & draft.banned):
        draft.trouble("wanted_and_not", name=draft.name(place))
    notes = tuple(dict.fromkeys(draft.notes))
    if draft.troubles:
        return EditedRequest(request=trip.request, replan=False, troubles=tuple(dict.fromkeys(draft.troubles)))
    return EditedRequest(request=draft.request(), replan=replan, notes=notes)


def places_named(edits: Sequence[Edit]) -> tuple[str, ...]:
    """Ids of the places that edits bring up, whose records :func:`apply_edits` and the answer to a why need."""
    ids: list[str] = []
    for edit in edits:
        match edit:
            case Replace():
                ids += edit.by
            case Add():
                ids += edit.places
            case Why():
                ids += edit.absent
        wishes = (*getattr(edit, "wishes", ()), *getattr(edit, "added", ()))
        ids += [place for wish in wishes for place in places_asked_for(wish)]
        ids += [wish.place for wish in wishes if isinstance(wish, Near)]
    return tuple(dict.fromkeys(ids))
