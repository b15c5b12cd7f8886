"""Lunch, dinner and breakfast: there when they are due, once, and at their time of day."""

from __future__ import annotations

from collections.abc import Iterator

from ...domain.check import CheckResult
from ...domain.constraint import VisitClock
from ...domain.itinerary import Day, Meal, Stop
from ...domain.place import Attraction, Hotel, Restaurant
from .case import Case, span
from .presence import presence

WINDOWS: dict[Meal, tuple[int, int]] = {"lunch": (11 * 60, 14 * 60 + 45), "dinner": (17 * 60, 21 * 60)}
"""A party that is in the city over the whole window eats then."""
_HOURS: dict[Meal, tuple[int, int]] = {
    "breakfast": (6 * 60, 10 * 60),
    "lunch": (11 * 60, 14 * 60),
    "dinner": (17 * 60, 20 * 60),
}
_LEAST: dict[Meal, int] = {"breakfast": 15, "lunch": 30, "dinner": 30}
"""Minutes of a meal that lie within its hours; it may begin earlier and end later."""
_INSIDE: dict[Meal, tuple[int, int]] = {"lunch": (11 * 60, 14 * 60), "dinner": (17 * 60, 20 * 60 + 30)}
_LONGEST: dict[Meal, int] = {"breakfast": 120, "lunch": 180, "dinner": 180}
_EARLY_DEPARTURE = 8 * 60 + 30
"""Who leaves for home before this has breakfast on the way."""


def meals(case: Case) -> Iterator[CheckResult]:
    """Every meal that is due is in the plan."""
    for day in case.days:
        eaten = {stop.meal for stop in day.stops if stop.meal}
        due = list(_due(case, day))
        for meal in due:
            if meal not in eaten:
                key = "meals.missing" if case.facts.knows(Restaurant) or meal == "breakfast" else "meals.no_restaurants"
                verdict = case.violated if key == "meals.missing" else case.unverifiable
                window = span(*WINDOWS.get(meal, _HOURS[meal]))
                yield verdict("meals", key, day, meal=case.say(f"meal.{meal}"), window=window)
        if due and set(due) <= eaten:
            yield case.satisfied("meals", "meals.ok", day, meals=case.join(case.say(f"meal.{meal}") for meal in due))


def _due(case: Case, day: Day) -> Iterator[Meal]:
    leaves_early = day.stops and day.stops[0].journey is not None and day.stops[0].journey.depart < _EARLY_DEPARTURE
    if case.night_before(day) is not None and not leaves_early:
        yield "breakfast"
    begin, end = presence(case, day)
    for meal, (first, last) in WINDOWS.items():
        if begin <= first and last <= end:
            yield meal


def meal_times(case: Case) -> Iterator[CheckResult]:
    """Each meal once a day, at its time of day, of a sensible length, where one can eat."""
    for day in case.days:
        faults, told = [], []
        seen: set[Meal] = set()
        for position, stop in enumerate(day.stops):
            if stop.meal is None and stop.kind != "meal":
                continue
            before = day.stops[position - 1] if position else None
            faults += list(_faults(case, day, stop, before, seen))
            if stop.meal is not None:
                seen.add(stop.meal)
                told.append(f"{case.say(f'meal.{stop.meal}')} {span(stop.start, stop.end)}")
        yield from faults
        if told and not faults:
            yield case.satisfied("meal_times", "meal_times.ok", day, meals=case.join(told))


def _faults(case: Case, day: Day, stop: Stop, before: Stop | None, seen: set[Meal]) -> Iterator[CheckResult]:
    if stop.meal is None or stop.kind not in ("meal", "attraction"):
        yield case.violated("meal_times", "meal_times.what", day, stop.place)
        return
    meal, stay = case.say(f"meal.{stop.meal}"), span(stop.start, stop.end)
    if stop.meal in seen:
        yield case.violated("meal_times", "meal_times.twice", day, stop.place, meal=meal)
    if stop.kind == "attraction":
        first, last = _INSIDE.get(stop.meal, (0, 0))
        if min(stop.end, last) <= max(stop.start, first):
            yield case.violated(
                "meal_times", "meal_times.inside", day, stop.place, meal=meal, stay=stay, window=span(first, last)
            )
    else:
        (first, last), least = _HOURS[stop.meal], _LEAST[stop.meal]
        if min(stop.end, last) - max(stop.start, first) < least:
            told = {"stay": stay, "window": span(first, last), "least": least}
            yield case.violated("meal_times", "meal_times.hours", day, stop.place, meal=meal, **told)
        minutes, timed = stop.end - stop.start, any(isinstance(w, VisitClock) and w.place == stop.place.id for w in case.wishes)
        if minutes > _LONGEST[stop.meal] and not timed:
            yield case.violated("meal_times", "meal_times.length", day, stop.place, meal=meal, minutes=minutes)
    place = case.facts.places.get(stop.place.id)
    if isinstance(place, Attraction):
        visited = stop.kind == "attraction" or (before is not None and before.place.id == place.id)
        if place.meals_inside is not True or not visited:
            yield case.violated("meal_times", "meal_times.not_inside", day, stop.place, meal=meal)
    elif isinstance(place, Restaurant) and place.inside is not None:
        if before is None or before.place.id not in (place.inside, place.id):
            yield case.violated("meal_times", "meal_times.not_in", day, stop.place, around=case.name_of(place.inside))
    elif isinstance(place, Hotel):
        night = case.night_before(day)
        if stop.meal != "breakfast":
            yield case.unverifiable("meal_times", "meal_times.hotel", day, stop.place, meal=meal)
        elif night is None or night.hotel.id != place.id:
            yield case.violated("meal_times", "meal_times.no_guest", day, stop.place)
