"""How alike a finished trip and a new request are."""

from __future__ import annotations

from ...domain.memory import TripCase
from ...domain.request import TripRequest

ALIKE = 0.65
"""From here on a finished trip says something about the new one."""


def resemblance(case: TripCase, request: TripRequest) -> float:
    """From 0 (nothing in common) to 1: who travels counts most, then how long, then where to."""
    children = len(request.party.of("child"))
    people = 0.3 * ((case.children > 0) == (children > 0)) + 0.2 * _near(case.size, request.party.size)
    return people + 0.3 * _near(case.days, request.days) + 0.2 * (case.destination == request.destination)


def _near(one: int, other: int) -> float:
    return min(one, other) / max(one, other)
