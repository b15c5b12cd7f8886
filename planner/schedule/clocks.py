"""Wished times at a place: how long the visit has to be, and when it may begin."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from ...domain.constraint import DayClock, VisitClock
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

_USUAL: tuple[Meal, ...] = ("lunch", "dinner")

_SHORTEST, _LONGEST = 30, 240
"""Of a meal at wished times, minutes."""

_MUCH = 45
"""So many minutes more are a reason to have another meal."""

_TOO_EARLY: dict[Meal, int] = {"breakfast": 6 * 60, "lunch": 10 * 60, "dinner": 14 * 60}
"""Who has to be there before this hour has another meal."""


@dataclass(frozen=True, kw_only=True)
class Clock:
    """All hard wishes about the times at one place, as one.

    Attributes:
        days: Indices of the days it may be on, from 0; None for any.
    """

    start_by: int = ALWAYS
    start_from: int = 0
    end_from: int = 0
    end_by: int = ALWAYS
    at_least: int = 0
    days: frozenset[int] | None = None

    def allows(self, day: int) -> bool:
        """Whether the visit may be on a day."""
        return self.days is None or day in self.days

    def dwell(self, usual: int, least: int) -> int:
        """Minutes of a visit that would take ``usual``, and makes sense from ``least`` on."""
        wanted = max(usual, self.at_least, self.end_from - self.start_by)
        return max(least, min(wanted, self.end_by - self.start_from))

    def openings(self, openings: Iterable[Sequence[Window]], dwell: int) -> list[tuple[Window, ...]]:
        """What is left of each day's openings for a visit of this length."""
        return [
            tuple(self._opening(window, dwell) for window in windows) if self.allows(day) else ()
            for day, windows in enumerate(openings)
        ]

    def _opening(self, window: Window, dwell: int) -> Window:
        opens = max(window.earliest, self.start_from, self.end_from - dwell)
        return Window(opens, min(window.latest, self.start_by), min(window.end, self.end_by))

    @cached_property
    def meals(self) -> Mapping[Meal, tuple[Window, int]]:
        """The meals that keep the wishes: when each may start and must end, and its minutes.

        Breakfast is the hotel's unless nothing else will do; nobody sits down to lunch for what is as well a shorter dinner.
        """
        found = {meal: shape for meal in _USUAL if (shape := self._meal(meal)) is not None}
        if not found and (early := self._meal("breakfast")) is not None:
            return {"breakfast": early}
        shortest = min((dwell for _, dwell in found.values()), default=0)
        return {meal: (window, dwell) for meal, (window, dwell) in found.items() if dwell <= shortest + _MUCH}

    def _meal(self, meal: Meal) -> tuple[Window, int] | None:
        shape, (first, last, inside) = MEAL_SHAPES[meal], _CORE[meal]
        latest = min(shape.latest, last - inside, self.start_by)
        earliest = min(shape.earliest, latest)
        dwell = max(shape.minutes, self.at_least, self.end_from - latest, first + inside - latest)
        dwell = max(min(dwell, self.end_by - max(earliest, self.start_from)), _SHORTEST, self.at_least)
        earliest = max(earliest, self.start_from, self.end_from - dwell, first + inside - dwell)
        latest = min(latest, self.end_by - dwell)
        if earliest > latest or dwell > max(_LONGEST, self.at_least) or self.start_by < _TOO_EARLY[meal]:
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
                days=_both(known.days, wish.day),
            )
    return found


def clocks_of_days(request: TripRequest, *, single: bool = False) -> list[tuple[int | None, int | None]]:
    """Per day, from when until when the party wishes to be out and about.

    Args:
        request: Its hard wishes count.
        single: Leave out what is wished for every whole day.
    """
    wishes = [wish for wish in request.constraints if isinstance(wish, DayClock) and wish.strength == "hard"]
    found: list[tuple[int | None, int | None]] = []
    for day in range(1, request.days + 1):
        own = [wish for wish in wishes if wish.day == day or (wish.day is None and not single)]
        starts, ends = [w.earliest for w in own if w.earliest is not None], [w.latest for w in own if w.latest is not None]
        found.append((max(starts, default=None), min(ends, default=None)))
    return found


def _both(known: frozenset[int] | None, day: int | None) -> frozenset[int] | None:
    if day is None:
        return known
    return frozenset({day - 1}) if known is None else known & {day - 1}
