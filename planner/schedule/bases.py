"""The hotels of a problem: which ones keep the wishes for the nights that the journeys leave, and what a stay costs and is worth."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from ...domain.constraint import Choice, Constraint, CostLimit, HotelStars, Near, VisitClock, VisitOrder, places_asked_for
from ...domain.place import AnyPlace, Attraction, Hotel
from ...domain.request import TripRequest
from . import charges
from .problem import Base
from .rides import Ride, nights_of
from .rooms import kinds_left, least_rate, rate, room_kind, rooms_for
from .select import NoCandidatesError, bars, distance_km, words_of
from .setting import Setting
from .value import worth_of_hotel
from .ways import Ways

_MOST, _CHEAPEST = 12, 3
"""The search chooses among so many hotels, the cheapest ones among them."""

_MOVES_A_DAY = 2
"""From the hotel in the morning and back to it in the evening."""


def hotels_of(setting: Setting, rides: Sequence[Ride]) -> tuple[Hotel, ...]:
    """Hotels that keep every hard wish, of many the most promising; none where the capability was lost: a gap, no conflict.

    Raises:
        NoCandidatesError: If the wishes leave none, or ask for one where there is no night to spend there.
    """
    nights = nights_of(setting.request, rides)
    if not nights:
        if any(_names_hotel(wish, setting.evidence.places) for wish in setting.request.constraints):
            raise NoCandidatesError("hotel")
        return ()
    hotels = tuple(
        hotel for hotel in setting.evidence.of(Hotel) if may_sleep(hotel, setting.request, setting.evidence.places, nights)
    )
    former, locked = setting.keep.hotels if setting.keep is not None else (frozenset[str](), False)
    if stays := tuple(hotel for hotel in hotels if hotel.id in former):
        return stays
    if locked:
        raise NoCandidatesError("hotel")
    lodging = setting.evidence.findings.get("lodging")
    goes_home = nights >= setting.request.days and any(ride.direction == "back" for ride in rides)
    if goes_home or (not hotels and lodging is not None and not lodging.gaps):
        raise NoCandidatesError("hotel")
    if len(hotels) <= _MOST:
        return hotels
    bases = {hotel.id: base_of(setting, hotel, nights) for hotel in hotels}
    cheap = sorted(hotels, key=lambda hotel: bases[hotel.id].fen)[:_CHEAPEST]
    remote = _remoteness(setting, hotels, rides)
    good = sorted(hotels, key=lambda hotel: bases[hotel.id].fen - bases[hotel.id].score + remote[hotel.id])
    kept = {hotel.id for hotel in [*cheap, *good][:_MOST]}
    return tuple(hotel for hotel in hotels if hotel.id in kept)


def _names_hotel(wish: Constraint, places: Mapping[str, AnyPlace]) -> bool:
    """Whether a hard wish is about when the party is at a hotel."""
    timed = wish.strength == "hard" and isinstance(wish, VisitClock | VisitOrder)
    return timed and any(isinstance(places.get(place), Hotel) for place in places_asked_for(wish))


def _remoteness(setting: Setting, hotels: Sequence[Hotel], rides: Sequence[Ride]) -> dict[str, int]:
    """What the ways between each hotel, the sights around it and the stations may take in all, fen."""
    ways, days = Ways(setting), setting.request.days
    sights = [place.id for place in setting.evidence.of(Attraction)]
    found = {}
    for hotel in hotels:
        near = sorted(burden for burden, _ in ways.burdens(hotel.id, sights))[: days * setting.shape.max_visits]
        ends = [ride.service.destination if ride.direction == "out" else ride.service.origin for ride in rides]
        found[hotel.id] = sum(burden for burden, _ in ways.burdens(hotel.id, ends)) + _MOVES_A_DAY * days * sum(near) // max(
            1, len(near)
        )
    return found


def base_of(setting: Setting, hotel: Hotel, nights: int) -> Base:
    """A candidate to sleep in. A rate that isn't known is not spent, but of such hotels the one with cheaper rooms is taken."""
    request = setting.request
    known = rate(hotel, room_kind(request, hotel))
    rooms = nights * rooms_for(request, hotel) * charges.in_fen(hotel.nightly.typical if known is None else known)
    breakfasts = nights * charges.fen([charges.breakfast(hotel, request.party, request.language)])
    liking = worth_of_hotel(hotel, request, chosen=hotel.id in setting.evidence.preferred)
    worth = 0 if setting.thrift else liking - setting.price * rooms
    return Base(
        node=setting.evidence.travel.index[hotel.id],
        fen=breakfasts + (0 if known is None else rooms),
        score=worth - (rooms if known is None else 0),
    )


def least_night(setting: Setting) -> int:
    """What a night costs the party at the cheapest hotel that it may take, fen; 0 where none is known."""
    request = setting.request
    hotels = [hotel for hotel in setting.evidence.of(Hotel) if may_sleep(hotel, request, setting.evidence.places, 1)]
    return min(
        (charges.in_fen(least_rate(hotel, room_kind(request, hotel))) * rooms_for(request, hotel) for hotel in hotels), default=0
    )


def may_sleep(hotel: Hotel, request: TripRequest, places: Mapping[str, AnyPlace], nights: int) -> bool:
    """Whether a hotel keeps every hard wish about hotels for so many nights."""
    if bars(hotel, request, "hotel") or not kinds_left(request, hotel):
        return False
    a_night = least_rate(hotel, room_kind(request, hotel)) * rooms_for(request, hotel)
    for wish in request.constraints:
        if wish.strength == "soft":
            continue
        if isinstance(wish, Choice) and wish.subject == "hotel":
            values = set(wish.values)
            have = words_of(hotel, wish)
            if wish.op == "all_of" and not have >= values:
                return False
            if wish.op == "any_of" and not have & values:
                return False
        elif isinstance(wish, VisitClock | VisitOrder):
            asked = {place for place in places_asked_for(wish) if isinstance(places.get(place), Hotel)}
            if asked and hotel.id not in asked:
                return False
        elif (
            # a class that no record tells is for the traveller to find out, and no reason to send them elsewhere
            (isinstance(wish, HotelStars) and hotel.stars is not None and not wish.least <= hotel.stars <= wish.most)
            or (isinstance(wish, CostLimit) and wish.category == "lodging" and a_night > _a_night(wish, request, hotel, nights))
            or (isinstance(wish, Near) and wish.subject == "hotel" and distance_km(hotel, places[wish.place]) > wish.max_km)
        ):
            return False
    return True


def _a_night(wish: CostLimit, request: TripRequest, hotel: Hotel, nights: int) -> Decimal:
    """What the cap leaves for all rooms of one night."""
    match wish.per:
        case "room_night":
            return wish.amount * rooms_for(request, hotel)
        case "person_night":
            return wish.amount * request.party.size
        case "person":
            return wish.amount * request.party.size / nights
    return wish.amount / nights
