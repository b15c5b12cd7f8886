"""Edits by degree: cheaper, better, closer; earlier, later; slower, faster."""

from __future__ import annotations

from collections.abc import Callable
from decimal import ROUND_DOWN, Decimal

from ...domain.clock import LATEST, format_clock
from ...domain.constraint import CostLimit, DayClock, VisitClock
from ...domain.edit import Adjust, ChangePace, Shift
from ...domain.itinerary import Day
from ...domain.pin import OpenSpan
from ...domain.place import AnyPlace, Attraction, Restaurant
from ...domain.request import Budget, Pace
from ..schedule.assumptions import SHAPES
from ..schedule.select import distance_km
from .candidates import additions, fits, one_of, span_for, successors
from .draft import Draft
from .lodging import adjust_hotel
from .rides import adjust_rides, shift_ride
from .targets import SPANS, Placed, all_stops, is_about_hotel, is_about_rides, stops_meant

_CHEAPER, _A_BIT = Decimal("0.85"), Decimal("0.9")
"""Shares of what a part or the trip costs now that it costs at most when it is to be cheaper by no said amount."""

_STEP = 60
"""Minutes that something is moved by where none were said."""

_FEW = 2
"""A day with no more sights than these isn't made easier by taking one away."""

_PACES: tuple[Pace, ...] = ("relaxed", "normal", "intense")


def adjust(edit: Adjust, draft: Draft) -> None:
    """Cheaper, better or closer: one stop by a successor, a category by a limit, the trip by its budget."""
    target = edit.target
    if is_about_hotel(target, draft.itinerary):
        adjust_hotel(edit, draft)
    elif is_about_rides(target):
        adjust_rides(edit, draft)
    elif target.places or target.day or target.meal or target.part:
        _adjust_stops(edit, draft)
    elif edit.how != "cheaper":
        draft.trouble("cant", what=draft.what(edit))
    elif target.subject == "restaurant":
        _cheaper_meals(edit, draft)
    elif target.subject == "attraction":
        _cap("tickets", edit, draft)
        _unpin_dearest(draft)
    elif target.subject == "innercity":
        _cap("innercity", edit, draft)
        draft.unpin_ways()
    else:
        _cheaper_trip(edit, draft)


def shift(edit: Shift, draft: Draft) -> None:
    """A stop, the start or end of a day or of every day, or a ride, earlier or later."""
    target = edit.target
    if is_about_rides(target):
        shift_ride(edit, draft)
    elif target.places or target.meal:
        for placed in stops_meant(target, draft.itinerary):
            _shift_stop(placed, edit, draft)
        if not stops_meant(target, draft.itinerary):
            draft.trouble("nothing", what=draft.what(edit))
    else:
        _shift_days(edit, draft)


def change_pace(edit: ChangePace, draft: Draft) -> None:
    """More or fewer stops, in one day or in all."""
    if edit.day is not None:
        if edit.day > len(draft.itinerary.days):
            draft.trouble("no_day", day=edit.day, days=len(draft.itinerary.days))
        elif edit.how == "faster" or edit.pace == "intense":
            _fill(edit.day, edit, draft)
        else:
            _thin_out(edit.day, edit, draft)
        return
    now: Pace = draft.slots.get("pace", draft.trip.request.pace)
    step = {"slower": -1, "faster": 1, None: 0}[edit.how]
    index = _PACES.index(now) + step
    if edit.pace is None and not 0 <= index < len(_PACES):
        draft.trouble("pace_end", pace=draft.say(f"pace.{now}"))
        return
    pace = edit.pace or _PACES[index]
    slower = _PACES.index(pace) < _PACES.index(now)
    draft.set_slot("pace", pace, edit)
    most = SHAPES[pace].max_visits
    for day in range(1, len(draft.itinerary.days) + 1):
        if not slower:
            draft.spans.append(OpenSpan(day=day))
        elif len(_sights(day, draft)) > min(most, _FEW):
            _thin_out(day, edit, draft, most=most)


def _adjust_stops(edit: Adjust, draft: Draft) -> None:
    target = edit.target
    meant = [placed for placed in stops_meant(target, draft.itinerary) if draft.is_pinned(placed)]
    if not meant:
        draft.trouble("nothing", what=draft.what(edit))
    for placed in meant:
        now = draft.records.get(placed.pin.place)
        if draft.lock_of(placed):
            draft.trouble("locked", name=draft.name(placed.pin.place))
        elif now is None or (exceeds := _exceeds(edit, placed, now, draft)) is None:
            draft.trouble("unknown_price", name=draft.name(placed.pin.place))
        elif not (places := successors(placed, draft, (), exceeds)):
            key = {"cheaper": "cheapest", "better": "no_other", "closer": "nearest"}[edit.how]
            draft.trouble(key, name=draft.name(placed.pin.place), what=draft.what(edit))
        else:
            draft.unpin(placed)
            draft.ban(placed, edit)
            wish = one_of(places, draft, placed.day.index, span_for(placed), quote=edit.quote)
            draft.wishes += [wish] if wish else []


def _exceeds(edit: Adjust, placed: Placed, now: AnyPlace, draft: Draft) -> Callable[[AnyPlace], bool] | None:
    """Tells what is cheaper, better or closer than a stop; None where nothing can be compared."""
    if edit.how == "closer":
        others = [
            draft.records[p.pin.place] for p in all_stops(draft.itinerary) if p.day == placed.day and p.pin.place in draft.records
        ]
        others = [place for place in others if place.id != now.id]

        def away(place: AnyPlace) -> float:
            return sum(distance_km(place, other) for other in others)

        return lambda place: away(place) < away(now)
    before = _price(now, placed, draft)
    if edit.how == "better" and isinstance(now, Attraction):
        return lambda place: isinstance(place, Attraction) and place.renown > now.renown
    if before is None:
        return None
    if edit.how == "better":
        return lambda place: (price := _price(place, placed, draft)) is not None and price > before
    most = Decimal(edit.to) if edit.to is not None else before - edit.by if edit.by is not None else before * _CHEAPER
    return lambda place: (price := _price(place, placed, draft)) is not None and price <= most and price < before


def _price(place: AnyPlace, placed: Placed, draft: Draft) -> Decimal | None:
    """What a place costs: a meal of one adult, or the admission of the whole party on the day."""
    if isinstance(place, Restaurant):
        return place.per_person.typical
    if not isinstance(place, Attraction) or place.ticket is None:
        return None
    prices = [place.ticket.price(person, draft.date_of(placed.day.index)) for person in draft.trip.request.party.travellers]
    known = [price for price in prices if price is not None]
    return sum(known, Decimal(0)) if len(known) == len(prices) else None


def _cheaper_meals(edit: Adjust, draft: Draft) -> None:
    """A cap on each meal; those that cost more are open again."""
    meals = [p for p in all_stops(draft.itinerary) if isinstance(draft.records.get(p.pin.place), Restaurant)]
    prices = {p.pin.place: r.per_person.typical for p in meals if isinstance(r := draft.records[p.pin.place], Restaurant)}
    if not prices:
        draft.trouble("nothing", what=draft.what(edit))
        return
    dearest = max(prices.values())
    most = Decimal(edit.to) if edit.to is not None else dearest - edit.by if edit.by is not None else dearest * _CHEAPER
    if most <= 0:
        draft.trouble("no_other", what=draft.what(edit))
        return
    draft.want(CostLimit(category="meals", per="person_meal", amount=most.quantize(Decimal(1), ROUND_DOWN), quote=edit.quote))
    for placed in meals:
        if prices[placed.pin.place] > most:
            if draft.lock_of(placed):
                draft.trouble("locked", name=draft.name(placed.pin.place))
            draft.unpin(placed)


def _cap(category: str, edit: Adjust, draft: Draft) -> None:
    sheet = draft.trip.budget
    now = next((amount for key, amount in sheet.by_category.items() if key == category), None) if sheet else None
    if not now:
        draft.trouble("cheapest", name=draft.what(edit))
        return
    most = Decimal(edit.to) if edit.to is not None else now - edit.by if edit.by is not None else now * _CHEAPER
    if most < 0:
        draft.trouble("no_other", what=draft.what(edit))
        return
    wish = {"category": category, "amount": most.quantize(Decimal(1), ROUND_DOWN), "quote": edit.quote}
    draft.want(CostLimit.model_validate(wish))


def _unpin_dearest(draft: Draft) -> None:
    """Open the time of the dearest sight that nobody asked for."""
    free = [p for day in range(1, len(draft.itinerary.days) + 1) for p in _free_sights(day, draft)]
    prices = [(price, p) for p in free if (r := draft.records.get(p.pin.place)) and (price := _price(r, p, draft))]
    if prices:
        draft.unpin(max(prices, key=lambda pair: pair[0])[1])


def _cheaper_trip(edit: Adjust, draft: Draft) -> None:
    """A budget below what the plan costs; the hotel and the rides may change for it."""
    sheet = draft.trip.budget
    if sheet is None:
        draft.trouble("cant", what=draft.what(edit))
        return
    spent = sheet.total - sheet.by_category.get("reserve", Decimal(0))
    most = Decimal(edit.to) if edit.to is not None else spent - edit.by if edit.by is not None else spent * _A_BIT
    if most <= 0:
        draft.trouble("budget")
        return
    draft.set_slot("budget", Budget(amount=most.quantize(Decimal(1), ROUND_DOWN)), edit)


def _shift_stop(placed: Placed, edit: Shift, draft: Draft) -> None:
    if draft.lock_of(placed):
        draft.trouble("locked", name=draft.name(placed.pin.place))
        return
    now = placed.stop.start if edit.edge == "start" else placed.stop.end
    step = edit.minutes if edit.minutes is not None else _STEP
    limit = edit.clock if edit.clock is not None else now + (step if edit.how == "later" else -step)
    if not 0 <= limit <= LATEST:
        draft.trouble("clock")
        return
    bound = f"{edit.edge}_{'from' if edit.how == 'later' else 'by'}"
    wish = {
        "place": placed.pin.place,
        "label": draft.name(placed.pin.place),
        "day": placed.day.index,
        bound: limit,
        "quote": edit.quote,
    }
    draft.unpin(placed)
    draft.want(VisitClock.model_validate(wish))


def _shift_days(edit: Shift, draft: Draft) -> None:
    """Not out before, or back by, a time: on the day that was said, on every whole one, or for want of those on each there is."""
    target = edit.target
    edge = "end" if target.part == "evening" and edit.edge == "start" and edit.clock is None else edit.edge
    if target.day is not None and target.day > len(draft.itinerary.days):
        draft.trouble("no_day", day=target.day, days=len(draft.itinerary.days))
        return
    every = {day.index: time for day in draft.itinerary.days if (time := _edge_of(day, edge)) is not None}
    whole = {day.index: every[day.index] for day in draft.itinerary.days if day.index in every and not _has_ride(day)}
    times = {day: time for day, time in every.items() if day == target.day} if target.day else whole or every
    if not times:
        draft.trouble("nothing", what=draft.what(edit))
        return
    step = edit.minutes if edit.minutes is not None else _STEP
    later = edit.how == "later"
    now = (min if edge == "start" else max)(times.values())
    limit = edit.clock if edit.clock is not None else now + (step if later else -step)
    if not 0 <= limit <= LATEST:
        draft.trouble("clock")
    elif later == (edge == "start"):
        bound = {"earliest" if edge == "start" else "latest": limit, "quote": edit.quote}
        for day in [None] if times == whole and not target.day else times:
            draft.want(DayClock.model_validate({"day": day, **bound}))
    else:
        _lengthen(edit, edge, limit, list(times), draft)


def _lengthen(edit: Shift, edge: str, limit: int, days: list[int], draft: Draft) -> None:
    """Out earlier, to the day's first sight, or home later, with room for more; what forbade it is given up."""
    key = "earliest" if edge == "start" else "latest"
    draft.wishes = [
        wish
        for wish in draft.wishes
        if not (isinstance(wish, DayClock) and wish.day in (None, *days) and getattr(wish, key) is not None)
    ]
    for day in days:
        if edge == "end":
            draft.spans.append(OpenSpan(day=day, start=SPANS["evening"][0], end=SPANS["evening"][1]))
        elif sights := _sights(day, draft):
            first = sights[0]
            if first.pin.place in draft.records and fits(draft.records[first.pin.place], draft, day, 0, limit):
                _shift_stop(first, edit.model_copy(update={"clock": limit, "edge": "start"}), draft)
            elif len(days) == 1:
                draft.trouble("closed_early", name=draft.name(first.pin.place), time=format_clock(limit))


def _edge_of(day: Day, edge: str) -> int | None:
    """When a day sets out, breakfast aside, or is over; None for one that begins or ends on a ride."""
    ride = day.stops[0 if edge == "start" else -1].journey if day.stops else None
    stops = [stop for stop in day.stops if stop.meal != "breakfast" and not stop.journey]
    if ride is not None or not stops:
        return None
    last = stops[-1]
    return stops[0].start if edge == "start" else last.start if last.kind == "hotel" else last.end


def _has_ride(day: Day) -> bool:
    return any(stop.journey for stop in day.stops)


def _sights(day: int, draft: Draft) -> list[Placed]:
    return [p for p in all_stops(draft.itinerary) if p.day.index == day and p.pin.kind == "attraction" and draft.is_pinned(p)]


def _free_sights(day: int, draft: Draft) -> list[Placed]:
    return [p for p in _sights(day, draft) if not draft.lock_of(p) and p.pin.place not in draft.musts]


def _thin_out(day: int, edit: ChangePace, draft: Draft, *, most: int | None = None) -> None:
    """Drop the most tiring and least renowned sight of a day, so that it has one less, or no more than some number."""
    sights = _sights(day, draft)
    if most is None and len(sights) <= 1:
        draft.trouble("pace", day=day)
        return

    def weight(placed: Placed) -> tuple[int, int]:
        record = draft.records.get(placed.pin.place)
        effort = ("low", "medium", "high").index(record.effort) if isinstance(record, Attraction) else 0
        return -effort, record.renown if isinstance(record, Attraction) else 0

    free = sorted(_free_sights(day, draft), key=weight)
    surplus = 1 if most is None else max(1, len(sights) - most)
    if not free and most is None:
        draft.trouble("must", names=draft.names(placed.pin.place for placed in sights))
    for placed in free[:surplus]:
        draft.unpin(placed, leave_free=True)
        draft.ban(placed, edit)


def _fill(day: int, edit: ChangePace, draft: Draft) -> None:
    """One more sight on a day."""
    places = additions(Attraction, draft, day, (0, SPANS["evening"][1]), ())
    wish = one_of(places, draft, day, None, quote=edit.quote)
    if wish is None:
        draft.trouble("no_other", what=draft.what(edit))
    else:
        draft.wishes.append(wish)
