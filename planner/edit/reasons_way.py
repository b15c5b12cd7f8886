"""Why this ride or this way, against the other modes."""

from __future__ import annotations

from ...domain.clock import format_clock
from ...domain.constraint import Choice, JourneyClock
from ...domain.itinerary import Journey, Leg
from ...domain.transit import MoveMode
from ..export.phrases import LABELS
from ..phrases import PHRASES as WORDS
from .inquiry import Inquiry
from .targets import Placed

_MODES: tuple[MoveMode, ...] = ("walk", "metro", "taxi")


def why_ride(journey: Journey, case: Inquiry) -> None:
    """The wishes about it, its time and fare, and the best of the other mode."""
    for wish in case.request.constraints:
        about = isinstance(wish, Choice) and wish.subject in ("intercity", f"intercity_{journey.direction}")
        if about or (isinstance(wish, JourneyClock) and wish.direction == journey.direction):
            case.tell_wish(wish)
    services = {service.id: service for found in case.findings.values() for service in found.services}
    taken = services.get(journey.service)
    span = f"{format_clock(journey.depart)}–{format_clock(journey.arrive)}"
    if taken is not None:
        case.cite(taken.source)
        mode = WORDS.say(f"word.{journey.mode}", case.language)
        case.tell("ride.cost", mode=mode, time=span, amount=case.money(taken.fare.typical))
    case.tell("ride.minutes", minutes=journey.arrive - journey.depart)
    here = {place.id for place in case.records.values() if place.city == case.request.destination}
    others = [
        service
        for service in services.values()
        if service.mode != journey.mode and (service.destination if journey.direction == "out" else service.origin) in here
    ]
    best = min(others, key=lambda service: service.minutes, default=None)
    if best is None:
        case.tell("ride.no_other")
    else:
        case.cite(best.source)
        mode = WORDS.say(f"word.{best.mode}", case.language)
        case.tell("ride.other", mode=mode, minutes=best.minutes, amount=case.money(best.fare.typical))


def why_way(placed: Placed, case: Inquiry) -> None:
    """How long the way to a stop takes and what it costs, by each mode."""
    leg = placed.stop.leg
    for wish in case.request.constraints:
        if isinstance(wish, Choice) and wish.subject == "innercity":
            case.tell_wish(wish)
    if leg is None:
        return
    case.cite(leg.source)
    mode = LABELS.say(f"mode.{leg.mode}", case.language)
    case.tell("way.chosen", mode=mode, minutes=leg.arrive - leg.depart, amount=_price(leg, case))
    for other in _MODES:
        table = case.evidence.travel.modes.get(other)
        move = case.evidence.travel.move(leg.origin, leg.destination, other)
        if other == leg.mode or move is None or table is None:
            continue
        fare = case.money(move.fare * table.units(case.request.party))
        case.tell("way.other", mode=LABELS.say(f"mode.{other}", case.language), minutes=move.minutes, amount=fare)


def _price(leg: Leg, case: Inquiry) -> str:
    return LABELS.say("free", case.language) if leg.charge is None else case.money(leg.charge.amount)
