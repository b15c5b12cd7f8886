"""Answers a "why?" from the plan's checks, sources, findings and costs."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from ...domain.constraint import Choice
from ...domain.edit import Why
from ...domain.itinerary import Night
from ...domain.language import listed
from ...domain.request import TripRequest
from ...domain.task import Findings
from ..arrange.pins import pins_of
from ..export.phrases import LABELS
from ..phrases import PHRASES as WORDS
from ..schedule.assumptions import SHAPES
from ..trip import Trip
from ..wording import word_wish
from .explanation import Explanation
from .inquiry import Inquiry
from .reasons_absent import why_absent
from .reasons_hotel import why_hotel
from .reasons_stop import why_day, why_stop, why_time
from .reasons_way import why_ride, why_way
from .targets import Placed, is_about_hotel, is_about_rides, stops_meant

_MOST_STOPS = 3
"""A question about more stops than these is about the day or the trip."""

_MOST_WISHES = 8


def request_to_try(why: Why, trip: Trip) -> TripRequest:
    """The request whose findings the answer needs: of places that are not in the plan they tell the ways and hours, too."""
    named = tuple(place for place in why.absent)
    if not named:
        return trip.request
    # The search looks up whatever a wish names; which kind of place it is doesn't matter to that.
    wish = Choice(subject="attraction", attribute="place", op="any_of", values=named, strength="soft")
    changes: dict[str, Any] = {"constraints": (*trip.request.constraints, wish)}
    if trip.itinerary is not None:  # what a model found for the plan isn't found again without it
        changes["pins"] = pins_of(trip.itinerary, language=trip.request.language, locked=trip.request.pins)
    return trip.request.model_copy(update=changes)


def explain_why(why: Why, trip: Trip, findings: Mapping[str, Findings], *, seconds: float) -> Explanation:
    """Why something is as it is, or isn't.

    Args:
        why: The question.
        trip: The plan it is about; it has an itinerary.
        findings: Of a search for :func:`request_to_try`.
        seconds: Most time of one attempt at a plan that does it otherwise.
    """
    assert trip.itinerary is not None
    case = Inquiry(trip=trip, itinerary=trip.itinerary, findings=findings, seconds=seconds)
    target = why.target
    if why.absent:
        for place in why.absent:
            why_absent(place, case)
        absent = (case.records[place].name_in(case.language) if place in case.records else place for place in why.absent)
        return case.answer(listed(case.language, absent))
    if why.about == "price" and not target.places:
        return _why_price(why, case)
    if is_about_hotel(target, trip.itinerary):
        nights = [day.night for day in trip.itinerary.days if day.night and target.day in (None, day.index)]
        return _about_hotel(nights, why, case)
    if is_about_rides(target):
        return _about_rides(why, case)
    bare = not (target.places or target.meal or target.part or target.subject in ("attraction", "restaurant", "innercity"))
    if why.about == "trip" or target.subject == "trip" or (bare and target.day is None):
        return _about_trip(case)
    meant = list({placed.pin.place: placed for placed in reversed(stops_meant(target, trip.itinerary))}.values())[::-1]
    for placed in meant if target.places else meant[:_MOST_STOPS]:
        _about_stop(placed, why, case, several=len(meant) > 1)
    names = listed(case.language, dict.fromkeys(placed.stop.place.name_in(case.language) for placed in meant))
    return case.answer(names or case.say("about.trip"))


def _about_stop(placed: Placed, why: Why, case: Inquiry, *, several: bool) -> None:
    before = len(case.reasons)
    if why.target.subject == "innercity" or why.about == "mode":
        why_way(placed, case)
    elif why.about == "day":
        why_day(placed, case)
    elif why.about == "time":
        why_time(placed, case)
    elif why.about == "price":
        _prices(placed.pin.place, case)
    else:
        why_stop(placed, case)
    if several:
        name = placed.stop.place.name_in(case.language)
        told = [case.say("of", name=name, reason=reason) for reason in case.reasons[before:]]
        case.reasons[before:] = told


def _about_hotel(nights: list[Night], why: Why, case: Inquiry) -> Explanation:
    hotels = {night.hotel.id: night for night in nights}
    for night in hotels.values():
        if why.about == "price":
            _prices(night.hotel.id, case)
        why_hotel(night, case)
    return case.answer(listed(case.language, (night.hotel.name_in(case.language) for night in hotels.values())))


def _about_rides(why: Why, case: Inquiry) -> Explanation:
    direction = why.target.direction
    rides = [stop.journey for day in case.itinerary.days for stop in day.stops if stop.journey]
    rides = [ride for ride in rides if direction in (None, ride.direction)]
    for ride in rides:
        why_ride(ride, case)
    return case.answer(
        listed(case.language, (case.say(f"about.ride.{ride.direction}") for ride in rides)) or case.say("about.trip")
    )


def _about_trip(case: Inquiry) -> Explanation:
    """Its wishes with their verdicts, how the checks came out, its pace and its money."""
    request, checks = case.request, case.trip.checks
    for check in [check for check in checks if check.wish is not None][:_MOST_WISHES]:
        assert check.wish is not None
        wish = word_wish(request.constraints[check.wish], case.language)
        case.tell("trip.wish", wish=wish, verdict=case.say(f"verdict.{check.status}"))
    most = SHAPES[request.pace].max_visits
    case.tell("trip.pace", pace=LABELS.say(f"pace.{request.pace}", case.language), most=most)
    counts = {status: sum(check.status == status for check in checks) for status in ("satisfied", "violated", "unverifiable")}
    case.tell("trip.checks", satisfied=counts["satisfied"], violated=counts["violated"], open=counts["unverifiable"])
    _money_left(case)
    return case.answer(case.say("about.trip"))


def _why_price(why: Why, case: Inquiry) -> Explanation:
    """What a day, a category or the whole trip is made of."""
    target, sheet = why.target, case.trip.budget
    if sheet is None:
        return case.answer(case.say("about.trip"))
    categories = {
        "attraction": "tickets",
        "restaurant": "meals",
        "hotel": "lodging",
        "intercity": "intercity",
        "innercity": "innercity",
    }
    category = categories.get(target.subject or "")
    lines = [line for line in sheet.lines if target.day in (None, line.day) and category in (None, line.category)]
    total = sum((line.amount for line in lines if line.amount is not None), Decimal(0))
    if target.day is None and category is None:
        for key, amount in sorted(sheet.by_category.items(), key=lambda pair: -pair[1]):
            if amount:
                share = round(100 * amount / sheet.total) if sheet.total else 0
                case.tell(
                    "price.category", category=WORDS.say(f"category.{key}", case.language), amount=case.money(amount), share=share
                )
    else:
        for line in sorted(lines, key=lambda line: -(line.amount or 0))[:_MOST_WISHES]:
            case.tell("price.line", item=line.item, amount=case.money(line.amount))
    dearest = max(lines, key=lambda line: line.amount or Decimal(0), default=None)
    if dearest is not None and target.day is None and category is None:
        case.tell("price.dearest", item=dearest.item, amount=case.money(dearest.amount))
    case.tell("price.sum", amount=case.money(total))
    _money_left(case)
    for line in lines:
        case.cite(line.charge.source)
    about = case.say("about.day", day=target.day) if target.day else WORDS.say(f"category.{category or 'total'}", case.language)
    return case.answer(about)


def _prices(place: str, case: Inquiry) -> None:
    charges = [c for day in case.itinerary.days for stop in day.stops if stop.place.id == place for c in stop.charges]
    charges += [day.night.charge for day in case.itinerary.days if day.night and day.night.hotel.id == place]
    for charge in charges:
        case.cite(charge.source)
        item = f"{charge.label} × {charge.quantity}"
        case.tell("price.line", item=item, amount=case.money(charge.amount))
    known = [charge.amount for charge in charges if charge.amount is not None]
    if len(known) > 1:
        case.tell("price.sum", amount=case.money(sum(known, Decimal(0))))


def _money_left(case: Inquiry) -> None:
    sheet = case.trip.budget
    if sheet is None or sheet.limit is None:
        return
    left = sheet.limit - sheet.total
    if left >= 0:
        case.tell("price.budget", limit=case.money(sheet.limit), left=case.money(left))
    else:
        case.tell("price.over", limit=case.money(sheet.limit), over=case.money(-left))
