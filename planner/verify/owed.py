"""What each line of a plan must cost, straight from the records."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from ...domain.constraint import CostCategory
from ...domain.evidence import Source
from ...domain.itinerary import Charge, Day, PlaceRef, Stop
from ...domain.money import FEN, UnitBasis
from ...domain.place import Attraction, Hotel, Place, Restaurant
from .case import Case

_STANDARD = frozenset({"double", "twin"})
_SOLD_AS_DOUBLE = _STANDARD | {"family"}
"""Room kinds at the rate of the standard double; what others cost no record says."""

Prices = Counter[Decimal | None]
"""How many units at which price; None is an unknown price."""


@dataclass(frozen=True, kw_only=True)
class Owed:
    """Charges of one category at one stop, as they stand and as they should.

    Attributes:
        place: What they are about.
        charges: As the plan has them.
        basis: What a unit is.
        units: How many units there must be.
        prices: What they cost; None where no record says, so that only an assumption flagged as estimated (or an unknown
            price) is right.
        estimated: Whether the record is a typical figure, so that the charge must be flagged.
        source: What the charges must name as their source, unless they are assumptions.
    """

    day: Day
    place: PlaceRef
    category: CostCategory
    charges: tuple[Charge, ...]
    basis: UnitBasis
    units: int
    prices: Prices | None
    estimated: bool
    source: Source

    @property
    def stated(self) -> Prices:
        """The plan's units by price."""
        found: Prices = Counter()
        for charge in self.charges:
            found[charge.unit_price] += charge.quantity
        return found

    @property
    def is_free(self) -> bool:
        """Whether there is nothing to pay, so that no charge is needed."""
        return self.units == 0 or (self.prices is not None and all(price == 0 for price in self.prices))

    @property
    def count_fits(self) -> bool:
        """Whether the plan pays for as many units as it must; those that cost nothing may be left out together."""
        stated, count = self.stated, sum(self.stated.values())
        free = self.prices[Decimal(0)] if self.prices is not None else 0
        return count == self.units or (not stated[Decimal(0)] and count == self.units - free)


def owed(case: Case, day: Day) -> Iterator[Owed]:
    """Everything one day costs; a place without a record yields nothing, it is reported elsewhere."""
    for stop in day.stops:
        yield from _of_leg(case, day, stop)
        yield from _of_stop(case, day, stop)
    if day.night is not None:
        night, hotel = day.night, case.record(day.night.hotel.id, Hotel)
        if hotel is not None:
            rate = hotel.rates.get(night.room_kind)
            # A hotel without doubles may be known by the rate of what it has.
            other = not _STANDARD & set(hotel.rooms) and night.charge.unit_price is not None
            if rate is None and (night.room_kind in _SOLD_AS_DOUBLE or other):
                rate = hotel.nightly.typical
            yield Owed(
                day=day,
                place=night.hotel,
                category="lodging",
                charges=(night.charge,),
                basis="room_night",
                units=night.rooms,
                prices=None if rate is None else Counter({rate: night.rooms}),
                estimated=night.room_kind not in hotel.rates,
                source=source_of(hotel),
            )


def _of_leg(case: Case, day: Day, stop: Stop) -> Iterator[Owed]:
    leg = stop.leg
    move = case.facts.travel.move(leg.origin, leg.destination, leg.mode) if leg else None
    if leg is None or move is None:
        return
    units = case.facts.travel.modes[leg.mode].units(case.request.party)
    yield Owed(
        day=day,
        place=stop.place,
        category="innercity",
        charges=(leg.charge,) if leg.charge else (),
        basis=move.basis,
        units=units,
        prices=Counter({move.fare.quantize(FEN): units}),
        estimated=case.facts.travel.source.estimated,
        source=case.facts.travel.source,
    )


def _of_stop(case: Case, day: Day, stop: Stop) -> Iterator[Owed]:
    people = case.request.party.travellers
    place = case.facts.places.get(stop.place.id)

    def due(category: CostCategory, prices: Prices | None, source: Source, *, estimated: bool) -> Owed:
        charges = tuple(charge for charge in stop.charges if charge.category == category)
        return Owed(
            day=day,
            place=stop.place,
            category=category,
            charges=charges,
            basis="person",
            units=len(people),
            prices=prices,
            estimated=estimated,
            source=source,
        )

    if stop.kind == "attraction" and isinstance(place, Attraction):
        ticket, today = place.ticket, case.date_of(day)
        source = source_of(place)
        if ticket is not None:
            source = source.model_copy(update={"title": ticket.source, "as_of": ticket.as_of})
        yield due("tickets", Counter(ticket.price(p, today) if ticket else None for p in people), source, estimated=False)
        if stop.meal:
            yield due("meals", None, source_of(place), estimated=True)
    elif stop.kind == "meal" and isinstance(place, Restaurant):
        price = place.per_person
        yield due("meals", Counter({price.typical: len(people)}), source_of(place), estimated=price.estimated)
    elif stop.kind == "meal" and isinstance(place, Hotel):
        known = place.breakfast if stop.meal == "breakfast" else None
        prices = None if known is None else Counter[Decimal | None]({known: len(people)})
        yield due("meals", prices, source_of(place), estimated=False)
    elif stop.kind == "meal" and isinstance(place, Attraction):
        yield due("meals", None, source_of(place), estimated=True)
    elif stop.journey is not None and (service := case.facts.services.get(stop.journey.service)) is not None:
        fares = Counter[Decimal | None](service.fare_of(p) for p in people)
        yield due("intercity", fares, service.source, estimated=service.source.estimated)


def source_of(place: Place) -> Source:
    """What a plan must name as the source of a place's record."""
    return Source(provider=place.provider, record=place.id, title=place.source, as_of=place.as_of)


def categories_of(stop: Stop) -> frozenset[CostCategory]:
    """What may be paid at a stop of this kind."""
    if stop.kind == "attraction":
        return frozenset({"tickets", "meals"} if stop.meal else {"tickets"})
    due: dict[str, frozenset[CostCategory]] = {"meal": frozenset({"meals"}), "journey": frozenset({"intercity"})}
    return due.get(stop.kind, frozenset())
