"""One small valid plan in a made-up city, every figure written by hand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from math import cos, hypot, radians
from typing import Any

import pytest
from xiake.domain.availability import Availability
from xiake.domain.budget import BudgetLine, BudgetSheet
from xiake.domain.check import CheckResult
from xiake.domain.evidence import Source
from xiake.domain.itinerary import Charge, Day, Itinerary, Journey, Leg, Night, PlaceRef, Stop
from xiake.domain.party import Party, Traveller
from xiake.domain.place import AnyPlace, Area, Attraction, Hotel, Restaurant, Station
from xiake.domain.request import Budget, TripRequest
from xiake.domain.task import Findings
from xiake.domain.travel import IntercityService, ModeTable, TravelTable
from xiake.planner.verify.facts import Facts
from xiake.planner.verify.verifier import verify

CITY, HOME = "云州", "海城"
START = date(2030, 3, 5)  # a Tuesday
RECORD = Source(provider="test", record="answer")
ESTIMATE = Source(provider="test", record="formula", estimated=True)
TIMETABLE = Source(provider="test", record="timetable", title="usual services", as_of="2030-01", estimated=True)
ASSUMED = Source(provider="xiake", title="assumed", estimated=True)


def hours(*rules: dict[str, Any]) -> dict[str, Any]:
    return {"rules": rules, "source": "notice", "as_of": "2030-01"}


def ticket(adult: int, *concessions: dict[str, Any]) -> dict[str, Any]:
    return {"fares": [{"adult": adult}], "concessions": concessions, "source": "notice", "as_of": "2030-01"}


def common(id_: str, name: str, lat: float, lon: float) -> dict[str, Any]:
    at = {"lat": lat, "lon": lon}
    return {"id": id_, "name": name, "city": CITY, "at": at, "provider": "test", "source": "map", "as_of": "2030-01"}


_KIDS_FREE = {"under_age": 6, "pays": 0}
_KIDS_HALF = {"under_age": 18, "pays": "1/2"}

PLACES: tuple[AnyPlace, ...] = (
    Attraction(
        **common("museum", "云州博物馆", 30.010, 120.000),
        kinds=("博物馆",),
        dwell=(90, 150),
        renown=90,
        meals_inside=True,
        hours=hours({"days": "Tu-Su", "open": "09:00-17:00", "last_entry": "16:00"}),
        ticket=ticket(60, _KIDS_FREE),
    ),
    Attraction(
        **common("park", "云湖公园", 30.014, 120.004),
        kinds=("自然风光",),
        dwell=(60, 120),
        renown=70,
        hours=hours({"open": "06:00-22:00"}),
        ticket=ticket(0),
    ),
    Attraction(
        **common("temple", "云山寺", 30.040, 120.030),
        kinds=("历史古迹",),
        dwell=(60, 120),
        renown=80,
        effort="medium",
        hours=hours({"open": "08:00-17:00"}),
        ticket=ticket(30, _KIDS_HALF),
    ),
    Attraction(
        **common("science", "云州科技馆", 30.050, 120.020),
        kinds=("博物馆", "亲子"),
        dwell=(90, 150),
        renown=75,
        meals_inside=False,
        hours=hours({"days": "We-Su", "open": "09:30-17:30"}),
        ticket=ticket(40, _KIDS_FREE),
    ),
    Attraction(
        **common("tower", "云塔", 30.000, 120.010),
        kinds=("地标观景",),
        dwell=(45, 90),
        renown=60,
        hours=hours({"open": "09:00-21:00"}),
        ticket=ticket(50, _KIDS_HALF),
    ),
    Attraction(**common("cave", "云洞", 30.004, 120.006), kinds=("自然风光",), dwell=(30, 60), renown=40),
    Restaurant(
        **common("noodles", "老面馆", 30.016, 120.008),
        cuisine=("面食",),
        per_person=40,
        spicy="none",
        tags=("亲子",),
        hours=hours({"open": "10:00-21:30"}),
    ),
    Restaurant(
        **common("hotpot", "云锅", 30.045, 120.026),
        cuisine=("火锅",),
        per_person=90,
        spicy="hot",
        hours=hours({"open": "11:00-14:30"}, {"open": "17:00-22:00"}),
    ),
    Restaurant(
        **common("fish", "云湖鱼庄", 30.020, 120.012), cuisine=("本帮菜",), per_person=70, hours=hours({"open": "10:30-22:00"})
    ),
    Restaurant(
        **common("snacks", "塔下小吃", 30.002, 120.011), cuisine=("小吃",), per_person=30, hours=hours({"open": "09:00-20:00"})
    ),
    Hotel(
        **common("inn", "云州饭店", 30.012, 120.010),
        stars=4,
        nightly=400,
        rooms=("twin", "family"),
        features=("泳池",),
        breakfast=25,
    ),
    Hotel(**common("hostel", "云州客栈", 30.013, 120.012), stars=2, nightly=200),
    Area(**common("centre", "市中心", 30.010, 120.005), radius_km=2),
    Station(**common("south", "云州南站", 29.980, 119.990), mode="train", transfer_minutes=20),
    Station(**(common("sea", "海城站", 31.000, 121.000) | {"city": HOME}), mode="train"),
)
RECORDS = {place.id: place for place in PLACES}

_IDS = tuple(place.id for place in PLACES if place.city == CITY)


def _straight(a: AnyPlace, b: AnyPlace) -> float:
    north, east = 111_000 * (a.at.lat - b.at.lat), 111_000 * cos(radians(30)) * (a.at.lon - b.at.lon)
    return hypot(north, east)


def _mode(speed: float, overhead: int, fare: int, **rest: Any) -> ModeTable:
    metres = [[round(1.3 * _straight(RECORDS[a], RECORDS[b])) for b in _IDS] for a in _IDS]
    minutes = [[0 if not way else overhead + round(way / 1000 / speed * 60) for way in row] for row in metres]
    return ModeTable(minutes=minutes, metres=metres, fare=[[fare if way else 0 for way in row] for row in metres], **rest)


TRAVEL = TravelTable(
    ids=_IDS,
    modes={
        "walk": _mode(4.2, 0, 0, basis="total"),
        "metro": _mode(34, 10, 300, basis="person", first="05:30", last="22:30", free_child_age=6),
        "taxi": _mode(25, 5, 2000, basis="car", seats=4),
    },
    source=ESTIMATE,
)


def _service(number: str, start: AnyPlace, end: AnyPlace) -> IntercityService:
    return IntercityService(
        id=number,
        mode="train",
        origin=start.id,
        origin_name=start.name,
        destination=end.id,
        destination_name=end.name,
        minutes=120,
        fare=200,
        first="06:30",
        last="21:00",
        train_class="high_speed",
        source=TIMETABLE,
    )


SERVICES = (_service("t-out", RECORDS["sea"], RECORDS["south"]), _service("t-back", RECORDS["south"], RECORDS["sea"]))

FINDINGS = {
    "sights": Findings(
        task="sights",
        places=PLACES,
        availability=tuple(
            Availability(place=place.id, day=START + timedelta(days=k), status="open", source=RECORD)
            for place in PLACES
            if place.kind == "attraction"
            for k in range(3)
        ),
    ),
    "intercity": Findings(task="intercity", services=SERVICES),
    "travel": Findings(task="travel", travel=TRAVEL),
}


def on_record(place_id: str, title: str = "map", *, estimated: bool = False) -> Source:
    return Source(provider="test", record=place_id, title=title, as_of="2030-01", estimated=estimated)


def ref(place_id: str) -> PlaceRef:
    place = RECORDS[place_id]
    return PlaceRef(id=place.id, kind=place.kind, name=place.name, at=place.at, source=on_record(place_id))


def pay(category: Any, label: str, price: int | None, quantity: int, basis: Any = "person", *, source: Source) -> Charge:
    return Charge(
        category=category,
        label=label,
        unit_price=price,
        basis=basis,
        quantity=quantity,
        estimated=source.estimated,
        source=source,
    )


def leg(origin: str, destination: str, mode: Any, depart: str, arrive: str) -> Leg:
    move = TRAVEL.move(origin, destination, mode)
    assert move is not None
    fares = {
        "metro": pay("innercity", "地铁", 3, 2, source=ESTIMATE),
        "taxi": pay("innercity", "打车", 20, 1, "car", source=ESTIMATE),
    }
    return Leg(
        mode=mode,
        origin=origin,
        destination=destination,
        depart=depart,
        arrive=arrive,
        metres=move.metres,
        charge=fares.get(mode),
        source=ESTIMATE,
    )


def stop(kind: Any, place: str, start: str, end: str, way: Leg | None = None, *charges: Charge, **rest: Any) -> Stop:
    return Stop(kind=kind, place=ref(place), start=start, end=end, leg=way, charges=charges, **rest)


def admission(place: str, label: str, price: int, quantity: int) -> Charge:
    return pay("tickets", label, price, quantity, source=on_record(place, "notice"))


def meal(place: str, price: int) -> Charge:
    return pay("meals", "餐费", price, 3, source=on_record(place, estimated=True))


def breakfast() -> Stop:
    return stop("meal", "inn", "08:00", "08:40", None, pay("meals", "早餐", 25, 3, source=on_record("inn")), meal="breakfast")


def night() -> Night:
    charge = pay("lodging", "家庭房", 400, 1, "room_night", source=on_record("inn", estimated=True))
    return Night(hotel=ref("inn"), rooms=1, room_kind="family", charge=charge)


def fares() -> tuple[Charge, Charge]:
    return pay("intercity", "成人票", 200, 2, source=TIMETABLE), pay("intercity", "儿童免票", 0, 1, source=TIMETABLE)


def journey(direction: Any, service: str, start: str, end: str, depart: str, arrive: str) -> Journey:
    return Journey(
        direction=direction, service=service, mode="train", origin=ref(start), destination=ref(end), depart=depart, arrive=arrive
    )


DAYS = (
    (
        stop(
            "journey", "sea", "08:00", "10:00", None, *fares(), journey=journey("out", "t-out", "sea", "south", "08:00", "10:00")
        ),
        stop(
            "attraction",
            "museum",
            "11:00",
            "13:30",
            leg("south", "museum", "metro", "10:25", "10:50"),
            admission("museum", "成人票", 60, 2),
            admission("museum", "儿童免票", 0, 1),
            pay("meals", "馆内午餐", 35, 3, source=ASSUMED),
            meal="lunch",
        ),
        stop("attraction", "park", "14:00", "15:40", leg("museum", "park", "walk", "13:35", "13:50")),
        stop(
            "meal",
            "noodles",
            "17:30",
            "18:30",
            leg("park", "noodles", "walk", "17:00", "17:15"),
            meal("noodles", 40),
            meal="dinner",
        ),
        stop("hotel", "inn", "19:00", "24:00", leg("noodles", "inn", "walk", "18:35", "18:55")),
    ),
    (
        breakfast(),
        stop(
            "attraction",
            "temple",
            "09:30",
            "11:30",
            leg("inn", "temple", "metro", "08:50", "09:20"),
            admission("temple", "成人票", 30, 2),
            admission("temple", "儿童票", 15, 1),
        ),
        stop(
            "meal",
            "hotpot",
            "12:00",
            "13:00",
            leg("temple", "hotpot", "walk", "11:35", "11:55"),
            meal("hotpot", 90),
            meal="lunch",
        ),
        stop(
            "attraction",
            "science",
            "13:40",
            "16:00",
            leg("hotpot", "science", "walk", "13:05", "13:35"),
            admission("science", "成人票", 40, 2),
            admission("science", "儿童免票", 0, 1),
        ),
        stop(
            "meal",
            "fish",
            "17:30",
            "18:40",
            leg("science", "fish", "taxi", "16:30", "16:50"),
            meal("fish", 70),
            meal="dinner",
        ),
        stop("hotel", "inn", "19:20", "24:00", leg("fish", "inn", "walk", "18:45", "19:10")),
    ),
    (
        breakfast(),
        stop(
            "attraction",
            "tower",
            "09:30",
            "11:00",
            leg("inn", "tower", "walk", "08:45", "09:20"),
            admission("tower", "成人票", 50, 2),
            admission("tower", "儿童票", 25, 1),
        ),
        stop(
            "meal",
            "snacks",
            "11:20",
            "12:20",
            leg("tower", "snacks", "walk", "11:05", "11:15"),
            meal("snacks", 30),
            meal="lunch",
        ),
        stop(
            "journey",
            "south",
            "15:00",
            "17:00",
            leg("snacks", "south", "metro", "13:30", "14:00"),
            *fares(),
            journey=journey("back", "t-back", "south", "sea", "15:00", "17:00"),
        ),
    ),
)


def sheet(itinerary: Itinerary, limit: Decimal | None) -> BudgetSheet:
    """The plan's money, summed anew."""
    found: list[tuple[int, Charge]] = []
    for day in itinerary.days:
        charges = [charge for s in day.stops for charge in (*s.charges, *((s.leg.charge,) if s.leg and s.leg.charge else ()))]
        found += [(day.index, charge) for charge in (*charges, *((day.night.charge,) if day.night else ()))]
    sums: dict[Any, Decimal] = defaultdict(Decimal)
    lines = []
    for index, charge in found:
        cost = None if charge.unit_price is None else charge.unit_price * charge.quantity
        sums["total"] += cost or 0
        sums[charge.category] += cost or 0
        sums[index] += cost or 0
        lines.append(
            BudgetLine(
                day=index, category=charge.category, item=charge.label, charge=charge, amount=cost, estimated=charge.estimated
            )
        )
    total = sums["total"]
    unknown = tuple(line.item for line in lines if line.amount is None)
    verdict: Any = "no_limit"
    if limit is not None:
        verdict = "over" if total > limit else "within_known" if unknown else "within"
    return BudgetSheet(
        lines=lines,
        by_category={k: v for k, v in sums.items() if isinstance(k, str) and k != "total"},
        by_day=tuple(sums[day.index] for day in itinerary.days),
        total=total,
        unknown=unknown,
        limit=limit,
        verdict=verdict,
    )


@dataclass(frozen=True, kw_only=True, repr=False)
class Plan:
    """A plan with all that the verifier judges it by; ``but`` methods return changed copies."""

    request: TripRequest
    itinerary: Itinerary
    facts: Facts
    budget: BudgetSheet

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:
        printer.text("<a plan>")  # hypothesis would print all of it

    def but_request(self, **changes: Any) -> Plan:
        request = self.request.model_copy(update=changes)
        return replace(self, request=request, budget=sheet(self.itinerary, request.budget_total))

    def but_days(self, days: Iterable[Day]) -> Plan:
        itinerary = self.itinerary.model_copy(update={"days": tuple(days)})
        return replace(self, itinerary=itinerary, budget=sheet(itinerary, self.request.budget_total))

    def but_day(self, day: int, **changes: Any) -> Plan:
        days = list(self.itinerary.days)
        days[day - 1] = days[day - 1].model_copy(update=changes)
        return self.but_days(days)

    def but_stops(self, day: int, stops: Iterable[Stop]) -> Plan:
        return self.but_day(day, stops=tuple(stops))

    def stops(self, day: int) -> list[Stop]:
        return list(self.itinerary.days[day - 1].stops)

    def but_stop(self, day: int, position: int, **changes: Any) -> Plan:
        stops = self.stops(day)
        stops[position] = stops[position].model_copy(update=changes)
        return self.but_stops(day, stops)

    def but_leg(self, day: int, position: int, **changes: Any) -> Plan:
        way = self.stops(day)[position].leg
        assert way is not None
        return self.but_stop(day, position, leg=way.model_copy(update=changes))

    def but_journey(self, day: int, position: int, **changes: Any) -> Plan:
        ride = self.stops(day)[position].journey
        assert ride is not None
        return self.but_stop(day, position, journey=ride.model_copy(update=changes))

    def but_charge(self, day: int, position: int, number: int, **changes: Any) -> Plan:
        charges = list(self.stops(day)[position].charges)
        charges[number] = charges[number].model_copy(update=changes)
        return self.but_stop(day, position, charges=tuple(charges))

    def but_night(self, day: int, **changes: Any) -> Plan:
        slept = self.itinerary.days[day - 1].night
        assert slept is not None
        return self.but_day(day, night=slept.model_copy(update=changes))

    def but_budget(self, **changes: Any) -> Plan:
        return replace(self, budget=self.budget.model_copy(update=changes))

    def but_place(self, place_id: str, **changes: Any) -> Plan:
        """The same plan while the record says something else."""
        places = {**self.facts.places, place_id: self.facts.places[place_id].model_copy(update=changes)}
        return replace(self, facts=replace(self.facts, places=places))

    def but_facts(self, **changes: Any) -> Plan:
        return replace(self, facts=replace(self.facts, **changes))

    def without_places(self, kind: type) -> Plan:
        return self.but_facts(places={k: p for k, p in self.facts.places.items() if not isinstance(p, kind)})

    def checks(self, substitutes: Mapping[str, str | None] = {}) -> tuple[CheckResult, ...]:
        return verify(self.request, self.itinerary, self.budget, self.facts, substitutes=substitutes)

    def violated(self, substitutes: Mapping[str, str | None] = {}) -> set[str]:
        return {check.rule for check in self.checks(substitutes) if check.status == "violated"}


@pytest.fixture(scope="session")
def plan() -> Plan:
    """Three days in 云州 for two adults and a child of five; every rule holds."""
    party = Party(travellers=(Traveller(), Traveller(), Traveller(group="child", age=5)))
    request = TripRequest(text="x", origin=HOME, destination=CITY, start=START, days=3, party=party, budget=Budget(amount=5000))
    days = tuple(
        Day(index=k + 1, date=START.replace(day=START.day + k), stops=stops, night=night() if k < 2 else None)
        for k, stops in enumerate(DAYS)
    )
    itinerary = Itinerary(city=CITY, days=days)
    facts = Facts.gather(FINDINGS)
    return Plan(request=request, itinerary=itinerary, facts=facts, budget=sheet(itinerary, request.budget_total))
