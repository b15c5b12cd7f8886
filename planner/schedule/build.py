"""From a request and what the workers found to a scheduling problem."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from ...domain.itinerary import Meal
from ...domain.pin import StopPin
from ...domain.place import Hotel
from ...domain.request import TripRequest
from ...domain.transit import MoveMode
from .bases import base_of, hotels_of
from .caps import budget_of, caps_of
from .doing import Doing
from .evidence import Evidence
from .frames import days_of, rides_of, widened
from .groups import groups_of, required_of
from .keep import Keep
from .moves import modes_of
from .orders import Pivot
from .problem import Problem
from .rides import Ride, nights_of
from .setting import Setting
from .tables import Tables
from .value import THRIFT, TIRING, WEIGHTS
from .visits import Visits


@dataclass(frozen=True, kw_only=True)
class Draft:
    """A problem together with what its indices mean.

    Attributes:
        doings: One per visit.
        bases: One per base; none for a day trip, or where hotels can't be looked up.
        modes: One per mode.
        meals: One per slot.
        held: Visits that are held of an earlier plan, by index.
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
    held: Mapping[int, StopPin]


def build(
    request: TripRequest,
    evidence: Evidence,
    *,
    thrift: bool = False,
    brief: bool = False,
    price: int = 0,
    roomy: bool = False,
    pivots: tuple[Pivot, ...] = (),
    keep: Keep | None = None,
) -> Draft:
    """Turn a settled request and its evidence into a problem.

    Args:
        request: Its hard wishes become hard rules, its soft ones worth.
        evidence: Merged findings.
        thrift: Build the problem of the cheapest plan instead of the best one.
        brief: Visit everything as briefly as makes sense, and don't turn in early.
        price: How many times a fen for rides and rooms counts on top of itself.
        roomy: Take the rides that leave most of the trip in the city.
        pivots: Between each rank of a wished order and the next.
        keep: How the request's pins are held; by default nothing but the locked ones is for certain.

    Raises:
        NoCandidatesError: If the wishes leave no hotel, ride or way to move.
    """
    setting = Setting(
        request=request,
        evidence=evidence,
        thrift=thrift,
        brief=brief,
        price=price,
        roomy=roomy,
        pivots=pivots,
        keep=keep or (Keep.loosely(request) if request.pins else None),
    )
    rides = rides_of(setting)
    nights = nights_of(request, rides)
    hotels = hotels_of(setting, rides)
    visits = Visits(setting)
    visits.add_sights()
    musts = [(index,) for index, visit in enumerate(visits.visits) if visit.mandatory]
    required = [*musts, *required_of(setting, visits.doings)]
    needed = [[visits.visits[index] for index in members] for members in required]
    days = days_of(setting, rides, needed, has_base=bool(hotels))
    visits.confine(days, required)
    slots, meals = Tables(visits).add(days)
    modes, names = modes_of(setting)
    problem = Problem(
        nodes=setting.nowhere + 1,
        days=widened(setting, days, visits.held, required),
        visits=tuple(visits.visits),
        modes=modes,
        bases=tuple(base_of(setting, hotel, nights) for hotel in hotels),
        slots=slots,
        groups=groups_of(setting, visits.doings, visits.held),
        budget=None if thrift else budget_of(request, rides),
        caps=caps_of(request, visits.doings, hotels, nights),
        weights=THRIFT if thrift else TIRING if setting.tires_soon else WEIGHTS,
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
        held=visits.held,
    )
