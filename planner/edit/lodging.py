"""Edits of the hotel: another one, cheaper, better, closer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal

from ...domain.constraint import Choice, Constraint, CostLimit, HotelStars, Near
from ...domain.edit import Adjust, BaseEdit, Replace
from ...domain.itinerary import Night
from ...domain.place import AnyPlace, Hotel
from ..schedule.select import bars, distance_km
from .candidates import keeps, nightly
from .draft import Draft
from .targets import all_stops

_CHEAPER = Decimal("0.85")
"""What is to be cheaper by no said amount costs at most this share of what it costs now, where something does."""

_CLOSER = 0.7
"""What is to be closer lies within this share of the present distance, where something does."""

_HIGHEST = 5


def stay_at(hotels: Sequence[str], edit: BaseEdit, draft: Draft) -> None:
    """Another hotel, by its id."""
    if not draft.unpin_nights():
        return
    for place in hotels:
        if place not in draft.records:
            draft.trouble("unknown", place=place)
            return
    draft.wishes = [wish for wish in draft.wishes if not (_names_hotels(wish) and getattr(wish, "op", "") != "none_of")]
    labels = tuple(draft.name(place) for place in hotels)
    wish = {"subject": "hotel", "attribute": "place", "op": "any_of", "values": tuple(hotels), "labels": labels}
    draft.want(Choice.model_validate({**wish, "quote": edit.quote}))


def stay_elsewhere(edit: Replace, draft: Draft) -> None:
    """Any other hotel, of some kind where one was said."""
    nights = _nights(draft)
    if not nights:
        draft.trouble("nothing", what=draft.what(edit))
    elif draft.unpin_nights():
        for hotel in dict.fromkeys(night.hotel.id for night in nights):
            draft.forbid(hotel, "hotel", edit)
        for wish in edit.wishes:
            draft.want(wish)


def adjust_hotel(edit: Adjust, draft: Draft) -> None:
    """A cheaper, better or closer hotel: by a wish that the present one doesn't keep and some other does."""
    nights = _nights(draft)
    if not nights:
        draft.trouble("nothing", what=draft.what(edit))
        return
    wish = {"cheaper": _cheaper, "better": _better, "closer": _closer}[edit.how](edit, nights[0], draft)
    if wish is not None and draft.unpin_nights():
        draft.wishes = [other for other in draft.wishes if not (_names_hotels(other) and getattr(other, "op", "") != "none_of")]
        draft.want(wish)


def _nights(draft: Draft) -> list[Night]:
    return [day.night for day in draft.itinerary.days if day.night]


def _names_hotels(wish: Constraint) -> bool:
    return isinstance(wish, Choice) and (wish.subject, wish.attribute) == ("hotel", "place")


def _others(draft: Draft, night: Night, but: Callable[[Constraint], bool]) -> list[Hotel]:
    """Known hotels beside the present one that keep all hard wishes but some."""
    request = draft.trip.request.model_copy(update={"constraints": tuple(draft.wishes)})
    hard = [wish for wish in draft.wishes if wish.strength == "hard" and not _names_hotels(wish) and not but(wish)]
    return [
        place
        for place in draft.records.values()
        if isinstance(place, Hotel)
        and place.id != night.hotel.id
        and not bars(place, request.model_copy(update={"constraints": tuple(hard)}), "hotel")
        and all(keeps(place, wish, draft.records) for wish in hard)
    ]


def _cheaper(edit: Adjust, night: Night, draft: Draft) -> Constraint | None:
    now = night.charge.unit_price
    name = night.hotel.name_in(draft.language)
    if now is None:
        draft.trouble("unknown_price", name=name)
        return None
    if edit.to is not None:
        most = Decimal(edit.to)
    elif edit.by is not None:
        most = now - edit.by
    else:
        rates = sorted((rate for hotel in _others(draft, night, _is_rate) if (rate := nightly(hotel)) < now), reverse=True)
        if not rates:
            draft.trouble("cheapest", name=name)
            return None
        most = next((rate for rate in rates if rate <= now * _CHEAPER), rates[0])
        most = max(most, min(now * _CHEAPER, now - 1))
    if most <= 0:
        draft.trouble("no_other", what=draft.what(edit))
        return None
    return CostLimit(category="lodging", per="room_night", amount=most, quote=edit.quote)


def _better(edit: Adjust, night: Night, draft: Draft) -> Constraint | None:
    record = draft.records.get(night.hotel.id)
    stars = record.stars if isinstance(record, Hotel) else None
    name = night.hotel.name_in(draft.language)
    if stars is None:
        draft.trouble("cant", what=draft.what(edit))
        return None
    classes = sorted({h.stars for h in _others(draft, night, _is_class) if h.stars is not None and h.stars > stars})
    if not classes:
        draft.trouble("best" if stars == _HIGHEST else "no_other", name=name, what=draft.what(edit))
        return None
    return HotelStars(least=classes[0], quote=edit.quote)


def _closer(edit: Adjust, night: Night, draft: Draft) -> Constraint | None:
    """Closer to what is in the middle of all that is seen."""
    hotel = draft.records.get(night.hotel.id)
    sights = [
        draft.records[p.pin.place]
        for p in all_stops(draft.itinerary)
        if p.pin.kind == "attraction" and p.pin.place in draft.records
    ]
    if hotel is None or not sights:
        draft.trouble("cant", what=draft.what(edit))
        return None

    def spread(place: AnyPlace) -> float:
        return sum(distance_km(place, other) for other in sights)

    middle = min(sights, key=spread)
    now = distance_km(hotel, middle)
    kilometres = sorted((km for h in _others(draft, night, _is_near) if (km := distance_km(h, middle)) < now), reverse=True)
    if not kilometres:
        draft.trouble("nearest", name=night.hotel.name_in(draft.language))
        return None
    most = next((km for km in kilometres if km <= now * _CLOSER), kilometres[-1])
    label = middle.name_in(draft.language)
    return Near(place=middle.id, label=label, max_km=round(max(most + 0.05, now * _CLOSER), 2), quote=edit.quote)


def _is_rate(wish: Constraint) -> bool:
    return isinstance(wish, CostLimit) and wish.category == "lodging"


def _is_class(wish: Constraint) -> bool:
    return isinstance(wish, HotelStars)


def _is_near(wish: Constraint) -> bool:
    return isinstance(wish, Near) and wish.subject == "hotel"
