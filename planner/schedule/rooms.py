"""How many rooms of which kind a party takes, and at which rate."""

from __future__ import annotations

from decimal import Decimal

from ...domain.constraint import Choice, RoomCount
from ...domain.place import Hotel, RoomKind
from ...domain.request import TripRequest

_SHARES_A_BED_UNDER = 12
_SOLD_AS_STANDARD: tuple[RoomKind, ...] = ("double", "twin", "family")
_SMALLER: tuple[RoomKind, ...] = ("single", "dorm")


def rooms_for(request: TripRequest, hotel: Hotel) -> int:
    """The number that was asked for; else a single room or bed each, or two grown-ups a room with a child under 12."""
    asked = next((wish.count for wish in request.constraints if isinstance(wish, RoomCount)), None)
    if asked:
        return asked
    if room_kind(request, hotel) in _SMALLER:
        return request.party.size
    small = sum(p.group == "child" and (p.age is None or p.age < _SHARES_A_BED_UNDER) for p in request.party.travellers)
    grown = request.party.size - small
    rooms = max(1, -(-grown // 2))
    while small > rooms and grown + small > 2 * rooms:  # more than one child a room, and the beds run out
        rooms += 1
    return rooms


def kinds_left(request: TripRequest, hotel: Hotel) -> tuple[RoomKind, ...]:
    """The hotel's room kinds that the request's hard wishes leave; empty where nobody of the party would sleep."""
    kinds: tuple[RoomKind, ...] = hotel.rooms
    for wish in _room_wishes(request):
        if wish.strength == "hard" and wish.op in ("none_of", "only"):
            kinds = tuple(kind for kind in kinds if (kind in wish.values) == (wish.op == "only"))
    return kinds


def room_kind(request: TripRequest, hotel: Hotel) -> RoomKind:
    """The kind that was asked for; else a family room for a family where there is one, a double, or what there is.

    Args:
        request: Of its wishes the hard ones come first.
        hotel: One that has a room this party would take.
    """
    kinds = kinds_left(request, hotel)
    for wish in sorted(_room_wishes(request), key=lambda wish: wish.strength == "soft"):
        fitting = tuple(kind for kind in kinds if (kind in wish.values) != (wish.op == "none_of"))
        if wish.op == "none_of":
            kinds = fitting or kinds
        elif fitting:
            return fitting[0]
    if request.party.of("child") and "family" in kinds:
        return "family"
    return "double" if "double" in kinds else kinds[0]


def rate(hotel: Hotel, kind: RoomKind) -> Decimal | None:
    """A night's rate of one room of a kind, CNY; None where it isn't known.

    Where a record doesn't tell the rates of its kinds it knows that of a standard room. A family room is taken for one, and
    its charge says so.
    """
    return hotel.rates.get(kind, hotel.nightly.typical if kind in _SOLD_AS_STANDARD else None)


def least_rate(hotel: Hotel, kind: RoomKind) -> Decimal:
    """What such a room costs at least, CNY: an unknown rate of a better room isn't below that of a standard one."""
    known = rate(hotel, kind)
    return known if known is not None else Decimal(0) if kind in _SMALLER else hotel.nightly.typical


def _room_wishes(request: TripRequest) -> list[Choice]:
    return [w for w in request.constraints if isinstance(w, Choice) and (w.subject, w.attribute) == ("hotel", "room")]
