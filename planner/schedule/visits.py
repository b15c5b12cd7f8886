"""The visits of a problem: sights with their windows and prices, restaurants and lunches inside as candidates of meal slots."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from ...domain.itinerary import Charge, Meal
from ...domain.place import AnyPlace, Attraction, Restaurant
from . import charges, select
from .assumptions import GOOD_AT_NIGHT, MEAL_INSIDE, MEAL_INSIDE_FROM, MEAL_SHAPES
from .daylight import dusk
from .problem import ALWAYS, Day, Slot, Visit, Window
from .setting import Setting
from .value import MISSED_MEAL, worth_of_restaurant, worth_of_sight

_FEN = 100
_UNKNOWN_HOURS = Window(9 * 60, 16 * 60, 20 * 60)
"""A must-see whose hours nobody knows is visited in the middle of the day."""

_ANY_TIME = Window(6 * 60, 22 * 60)
"""A restaurant of unknown hours; the meal's own window is narrower."""


@dataclass(frozen=True, kw_only=True)
class Doing:
    """What a visit of the problem stands for."""

    place: AnyPlace
    kind: Literal["attraction", "restaurant", "inside"]


def takes_lunch(sight: Attraction, dwell: int) -> bool:
    """Whether a visit is so long that lunch is taken inside."""
    return bool(sight.meals_inside) and dwell >= MEAL_INSIDE_FROM


class Visits:
    """Collects visits and what they stand for; indices of both lists agree."""

    def __init__(self, setting: Setting) -> None:
        """Start empty."""
        self.setting = setting
        self.visits: list[Visit] = []
        self.doings: list[Doing] = []
        self._node = setting.evidence.travel.index
        self._inside = round(MEAL_INSIDE * _FEN) * setting.party.size

    def add_sights(self) -> None:
        """Add every sight that may be visited."""
        request, setting = self.setting.request, self.setting
        musts = select.must_sees(request)
        for sight in setting.evidence.of(Attraction):
            must = sight.id in musts
            prices = [charges.total(self._tickets(sight, day)) for day in setting.dates]
            if not select.may_visit(sight, request, must=must):
                continue
            least, typical = sight.dwell
            dwell = round(least + (typical - least) * setting.shape.dwell_share)
            lunch = self._inside if takes_lunch(sight, dwell) else 0
            worth = 0 if setting.thrift else worth_of_sight(sight, request)
            worth -= setting.pressed("tickets", round(min(prices) * _FEN))
            visit = Visit(
                node=self._node[sight.id],
                dwell=dwell,
                score=worth,
                windows=tuple(self._windows(sight, day, dwell) for day in setting.dates),
                fen=tuple(round(price * _FEN) + lunch for price in prices),
                mandatory=must,
            )
            self._add(visit, sight, "attraction")

    def add_meals(self, days: tuple[Day, ...]) -> tuple[tuple[Slot, ...], tuple[Meal, ...]]:
        """Add all eating places; return the meal slots of the days and which meal each is."""
        restaurants = self._add_restaurants()
        inside = self._add_lunches_inside()
        slots: list[Slot] = []
        meals: list[Meal] = []
        names: tuple[Meal, ...] = ("lunch", "dinner")
        for k, day in enumerate(days):
            for name in names:
                shape = MEAL_SHAPES[name]
                if day.earliest > shape.latest - 30 or day.latest < shape.earliest + shape.minutes + 60:
                    continue  # the party is not in the city then, or hardly
                slots.append(
                    Slot(
                        day=k,
                        name=name,
                        window=Window(shape.earliest, shape.latest, shape.end),
                        dwell=shape.minutes,
                        candidates=tuple(restaurants + (inside if name == "lunch" else [])),
                        required=False,
                        penalty=MISSED_MEAL,
                    )
                )
                meals.append(name)
        return tuple(slots), tuple(meals)

    def _add(self, visit: Visit, place: AnyPlace, kind: Literal["attraction", "restaurant", "inside"]) -> int:
        self.visits.append(visit)
        self.doings.append(Doing(place=place, kind=kind))
        return len(self.visits) - 1

    def _add_restaurants(self) -> list[int]:
        setting, request = self.setting, self.setting.request
        offered = [place for place in setting.evidence.of(Restaurant) if select.may_eat(place, request)]
        added = []
        for place in offered:
            fen = round(charges.total((charges.meal(place, setting.party, request.language),)) * _FEN)
            worth = 0 if setting.thrift else worth_of_restaurant(place, request)
            visit = Visit(
                node=self._node[place.id],
                dwell=MEAL_SHAPES["lunch"].minutes,
                score=worth - setting.pressed("meals", fen),
                windows=tuple(
                    tuple(Window(w.opens, w.last_entry, w.closes) for w in place.hours.on(day)) if place.hours else (_ANY_TIME,)
                    for day in setting.dates
                ),
                fen=(fen,) * len(setting.dates),
            )
            added.append(self._add(visit, place, "restaurant"))
        return added

    def _add_lunches_inside(self) -> list[int]:
        added = []
        for index, doing in enumerate(tuple(self.doings)):
            sight, visit = doing.place, self.visits[index]
            if not isinstance(sight, Attraction) or not sight.meals_inside or takes_lunch(sight, visit.dwell):
                continue
            lunch = Visit(
                node=visit.node,
                dwell=MEAL_SHAPES["lunch"].minutes,
                score=-self.setting.pressed("meals", self._inside),
                windows=tuple(tuple(Window(w.earliest, w.end - 30, w.end) for w in windows) for windows in visit.windows),
                fen=(self._inside,) * len(self.setting.dates),
                after=index,
            )
            added.append(self._add(lunch, sight, "inside"))
        return added

    def _tickets(self, sight: Attraction, day: date) -> tuple[Charge, ...]:
        return charges.tickets(sight, self.setting.party, day, self.setting.request.language)

    def _windows(self, sight: Attraction, day: date, dwell: int) -> tuple[Window, ...]:
        if (sight.id, day) in self.setting.evidence.blocked:
            return ()
        if sight.hours is None:
            return (_UNKNOWN_HOURS,)
        dark = dusk(sight, day) if sight.setting == "outdoor" and not GOOD_AT_NIGHT & set(sight.kinds) else ALWAYS
        openings = [(w.opens, w.last_entry, min(w.closes, dark)) for w in sight.hours.on(day)]
        return tuple(
            Window(opens, min(last, closes - dwell), closes) for opens, last, closes in openings if closes - dwell >= opens
        )
