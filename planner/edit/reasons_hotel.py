"""Why this hotel."""

from __future__ import annotations

from ...domain.constraint import Choice, Constraint, wants_hotel
from ...domain.itinerary import Night
from ...domain.language import listed
from ...domain.place import Hotel
from ..schedule.select import bars
from .candidates import keeps, nightly
from .inquiry import Inquiry, rank_of


def why_hotel(night: Night, case: Inquiry) -> None:
    """The wishes it keeps, its price and place among the candidates that keep them, what it has."""
    record = case.records.get(night.hotel.id)
    case.cite(night.hotel.source)
    case.cite(night.charge.source)
    case.tell_locked(night.hotel.id)
    hard = [wish for wish in case.request.constraints if _is_about_hotels(wish)]
    for wish in hard:
        if wish.strength == "hard" or wish.origin == "remembered":
            case.tell_wish(wish)
    nights = sum(day.night is not None and day.night.hotel.id == night.hotel.id for day in case.itinerary.days)
    case.tell("hotel.rate", amount=case.money(night.charge.unit_price), nights=nights, rooms=night.rooms)
    if not isinstance(record, Hotel):
        return
    rivals = [
        hotel
        for hotel in case.hotels()
        if not bars(hotel, case.request, "hotel")
        and all(keeps(hotel, wish, case.records) for wish in hard if wish.strength == "hard")
    ]
    others = [hotel for hotel in rivals if hotel.id != record.id]
    if not others:
        case.tell("hotel.only")
    else:
        rates = sorted(map(nightly, rivals))
        rank = rank_of(float(nightly(record)), map(float, rates))
        ends = {"least": case.money(rates[0]), "most": case.money(rates[-1])}
        case.tell("hotel.rank", count=len(rivals), rank=rank, **ends)
    sights = case.sights()
    if sights:
        km = case.spread(record, sights)
        rank = rank_of(km, (case.spread(hotel, sights) for hotel in others))
        case.tell("hotel.near", km=f"{km:.1f}", rank=rank)
    if record.metro is not None:
        case.tell("hotel.metro", minutes=record.metro.walk_minutes, station=record.metro.station)
    if record.stars is not None:
        case.tell("hotel.stars", stars=record.stars)
    if record.features and case.language == "zh":
        case.tell("hotel.features", features=listed("zh", record.features[:4]))
    if record.breakfast == 0:
        case.tell("hotel.breakfast")


def _is_about_hotels(wish: Constraint) -> bool:
    return wants_hotel(wish) and not (isinstance(wish, Choice) and wish.attribute == "room")
