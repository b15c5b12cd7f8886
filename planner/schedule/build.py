"""From a request and what the workers found to a scheduling problem."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from ...domain.constraint import CostCategory
from ...domain.itinerary import Meal
from ...domain.place import Hotel
from ...domain.request import TripRequest
from ...domain.task import Findings
from ...domain.transit import MoveMode
from . import charges, select
from .evidence import Evidence
from .frames import days_of, rides_of
from .groups import groups_of, required_of
from .journeys import Ride
from .moves import modes_of
from .problem import Base, Problem, Weights
from .rooms import rate, room_kind, rooms_for
from .setting import Setting
from .value import THRIFT, TIRING, WEIGHTS, worth_of_hotel
from .visits import Doing, Visits


@dataclass(frozen=True, kw_only=True)
class Draft:
    """A problem together with what its indices mean.

    Attributes:
        doings: One per visit.
        bases: One per base; none for a day trip, or where hotels can't be looked up.
        modes: One per mode.
        meals: One per slot.
    """

    request: TripRequest
    evidence: Evidence
    problem: Problem
    doings: tuple[Doing, ...]
    bases: tuple[Hotel, ...]
    modes: tuple[MoveMode, ...]
    meals: tuple[Meal, ...]
    rides: tuple[Ride, ...]
    dates: tuple[date, ...]


def build(
    request: TripRequest,
    evidence: Evidence,
    *,
    thrift: bool = False,
    brief: bool = False,
    squeeze: frozenset[CostCategory] = frozenset(),
    pressure: int = 0,
) -> Draft:
    """Turn a settled request and its evidence into a problem.

    Args:
        request: Its hard wishes become hard rules, its soft ones worth.
        evidence: Merged findings.
        thrift: Build the problem of the cheapest plan instead of the best one.
        brief: Visit everything as briefly as makes sense.
        squeeze: Cost categories that must become cheaper.
        pressure: How many times a fen of those counts on top of itself.

    Raises:
        NoCandidatesError: If the wishes leave no hotel, ride or way to move.
    """
    setting = Setting(request=request, evidence=evidence, thrift=thrift, brief=brief, squeeze=squeeze, pressure=pressure)
    rides = rides_of(setting)
    hotels = _hotels(setting)
    visits = Visits(setting)
    visits.add_sights()
    musts = [(index,) for index, visit in enumerate(visits.visits) if visit.mandatory]
    needed = [[visits.visits[index] for index in members] for members in (*musts, *required_of(setting, visits.doings))]
    days = days_of(setting, rides, needed, has_base=bool(hotels))
    slots, meals = visits.add_meals(days)
    modes, names = modes_of(setting)
    outside = sum(charges.fen(charges.ride(ride.service, request.party, request.language)) for ride in rides)
    problem = Problem(
        nodes=setting.nowhere + 1,
        days=days,
        visits=tuple(visits.visits),
        modes=modes,
        bases=tuple(_base(setting, hotel) for hotel in hotels),
        slots=slots,
        groups=groups_of(setting, visits.doings),
        budget=None if thrift and not squeeze else _budget(request, outside),
        weights=_weights(setting),
    )
    return Draft(
        request=request,
        evidence=evidence,
        problem=problem,
        doings=tuple(visits.doings),
        bases=hotels,
        modes=names,
        meals=meals,
        rides=rides,
        dates=setting.dates,
    )


def _weights(setting: Setting) -> Weights:
    if setting.thrift:
        return THRIFT
    weights = TIRING if setting.tires_soon else WEIGHTS
    if "innercity" in setting.squeeze:
        weights = replace(weights, moving=weights.moving * (1 + setting.pressure))  # what lies near costs little to reach
    return weights


def _hotels(setting: Setting) -> tuple[Hotel, ...]:
    """Hotels that keep every hard wish; none where the capability was lost, which is a gap and no conflict."""
    if not setting.request.nights:
        return ()
    hotels = [h for h in setting.evidence.of(Hotel) if select.may_sleep(h, setting.request, setting.evidence.places)]
    lodging: Findings | None = setting.evidence.findings.get("lodging")
    if not hotels and lodging is not None and not lodging.gaps:
        raise select.NoCandidatesError("hotel")
    return tuple(hotels)


def _base(setting: Setting, hotel: Hotel) -> Base:
    """A candidate to sleep in. A rate that isn't known is not spent, but of such hotels the one with cheaper rooms is taken."""
    request = setting.request
    rooms = request.nights * charges.in_fen(hotel.nightly.typical) * rooms_for(request, hotel)
    known = rate(hotel, room_kind(request, hotel)) is not None
    breakfasts = (request.days - 1) * charges.fen([charges.breakfast(hotel, request.party, request.language)])
    worth = 0 if setting.thrift else worth_of_hotel(hotel, request)
    return Base(
        node=setting.evidence.travel.index[hotel.id],
        fen=(rooms if known else 0) + breakfasts,
        score=worth if known else worth - rooms,
    )


def _budget(request: TripRequest, outside: int) -> int | None:
    caps = [*([request.budget_total] if request.budget_total is not None else []), *select.total_caps(request)]
    return charges.in_fen(min(caps)) - outside if caps else None
