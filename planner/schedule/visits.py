"""The visits of a problem: sights with their windows and prices, restaurants and lunches inside as candidates of meal slots."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from ...domain.clock import LATEST
from ...domain.constraint import VisitOrder, places_asked_for
from ...domain.itinerary import MEALS, Charge, Meal
from ...domain.pin import OpenSpan, StopPin
from ...domain.place import Attraction, Hotel, Restaurant
from . import charges, select
from .assumptions import EVENING, GOOD_AT_NIGHT, MEAL_INSIDE_FROM, MEAL_SHAPES, ONLY_BY_DAY, WHOLE_DAY
from .clocks import Clock, clocks_of, clocks_of_days
from .daylight import dusk
from .doing import Doing
from .groups import required_of
from .keep import Grip, StopKind, is_open, liking_of, met, opened, span_of
from .orders import Pivot, between, ranks_of
from .problem import ALWAYS, Day, Slot, Visit, Window
from .setting import Setting
from .value import MISSED_MEAL, worth_of_restaurant, worth_of_sight
from .ways import Ways

_UNKNOWN_HOURS = Window(9 * 60, 16 * 60, 20 * 60)
"""A must-see whose hours nobody knows is visited in the middle of the day."""

_UNKNOWN_EVENING = Window(EVENING, 20 * 60, 22 * 60)
"""Or, if it is only worth it after dark, early in the evening."""

_MORNING = 7 * 60
"""Nobody sees a sight earlier, unless it was asked for."""

_LONG_WAY, _LONG_STAY = 45, 120
"""Who is on the way to a sight for so many minutes stays as long there, up to two hours."""

_FIRST_NIGHT = Pivot(0, ALWAYS)
"""What comes before the hotel is visited before anybody sleeps there."""

_ANY_TIME = Window(6 * 60, 22 * 60)
"""A restaurant of unknown hours; the meal's own window is narrower."""


class Visits:
    """Collects visits and what they stand for; indices of both lists agree."""

    def __init__(self, setting: Setting) -> None:
        """Start empty.

        Attributes:
            held: The visits that are kept from an earlier plan, by their index.
            open_spans: Where new ones may be.
        """
        self.setting = setting
        self.held: dict[int, StopPin] = {}
        self.open_spans: list[OpenSpan] = list(setting.request.open_spans)
        self._days = clocks_of_days(setting.request, single=True)
        self.visits: list[Visit] = []
        self.doings: list[Doing] = []
        self._node = setting.evidence.travel.index
        self._inside = charges.fen([charges.meal_inside(setting.party, setting.request.language)])
        self._eats_inside = select.may_eat_inside(setting.request)
        self._eats_during = self._eats_inside and not select.caps_parts(setting.request)  # else each price stands for itself
        self._clocks = clocks_of(setting.request)
        self._asked = {place for wish in setting.request.constraints for place in places_asked_for(wish)}
        self._ways = Ways(setting)
        self._ranks = ranks_of(setting.request.constraints)
        self._before_bed = {
            wish.first
            for wish in setting.request.constraints
            if isinstance(wish, VisitOrder) and isinstance(setting.evidence.places.get(wish.then), Hotel)
        }

    def add_sights(self) -> None:
        """Add every sight that may be visited.

        Raises:
            NoCandidatesError: If the wishes don't leave a locked one.
        """
        request, setting = self.setting.request, self.setting
        musts = select.must_sees(request)
        for sight in setting.evidence.of(Attraction):
            must, pin = sight.id in musts, self._pin("attraction", sight.id)
            prices = [charges.fen(self._tickets(sight, day)) for day in setting.dates]
            if not select.may_visit(sight, request, must=must or pin is not None):
                continue
            openings = self._in_order(sight.id, [self._openings(sight, day) for day in setting.dates])
            dwell = self._dwell(sight, openings) if pin is None else pin.end - pin.start
            if clock := self._clocks.get(sight.id):
                dwell = clock.dwell(dwell, sight.dwell[0])
                openings = clock.openings(openings, dwell)
            held = None if pin is None else self._held(pin, sight, openings, dwell)
            lunches = self._eats_during and bool(sight.meals_inside) and dwell >= MEAL_INSIDE_FROM
            lunch = self._inside if lunches else 0
            worth = 0 if setting.thrift else worth_of_sight(sight, request)
            visit = Visit(
                node=self._node[sight.id],
                dwell=dwell,
                score=worth,
                windows=tuple(_starts(windows, dwell) for windows in held or openings),
                fen=tuple(price + lunch for price in prices),
                mandatory=must or held is not None,
                liking=() if pin is None or held or setting.thrift else liking_of(pin, request.days),
            )
            index = self._add(visit, Doing(place=sight, kind="attraction", lunches=lunches))
            if pin is not None and held is not None:
                self.held[index] = pin
            elif pin is not None and self._is_meant(pin):
                self.open_spans.append(OpenSpan(day=pin.day, start=pin.start, end=min(pin.end, LATEST)))

        self._lose_nothing_locked("attraction")

    def _lose_nothing_locked(self, kind: StopKind) -> None:
        held = set(self.held.values())
        if self.setting.keep and any(p.locked and p.kind == kind and p not in held for p in self.setting.keep.stops.values()):
            raise select.NoCandidatesError("locked")

    def _is_meant(self, pin: StopPin) -> bool:
        """Whether a stop that can't be held was meant to be, so that its time is free for something else."""
        return self.setting.keep is not None and self.setting.keep.grip(pin) < Grip.LOOSE

    def confine(self, days: Sequence[Day], needed: Iterable[Sequence[int]]) -> None:
        """Let what is new lie only where the earlier plan leaves room for it; what the plan needs may lie anywhere.

        Args:
            days: Their frames before what is kept widens them.
            needed: Of each of these the plan needs one.
        """
        keep = self.setting.keep
        if keep is None:
            return
        demanded = self._demanded(needed)
        for index, visit in enumerate(self.visits):
            if index in self.held:
                continue
            windows = [
                met(openings, Window(day.earliest, ALWAYS, day.latest)) for openings, day in zip(visit.windows, days, strict=True)
            ]
            if index not in demanded and not visit.liking:  # what has lost its place may take any other
                windows = [
                    openings if keep.grips[k] is Grip.FREE else opened(openings, self.open_spans, k, visit.dwell)
                    for k, openings in enumerate(windows)
                ]
            self.visits[index] = replace(visit, windows=tuple(_starts(openings, visit.dwell) for openings in windows))

    def add_meals(self, days: tuple[Day, ...]) -> tuple[tuple[Slot, ...], tuple[Meal, ...]]:
        """Add all eating places; return the meal slots of the days and which meal each is."""
        restaurants = self._add_restaurants()
        inside = self._add_lunches_inside()
        slots: list[Slot] = []
        meals: list[Meal] = []
        kept = self._kept_meals((*restaurants, *inside))
        demanded = self._demanded(required_of(self.setting, self.doings)) if self.setting.keep else set()
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
                candidates = [index for index in (*usual, *own, *(inside if name == "lunch" else ())) if index not in self.held]
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
            self.visits[index] = replace(self.visits[index], windows=((),) * len(days))
        return tuple(slots), tuple(meals)

    def _kept_meals(self, eating: Sequence[int]) -> dict[tuple[int, Meal], Slot]:
        """A slot for each meal that is held, with nothing else to fill it; what isn't held is liked and leaves its time open.

        Raises:
            NoCandidatesError: If the wishes leave no locked one.
        """
        found: dict[tuple[int, Meal], Slot] = {}
        keep = self.setting.keep
        places = {self.doings[index].place.id: index for index in eating}
        for (day, name), pin in keep.meals.items() if keep else ():
            index = places.get(pin.place)
            slot = None if index is None else self._kept_meal(index, day, name, pin)
            if slot is not None:
                found[day, name], self.held[slot.candidates[0]] = slot, pin
            else:
                if self._is_meant(pin):
                    self.open_spans.append(OpenSpan(day=pin.day, start=pin.start, end=min(pin.end, LATEST)))
                if index is not None and not self.setting.thrift:
                    self.visits[index] = replace(self.visits[index], liking=liking_of(pin, self.setting.request.days))
        self._lose_nothing_locked("meal")
        return found

    def _kept_meal(self, index: int, day: int, name: Meal, pin: StopPin) -> Slot | None:
        """The slot of a meal at its own time, or near it; None where it can't be there."""
        assert self.setting.keep is not None
        visit, shape, dwell = self.visits[index], MEAL_SHAPES[name], pin.end - pin.start
        if visit.after is not None and not pin.locked:  # who no longer goes to a sight doesn't eat inside it
            around = self.held.get(visit.after)
            if around is None or around.day != pin.day:
                return None
        usual = Window(min(shape.earliest, pin.start), max(shape.latest, pin.start), max(shape.end, pin.end))
        for grip in (Grip.TIMES, Grip.SLIDE):
            if grip < self.setting.keep.grip(pin) or day >= len(visit.windows):
                continue
            span = met((usual,), span_of(pin, grip))
            if any(_starts(met(visit.windows[day], window), dwell) for window in span):
                own = {index: (span[0], dwell)}
                return Slot(day=day, name=name, window=usual, dwell=dwell, candidates=(index,), own=own, required=True)
            if pin.locked:
                return None
        return None

    def _is_open(self, day: int, name: Meal) -> bool:
        """Whether a meal of a day may be at another place than before, or where there was none."""
        keep, shape = self.setting.keep, MEAL_SHAPES[name]
        if keep is None or keep.grips[day] is Grip.FREE:
            return True
        pin = keep.meals.get((day, name))
        return pin is not None or is_open(self.open_spans, day, shape.earliest, shape.end)

    def _demanded(self, needed: Iterable[Sequence[int]]) -> set[int]:
        """What may lie anywhere, for the plan needs some of it and holds none."""
        return {index for members in needed if not self.held.keys() & set(members) for index in members}

    def _pin(self, kind: StopKind, place: str) -> StopPin | None:
        keep = self.setting.keep
        return keep.stops.get((kind, place)) if keep else None

    def _held(
        self, pin: StopPin, sight: Attraction, openings: Sequence[tuple[Window, ...]], dwell: int
    ) -> tuple[tuple[Window, ...], ...] | None:
        """The openings of a visit that is held on its day, as firmly as they allow; None where it isn't, or can't be."""
        assert self.setting.keep is not None
        days, grip = range(len(openings)), self.setting.keep.grip(pin)
        while grip < Grip.LOOSE:
            day = openings
            if grip < Grip.DAY:
                day = self._in_order(sight.id, self._as_it_was(sight))
                day = clock.openings(day, dwell) if (clock := self._clocks.get(sight.id)) else day
            held = tuple(met(day[k], span_of(pin, grip)) if k + 1 == pin.day else () for k in days)
            if pin.locked or any(_starts(windows, dwell) for windows in held):
                return held
            grip = Grip(grip + 1)
        return None

    def _as_it_was(self, sight: Attraction) -> list[tuple[Window, ...]]:
        """When what is kept may be visited: as long as the place is open, whatever else would suit it."""
        blocked = self.setting.evidence.blocked
        return [() if (sight.id, day) in blocked else _open_hours(sight, day) for day in self.setting.dates]

    def _served(self, day: Day) -> tuple[Meal, ...]:
        """The meals of a day; breakfast is the hotel's, unless some place is to be visited so early that it is breakfast there."""
        early = any("breakfast" in clock.meals for clock in self._diners())
        return ("breakfast", "lunch", "dinner") if early and not day.waits_at_start else ("lunch", "dinner")

    def _diners(self) -> list[Clock]:
        return [self._clocks[d.place.id] for d in self.doings if d.kind == "restaurant" and d.place.id in self._clocks]

    def _has_clock(self, index: int) -> bool:
        return self.doings[index].place.id in self._clocks

    def _clocked(self, index: int, meal: Meal) -> tuple[Window, int] | None:
        """The window and the minutes of a meal at wished times."""
        clock = self._clocks.get(self.doings[index].place.id)
        return clock.meals.get(meal) if clock else None

    def _in_order(self, place: str, openings: list[tuple[Window, ...]]) -> list[tuple[Window, ...]]:
        """What the wished orders leave of the openings of each date."""
        rank, pivots = self._ranks.get(place), self.setting.pivots
        if rank is None or not pivots:
            return openings
        after = pivots[rank - 1] if rank else None
        before = pivots[rank] if rank < len(pivots) else None
        if place in self._before_bed:
            before = min(_FIRST_NIGHT, before or _FIRST_NIGHT)
        return [between(windows, k, after, before) for k, windows in enumerate(openings)]

    def _add(self, visit: Visit, doing: Doing) -> int:
        windows = tuple(
            met(openings, Window(earliest or 0, ALWAYS, ALWAYS if latest is None else latest))
            for openings, (earliest, latest) in zip(visit.windows, self._days, strict=True)
        )
        if windows != visit.windows:
            visit = replace(visit, windows=tuple(_starts(openings, visit.dwell) for openings in windows))
        self.visits.append(visit)
        self.doings.append(doing)
        return len(self.visits) - 1

    def _add_restaurants(self) -> list[int]:
        setting, request = self.setting, self.setting.request
        sights = {doing.place.id: index for index, doing in enumerate(self.doings)}
        added = []
        for place in setting.evidence.of(Restaurant):
            if not select.may_eat(place, request) or (place.inside and place.inside not in sights):
                continue
            fen = charges.fen([charges.meal(place, setting.party, request.language)])
            worth = 0 if setting.thrift else worth_of_restaurant(place, request)
            visit = Visit(
                node=self._node[place.id],
                dwell=MEAL_SHAPES["lunch"].minutes,
                score=worth,
                windows=tuple(self._in_order(place.id, [self._hours(place, day) for day in setting.dates])),
                fen=(fen,) * len(setting.dates),
                after=sights[place.inside] if place.inside else None,
            )
            added.append(self._add(visit, Doing(place=place, kind="restaurant")))
        return added

    def _hours(self, place: Restaurant, day: date) -> tuple[Window, ...]:
        if (clock := self._clocks.get(place.id)) and not clock.allows(self.setting.dates.index(day)):
            return ()
        if place.hours is None:
            return (_ANY_TIME,)
        return tuple(Window(w.opens, w.last_entry, w.closes) for w in place.hours.on(day))

    def _add_lunches_inside(self) -> list[int]:
        added: list[int] = []
        for index, doing in enumerate(tuple(self.doings)):
            sight, visit = doing.place, self.visits[index]
            if not self._eats_inside or not isinstance(sight, Attraction) or not sight.meals_inside or doing.lunches:
                continue
            openings = self._as_it_was(sight) if index in self.held else visit.windows
            lunch = Visit(
                node=visit.node,
                dwell=MEAL_SHAPES["lunch"].minutes,
                score=0,
                windows=tuple(tuple(Window(w.earliest, w.end - 30, w.end) for w in windows) for windows in openings),
                fen=(self._inside,) * len(self.setting.dates),
                after=index,
            )
            added.append(self._add(lunch, Doing(place=sight, kind="inside")))
        return added

    def _tickets(self, sight: Attraction, day: date) -> tuple[Charge, ...]:
        return charges.tickets(sight, self.setting.party, day, self.setting.request.language)

    def _dwell(self, sight: Attraction, openings: list[tuple[Window, ...]]) -> int:
        """As long as suits the pace, but no longer than the place is open on some date, and never less than makes sense.

        What was asked for gets its typical time before what just fills the day, and enough of it to be worth a long way.
        """
        least, typical = sight.dwell
        shape, asked = self.setting.shape, sight.id in self._asked
        share = 0.0 if self.setting.brief or typical >= WHOLE_DAY else shape.asked_share if asked else shape.dwell_share
        wanted = round(least + (typical - least) * share)
        if asked and not self.setting.brief:
            wanted = max(wanted, self._worth_the_way(sight))
        longest = max((window.end - window.earliest for windows in openings for window in windows), default=wanted)
        return max(least, min(wanted, longest))

    def _worth_the_way(self, sight: Attraction) -> int:
        """Minutes that one stays at a sight which lies far from most beds, or from most other sights."""
        evidence = self.setting.evidence
        starts = [hotel.id for hotel in evidence.of(Hotel)] or [other.id for other in evidence.of(Attraction)]
        ways = sorted(self._ways.minutes(start, sight.id) for start in starts)
        way = ways[len(ways) // 2] if ways else 0
        return min(way, _LONG_STAY) if way >= _LONG_WAY else 0

    def _openings(self, sight: Attraction, day: date) -> tuple[Window, ...]:
        """When the place lets the party in on a date, latest entry and end; outdoors the dark ends it, unless times are wished."""
        if (sight.id, day) in self.setting.evidence.blocked:
            return ()
        outdoor = sight.setting == "outdoor" and not sight.evening and sight.id not in self._clocks
        kinds = set(sight.kinds)
        dark = dusk(sight, day) if outdoor and (ONLY_BY_DAY & kinds or not GOOD_AT_NIGHT & kinds) else ALWAYS
        begins = EVENING if sight.evening else 0 if sight.id in self._clocks else _MORNING
        unknown = (_UNKNOWN_EVENING if sight.evening else _UNKNOWN_HOURS,)
        known = _open_hours(sight, day) if sight.hours else unknown
        openings = (Window(max(opens, begins), last, min(end, dark)) for opens, last, end in known)
        return tuple(opening for opening in openings if opening.earliest <= opening.latest)


def _open_hours(sight: Attraction, day: date) -> tuple[Window, ...]:
    """When a sight lets people in; whenever they like where nobody knows."""
    if sight.hours is None:
        return (Window(0, ALWAYS),)
    return tuple(Window(w.opens, w.last_entry, w.closes) for w in sight.hours.on(day))


def _starts(openings: tuple[Window, ...], dwell: int) -> tuple[Window, ...]:
    """When a visit of this length may begin."""
    return tuple(Window(opens, min(last, end - dwell), end) for opens, last, end in openings if end - dwell >= opens)
