"""From a solution back to an itinerary: stops with their legs, charges and notes."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from ...domain.itinerary import Charge, Day, Itinerary, Journey, Leg, LegPart, Meal, Night, PlaceRef, Stop
from ...domain.place import AnyPlace, Attraction, Hotel, Restaurant
from ...domain.transit import MoveMode
from ...domain.travel import Move, TravelTable
from . import charges
from .assumptions import CITY_BUFFER, MEAL_SHAPES
from .build import Draft
from .problem import DayPlan, Solution
from .problem import Leg as Step
from .problem import Stop as Action
from .rides import Ride, first_day, nights_of
from .rooms import room_kind, rooms_for

_MIDNIGHT = 24 * 60
_QUICK_BREAKFAST = 20
_LUNCH = MEAL_SHAPES["lunch"]


def assemble(draft: Draft, solution: Solution) -> Itinerary:
    """Write a solution down as the plan the traveller gets.

    Args:
        draft: The problem and what its indices mean.
        solution: Its solution.
    """
    assert draft.request.destination is not None
    assembler = _Assembler(draft, solution)
    return Itinerary(
        city=draft.request.destination,
        days=tuple(assembler.day(k, plan) for k, plan in enumerate(solution.days)),
    )


class _Assembler:
    def __init__(self, draft: Draft, solution: Solution) -> None:
        self.draft = draft
        self.request = draft.request
        self.table: TravelTable = draft.evidence.travel
        self.hotel: Hotel | None = draft.bases[solution.base] if solution.base is not None else None
        self.rides = {ride.direction: ride for ride in draft.rides}
        self.first = first_day(draft.rides)
        self.nights = nights_of(draft.request, draft.rides)

    def day(self, k: int, plan: DayPlan) -> Day:
        out, back = self.rides.get("out"), self.rides.get("back")
        stops = [self._journey(out)] if k == 0 and out else []
        if k < self.first:
            return self._day(k, stops)
        if back and k == self.request.days - 1 and not plan.stops:
            plan = _just_in_time(plan, back.ready)
        here: str | None = None
        if k == self.first and out:
            here = out.service.destination
        elif self.hotel is not None:
            here = self.hotel.id
            stops += self._breakfast(plan) if k > self.first and "breakfast" not in self._meals(plan) else []
        eats_elsewhere = "lunch" in self._meals(plan)
        for action in plan.stops:
            doing = self.draft.doings[action.visit]
            leg = self._leg(here, doing.place.id, action.leg)
            here = doing.place.id
            if doing.kind == "attraction":
                assert isinstance(doing.place, Attraction)
                stops.append(self._visit(doing.place, k, leg, action, lunches=doing.lunches and not eats_elsewhere))
            else:
                assert action.slot is not None
                stops.append(
                    Stop(
                        kind="meal",
                        meal=self.draft.meals[action.slot],
                        place=_ref(doing.place),
                        start=action.start,
                        end=action.end,
                        leg=leg,
                        charges=(self._meal(doing.place),),
                    )
                )
        if back and k == self.request.days - 1:
            leg = self._leg(here, back.service.origin, plan.last_leg)
            if plan.stops and leg is not None:
                leg = _at_once(leg, plan.stops[-1].end)
                back = back.earlier(leg.arrive + CITY_BUFFER[back.service.mode])
            stops.append(self._journey(back, leg))
        elif self.hotel is not None:
            leg = self._leg(here, self.hotel.id, plan.last_leg)
            arrival = leg.arrive if leg else (stops[-1].end if stops else plan.last_leg.arrive)
            until = max(_MIDNIGHT, arrival) if self._sleeps(k) else arrival
            stops.append(Stop(kind="hotel", place=_ref(self.hotel), start=arrival, end=until, leg=leg))
        return self._day(k, stops)

    def _day(self, k: int, stops: list[Stop]) -> Day:
        night = self._night() if self._sleeps(k) else None
        return Day(index=k + 1, date=self.draft.dates[k], stops=tuple(stops), night=night)

    def _sleeps(self, k: int) -> bool:
        """Whether a night at the hotel follows the day."""
        return self.hotel is not None and self.first <= k < self.first + self.nights

    def _leg(self, here: str | None, there: str, step: Step) -> Leg | None:
        if here is None or here == there or step.mode is None:
            return None
        mode = self.draft.modes[step.mode]
        record = self.table.move(here, there, mode)
        assert record is not None
        return Leg(
            mode=mode,
            origin=here,
            destination=there,
            depart=step.depart,
            arrive=step.arrive,
            metres=record.metres,
            parts=self._parts(record, here, there, step.depart),
            charge=charges.move(self.table, mode, here, there, self.request.party, self.request.language),
            source=self.table.source,
        )

    def _parts(self, move: Move, here: str, there: str, depart: int) -> tuple[LegPart, ...]:
        """The walk to the station, the ride, and the walk from the other one, where the records tell them apart."""
        if move.access is None:
            return ()
        first, last = move.access
        names = [self._name(here), first.station, last.station, self._name(there)]
        ways: tuple[tuple[MoveMode, int, int], ...] = (
            ("walk", first.minutes, first.metres),
            (move.mode, move.minutes - first.minutes - last.minutes, move.metres - first.metres - last.metres),
            ("walk", last.minutes, last.metres),
        )
        parts: list[LegPart] = []
        for (mode, minutes, metres), (start, end) in zip(ways, pairwise(names), strict=True):
            parts.append(LegPart(mode=mode, start=start, end=end, depart=depart, arrive=depart + minutes, metres=metres))
            depart += minutes
        return tuple(parts)

    def _name(self, place: str) -> str:
        return self.draft.evidence.places[place].name

    def _meals(self, plan: DayPlan) -> set[Meal]:
        return {self.draft.meals[action.slot] for action in plan.stops if action.slot is not None}

    def _visit(self, sight: Attraction, k: int, leg: Leg | None, action: Action, *, lunches: bool) -> Stop:
        bill = charges.tickets(sight, self.request.party, self.draft.dates[k], self.request.language)
        lunch = lunches and action.start <= _LUNCH.latest and action.end >= _LUNCH.earliest + _LUNCH.minutes
        return Stop(
            kind="attraction",
            meal="lunch" if lunch else None,
            place=_ref(sight),
            start=action.start,
            end=action.end,
            leg=leg,
            charges=(*bill, charges.meal_inside(self.request.party, self.request.language)) if lunch else bill,
        )

    def _meal(self, place: AnyPlace) -> Charge:
        if isinstance(place, Restaurant):
            return charges.meal(place, self.request.party, self.request.language)
        return charges.meal_inside(self.request.party, self.request.language)

    def _breakfast(self, plan: DayPlan) -> list[Stop]:
        """Breakfast before leaving; none where the party leaves too early for it."""
        assert self.hotel is not None
        shape = MEAL_SHAPES["breakfast"]
        leave = plan.stops[0].leg.depart if plan.stops else plan.last_leg.depart
        start = max(shape.earliest, min(leave - shape.minutes, shape.latest))
        if leave - start < _QUICK_BREAKFAST:
            return []
        return [
            Stop(
                kind="meal",
                meal="breakfast",
                place=_ref(self.hotel),
                start=start,
                end=min(start + shape.minutes, leave),
                charges=(charges.breakfast(self.hotel, self.request.party, self.request.language),),
            )
        ]

    def _journey(self, ride: Ride, leg: Leg | None = None) -> Stop:
        service = ride.service
        origin, destination = self._station(service.origin), self._station(service.destination)
        return Stop(
            kind="journey",
            place=origin,
            start=ride.depart,
            end=ride.arrive,
            leg=leg,
            journey=Journey(
                direction=ride.direction,
                service=service.id,
                mode=service.mode,
                number=service.number,
                origin=origin,
                destination=destination,
                depart=ride.depart,
                arrive=ride.arrive,
                timetabled=service.number is not None,
            ),
            charges=charges.ride(service, self.request.party, self.request.language),
        )

    def _station(self, place_id: str) -> PlaceRef:
        return _ref(self.draft.evidence.places[place_id])

    def _night(self) -> Night:
        assert self.hotel is not None
        kind, rooms = room_kind(self.request, self.hotel), rooms_for(self.request, self.hotel)
        return Night(
            hotel=_ref(self.hotel),
            rooms=rooms,
            room_kind=kind,
            charge=charges.night(self.hotel, rooms, kind, self.request.language),
        )


def _just_in_time(plan: DayPlan, ready: int) -> DayPlan:
    """A day that is nothing but the way to a ride, begun as late as that allows."""
    leg = plan.last_leg
    late = max(0, ready - leg.arrive)
    return replace(plan, last_leg=replace(leg, depart=leg.depart + late, arrive=leg.arrive + late))


def _at_once(leg: Leg, ready: int) -> Leg:
    """The same leg, begun as soon as the party is ready."""
    early = leg.depart - ready
    parts = [part.model_copy(update={"depart": part.depart - early, "arrive": part.arrive - early}) for part in leg.parts]
    return leg.model_copy(update={"depart": ready, "arrive": leg.arrive - early, "parts": tuple(parts)})


def _ref(place: AnyPlace) -> PlaceRef:
    return PlaceRef(
        id=place.id,
        kind=place.kind,
        name=place.name,
        name_en=place.name_en,
        district=place.district,
        at=place.at,
        source=charges.source_of(place),
    )
