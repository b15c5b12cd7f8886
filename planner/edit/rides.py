"""Edits of the intercity rides: another mode, cheaper, earlier or later."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_DOWN, Decimal
from typing import Literal

from ...domain.clock import LATEST
from ...domain.constraint import Choice, Constraint, CostLimit, JourneyClock
from ...domain.edit import Adjust, Replace, Shift
from ...domain.itinerary import Journey
from .draft import Draft

_CHEAPER = Decimal("0.9")
_LATER = 90
"""A ride is moved by so many minutes where none were said."""

_DAY = 24 * 60


def journeys(draft: Draft, direction: str | None = None) -> list[Journey]:
    """The rides of the plan."""
    rides = (stop.journey for day in draft.itinerary.days for stop in day.stops if stop.journey)
    return [ride for ride in rides if direction in (None, ride.direction)]


def ride_otherwise(edit: Replace, draft: Draft) -> None:
    """Another ride: of the kind that was said, else of the other mode."""
    direction = edit.target.direction
    rides = journeys(draft, direction)
    if not rides:
        draft.trouble("no_ride")
    elif draft.unpin_rides(direction):
        for wish in edit.wishes or tuple(_other_mode(edit, rides, draft)):
            draft.want(_directed(wish, direction))


def adjust_rides(edit: Adjust, draft: Draft) -> None:
    """Cheaper rides; faster or more comfortable ones are of a kind that has to be said."""
    rides = journeys(draft)
    if not rides:
        draft.trouble("no_ride")
        return
    sheet = draft.trip.budget
    now = sheet.by_category.get("intercity") if sheet else None
    if edit.how != "cheaper" or not now:
        draft.trouble("cant", what=draft.what(edit))
        return
    most = Decimal(edit.to) if edit.to is not None else now - edit.by if edit.by is not None else now * _CHEAPER
    if most <= 0:
        draft.trouble("no_other", what=draft.what(edit))
    elif draft.unpin_rides(edit.target.direction):
        draft.want(CostLimit(category="intercity", amount=most.quantize(Decimal(1), ROUND_DOWN), quote=edit.quote))


def shift_ride(edit: Shift, draft: Draft) -> None:
    """An earlier or later ride, by minutes or to a time."""
    rides = journeys(draft, edit.target.direction)
    if not rides:
        draft.trouble("no_ride")
        return
    if edit.target.direction is None and edit.clock is not None and len(rides) > 1:
        rides = rides[:1]  # a single time is about setting out
    for ride in rides:
        event: Literal["depart", "arrive"] = "depart" if edit.edge == "start" else "arrive"
        now = ride.depart if event == "depart" else ride.arrive % _DAY
        step = edit.minutes if edit.minutes is not None else _LATER
        limit = edit.clock if edit.clock is not None else now + (step if edit.how == "later" else -step)
        if not 0 <= limit <= LATEST:
            draft.trouble("clock")
        elif draft.unpin_rides(ride.direction):
            bound = {"not_before" if edit.how == "later" else "not_after": limit}
            wish = {"direction": ride.direction, "event": event, "quote": edit.quote, **bound}
            draft.want(JourneyClock.model_validate(wish))


def _other_mode(edit: Replace, rides: list[Journey], draft: Draft) -> Iterator[Constraint]:
    """Nothing is known of single services but their mode and time: another ride is one of another mode."""
    for mode in dict.fromkeys(ride.mode for ride in rides):
        if not any(service.mode != mode for service in draft.services.values()):
            draft.trouble("no_other", what=draft.what(edit))
            return
        yield Choice(subject="intercity", attribute="mode", op="none_of", values=(mode,), quote=edit.quote)


def _directed(wish: Constraint, direction: str | None) -> Constraint:
    if direction and isinstance(wish, Choice) and wish.subject == "intercity":
        return Choice.model_validate({**wish.model_dump(), "subject": f"intercity_{direction}"})
    return wish
