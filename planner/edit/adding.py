"""One more: a place, or something of a kind."""

from __future__ import annotations

from ...domain.constraint import Choice, Constraint, VisitClock
from ...domain.edit import Add, DayPart, Target
from ...domain.itinerary import Meal
from ...domain.place import Attraction, Hotel, Restaurant
from ..schedule.select import distance_km
from .candidates import additions, clock_for, fits, keeps, one_of, span_for, successors
from .draft import Draft
from .lodging import stay_at
from .stop_edits import OFFERED, choice_of, for_this_once, is_open, span_of
from .targets import SPANS, Placed, all_stops, stops_meant

_MEAL_OF: dict[DayPart, tuple[Meal, ...]] = {"morning": ("lunch",), "afternoon": ("lunch",), "evening": ("dinner",)}


def add(edit: Add, draft: Draft) -> None:
    """One more place, or something of a kind."""
    for place in edit.places:
        _add_place(place, edit, draft)
    if edit.wishes:
        _add_one_like(edit, draft)


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
    span = span_of(edit.part, edit.start)
    there = next((placed for placed in all_stops(draft.itinerary) if placed.pin.place == place), None)
    if there is not None and draft.is_pinned(there):
        if edit.day is None and span is None:
            draft.note("is_there", name=draft.name(place), day=there.day.index)
            if place not in draft.musts:  # from now on it stays
                draft.want(
                    choice_of("attraction" if isinstance(record, Attraction) else "restaurant", "all_of", [place], edit, draft)
                )
            return
        draft.unpin(there)
    if isinstance(record, Restaurant):
        _eat_at(record, span, edit, draft)
    elif edit.day is not None:
        if is_open(place, edit.day, span, draft, exactly=span is not None):
            draft.want(clock_for(place, draft, edit.day, span, quote=edit.quote))
    elif span is not None:
        draft.want(
            VisitClock(place=place, label=draft.name(place), start_from=span[0] or None, start_by=span[1], quote=edit.quote)
        )
    else:
        draft.want(choice_of("attraction", "all_of", [place], edit, draft))


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
            draft.want(choice_of("restaurant", "all_of", [place.id], edit, draft))
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
    span = span_of(edit.part, edit.start) or (0, SPANS["evening"][1])
    places = [] if meal else additions(Attraction, draft, edit.day, span, edit.wishes)
    if places:
        _keep_those_there(edit, draft)
    if places and edit.day is not None:
        wish = one_of(places, draft, edit.day, span_of(edit.part, edit.start), quote=edit.quote)
        draft.wishes += [wish] if wish else []
    elif places:
        draft.wishes.append(
            choice_of("attraction", "any_of", places[:OFFERED], edit, draft).model_copy(update={"origin": "derived"})
        )
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
        draft.wishes.append(for_this_once("all_of", alike, draft))


def _is_served(wish: Constraint, draft: Draft) -> bool:
    """Whether some stop of the plan keeps a set rule already, so that asking for it once more adds nothing."""
    records = [draft.records[p.pin.place] for p in all_stops(draft.itinerary) if p.pin.place in draft.records]
    return isinstance(wish, Choice) and any(place.kind == wish.subject and keeps(place, wish, draft.records) for place in records)
