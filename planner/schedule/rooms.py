"""How many rooms of which kind a party takes."""

from __future__ import annotations

from typing import Literal

from ...domain.constraint import Choice, RoomCount
from ...domain.place import Hotel
from ...domain.request import TripRequest

RoomKind = Literal["double", "twin", "family", "suite", "single", "dorm"]

_SHARES_A_BED_UNDER = 12


def rooms_for(request: TripRequest, hotel: Hotel) -> int:
    """The number that was asked for; else a single room or bed each, or two grown-ups a room with a child under 12."""
    asked = next((wish.count for wish in request.constraints if isinstance(wish, RoomCount)), None)
    if asked:
        return asked
    if room_kind(request, hotel) in ("single", "dorm"):
        return request.party.size
    small = sum(p.group == "child" and (p.age is None or p.age < _SHARES_A_BED_UNDER) for p in request.party.travellers)
    grown = request.party.size - small
    rooms = max(1, -(-grown // 2))
    while small > rooms and grown + small > 2 * rooms:  # more than one child a room, and the beds run out
        rooms += 1
    return rooms


def room_kind(request: TripRequest, hotel: Hotel) -> RoomKind:
    """The kind that was asked for; else a family room for a family where there is one, a double, or what there is."""
    for wish in request.constraints:
        if isinstance(wish, Choice) and wish.subject == "hotel" and wish.attribute == "room" and wish.op != "none_of":
            asked = next((kind for kind in hotel.rooms if kind in wish.values), None)
            if asked:
                return asked
    if request.party.of("child") and "family" in hotel.rooms:
        return "family"
    return "double" if "double" in hotel.rooms else hotel.rooms[0]
