"""Why a place is not in a plan: what is said against it, and what it would take to go there, really tried."""

from __future__ import annotations

from decimal import Decimal

from ...domain.clock import format_clock
from ...domain.constraint import Choice
from ...domain.place import Attraction, Hotel, Restaurant
from ..export.words import day_of
from ..schedule.assumptions import WHOLE_DAY
from ..schedule.select import distance_km, words_of
from ..wording import word_wish
from .inquiry import Inquiry
from .targets import all_stops


def why_absent(place_id: str, case: Inquiry) -> None:
    """Say what keeps a place out: the user's words, its days, its length, its price; then try it."""
    place = case.records.get(place_id)
    if place is None:
        case.tell("absent.unknown")
        return
    there = next((placed for placed in all_stops(case.itinerary) if placed.pin.place == place_id), None)
    if there is not None:
        case.tell("absent.there", name=place.name_in(case.language), day=there.day.index)
        return
    case.cite_record(place)
    replaced = next((s for s in case.trip.substitutions if s.place == place_id), None)
    if replaced is not None:
        case.tell("substitute", reason=replaced.reason)
        return
    if _barred(place_id, case) or (isinstance(place, Attraction | Restaurant) and _shut(place, case)):
        return
    if isinstance(place, Attraction) and place.hours is None:
        case.tell("absent.unknown_hours")
    elif isinstance(place, Attraction) and place.dwell[1] >= WHOLE_DAY:
        case.tell("absent.whole_day", hours=f"{place.dwell[1] / 60:g}")
    else:
        case.tell("absent.not_asked")
    _try(place_id, case)
    _facts(place_id, case)


def _barred(place_id: str, case: Inquiry) -> bool:
    """Whether a wish speaks against the place."""
    place = case.records[place_id]
    for wish in case.request.constraints:
        if not isinstance(wish, Choice) or wish.subject != place.kind or wish.strength != "hard" or wish.attribute == "room":
            continue
        hit = bool(words_of(place, wish) & set(wish.values))
        if (wish.op == "none_of" and hit) or (wish.op == "only" and not hit):
            if wish.attribute == "place" and wish.quote:
                case.tell("absent.banned", quote=wish.quote)
            else:
                case.tell("absent.barred", wish=word_wish(wish, case.language))
            return True
    return False


def _shut(place: Attraction | Restaurant, case: Inquiry) -> bool:
    """Whether it lets nobody in on any date of the trip."""
    dates = case.request.dates
    sold_out = {
        record.day
        for found in case.findings.values()
        for record in found.availability
        if record.place == place.id and record.status == "sold_out"
    }
    if dates and sold_out >= set(dates):
        case.tell("absent.sold_out")
        return True
    if place.hours is not None and not any(place.hours.on(day) and (place.id, day) not in case.evidence.blocked for day in dates):
        told = case.say("joint").join(day_of(day, case.language) for day in dates)
        case.tell("absent.closed", dates=told)
        return True
    return False


def _try(place_id: str, case: Inquiry) -> None:
    """A plan with the place in it, everything else kept as far as possible."""
    place = case.records[place_id]
    if place_id not in case.evidence.travel.index or place.kind not in ("attraction", "restaurant", "hotel"):
        return
    fields = {"subject": place.kind, "attribute": "place", "op": "all_of", "values": (place_id,)}
    wish = Choice.model_validate({**fields, "labels": (place.name_in(case.language),)})
    here = [day.night.hotel.id for day in case.itinerary.days if day.night] if isinstance(place, Hotel) else []
    other = case.attempt(wish, but=here)
    if other is None:
        _too_dear(wish, here, case)
        return
    if isinstance(place, Hotel):
        case.tell("absent.try.hotel", step=case.step(other))
        return
    changes = case.changes(other, but=place_id)
    there = next((placed for placed in all_stops(other.itinerary) if placed.pin.place == place_id), None)
    if not changes or there is None:
        case.tell("absent.try.fits", step=case.step(other))
        return
    times = {"day": there.day.index, "start": format_clock(there.stop.start), "end": format_clock(there.stop.end)}
    case.tell("absent.try.moves", count=len(changes), changes=case.told(changes), step=case.step(other), **times)


def _too_dear(wish: Choice, here: list[str], case: Inquiry) -> None:
    """Whether it is the money that keeps it out."""
    limit = case.request.budget_total
    dear = case.attempt(wish, but=here, budget=False) if limit is not None else None
    if dear is None or limit is None or dear.budget.total <= limit:
        case.tell("absent.try.no")
    else:
        case.tell("absent.try.budget", cost=case.money(dear.budget.total), over=case.money(dear.budget.total - limit))


def _facts(place_id: str, case: Inquiry) -> None:
    place = case.records[place_id]
    if isinstance(place, Attraction):
        if place.ticket is None:
            case.tell("ticket.unknown")
        else:
            prices = [place.ticket.price(person, case.request.dates[0]) for person in case.request.party.travellers]
            known = [price for price in prices if price is not None]
            if len(known) == len(prices):
                case.tell("ticket", amount=case.money(sum(known, Decimal(0)))) if sum(known) else case.tell("ticket.free")
    elif isinstance(place, Restaurant):
        case.tell("restaurant.per_person", amount=case.money(place.per_person.typical))
    elif isinstance(place, Hotel):
        case.tell("hotel.nightly", amount=case.money(place.nightly.typical))
    night = next((day.night for day in case.itinerary.days if day.night), None)
    hotel = case.records.get(night.hotel.id) if night else None
    if hotel is not None and not isinstance(place, Hotel):
        case.tell("absent.far", km=f"{distance_km(place, hotel):.1f}")
