"""Days of an itinerary as rows that any view can print."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from itertools import groupby

from ...domain.base import Model
from ...domain.clock import format_clock
from ...domain.itinerary import Charge, Day, Itinerary, Leg, Night, Stop
from ...domain.language import Language
from .phrases import LABELS
from .words import Name, Namer, day_of, money


class Row(Model):
    """One stop.

    Attributes:
        time: ``08:30–11:30``, or when an open-ended stop begins.
        label: What is done there, where the name doesn't say it: a meal, a ride, the hotel.
        name: Where.
        aside: What else happens there, such as lunch inside.
        way: How one gets there, how long that takes and what it costs; empty where one is there already.
        stations: Where one gets on and off, and how far that is on foot; empty where the way is in one piece.
        distance: How far that is.
        cost: What the stop costs; empty where nothing is charged.
        notes: Advice.
    """

    time: str
    label: str
    name: Name
    aside: str
    way: str
    stations: str
    distance: str
    cost: str
    notes: tuple[str, ...] = ()


class Stay(Model):
    """Consecutive nights in one hotel."""

    night: Night
    first: date
    nights: int

    @property
    def last(self) -> date:
        """The day of departure."""
        return self.first + timedelta(days=self.nights)


def rows_of(day: Day, language: Language, namer: Namer) -> list[Row]:
    """The stops of a day; the night is paid where one arrives for it."""
    return [_row(stop, day, language, namer) for stop in day.stops]


def heading_of(day: Day, language: Language) -> str:
    """Number and date of a day."""
    return LABELS.say("day", language, index=day.index, date=day_of(day.date, language))


def stays_of(itinerary: Itinerary) -> list[Stay]:
    """Where one sleeps, consecutive nights of the same room and price together."""
    days = [day for day in itinerary.days if day.night]
    stays = []
    for night, group in groupby(days, key=lambda day: day.night):
        members = list(group)
        assert night is not None
        stays.append(Stay(night=night, first=members[0].date, nights=len(members)))
    return stays


def stay_dates(stay: Stay, language: Language) -> str:
    """First night, departure and number of nights."""
    key = "stay.one" if stay.nights == 1 else "stay"
    first, last = day_of(stay.first, language), day_of(stay.last, language)
    return LABELS.say(key, language, first=first, last=last, nights=stay.nights)


def stay_rooms(stay: Stay, language: Language) -> str:
    """Rooms and their price."""
    charge = stay.night.charge
    rooms = LABELS.say("rooms", language, kind=charge.label, count=stay.night.rooms)
    price = money(charge.unit_price, language, estimated=charge.estimated)
    joint = "，" if language == "zh" else ", "
    return rooms + joint + LABELS.say("nightly", language, amount=price)


def way_of(leg: Leg, language: Language) -> str:
    """How, how long and for how much, e.g. ``地铁 25分 ¥9``."""
    parts = [LABELS.say(f"mode.{leg.mode}", language), LABELS.say("minutes", language, minutes=leg.arrive - leg.depart)]
    if leg.charge:
        parts.append(money(leg.charge.amount, language))
    return " ".join(parts)


def stations_of(leg: Leg, language: Language) -> str:
    """Where one gets on and off, with the minutes on foot before and after; empty for a way in one piece."""
    if len(leg.parts) < 3:
        return ""
    first, *rides, last = leg.parts
    on_foot = {"before": first.arrive - first.depart, "after": last.arrive - last.depart}
    return LABELS.say("stations", language, board=rides[0].start, alight=rides[-1].end, **on_foot)


def cost_of(charges: Iterable[Charge], language: Language) -> str:
    """The sum of some charges; what is unknown is said, never counted as 0."""
    known = [charge for charge in charges if charge.amount is not None]
    unknown = any(charge.amount is None for charge in charges)
    if not known:
        return LABELS.say("unknown", language) if unknown else ""
    total = sum((charge.amount for charge in known if charge.amount is not None), Decimal(0))
    if not total and not unknown:
        return LABELS.say("free", language)
    text = money(total, language, estimated=any(charge.estimated for charge in known))
    return LABELS.say("and_unknown", language, amount=text) if unknown else text


def distance_of(leg: Leg, language: Language) -> str:
    """How far, in km."""
    return LABELS.say("km", language, km=f"{leg.metres / 1000:.1f}")


def label_of(stop: Stop, day: Day, language: Language) -> str:
    """What is done at a stop, where the place doesn't say it."""
    if stop.journey:
        number = f" {stop.journey.number}" if stop.journey.number else ""
        return LABELS.say(f"ride.{stop.journey.mode}", language) + number
    if stop.kind == "hotel":
        return LABELS.say("night_at" if day.night else "back_at", language)
    if stop.kind == "meal" and stop.meal:
        return LABELS.say(f"meal.{stop.meal}", language)
    return ""


def aside_of(stop: Stop, language: Language) -> str:
    """A meal that is eaten inside the attraction."""
    return LABELS.say(f"with_meal.{stop.meal}", language) if stop.kind == "attraction" and stop.meal else ""


def _row(stop: Stop, day: Day, language: Language, namer: Namer) -> Row:
    name = namer(stop.place)
    if stop.journey:
        there = namer(stop.journey.destination)
        local = f"{name.local} → {there.local}" if name.local and there.local else None
        name = Name(text=f"{name.text} → {there.text}", local=local)
    start = format_clock(stop.start)
    charges = (*stop.charges, day.night.charge) if stop.kind == "hotel" and day.night else stop.charges
    return Row(
        time=start if stop.kind == "hotel" else f"{start}–{format_clock(stop.end)}",
        label=label_of(stop, day, language),
        name=name,
        aside=aside_of(stop, language),
        way=way_of(stop.leg, language) if stop.leg else "",
        stations=stations_of(stop.leg, language) if stop.leg else "",
        distance=distance_of(stop.leg, language) if stop.leg else "",
        cost=cost_of(charges, language),
        notes=stop.notes,
    )
