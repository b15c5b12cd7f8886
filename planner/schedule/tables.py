"""Where the party eats: the meal slots of each day and their candidates, among them lunches inside sights."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ...domain.itinerary import MEALS, Meal
from ...domain.pin import StopPin
from ...domain.place import Attraction, Restaurant
from . import charges, select
from .assumptions import MEAL_SHAPES
from .clocks import Clock
from .doing import Doing
from .groups import required_of
from .hours import starts
from .keep import Grip, is_open, liking_of, met, span_of
from .problem import Day, Slot, Visit, Window
from .value import MISSED_MEAL, worth_of_restaurant
from .visits import Visits


class Tables:
    """Adds the eating places to the visits of a problem that has its sights."""

    def __init__(self, visits: Visits) -> None:
        """Start from the sights."""
        self._visits = visits
        self._setting = visits.setting
        self._hours = visits.hours

    def add(self, days: tuple[Day, ...]) -> tuple[tuple[Slot, ...], tuple[Meal, ...]]:
        """Add all eating places; return the meal slots of the days and which meal each is."""
        restaurants = self._add_restaurants()
        inside = self._add_lunches_inside()
        slots: list[Slot] = []
        meals: list[Meal] = []
        kept = self._kept_meals((*restaurants, *inside))
        demanded = self._visits.demanded(required_of(self._setting, self._visits.doings)) if self._setting.keep else set()
        for k, day in enumerate(days):
            for name in MEALS:
                if slot := kept.get((k, name)):
                    slots.append(slot)
                    meals.append(name)
                    continue
                if name not in self._served(day):
                    continue
                shape = MEAL_SHAPES[name]
                if day.earliest > shape.latest - 30 or day.latest < shape.earliest + shape.minutes + 30:
                    continue  # the party is not in the city then, or hardly
                own = {index: clocked for index in restaurants if (clocked := self._clocked(index, name)) is not None}
                usual = [index for index in restaurants if name != "breakfast" and not self._has_clock(index)]
                candidates = [
                    index for index in (*usual, *own, *(inside if name == "lunch" else ())) if index not in self._visits.held
                ]
                if not self._is_open(k, name):
                    candidates = [index for index in candidates if index in demanded]
                    if not candidates:
                        continue
                slots.append(
                    Slot(
                        day=k,
                        name=name,
                        window=Window(shape.earliest, shape.latest, shape.end),
                        dwell=shape.minutes,
                        candidates=tuple(candidates),
                        own={index: shape for index, shape in own.items() if index in candidates},
                        required=False,
                        penalty=0 if name == "breakfast" else MISSED_MEAL,
                    )
                )
                meals.append(name)
        placed = {index for slot in slots for index in slot.candidates}
        for index in {*restaurants, *inside} - placed:  # nobody eats there but at a meal
            self._visits.visits[index] = replace(self._visits.visits[index], windows=((),) * len(days))
        return tuple(slots), tuple(meals)

    def _kept_meals(self, eating: Sequence[int]) -> dict[tuple[int, Meal], Slot]:
        """A slot for each meal that is held, with nothing else to fill it; what isn't held is liked and leaves its time open.

        Raises:
            NoCandidatesError: If the wishes leave no locked one.
        """
        found: dict[tuple[int, Meal], Slot] = {}
        keep = self._setting.keep
        places = {self._visits.doings[index].place.id: index for index in eating}
        for (day, name), pin in keep.meals.items() if keep else ():
            index = places.get(pin.place)
            slot = None if index is None else self._kept_meal(index, day, name, pin)
            if slot is not None:
                found[day, name], self._visits.held[slot.candidates[0]] = slot, pin
            else:
                self._visits.give_up(pin)
                if index is not None and not self._setting.thrift:
                    self._visits.visits[index] = replace(
                        self._visits.visits[index], liking=liking_of(pin, self._setting.request.days)
                    )
        self._visits.lose_nothing_locked("meal")
        return found

    def _kept_meal(self, index: int, day: int, name: Meal, pin: StopPin) -> Slot | None:
        """The slot of a meal at its own time, or near it; None where it can't be there."""
        assert self._setting.keep is not None
        visit, shape, dwell = self._visits.visits[index], MEAL_SHAPES[name], pin.end - pin.start
        if visit.after is not None and not pin.locked:  # who no longer goes to a sight doesn't eat inside it
            around = self._visits.held.get(visit.after)
            if around is None or around.day != pin.day:
                return None
        usual = Window(min(shape.earliest, pin.start), max(shape.latest, pin.start), max(shape.end, pin.end))
        for grip in (Grip.TIMES, Grip.SLIDE):
            if grip < self._setting.keep.grip(pin) or day >= len(visit.windows):
                continue
            span = met((usual,), span_of(pin, grip))
            if any(starts(met(visit.windows[day], window), dwell) for window in span):
                own = {index: (span[0], dwell)}
                return Slot(day=day, name=name, window=usual, dwell=dwell, candidates=(index,), own=own, required=True)
            if pin.locked:
                return None
        return None

    def _is_open(self, day: int, name: Meal) -> bool:
        """Whether a meal of a day may be at another place than before, or where there was none."""
        keep, shape = self._setting.keep, MEAL_SHAPES[name]
        if keep is None or keep.grips[day] is Grip.FREE:
            return True
        pin = keep.meals.get((day, name))
        return pin is not None or is_open(self._visits.open_spans, day, shape.earliest, shape.end)

    def _served(self, day: Day) -> tuple[Meal, ...]:
        """The meals of a day; breakfast is the hotel's, unless some place is to be visited so early that it is breakfast there."""
        early = any("breakfast" in clock.meals for clock in self._diners())
        return ("breakfast", "lunch", "dinner") if early and not day.waits_at_start else ("lunch", "dinner")

    def _diners(self) -> list[Clock]:
        return [
            self._hours.clocks[d.place.id]
            for d in self._visits.doings
            if d.kind == "restaurant" and d.place.id in self._hours.clocks
        ]

    def _has_clock(self, index: int) -> bool:
        return self._visits.doings[index].place.id in self._hours.clocks

    def _clocked(self, index: int, meal: Meal) -> tuple[Window, int] | None:
        """The window and the minutes of a meal at wished times."""
        clock = self._hours.clocks.get(self._visits.doings[index].place.id)
        return clock.meals.get(meal) if clock else None

    def _add_restaurants(self) -> list[int]:
        setting, request = self._setting, self._setting.request
        sights = {doing.place.id: index for index, doing in enumerate(self._visits.doings)}
        added = []
        for place in setting.evidence.of(Restaurant):
            if not select.may_eat(place, request) or (place.inside and place.inside not in sights):
                continue
            fen = charges.fen([charges.meal(place, setting.party, request.language)])
            chosen = place.id in setting.evidence.preferred
            worth = 0 if setting.thrift else worth_of_restaurant(place, request, chosen=chosen)
            visit = Visit(
                node=self._visits.node[place.id],
                dwell=MEAL_SHAPES["lunch"].minutes,
                score=worth,
                windows=tuple(self._hours.of_restaurant(place)),
                fen=(fen,) * len(setting.dates),
                after=sights[place.inside] if place.inside else None,
            )
            added.append(self._visits.add(visit, Doing(place=place, kind="restaurant")))
        return added

    def _add_lunches_inside(self) -> list[int]:
        added: list[int] = []
        for index, doing in enumerate(tuple(self._visits.doings)):
            sight, visit = doing.place, self._visits.visits[index]
            if not self._visits.eats_inside or not isinstance(sight, Attraction) or not sight.meals_inside or doing.lunches:
                continue
            openings = self._hours.of_kept_sight(sight) if index in self._visits.held else visit.windows
            lunch = Visit(
                node=visit.node,
                dwell=MEAL_SHAPES["lunch"].minutes,
                score=0,
                windows=tuple(tuple(Window(w.earliest, w.end - 30, w.end) for w in windows) for windows in openings),
                fen=(self._visits.lunch_inside,) * len(self._setting.dates),
                after=index,
            )
            added.append(self._visits.add(lunch, Doing(place=sight, kind="inside")))
        return added
