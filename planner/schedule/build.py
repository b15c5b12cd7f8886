"""From a request and what the workers found to a scheduling problem."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Literal

from ...domain.constraint import Choice, CostCategory, DayClock
from ...domain.itinerary import Charge, Meal
from ...domain.party import Party
from ...domain.place import AnyPlace, Attraction, Hotel, Restaurant
from ...domain.request import TripRequest
from ...domain.task import Findings
from ...domain.transit import MoveMode
from ...domain.travel import TravelTable
from . import charges, select
from .assumptions import (
    CITY_BUFFER,
    EARLY_NIGHT,
    LONGEST_WALK,
    MEAL_INSIDE,
    MEAL_INSIDE_FROM,
    MEAL_SHAPES,
    SAME_CUISINE,
    SHAPES,
    SMALL_CHILD,
    DayShape,
)
from .journeys import Ride, choose_ride
from .problem import BASE, UNREACHABLE, Base, Day, Group, Mode, Problem, Slot, Visit, Window
from .rooms import rooms_for
from .value import MISSED_MEAL, SOFT_MUST, THRIFT, WEIGHTS, soft_choices, worth_of_hotel, worth_of_restaurant, worth_of_sight

_FEN = 100


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """All findings of a run, merged for planning.

    Attributes:
        places: Records by id.
        blocked: Dates on which a place lets nobody in although its hours say otherwise.
    """

    places: Mapping[str, AnyPlace]
    travel: TravelTable
    findings: Mapping[str, Findings]
    blocked: frozenset[tuple[str, date]]

    @classmethod
    def gather(cls, findings: Mapping[str, Findings]) -> Evidence:
        """Merge findings; the travel task must have succeeded."""
        travel = findings["travel"].travel
        assert travel is not None
        return cls(
            places={place.id: place for found in findings.values() for place in found.places},
            travel=travel,
            findings=findings,
            blocked=frozenset(
                (record.place, record.day)
                for found in findings.values()
                for record in found.availability
                if record.status in ("sold_out", "closed")
            ),
        )

    def of(self, kind: type[AnyPlace]) -> list[AnyPlace]:
        """Records of one kind that the travel table reaches, in a stable order."""
        return [p for p in self.places.values() if isinstance(p, kind) and p.id in self.travel.index]


@dataclass(frozen=True, kw_only=True)
class Doing:
    """What a visit of the problem stands for."""

    place: AnyPlace
    kind: Literal["attraction", "restaurant", "inside"]


@dataclass(frozen=True, kw_only=True)
class Draft:
    """A problem together with what its indices mean.

    Attributes:
        doings: One per visit.
        bases: One per base; none for a day trip, or where hotels can't be looked up.
        modes: One per mode.
        meals: One per slot.
        spent_outside: Fen that the problem doesn't see: the intercity rides.
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
    spent_outside: int


class NoCandidates(Exception):
    """Some hard wish leaves nothing to choose from; ``wish`` is its index, None for the request as a whole."""

    def __init__(self, subject: str) -> None:
        """Name the subject: hotel, intercity or innercity."""
        self.subject = subject
        super().__init__(subject)


def build(
    request: TripRequest,
    evidence: Evidence,
    *,
    thrift: bool = False,
    squeeze: frozenset[CostCategory] = frozenset(),
) -> Draft:
    """Turn a settled request and its evidence into a problem.

    Args:
        request: Its hard wishes become hard rules, its soft ones worth.
        evidence: Merged findings.
        thrift: Build the problem of the cheapest plan instead of the best one.
        squeeze: Cost categories in which only the cheaper candidates are offered.

    Raises:
        NoCandidates: If the wishes leave no hotel, ride or way to move.
    """
    return _Builder(request, evidence, thrift, squeeze).draft()


class _Builder:
    def __init__(self, request: TripRequest, evidence: Evidence, thrift: bool, squeeze: frozenset[CostCategory]) -> None:
        assert request.start is not None
        self.request, self.evidence, self.thrift, self.squeeze = request, evidence, thrift, squeeze
        self.table = evidence.travel
        self.dates = tuple(request.start + timedelta(days=k) for k in range(request.days))
        self.nowhere = len(self.table.ids)  # a node that costs nothing to reach: "wherever you are"
        self.visits: list[Visit] = []
        self.doings: list[Doing] = []

    @cached_property
    def shape(self) -> DayShape:
        return SHAPES[self.request.pace]

    @cached_property
    def party(self) -> Party:
        return self.request.party

    def draft(self) -> Draft:
        rides = self._rides()
        bases = self._bases()
        days = self._days(rides, has_base=bool(bases))
        self._add_sights()
        slots, meals = self._slots(days)
        modes, names = self._modes()
        outside = round(_FEN * sum(charges.total(charges.ride(r.service, self.party, self.request.language)) for r in rides))
        breakfasts = {
            hotel.id: round(_FEN * charges.total((charges.breakfast(hotel, self.party, self.request.language),)))
            for hotel in bases
        }
        nights, rooms = self.request.nights, rooms_for(self.request)
        problem = Problem(
            nodes=self.nowhere + 1,
            days=days,
            visits=tuple(self.visits),
            modes=modes,
            bases=tuple(
                Base(
                    node=self.table.index[hotel.id],
                    fen=round(hotel.nightly.typical * _FEN) * nights * rooms + breakfasts[hotel.id] * self._breakfasts,
                    score=0 if self.thrift else worth_of_hotel(hotel, self.request),
                )
                for hotel in bases
            ),
            slots=slots,
            groups=self._groups(),
            budget=self._budget(outside),
            weights=THRIFT if self.thrift else WEIGHTS,
        )
        return Draft(
            request=self.request,
            evidence=self.evidence,
            problem=problem,
            doings=tuple(self.doings),
            bases=bases,
            modes=names,
            meals=meals,
            rides=rides,
            dates=self.dates,
            spent_outside=outside,
        )

    @property
    def _breakfasts(self) -> int:
        return self.request.days - 1

    def _budget(self, outside: int) -> int | None:
        caps = [self.request.budget_total] if self.request.budget_total is not None else []
        caps += select.total_caps(self.request)
        return int(min(caps) * _FEN) - outside if caps and not self.thrift else None

    # -- frames ----------------------------------------------------------------------------------------------------

    def _rides(self) -> tuple[Ride, ...]:
        found = self.evidence.findings.get("intercity")
        if found is None or not found.services:
            return ()
        here = {p.id for p in self.evidence.places.values() if p.city == self.request.destination}
        rides = []
        for direction, services in (
            ("out", [s for s in found.services if s.destination in here]),
            ("back", [s for s in found.services if s.origin in here]),
        ):
            ride = choose_ride(self.request, services, direction, thrift=self.thrift)  # type: ignore[arg-type]
            if ride is None:
                raise NoCandidates("intercity")
            rides.append(ride)
        return tuple(rides)

    def _days(self, rides: tuple[Ride, ...], *, has_base: bool) -> tuple[Day, ...]:
        home, most = self.shape.home, self.shape.max_visits
        if self.party.of("senior") or any((c.age or 0) < SMALL_CHILD for c in self.party.of("child")):
            home, most = home - EARLY_NIGHT, most - 1
        leave = self.shape.leave
        for wish in self.request.constraints:
            if isinstance(wish, DayClock) and wish.strength == "hard":
                leave = wish.earliest if wish.earliest is not None else leave
                home = wish.latest if wish.latest is not None else home
        by_direction = {ride.direction: ride for ride in rides}
        days = []
        for k in range(self.request.days):
            first, last = k == 0, k == self.request.days - 1
            start = self.nowhere if first or not has_base else BASE
            sleeps = has_base and (not last or self.request.nights >= self.request.days)
            end = BASE if sleeps else self.nowhere
            earliest, latest, arrived = leave, home, False
            if first and (out := by_direction.get("out")):
                station = self.evidence.places[out.service.destination]
                start, arrived = self.table.index[station.id], True
                earliest = out.arrive + getattr(station, "transfer_minutes", 30)
                latest = max(latest, earliest + 90)
            if last and (back := by_direction.get("back")):
                end = self.table.index[back.service.origin]
                latest = back.depart - CITY_BUFFER[back.service.mode]
                earliest = min(earliest, latest)
            span = latest - earliest
            days.append(
                Day(
                    start=start,
                    end=end,
                    earliest=earliest,
                    latest=latest,
                    waits_at_start=arrived,
                    max_visits=most,
                    min_visits=1 if span >= 240 else 0,
                    target=None if self.thrift else min(self.shape.target, max(0, span - 240)),
                )
            )
        return tuple(days)

    # -- visits ----------------------------------------------------------------------------------------------------

    def _add_sights(self) -> None:
        musts = select.must_sees(self.request)
        for sight in self.evidence.of(Attraction):
            assert isinstance(sight, Attraction)
            must = sight.id in musts
            if not select.may_visit(sight, self.request, must=must):
                continue
            least, typical = sight.dwell
            dwell = round(least + (typical - least) * self.shape.dwell_share)
            absorbs_lunch = takes_lunch(sight, dwell)
            if "tickets" in self.squeeze and not must and any(charges.total(price) for price in self._prices(sight)):
                continue
            windows = tuple(self._windows(sight, day, dwell) for day in self.dates)
            prices = self._prices(sight)
            worth = 0 if self.thrift else worth_of_sight(sight, self.request)
            node = self.table.index[sight.id]
            inside = round(MEAL_INSIDE * _FEN) * self.party.size
            self.visits.append(
                Visit(
                    node=node,
                    dwell=dwell,
                    score=worth + (MISSED_MEAL + inside if absorbs_lunch else 0),
                    windows=windows,
                    fen=tuple(round(charges.total(price) * _FEN) + (inside if absorbs_lunch else 0) for price in prices),
                    mandatory=must,
                )
            )
            self.doings.append(Doing(place=sight, kind="attraction"))

    def _prices(self, sight: Attraction) -> list[tuple[Charge, ...]]:
        return [charges.tickets(sight, self.party, day, self.request.language) for day in self.dates]

    def _windows(self, sight: Attraction, day: date, dwell: int) -> tuple[Window, ...]:
        if (sight.id, day) in self.evidence.blocked:
            return ()
        if sight.hours is None:
            return (Window(9 * 60, 16 * 60, 18 * 60),)
        return tuple(
            Window(w.opens, min(w.last_entry, w.closes - dwell), w.closes)
            for w in sight.hours.on(day)
            if w.closes - dwell >= w.opens
        )

    def _slots(self, days: tuple[Day, ...]) -> tuple[tuple[Slot, ...], tuple[Meal, ...]]:
        by_sight = {doing.place.id: index for index, doing in enumerate(self.doings)}
        restaurants: list[int] = []
        offered = [place for place in self.evidence.of(Restaurant) if isinstance(place, Restaurant)]
        if "meals" in self.squeeze:
            offered = sorted(offered, key=lambda r: r.per_person.typical)[: max(2 * len(days) + 4, len(offered) // 3)]
        for place in offered:
            if not select.may_eat(place, self.request, self.evidence.places):
                continue
            windows = tuple(
                tuple(Window(w.opens, w.last_entry, w.closes) for w in place.hours.on(day))
                if place.hours
                else (Window(6 * 60, 22 * 60),)
                for day in self.dates
            )
            fen = round(charges.total((charges.meal(place, self.party, self.request.language),)) * _FEN)
            restaurants.append(len(self.visits))
            self.visits.append(
                Visit(
                    node=self.table.index[place.id],
                    dwell=MEAL_SHAPES["lunch"].minutes,
                    score=0 if self.thrift else worth_of_restaurant(place, self.request),
                    windows=windows,
                    fen=(fen,) * len(self.dates),
                )
            )
            self.doings.append(Doing(place=place, kind="restaurant"))
        inside: list[int] = []
        for sight in self.evidence.of(Attraction):
            assert isinstance(sight, Attraction)
            if not sight.meals_inside or sight.id not in by_sight:
                continue
            visit = self.visits[by_sight[sight.id]]
            if takes_lunch(sight, visit.dwell):
                continue
            inside.append(len(self.visits))
            self.visits.append(
                Visit(
                    node=visit.node,
                    dwell=MEAL_SHAPES["lunch"].minutes,
                    score=0,
                    windows=tuple(tuple(Window(w.earliest, w.end - 30, w.end) for w in ws) for ws in visit.windows),
                    fen=(round(MEAL_INSIDE * _FEN) * self.party.size,) * len(self.dates),
                    after=by_sight[sight.id],
                )
            )
            self.doings.append(Doing(place=sight, kind="inside"))
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

    def _groups(self) -> tuple[Group, ...]:
        groups: list[Group] = []
        index: dict[str, list[int]] = {}
        for position, doing in enumerate(self.doings):
            if doing.kind != "inside":
                index.setdefault(doing.place.id, []).append(position)
        for wish in self.request.constraints:
            if not isinstance(wish, Choice) or wish.subject not in ("attraction", "restaurant") or wish.op == "none_of":
                continue
            if wish.strength == "soft" or wish.op == "only" or wish.attribute not in ("place", "kind"):
                continue
            if wish.subject == "attraction" and wish.attribute == "place" and wish.op == "all_of":
                continue  # mandatory visits
            by_value = [
                tuple(
                    position
                    for place_id, positions in index.items()
                    if value in select.words_of(self.evidence.places[place_id], wish)
                    for position in positions
                )
                for value in wish.values
            ]
            sets = by_value if wish.op == "all_of" else [tuple(dict.fromkeys(m for members in by_value for m in members))]
            groups += [Group(members=members, min_per_trip=1) for members in sets]
        for ids in select.near_restaurants(self.request, self.evidence.places):
            groups.append(Group(members=tuple(m for i in ids for m in index.get(i, ())), min_per_trip=1))
        asked = {word for wish in self.request.constraints if isinstance(wish, Choice) for word in wish.values}
        cuisines: dict[str, list[int]] = {}
        for position, doing in enumerate(self.doings):
            if isinstance(doing.place, Restaurant) and doing.place.cuisine[0] not in asked:
                cuisines.setdefault(doing.place.cuisine[0], []).append(position)
        groups += [Group(members=tuple(members), max_per_trip=max(SAME_CUISINE, self.request.days)) for members in cuisines.values()]
        if not self.thrift:
            for wish in soft_choices(self.request, "attraction"):
                if wish.attribute == "kind" and wish.op in ("all_of", "any_of"):
                    members = tuple(
                        position
                        for position, doing in enumerate(self.doings)
                        if isinstance(doing.place, Attraction) and set(wish.values) & set(doing.place.kinds)
                    )
                    groups.append(Group(members=members, min_per_trip=1, required=False, penalty=SOFT_MUST))
        return tuple(groups)

    # -- where to sleep, how to move --------------------------------------------------------------------------------

    def _bases(self) -> tuple[Hotel, ...]:
        if not self.request.nights:
            return ()
        lodging = self.evidence.findings.get("lodging")
        hotels = [
            hotel
            for hotel in self.evidence.of(Hotel)
            if isinstance(hotel, Hotel) and select.may_sleep(hotel, self.request, self.evidence.places)
        ]
        if not hotels:
            if lodging is not None and not lodging.gaps:
                raise NoCandidates("hotel")
            return ()
        return tuple(hotels)

    def _modes(self) -> tuple[tuple[Mode, ...], tuple[MoveMode, ...]]:
        names = select.allowed_modes(self.request, tuple(self.table.modes))
        if "innercity" in self.squeeze and "metro" in names:
            names = tuple(name for name in names if name != "taxi")
        if not names:
            raise NoCandidates("innercity")
        modes = []
        size = self.nowhere
        others = [self.table.modes[name] for name in names if name != "walk"]
        for name in names:
            table = self.table.modes[name]
            units = table.units(self.party)
            minutes = [list(row) for row in table.minutes]
            if name == "walk" and others:
                for a in range(size):
                    for b in range(size):
                        if minutes[a][b] > LONGEST_WALK and any(o.minutes[a][b] != UNREACHABLE for o in others):
                            minutes[a][b] = UNREACHABLE
            edge = 0 if name == names[0] else UNREACHABLE
            fen = [[cell * units for cell in row] for row in table.fare]
            for row in minutes:
                row.append(edge)
            for prices in fen:
                prices.append(0)
            minutes.append([edge] * (size + 1))
            fen.append([0] * (size + 1))
            modes.append(Mode(name=name, minutes=minutes, fen=fen, first=table.first, last=table.last))
        return tuple(modes), names


def takes_lunch(sight: Attraction, dwell: int) -> bool:
    """Whether a visit is so long that lunch is taken inside."""
    return bool(sight.meals_inside) and dwell >= MEAL_INSIDE_FROM
