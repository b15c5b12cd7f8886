"""Hand-built answers of the planner: two days in a made-up city, and the other endings a run can have."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from xiake.domain.admission import Admission
from xiake.domain.budget import BudgetLine, BudgetSheet
from xiake.domain.check import CheckResult
from xiake.domain.constraint import COST_CATEGORIES, Choice, CostCategory
from xiake.domain.evidence import Source
from xiake.domain.geo import Coordinate
from xiake.domain.itinerary import Charge, Day, Itinerary, Journey, Leg, Night, PlaceRef, Stop
from xiake.domain.language import Language
from xiake.domain.party import Party, Traveller
from xiake.domain.place import PlaceKind
from xiake.domain.request import Budget, Provenance, Question, TripRequest
from xiake.domain.task import Gap, SubTask, TaskGraph
from xiake.planner.export.proof import gap_note
from xiake.planner.trip import Conflict, Substitution, Trip, WayOut

START = date(2026, 5, 2)
"""A Saturday."""
RULES = Source(provider="world", record="rules", title="Fare rules", as_of="2026-01", estimated=True)


def place(
    place_id: str, kind: PlaceKind, name: str, name_en: str | None = None, *, title: str | None = None, as_of: str = "2026-01"
) -> PlaceRef:
    """A place whose record names its source."""
    source = Source(provider="world", record=place_id, title=title or f"{name} notice", as_of=as_of)
    return PlaceRef(
        id=place_id, kind=kind, name=name, name_en=name_en, district="湖西区", at=Coordinate(lat=30.01, lon=120.02), source=source
    )


STATION = place("w-s-south", "station", "云州南站", "Yunzhou South Railway Station")
HOME_STATION = place("w-s-home", "station", "海城站", "Haicheng Railway Station")
MUSEUM = place("w-a-museum", "attraction", "云州博物馆", "Yunzhou Museum")
LAKE = place("w-a-lake", "attraction", "镜湖|西岸", "Mirror Lake | West")
TOWER = place("w-a-tower", "attraction", "望江楼")
NOODLES = place("w-r-noodles", "restaurant", "老街面馆(湖滨店)", "Old Street Noodles (Lakeside)")
BAR = place("w-r-bar", "restaurant", "夜市烧烤", "Night Market Grill")
INN = place("w-h-inn", "hotel", "云州饭店", "Yunzhou Hotel")


def admission(to: PlaceRef, **fields: Any) -> Admission:
    """A visit on the first day that must be booked."""
    return Admission(place=to, day=START, **fields)


def charge(
    category: CostCategory, label: str, price: str | None, quantity: int = 1, basis: Any = "person", *, estimated: bool = False
) -> Charge:
    """Something to pay."""
    unit_price = None if price is None else Decimal(price)
    source = RULES if estimated else Source(provider="world", record=label, title="Price list", as_of="2026-01")
    return Charge(
        category=category, label=label, unit_price=unit_price, basis=basis, quantity=quantity, estimated=estimated, source=source
    )


def leg(
    mode: Any, origin: PlaceRef, destination: PlaceRef, depart: str, arrive: str, metres: int, fare: str | None = None
) -> Leg:
    """A way between two places."""
    cost = charge("innercity", "taxi" if mode == "taxi" else "metro", fare, 1, "car", estimated=True) if fare else None
    return Leg(
        mode=mode,
        origin=origin.id,
        destination=destination.id,
        depart=depart,
        arrive=arrive,
        metres=metres,
        charge=cost,
        source=RULES,
    )


def itinerary() -> Itinerary:
    """A train, a museum with lunch inside, a lake, a grill past midnight, a night; a tower of unknown price, and noodles."""
    ride = Journey(
        direction="out",
        service="t1",
        mode="train",
        number="G7",
        origin=HOME_STATION,
        destination=STATION,
        depart="07:00",
        arrive="09:10",
        timetabled=True,
    )
    first = (
        Stop(
            kind="journey",
            place=HOME_STATION,
            start="07:00",
            end="09:10",
            journey=ride,
            charges=(charge("intercity", "train adult", "150.50", 2, estimated=True),),
        ),
        Stop(
            kind="attraction",
            place=MUSEUM,
            start="10:00",
            end="14:30",
            meal="lunch",
            leg=leg("metro", STATION, MUSEUM, "09:25", "09:50", 8400, "8"),
            charges=(
                charge("tickets", "adult", "60", 2),
                charge("tickets", "child", "0", 1),
                charge("meals", "meal", "60", 3, estimated=True),
            ),
            notes=("Leave *bags* at the gate; <no> food.",),
        ),
        Stop(
            kind="attraction",
            place=LAKE,
            start="14:45",
            end="16:30",
            leg=leg("walk", MUSEUM, LAKE, "14:30", "14:45", 900),
            charges=(charge("tickets", "adult", "0", 3),),
        ),
        Stop(
            kind="meal",
            meal="dinner",
            place=BAR,
            start="23:10",
            end="24:40",
            leg=leg("taxi", LAKE, BAR, "22:50", "23:05", 5200, "21.50"),
            charges=(charge("meals", "meal", "80", 3, estimated=True),),
        ),
        Stop(kind="hotel", place=INN, start="24:50", end="24:50", leg=leg("walk", BAR, INN, "24:40", "24:50", 600)),
    )
    second = (
        Stop(
            kind="meal",
            meal="breakfast",
            place=INN,
            start="08:30",
            end="09:10",
            charges=(charge("meals", "breakfast", "20", 3, estimated=True),),
        ),
        Stop(
            kind="attraction",
            place=TOWER,
            start="10:00",
            end="11:30",
            leg=leg("walk", INN, TOWER, "09:10", "09:35", 1700),
            charges=(charge("tickets", "adult", None, 2),),
        ),
        Stop(
            kind="meal",
            meal="lunch",
            place=NOODLES,
            start="12:00",
            end="13:00",
            leg=leg("walk", TOWER, NOODLES, "11:30", "11:40", 700),
            charges=(charge("meals", "meal", "40", 3, estimated=True),),
        ),
    )
    night = Night(
        hotel=INN, rooms=1, room_kind="family", charge=charge("lodging", "family room", "480", 1, "room_night", estimated=True)
    )
    return Itinerary(
        city="云州",
        days=(Day(index=1, date=START, stops=first, night=night), Day(index=2, date=date(2026, 5, 3), stops=second)),
    )


def sheet(plan: Itinerary, limit: str | None = "3000") -> BudgetSheet:
    """The money of a plan with a reserve of 50."""
    lines: list[BudgetLine] = []

    def add(day: int | None, name: str, item: Charge) -> None:
        lines.append(
            BudgetLine(
                day=day,
                category=item.category,
                item=f"{name} {item.label}",
                charge=item,
                amount=item.amount,
                estimated=item.estimated,
            )
        )

    for day in plan.days:
        for stop in day.stops:
            for item in (*([stop.leg.charge] if stop.leg and stop.leg.charge else []), *stop.charges):
                add(day.index, stop.name, item)
        if day.night:
            add(day.index, day.night.hotel.name, day.night.charge)
    add(None, "", charge("reserve", "reserve", "50", 1, "total", estimated=True))
    known = [(line.day, line.category, line.amount) for line in lines if line.amount is not None]
    total = sum((amount for _, _, amount in known), Decimal(0))
    unknown = tuple(line.item for line in lines if line.amount is None)
    verdict: Any = "no_limit"
    if limit is not None:
        verdict = "over" if total > Decimal(limit) else "within_known" if unknown else "within"
    return BudgetSheet(
        lines=tuple(lines),
        by_category={c: sum((amount for _, other, amount in known if other == c), Decimal(0)) for c in COST_CATEGORIES},
        by_day=tuple(sum((amount for index, _, amount in known if index == day.index), Decimal(0)) for day in plan.days),
        total=total,
        unknown=unknown,
        limit=None if limit is None else Decimal(limit),
        verdict=verdict,
    )


def request(language: Language = "zh", **changes: Any) -> TripRequest:
    """Two adults and a child of five, two days from a Saturday."""
    text = "五一带孩子去云州两天" if language == "zh" else "Two days in Yunzhou with a child of five"
    quote = "云州" if language == "zh" else "yunzhou"
    fields: dict[str, Any] = {
        "text": text,
        "language": language,
        "origin": "海城",
        "destination": "云州",
        "destination_en": "Yunzhou",
        "start": START,
        "days": 2,
        "party": Party(travellers=(Traveller(), Traveller(), Traveller(group="child", age=5))),
        "budget": Budget(amount=Decimal(3000)),
        "constraints": (
            Choice(subject="attraction", attribute="place", op="all_of", values=(MUSEUM.id,), labels=("云州博物馆",), quote="x"),
            Choice(subject="hotel", attribute="feature", op="any_of", values=("泳池",), labels=("泳池",), strength="soft"),
        ),
        "provenance": {
            "destination": Provenance(origin="quoted", quote=quote),
            "party": Provenance(origin="default", note="PARTY ASSUMED"),
            "start": Provenance(origin="quoted", quote="五一", note="START READ"),
        },
        "unresolved": ("NOT READ",),
        **changes,
    }
    return TripRequest(**fields)


def tasks() -> TaskGraph:
    """Two subtasks, the second of which needs the first."""
    return TaskGraph(
        tasks=(
            SubTask(id="sights", goal="FIND SIGHTS", trade="sights", capability="attractions"),
            SubTask(id="lodging", goal="FIND HOTELS", trade="lodging", capability="hotels", needs=("sights",)),
        )
    )


def planned(language: Language = "zh", **changes: Any) -> Trip:
    """A plan with one unknown price, a check of each sort, notes and sources."""
    plan = itinerary()
    sources = dict.fromkeys(
        source
        for day in plan.days
        for stop in day.stops
        for source in (stop.place.source, *(item.source for item in stop.charges), *([stop.leg.source] if stop.leg else []))
    )
    fields: dict[str, Any] = {
        "run": "run1",
        "status": "ok",
        "request": request(language),
        "tasks": tasks(),
        "itinerary": plan,
        "budget": sheet(plan),
        "checks": (
            CheckResult(rule="opening_hours", status="satisfied", message="OPEN"),
            CheckResult(rule="wish.choice", status="violated", message="NO POOL", soft=True, wish=1),
            CheckResult(rule="price", status="unverifiable", message="PRICE UNKNOWN"),
            CheckResult(rule="price", status="unverifiable", message="PRICE UNKNOWN"),
        ),
        "sources": tuple(sources),
        "admissions": (admission(MUSEUM, opens=date(2026, 4, 25), real_name=True, note="ON THE SITE"),),
        "notes": ("BOOK THE MUSEUM",),
        "seconds": 1.25,
        **changes,
    }
    return Trip(**fields)


def substituted(language: Language = "zh") -> Trip:
    """A plan whose must-see was sold out."""
    swap = Substitution(wish=0, place="w-a-gone", by=MUSEUM.id, reason="SOLD OUT, MUSEUM INSTEAD")
    check = CheckResult(rule="wish.choice", status="violated", message="MUST-SEE MISSING", wish=0)
    return planned(language, status="degraded", substitutions=(swap,), notes=(swap.reason, "OTHER NOTE"), checks=(check,))


def lacking(language: Language = "zh") -> Trip:
    """A plan without a hotel, as none could be looked up, and without a dinner; its notes repeat the gaps."""
    gap = Gap(capability="hotels", code="timeout", message="NO ANSWER")
    note = gap_note(gap, language)
    check = CheckResult(rule="meals", status="violated", message="NO DINNER", day=1)
    return planned(language, status="degraded", gaps=(gap, gap), notes=(check.message, note, "OTHER NOTE"), checks=(check,))


def asking(language: Language = "zh") -> Trip:
    """A run that ended with questions."""
    questions = (
        Question(slot="destination", text="WHERE TO?", options=("云州", "海城")),
        Question(slot="party", text="HOW MANY?", default="two"),
    )
    wanted = request(language, destination=None, start=None, questions=questions)
    return Trip(run="run2", status="needs_input", request=wanted, questions=questions)


def impossible(language: Language = "zh") -> Trip:
    """A run that ended with a conflict."""
    conflict = Conflict(
        wishes=("FIVE STARS", "BUDGET 100"),
        explanation="AT LEAST ¥980",
        ways_out=(WayOut(text="RAISE TO ¥980", cost=Decimal(980)), WayOut(text="FEWER STARS")),
    )
    return Trip(run="run3", status="infeasible", request=request(language), conflict=conflict)
