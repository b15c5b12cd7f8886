"""Edits of the trip as a whole: its slots, its wishes, what is remembered."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from ...domain.constraint import (
    Choice,
    Constraint,
    DayClock,
    FarMode,
    Near,
    VisitClock,
    VisitOrder,
    wants_hotel,
)
from ...domain.edit import ChangeTrip, RefuseMemory, Wishes
from ...domain.gazetteer import CityName
from ...domain.language import listed
from ...domain.pin import NightPin, OpenSpan, StopPin
from ...domain.place import Hotel
from ...domain.request import Budget
from ..wording import word_wish
from .candidates import keeps
from .draft import Draft
from .targets import all_stops
from .wishing import without_wish

_MOST_DAYS = 30


def change_trip(edit: ChangeTrip, draft: Draft, cities: Sequence[CityName]) -> None:
    """New slots; whatever of the plan fits them stays."""
    if edit.destination is not None and edit.destination != draft.trip.request.destination:
        _go_elsewhere(edit.destination, edit, draft, cities)
    if edit.days is not None or edit.days_by is not None:
        _change_days(edit, draft)
    if edit.without_budget or edit.budget is not None or edit.budget_by is not None:
        _change_budget(edit, draft)
    if edit.start is not None:
        draft.set_slot("start", edit.start, edit)
    if edit.party is not None:
        draft.set_slot("party", edit.party, edit)
    if edit.origin is not None and edit.origin != draft.trip.request.origin and draft.unpin_rides():
        draft.set_slot("origin", edit.origin, edit)
        draft.slots["origin_en"] = next((city.name_en for city in cities if city.name == edit.origin), None)


def change_wishes(edit: Wishes, draft: Draft) -> None:
    """Wishes for the whole trip, taken and given up; what doesn't keep a new one is no longer kept."""
    for wish in edit.removed:
        draft.wishes = without_wish(draft.wishes, wish)
    for wish in edit.added:
        draft.want(wish)
        if wish.strength == "hard":
            _unpin_what_breaks(wish, draft)


def refuse_memory(edit: RefuseMemory, draft: Draft) -> None:
    """Plan without some memories, or any: their wishes go, and what was chosen for them is open again."""
    request = draft.trip.request
    refused = [item for item in request.recalled if not edit.items or item.item in edit.items]
    texts = {item.text for item in refused}
    gone = [wish for wish in draft.wishes if wish.origin == "remembered" and (not edit.items or wish.quote in texts)]
    draft.wishes = [wish for wish in draft.wishes if wish not in gone]
    draft.slots["recalled"] = tuple(item for item in request.recalled if item not in refused)
    for slot, source in request.provenance.items():
        if slot == "pace" and source.origin == "remembered" and (not edit.items or source.quote in texts):
            draft.set_slot("pace", "normal", edit)
    for wish in gone:
        _unpin_what_was_chosen_for(wish, draft)


def _change_days(edit: ChangeTrip, draft: Draft) -> None:
    before = draft.days
    days = edit.days if edit.days is not None else before + (edit.days_by or 0)
    if not 1 <= days <= _MOST_DAYS:
        draft.trouble("days")
        return
    gone = [pin for pin in draft.pins if isinstance(pin, StopPin | NightPin) and pin.day > days]
    for pin in gone:
        if pin.locked:
            draft.trouble("locked_days", day=pin.day, name=pin.label, days=days)
            return
    draft.set_slot("days", days, edit)
    draft.spans += [OpenSpan(day=day) for day in range(before + 1, days + 1)]
    if days > before:  # the former last day needn't end at the station any more
        stops = [placed for placed in all_stops(draft.itinerary) if placed.day.index == before]
        draft.spans.append(OpenSpan(day=before, start=min(stops[-1].stop.end, 29 * 60) if stops else 0))
    for wish in [wish for wish in draft.wishes if isinstance(wish, VisitClock | DayClock) and (wish.day or 0) > days]:
        draft.wishes.remove(wish)
        draft.note("dropped_day", day=getattr(wish, "day", None), wish=word_wish(wish, draft.language))


def _change_budget(edit: ChangeTrip, draft: Draft) -> None:
    request = draft.trip.request
    if edit.without_budget:
        draft.set_slot("budget", None, edit)
        return
    budget = edit.budget
    if budget is None:
        assert edit.budget_by is not None
        known: Budget | None = draft.slots.get("budget", request.budget)
        sheet = draft.trip.budget
        base = known or Budget(amount=sheet.total if sheet else Decimal(0))
        if base.amount + edit.budget_by <= 0:
            draft.trouble("budget")
            return
        budget = base.model_copy(update={"amount": base.amount + edit.budget_by})
    if budget.amount <= 0:
        draft.trouble("budget")
        return
    draft.set_slot("budget", budget, edit)


def _go_elsewhere(city: str, edit: ChangeTrip, draft: Draft, cities: Sequence[CityName]) -> None:
    """Another city: nothing of the plan can be kept, nor any wish about its places."""
    if locked := [pin.label for pin in draft.pins if pin.locked]:
        draft.trouble("locked", name=listed(draft.language, locked))
        return
    names = next((known for known in cities if known.name == city), None)
    bound = [wish for wish in draft.wishes if _is_about_places(wish)]
    draft.wishes = [wish for wish in draft.wishes if wish not in bound]
    draft.pins = []
    draft.set_slot("destination", city, edit)
    draft.slots["destination_en"] = names.name_en if names else None
    if told := [word_wish(wish, draft.language) for wish in bound]:
        name = names.name_in(draft.language) if names else city
        draft.note("new_city", city=name, wishes=listed(draft.language, told))


def _is_about_places(wish: Constraint) -> bool:
    if isinstance(wish, Near | VisitClock | VisitOrder):
        return True
    if isinstance(wish, Choice):
        return wish.attribute == "place"
    options = getattr(wish, "options", ())
    return any(_is_about_places(part) for option in options for part in option)


def _unpin_what_breaks(wish: Constraint, draft: Draft) -> None:
    """Keep no stop, hotel, ride or way that a new wish rules out; one that is locked is a contradiction."""
    wanted = draft.request().wanted_places
    for placed in all_stops(draft.itinerary):
        record = draft.records.get(placed.pin.place)
        if record is None or record.kind not in ("attraction", "restaurant") or not draft.is_pinned(placed) or not _bars(wish):
            continue
        if record.id in wanted and getattr(wish, "attribute", "") != "place":
            continue
        if not keeps(record, wish, draft.records):
            if draft.lock_of(placed):
                draft.trouble("locked_wish", name=draft.name(record.id), wish=word_wish(wish, draft.language))
                return
            draft.unpin(placed)
    if wants_hotel(wish) or (isinstance(wish, Choice) and wish.subject == "hotel"):
        hotels = [draft.records.get(pin.hotel) for pin in draft.pins if isinstance(pin, NightPin)]
        if any(not isinstance(hotel, Hotel) or not keeps(hotel, wish, draft.records) for hotel in hotels):
            draft.unpin_nights()
    if isinstance(wish, FarMode) or (isinstance(wish, Choice) and wish.subject == "innercity"):
        draft.unpin_ways()
    if isinstance(wish, Choice) and wish.subject.startswith("intercity"):
        draft.unpin_rides({"intercity_out": "out", "intercity_back": "back"}.get(wish.subject))


def _bars(wish: Constraint) -> bool:
    """Whether a wish is about each stop for itself, and not about some of them."""
    return (isinstance(wish, Choice) and wish.op in ("none_of", "only")) or getattr(wish, "per", "") == "person_meal"


def _unpin_what_was_chosen_for(wish: Constraint, draft: Draft) -> None:
    if wants_hotel(wish) or (isinstance(wish, Choice) and wish.subject == "hotel"):
        if not any(isinstance(pin, NightPin) and pin.locked for pin in draft.pins):
            draft.unpin_nights()
    elif isinstance(wish, Choice):
        for placed in all_stops(draft.itinerary):
            record = draft.records.get(placed.pin.place)
            chosen = (
                record is not None
                and record.kind == wish.subject
                and (wish.op == "none_of" or keeps(record, wish, draft.records))
            )
            if chosen and not draft.lock_of(placed) and placed.pin.place not in draft.musts:
                draft.unpin(placed)
