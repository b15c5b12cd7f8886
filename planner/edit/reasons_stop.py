"""Why this stop, this day, this time."""

from __future__ import annotations

from decimal import Decimal

from ...domain.clock import format_clock
from ...domain.constraint import Choice, VisitClock
from ...domain.language import listed
from ...domain.place import AnyPlace, Attraction, Restaurant
from ..export.phrases import LABELS
from ..export.words import day_of
from ..schedule.assumptions import MEAL_SHAPES
from ..schedule.select import bars, words_of
from .inquiry import Inquiry, rank_of
from .targets import Placed, all_stops

_TRIED = 3
"""So many other days are tried."""


def why_stop(placed: Placed, case: Inquiry) -> None:
    """That it was asked for, of what kind it is, its rank among the candidates, how near it lies, what it costs."""
    place = case.records.get(placed.pin.place)
    case.cite(placed.stop.place.source)
    case.tell_locked(placed.pin.place)
    for wish in case.wishes_for(placed.pin.place):
        case.tell_wish(wish)
    replaced = next((s for s in case.trip.substitutions if s.by == placed.pin.place), None)
    if replaced is not None:
        case.tell("substitute", reason=replaced.reason)
    if place is None:
        return
    case.cite_record(place)
    for wish in case.request.constraints:
        asks = isinstance(wish, Choice) and wish.op != "none_of" and wish.attribute != "place" and wish.subject == place.kind
        if asks and isinstance(wish, Choice) and words_of(place, wish) & set(wish.values):
            case.tell_wish(wish)
    if isinstance(place, Attraction):
        _why_sight(place, placed, case)
    elif isinstance(place, Restaurant):
        _why_meal(place, placed, case)
    _tell_way(placed, case)


def why_day(placed: Placed, case: Inquiry) -> None:
    """When it is open, what lies near it on its day, and what other days would take, really tried."""
    place = case.records.get(placed.pin.place)
    for wish in case.wishes_for(placed.pin.place):
        if isinstance(wish, VisitClock) and wish.day is not None:
            case.tell_wish(wish)
    if place is None:
        return
    case.cite_record(place)
    closed = [] if place.kind not in ("attraction", "restaurant") else _closed_days(place, case)
    days = [day.index for day in case.itinerary.days]
    others = [day for day in days if day not in closed and day != placed.day.index]
    if closed and not others:
        case.tell("only_day", day=placed.day.index)
    elif closed:
        case.tell("closed_days", days=_dates(closed, case))
    near = [sight for sight in case.sights(placed.day.index) if sight.id != place.id]
    if near:
        names = listed(case.language, (sight.name_in(case.language) for sight in near))
        case.tell("day.neighbours", names=names, km=f"{case.spread(place, near):.1f}")
    if placed.pin.kind == "attraction":
        for day in sorted(others, key=lambda day: abs(day - placed.day.index))[:_TRIED]:
            _try_day(placed, day, case)


def why_time(placed: Placed, case: Inquiry) -> None:
    """Its hours, how long it takes, what comes before and after."""
    stop, place = placed.stop, case.records.get(placed.pin.place)
    span = {"start": format_clock(stop.start), "end": format_clock(stop.end)}
    for wish in case.wishes_for(placed.pin.place):
        if isinstance(wish, VisitClock):
            case.tell_wish(wish)
    case.tell("time.span", minutes=stop.end - stop.start, **span)
    if isinstance(place, Attraction | Restaurant) and place.hours is not None:
        case.cite_record(place)
        windows = place.hours.on(placed.day.date)
        hours = ", ".join(f"{format_clock(w.opens)}–{format_clock(w.closes)}" for w in windows)
        case.tell("hours", day=placed.day.index, hours=hours)
    if isinstance(place, Attraction) and placed.pin.kind == "attraction":
        case.tell("time.dwell", least=place.dwell[0], most=place.dwell[1])
    if placed.pin.kind == "meal" and placed.pin.meal:
        shape = MEAL_SHAPES[placed.pin.meal]
        meal = LABELS.say(f"meal.{placed.pin.meal}", case.language)
        case.tell("time.meal", meal=meal, earliest=format_clock(shape.earliest), latest=format_clock(shape.latest))
    index = placed.day.stops.index(stop)
    if stop.leg and index:
        before = placed.day.stops[index - 1].place.name_in(case.language)
        case.tell("time.after", time=format_clock(stop.leg.arrive), name=before)
    if index + 1 < len(placed.day.stops):
        after = placed.day.stops[index + 1]
        case.tell("time.before", time=format_clock(after.start), name=after.place.name_in(case.language))


def _why_sight(place: Attraction, placed: Placed, case: Inquiry) -> None:
    rivals = [sight for sight in case.evidence.of(Attraction) if not bars(sight, case.request, "attraction")]
    rank = rank_of(-place.renown, (-sight.renown for sight in rivals))
    case.tell("renown", renown=place.renown, rank=rank, count=len(rivals))
    ages = [person.age for person in case.request.party.of("child") if person.age is not None]
    if place.child_ages and any(place.child_ages[0] <= age <= place.child_ages[1] for age in ages):
        case.tell("suits_age", least=place.child_ages[0], most=place.child_ages[1])
    others = [sight for sight in case.sights(placed.day.index) if sight.id != place.id]
    if others:
        km = case.spread(place, others)
        free = [sight for sight in rivals if sight.id not in {other.id for other in others}]
        case.tell("near_day", km=f"{km:.1f}", rank=rank_of(km, (case.spread(sight, others) for sight in free)))
    amounts = [charge.amount for charge in placed.stop.charges if charge.category == "tickets"]
    known = [amount for amount in amounts if amount is not None]
    if len(known) < len(amounts):
        case.tell("ticket.unknown")
    elif sum(known):
        case.tell("ticket", amount=case.money(sum(known, Decimal(0))))
    else:
        case.tell("ticket.free")


def _why_meal(place: Restaurant, placed: Placed, case: Inquiry) -> None:
    if case.language == "zh":
        case.tell("cuisine", cuisine=listed("zh", place.cuisine), amount=case.money(place.per_person.typical))
    else:
        case.tell("restaurant.per_person", amount=case.money(place.per_person.typical))
    index = placed.day.stops.index(placed.stop)
    around = [placed.day.stops[k].leaves_from for k in (index - 1, index + 1) if 0 <= k < len(placed.day.stops)]
    near = [case.records[other] for other in around if other in case.records]
    rivals = [
        other
        for other in case.evidence.of(Restaurant)
        if not bars(other, case.request, "restaurant")
        and other.inside is None
        and (
            other.hours is None
            or any(w.opens <= placed.stop.start and placed.stop.end <= w.closes for w in other.hours.on(placed.day.date))
        )
    ]
    if near:
        km = case.spread(place, near)
        case.tell("meal_near", km=f"{km:.1f}", rank=rank_of(km, (case.spread(other, near) for other in rivals)))


def _tell_way(placed: Placed, case: Inquiry) -> None:
    index, leg = placed.day.stops.index(placed.stop), placed.stop.leg
    if leg is None or not index:
        return
    before = placed.day.stops[index - 1].place.name_in(case.language)
    mode = LABELS.say(f"mode.{leg.mode}", case.language)
    case.tell("near_before", name=before, minutes=leg.arrive - leg.depart, mode=mode, km=f"{leg.metres / 1000:.1f}")


def _closed_days(place: AnyPlace, case: Inquiry) -> list[int]:
    hours = place.hours if isinstance(place, Attraction | Restaurant) else None
    shut = [day for day in case.itinerary.days if (place.id, day.date) in case.evidence.blocked]
    return [day.index for day in case.itinerary.days if day in shut or (hours is not None and not hours.on(day.date))]


def _dates(days: list[int], case: Inquiry) -> str:
    dates = case.request.dates
    return case.say("joint").join(case.say("day_ref", day=day, date=day_of(dates[day - 1], case.language)) for day in days)


def _try_day(placed: Placed, day: int, case: Inquiry) -> None:
    """A plan with the stop on another day, everything else kept as far as possible."""
    name = placed.stop.place.name_in(case.language)
    wish = VisitClock(place=placed.pin.place, label=name, day=day)
    other = case.attempt(wish, but=[placed.pin.place])
    if other is None or not any(p.pin.place == placed.pin.place and p.day.index == day for p in all_stops(other.itinerary)):
        case.tell("day.try.no", day=day)
        return
    changes = [line for line in case.changes(other, but=placed.pin.place) if name not in line]
    if changes:
        case.tell("day.try.moves", day=day, count=len(changes), changes=case.told(changes), step=case.step(other))
    else:
        case.tell("day.try.same", day=day, step=case.step(other))
