"""A finished trip in the benchmark's plan format."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from xiake.domain.clock import format_clock
from xiake.domain.itinerary import Charge, Day, Leg, LegPart, Stop
from xiake.planner.trip import Trip

from .provider import SandboxProvider

Json = dict[str, Any]

METRO_SUFFIX = "-地铁站"
_DAY = 24 * 60
_LATE_NIGHT = 60
"""A night that is reached after midnight is written as this long at least, minutes."""

_INTERCITY = {"train": ("train", "TrainID"), "flight": ("airplane", "FlightID")}


def plan_of(trip: Trip, provider: SandboxProvider) -> Json:
    """The plan as JSON data.

    Args:
        trip: One that has an itinerary.
        provider: Where it comes from; tells the stations on the way where the itinerary doesn't.
    """
    assert trip.itinerary is not None
    writer = _Writer(trip, provider)
    return {
        "people_number": trip.request.party.size,
        "start_city": trip.request.origin,
        "target_city": trip.itinerary.city,
        "itinerary": [{"day": day.index, "activities": list(writer.activities(day))} for day in trip.itinerary.days],
    }


class _Writer:
    def __init__(self, trip: Trip, provider: SandboxProvider) -> None:
        assert trip.itinerary is not None
        self.people = trip.request.party.size
        self.city = provider.city(trip.itinerary.city)

    def activities(self, day: Day) -> Iterator[Json]:
        for stop in day.stops:
            if stop.kind == "journey":
                yield self._journey(stop)
            elif stop.kind == "attraction":
                yield self._at(stop, "attraction") | self._paid(stop.charges, "tickets")
            elif stop.kind == "meal":
                assert stop.meal is not None
                paid = self._paid(stop.charges, "tickets")
                yield self._at(stop, stop.meal) | {"price": paid["price"], "cost": paid["cost"]}
            elif day.night is not None:
                yield self._night(stop, day)

    def _at(self, stop: Stop, kind: str) -> Json:
        return {
            "type": kind,
            "position": stop.place.name,
            "start_time": format_clock(stop.start),
            "end_time": format_clock(stop.end),
            "transports": self._transports(stop.leg),
        }

    def _night(self, stop: Stop, day: Day) -> Json:
        night = day.night
        assert night is not None
        beds = int(self.city.files.hotels[night.hotel.name]["numbed"])  # of its only room type, whatever that is called
        until = _DAY if stop.start < _DAY else stop.start + _LATE_NIGHT
        return (
            self._at(stop, "accommodation")
            | {"end_time": format_clock(until), "room_type": beds}
            | self._paid((night.charge,), "rooms")
        )

    def _journey(self, stop: Stop) -> Json:
        journey = stop.journey
        assert journey is not None
        kind, number = _INTERCITY[journey.mode]
        return {
            "type": kind,
            "start": journey.origin.name,
            "end": journey.destination.name,
            "start_time": format_clock(journey.depart % _DAY),
            "end_time": format_clock(journey.arrive % _DAY),
            number: journey.number,
            "transports": self._transports(stop.leg),
        } | self._paid(stop.charges, "tickets")

    def _paid(self, charges: tuple[Charge, ...], units: str) -> Json:
        """One price for everybody; what costs nothing may have no charge."""
        price = next((charge.unit_price for charge in charges if charge.unit_price is not None), Decimal(0))
        number = sum(charge.quantity for charge in charges) or self.people
        return {"price": _number(price), units: number, "cost": _number(price * number)}

    def _transports(self, leg: Leg | None) -> list[Json]:
        if leg is None:
            return []
        names = {leg.origin: self.city.by_id[leg.origin].name, leg.destination: self.city.by_id[leg.destination].name}
        whole = LegPart(
            mode=leg.mode,
            start=names[leg.origin],
            end=names[leg.destination],
            depart=leg.depart,
            arrive=leg.arrive,
            metres=leg.metres,
        )
        parts = leg.parts or (whole,)
        last = len(parts) - 1
        return [self._part(part, leg.charge, changes=(k > 0, k < last)) for k, part in enumerate(parts)]

    def _part(self, part: LegPart, charge: Charge | None, *, changes: tuple[bool, bool]) -> Json:
        """One part of a way; ``changes`` tells whether it begins and whether it ends at a metro station."""
        names = (name + METRO_SUFFIX * changed for name, changed in zip((part.start, part.end), changes, strict=True))
        written: Json = {
            **dict(zip(("start", "end"), names, strict=True)),
            "mode": part.mode,
            "start_time": format_clock(part.depart),
            "end_time": format_clock(part.arrive),
            "price": 0,
            "cost": 0,
            "distance": part.metres / 1000,
        }
        if part.mode == "walk" or charge is None:
            return written
        return written | self._paid((charge,), "tickets" if part.mode == "metro" else "cars")


def _number(amount: Decimal) -> int | float:
    return int(amount) if amount == amount.to_integral_value() else float(amount)
