"""Wished times at a place: how long the visit has to be, and when it may begin."""

from __future__ import annotations

from dataclasses import dataclass

from ...domain.constraint import VisitClock
from ...domain.itinerary import Meal
from ...domain.request import TripRequest
from .assumptions import MEAL_SHAPES
from .problem import ALWAYS, Window

_CORE: dict[Meal, tuple[int, int, int]] = {
    "breakfast": (6 * 60, 10 * 60, 15),
    "lunch": (11 * 60, 14 * 60, 30),
    "dinner": (17 * 60, 20 * 60, 30),
}
"""A meal at wished times is still that meal when so many minutes of it fall between these hours."""

_SHORTEST, _LONGEST = 30, 240
"""Of a meal at wished times, minutes."""


@dataclass(frozen=True, kw_only=True)
class Clock:
    """All hard wishes about the times at one place, as one."""

    start_by: int = ALWAYS
    start_from: int = 0
    end_from: int = 0
    end_by: int = ALWAYS
    at_least: int = 0

    def dwell(self, usual: int, least: int) -> int:
        """Minutes of a visit that would take ``usual``, and makes sense from ``least`` on."""
        wanted = max(usual, self.at_least, self.end_from - self.start_by)
        return max(least, min(wanted, self.end_by - self.start_from))

    def opening(self, window: Window, dwell: int) -> Window:
        """What is left of an opening for a visit of this length."""
        opens = max(window.earliest, self.start_from, self.end_from - dwell)
        return Window(opens, min(window.latest, self.start_by), min(window.end, self.end_by))

    def meal(self, meal: Meal) -> tuple[Window, int] | None:
        """When a meal may start and must end to keep the wishes, and its minutes; None where it would be no such meal."""
        shape, (first, last, inside) = MEAL_SHAPES[meal], _CORE[meal]
        latest = min(shape.latest, last - inside, self.start_by)
        earliest = min(shape.earliest, latest)
        dwell = max(shape.minutes, self.at_least, self.end_from - latest, first + inside - latest)
        dwell = max(min(dwell, self.end_by - max(earliest, self.start_from)), _SHORTEST, self.at_least)
        earliest = max(earliest, self.start_from, self.end_from - dwell, first + inside - dwell)
        latest = min(latest, self.end_by - dwell)
        if earliest > latest or dwell > max(_LONGEST, self.at_least):
            return None
        return Window(earliest, latest, max(shape.end, latest + dwell)), dwell


def clocks_of(request: TripRequest) -> dict[str, Clock]:
    """The hard wishes about times, by place."""
    found: dict[str, Clock] = {}
    for wish in request.constraints:
        if isinstance(wish, VisitClock) and wish.strength == "hard":
            known = found.get(wish.place, Clock())
            found[wish.place] = Clock(
                start_by=min(known.start_by, ALWAYS if wish.start_by is None else wish.start_by),
                start_from=max(known.start_from, wish.start_from or 0),
                end_from=max(known.end_from, wish.end_from or 0),
                end_by=min(known.end_by, ALWAYS if wish.end_by is None else wish.end_by),
                at_least=max(known.at_least, wish.at_least or 0),
            )
    return found
