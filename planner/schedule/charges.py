"""What things cost this party: tickets, rooms, meals, moves and intercity rides as charges."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from ...domain.evidence import Source
from ...domain.itinerary import Charge
from ...domain.language import Language
from ...domain.money import FEN, to_fen
from ...domain.party import Party
from ...domain.place import AnyPlace, Attraction, Hotel, Restaurant, RoomKind
from ...domain.transit import MoveMode
from ...domain.travel import IntercityService, TravelTable
from ..phrases import PHRASES
from .assumptions import ASSUMED, BREAKFAST, MEAL_INSIDE
from .rooms import rate


def source_of(place: AnyPlace, *, estimated: bool = False) -> Source:
    """Evidence of a place's record."""
    return Source(provider=place.provider, record=place.id, title=place.source, as_of=place.as_of, estimated=estimated)


def tickets(sight: Attraction, party: Party, day: date, language: Language) -> tuple[Charge, ...]:
    """Admission, one charge for each age group and price."""
    ticket = sight.ticket
    source = source_of(sight)
    if ticket:
        source = Source(provider=sight.provider, record=sight.id, title=ticket.source, as_of=ticket.as_of)
    prices = Counter((person.group, ticket.price(person, day) if ticket else None) for person in party.travellers)
    return tuple(
        Charge(
            category="tickets",
            label=PHRASES.say(f"unit.{group}", language),
            unit_price=price,
            basis="person",
            quantity=number,
            source=source,
        )
        for (group, price), number in prices.items()
    )


def meal(restaurant: Restaurant, party: Party, language: Language) -> Charge:
    """A lunch or dinner; everybody counts as one adult."""
    price = restaurant.per_person
    return _meal(price.typical, party, "unit.meal", language, source_of(restaurant, estimated=price.estimated))


def meal_inside(party: Party, language: Language) -> Charge:
    """A lunch inside an attraction."""
    return _meal(MEAL_INSIDE, party, "unit.meal", language, ASSUMED)


def breakfast(hotel: AnyPlace, party: Party, language: Language) -> Charge:
    """Breakfast at the hotel where its price is known, else a typical one."""
    if isinstance(hotel, Hotel) and hotel.breakfast is not None:
        return _meal(hotel.breakfast, party, "unit.breakfast", language, source_of(hotel))
    return _meal(BREAKFAST, party, "unit.breakfast", language, ASSUMED)


def _meal(price: Decimal, party: Party, label: str, language: Language, source: Source) -> Charge:
    return Charge(
        category="meals",
        label=PHRASES.say(label, language),
        unit_price=price,
        basis="person",
        quantity=party.size,
        estimated=source.estimated,
        source=source,
    )


def night(hotel: Hotel, rooms: int, kind: RoomKind, language: Language) -> Charge:
    """One night in all rooms; the label of a family room says so where it is priced like a double."""
    label, estimated = PHRASES.say(f"room.{kind}", language), kind not in hotel.rates
    return Charge(
        category="lodging",
        label=PHRASES.say("room.as_double", language, kind=label) if estimated and kind == "family" else label,
        unit_price=rate(hotel, kind),
        basis="room_night",
        quantity=rooms,
        estimated=estimated,
        source=source_of(hotel, estimated=estimated),
    )


def move(table: TravelTable, mode: MoveMode, start: str, end: str, party: Party, language: Language) -> Charge | None:
    """One inner-city leg; None for a walk."""
    record = table.move(start, end, mode)
    if mode == "walk" or record is None:
        return None
    return Charge(
        category="innercity",
        label=PHRASES.say(f"unit.{mode}", language),
        unit_price=record.fare,
        basis=record.basis,
        quantity=table.modes[mode].units(party),
        estimated=table.source.estimated,
        source=table.source,
    )


def ride(service: IntercityService, party: Party, language: Language) -> tuple[Charge, ...]:
    """Intercity fares, one charge for each price."""
    fares = Counter((person.group, service.fare_of(person)) for person in party.travellers)
    return tuple(
        Charge(
            category="intercity",
            label=f"{PHRASES.say(f'unit.{service.mode}', language)} {PHRASES.say(f'unit.{group}', language)}",
            unit_price=fare,
            basis="person",
            quantity=number,
            estimated=service.source.estimated,
            source=service.source,
        )
        for (group, fare), number in fares.items()
    )


def fen(charges: Iterable[Charge]) -> int:
    """Sum of the known amounts."""
    return in_fen(sum((charge.unit_price * charge.quantity for charge in charges if charge.unit_price is not None), Decimal(0)))


def in_fen(amount: Decimal) -> int:
    """CNY as the whole fen that the solver counts in."""
    return int(to_fen(amount) / FEN)
