"""From a solution back to an itinerary: stops with their legs, charges and notes."""

from __future__ import annotations

from ...domain.itinerary import Charge, Day, Itinerary, Journey, Leg, Night, PlaceRef, Stop
from ...domain.place import AnyPlace, Attraction, Hotel, Restaurant
from ...domain.travel import TravelTable
from . import charges
from .assumptions import CITY_BUFFER, MEAL_SHAPES
from .build import Draft
from .journeys import Ride
from .problem import DayPlan, Solution
from .problem import Leg as Move
from .problem import Stop as Step
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

    def day(self, k: int, plan: DayPlan) -> Day:
        last = k == self.request.days - 1
        sleeps_here = self.hotel is not None and k < self.request.nights
        stops: list[Stop] = []
        here: str | None = None
        if k == 0 and (out := self.rides.get("out")):
            stops.append(self._journey(out))
            here = out.service.destination
        elif self.hotel is not None:
            here = self.hotel.id
            stops += self._breakfast(plan) if k > 0 else []
        eats_elsewhere = any(step.slot is not None and self.draft.meals[step.slot] == "lunch" for step in plan.stops)
        for step in plan.stops:
            doing = self.draft.doings[step.visit]
            leg = self._leg(here, doing.place.id, step.leg)
            here = doing.place.id
            if doing.kind == "attraction":
                assert isinstance(doing.place, Attraction)
                stops.append(self._visit(doing.place, k, leg, step, lunches=doing.lunches and not eats_elsewhere))
            else:
                assert step.slot is not None
                stops.append(
                    Stop(
                        kind="meal",
                        meal=self.draft.meals[step.slot],
                        place=_ref(doing.place),
                        start=step.start,
                        end=step.end,
                        leg=leg,
                        charges=(self._meal(doing.place),),
                    )
                )
        if last and (back := self.rides.get("back")):
            leg = self._leg(here, back.service.origin, plan.last_leg)
            if plan.stops and leg is not None:
                leg = _at_once(leg, plan.stops[-1].end)
                back = back.earlier(leg.arrive + CITY_BUFFER[back.service.mode])
            stops.append(self._journey(back, leg))
        elif self.hotel is not None:
            leg = self._leg(here, self.hotel.id, plan.last_leg)
            arrival = leg.arrive if leg else (stops[-1].end if stops else plan.last_leg.arrive)
            until = max(_MIDNIGHT, arrival) if sleeps_here else arrival
            stops.append(Stop(kind="hotel", place=_ref(self.hotel), start=arrival, end=until, leg=leg))
        return Day(
            index=k + 1,
            date=self.draft.dates[k],
            stops=tuple(stops),
            night=self._night() if sleeps_here else None,
        )

    def _leg(self, here: str | None, there: str, move: Move) -> Leg | None:
        if here is None or here == there or move.mode is None:
            return None
        mode = self.draft.modes[move.mode]
        record = self.table.move(here, there, mode)
        assert record is not None
        return Leg(
            mode=mode,
            origin=here,
            destination=there,
            depart=move.depart,
            arrive=move.arrive,
            metres=record.metres,
            charge=charges.move(self.table, mode, here, there, self.request.party, self.request.language),
            source=self.table.source,
        )

    def _visit(self, sight: Attraction, k: int, leg: Leg | None, step: Step, *, lunches: bool) -> Stop:
        bill = charges.tickets(sight, self.request.party, self.draft.dates[k], self.request.language)
        lunch = lunches and step.start <= _LUNCH.latest and step.end >= _LUNCH.earliest + _LUNCH.minutes
        return Stop(
            kind="attraction",
            meal="lunch" if lunch else None,
            place=_ref(sight),
            start=step.start,
            end=step.end,
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


def _at_once(leg: Leg, ready: int) -> Leg:
    """The same leg, begun as soon as the party is ready."""
    return leg.model_copy(update={"depart": ready, "arrive": ready + leg.arrive - leg.depart})


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
