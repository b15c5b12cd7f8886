"""The stays of a plan: its nights in a row in one hotel."""

from __future__ import annotations

from datetime import timedelta

from ...domain.booking import Stay
from ..trip import Trip


def stays_of(trip: Trip) -> tuple[Stay, ...]:
    """What there is to book of a plan, in its order; nothing where it has no beds."""
    stays: list[Stay] = []
    for day in trip.itinerary.days if trip.itinerary else ():
        night = day.night
        if night is None:
            continue
        last = stays[-1] if stays else None
        leaves = day.date + timedelta(days=1)
        if last and (last.hotel, last.rooms, last.room_kind, last.check_out) == (
            night.hotel.id,
            night.rooms,
            night.room_kind,
            day.date,
        ):
            stays[-1] = last.model_copy(update={"check_out": leaves})
            continue
        stays.append(
            Stay(
                city=trip.itinerary.city if trip.itinerary else "",
                hotel=night.hotel.id,
                name=night.hotel.name,
                check_in=day.date,
                check_out=leaves,
                rooms=night.rooms,
                room_kind=night.room_kind,
                guests=trip.request.party.size,
            )
        )
    return tuple(stays)
