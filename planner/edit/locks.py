"""What the traveller fixes or sets free."""

from __future__ import annotations

from ...domain.edit import Lock
from ...domain.pin import JourneyPin, LegPin, NightPin, Pin
from .draft import Draft
from .targets import is_about_hotel, is_about_rides, stops_meant


def lock(edit: Lock, draft: Draft) -> None:
    """Lock what is meant, or free it; a whole day comes with its night and its rides, the whole trip with everything."""
    target = edit.target
    whole = target.subject in (None, "trip") and not (target.places or target.part or target.meal or target.direction)
    if target.day is not None and target.day > len(draft.itinerary.days):
        draft.trouble("no_day", day=target.day, days=len(draft.itinerary.days))
        return
    stops = {(p.pin.day, p.pin.kind, p.pin.place) for p in stops_meant(target, draft.itinerary)}

    def means(pin: Pin) -> bool:
        if isinstance(pin, LegPin):
            return False
        if isinstance(pin, NightPin):
            return (whole or is_about_hotel(target, draft.itinerary)) and target.day in (None, pin.day)
        if isinstance(pin, JourneyPin):
            if whole:
                return target.day in (None, 1 if pin.direction == "out" else len(draft.itinerary.days))
            return is_about_rides(target) and target.direction in (None, pin.direction)
        if whole:
            return target.day in (None, pin.day)
        return (pin.day, pin.kind, pin.place) in stops

    if not any(means(pin) for pin in draft.pins):
        draft.trouble("nothing", what=draft.what(edit))
    draft.pins = [pin.model_copy(update={"locked": edit.locked}) if means(pin) else pin for pin in draft.pins]
