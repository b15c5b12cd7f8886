"""The independent verifier: judges a finished plan by the records alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from ...domain.budget import BudgetSheet
from ...domain.check import CheckResult
from ...domain.itinerary import Itinerary
from ...domain.request import TripRequest
from .case import Case, Rule
from .chain import chain, order, repeats
from .facts import Facts
from .hours import availability, dwell, opening_hours
from .intercity import intercity, station_time
from .legs import distance, parts, service_hours, travel_time
from .locked import locked
from .meals import meal_times, meals
from .money import budget, budget_sheet
from .nights import bedtime, night_moves, nights, rooms
from .pace import pace
from .places import dates, places
from .prices import party, prices
from .sources import sources
from .substitution import substitution
from .weather import weather
from .wishes import alternatives_taken, wishes

RULES: tuple[Rule, ...] = (
    dates,
    places,
    opening_hours,
    availability,
    dwell,
    order,
    chain,
    travel_time,
    parts,
    service_hours,
    distance,
    intercity,
    station_time,
    repeats,
    meals,
    meal_times,
    nights,
    rooms,
    bedtime,
    night_moves,
    pace,
    weather,
    party,
    prices,
    budget_sheet,
    budget,
    sources,
    substitution,
    locked,
    wishes,
)
"""Every rule, in the order its verdicts are shown."""


def verify(
    request: TripRequest,
    itinerary: Itinerary,
    budget: BudgetSheet,
    facts: Facts,
    *,
    substitutes: Mapping[str, str | None] = {},
) -> tuple[CheckResult, ...]:
    """Judge a plan, line by line.

    Args:
        request: What the traveller asked for.
        itinerary: The finished plan.
        budget: Its budget sheet.
        facts: The records of the tools; whatever they don't say is unknown.
        substitutes: By the id of a must-see that can't be visited, the id of what stands in for it; None where nothing does.
            The wish for it is judged as it was said, so it is violated, which the caller may excuse; a substitute that is
            missing, or another must-see of the same wish, is a violation of the rule ``substitution``.

    Returns:
        Verdicts rule by rule. What holds is told once a rule and day (a stop, where that informs); each violation stands
        alone. Never raises on a wrong plan.
    """
    case = Case(request=request, itinerary=itinerary, budget=budget, facts=facts, substitutes=substitutes)
    case = replace(case, taken=alternatives_taken(case))
    return tuple(result for rule in RULES for result in rule(case))
