"""A three days' plan in the small city, a reader of turns on it, and a short way to write edits down."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from xiake.agents.intake.edits.read import read_turn
from xiake.agents.intake.edits.reading import TurnReading
from xiake.domain.constraint import (
    AnyOf,
    Choice,
    Constraint,
    CostLimit,
    DayClock,
    HotelStars,
    JourneyClock,
    Near,
    RoomCount,
    VisitClock,
    VisitOrder,
)
from xiake.domain.edit import (
    Add,
    Adjust,
    ChangePace,
    ChangeTrip,
    Compare,
    Drop,
    Edit,
    Judge,
    Lock,
    Move,
    RefuseMemory,
    Replace,
    Shift,
    Target,
    Undo,
    Why,
    Wishes,
)
from xiake.domain.evidence import Source
from xiake.domain.gazetteer import CityName, Gazetteer, PlaceName, Term
from xiake.domain.geo import Coordinate
from xiake.domain.itinerary import Charge, Day, Itinerary, Meal, Night, PlaceRef, Stop
from xiake.domain.party import Party, Traveller
from xiake.domain.recalled import Recalled
from xiake.domain.request import Budget, TripRequest

TODAY = date(2026, 3, 2)
START = date(2026, 3, 7)
"""A Saturday."""

CITIES = (
    CityName(name="北京", name_en="Beijing", aliases=("帝都",)),
    CityName(name="上海", name_en="Shanghai", aliases=("魔都",)),
    CityName(name="天津", name_en="Tianjin", covered=False),
)
PLACES = (
    PlaceName(id="palace", kind="attraction", name="故宫博物院", name_en="Forbidden City", aliases=("故宫", "紫禁城")),
    PlaceName(id="science", kind="attraction", name="中国科学技术馆", name_en="Science Museum", aliases=("中国科技馆",)),
    PlaceName(id="heaven", kind="attraction", name="天坛公园", name_en="Temple of Heaven", aliases=("天坛",)),
    PlaceName(id="beihai", kind="attraction", name="北海公园", name_en="Beihai Park"),
    PlaceName(id="summer", kind="attraction", name="颐和园", name_en="Summer Palace"),
    PlaceName(id="lama", kind="attraction", name="雍和宫", name_en="Lama Temple"),
    PlaceName(id="zoo", kind="attraction", name="北京动物园", name_en="Beijing Zoo"),
    PlaceName(id="wall-1", kind="attraction", name="八达岭长城", name_en="Badaling Great Wall", aliases=("八达岭",)),
    PlaceName(id="wall-2", kind="attraction", name="慕田峪长城", name_en="Mutianyu Great Wall", aliases=("慕田峪",)),
    PlaceName(id="studio", kind="attraction", name="环球影城", name_en="Universal Studios"),
    PlaceName(id="duck", kind="restaurant", name="全聚德(前门店)", name_en="Quanjude"),
    PlaceName(id="noodle", kind="restaurant", name="海碗居", name_en="Haiwanju"),
    PlaceName(id="lamb", kind="restaurant", name="东来顺", name_en="Donglaishun"),
    PlaceName(id="peace", kind="hotel", name="和平饭店", name_en="Peace Hotel"),
    PlaceName(id="lake", kind="hotel", name="什刹海小院", name_en="Lakeside Courtyard"),
    PlaceName(id="wang", kind="area", name="王府井", name_en="Wangfujing", radius_km=1.2),
)
TERMS = (
    Term(family="attraction", word="博物馆", en="Museum", synonyms=("博物院", "museum", "museums")),
    Term(family="attraction", word="公园", en="Park", synonyms=("park", "parks")),
    Term(family="attraction", word="动物园", en="Zoo", synonyms=("zoo", "动物")),
    Term(family="attraction", word="宗教场所", en="Temple", synonyms=("寺庙", "temple")),
    Term(family="attraction", word="商业街区", en="Shopping", synonyms=("购物", "shopping")),
    Term(family="attraction", word="亲子", en="Family-friendly"),
    Term(family="cuisine", word="烤鸭", en="Roast duck", synonyms=("Peking duck",)),
    Term(family="cuisine", word="火锅", en="Hotpot", synonyms=("hotpot", "涮羊肉")),
    Term(family="cuisine", word="川菜", en="Sichuan cuisine", synonyms=("Sichuan", "Sichuan food")),
    Term(family="cuisine", word="海鲜", en="Seafood", synonyms=("seafood",)),
    Term(family="hotel_feature", word="泳池", en="Swimming pool", synonyms=("游泳池", "pool")),
    Term(family="hotel_feature", word="近地铁", en="Near the metro", synonyms=("地铁口", "near metro", "subway")),
    Term(family="hotel_feature", word="民宿", en="Homestay", synonyms=("homestay",)),
)
GAZETTEERS = {
    "北京": Gazetteer(city="北京", places=PLACES, terms=TERMS),
    "上海": Gazetteer(city="上海", places=(), terms=TERMS),
}
KINDS = {"science": ("博物馆",), "palace": ("历史古迹",), "zoo": ("动物园",), "duck": ("烤鸭",)}
SOURCE = Source(provider="test", title="made up", as_of="2026-01")


def _ref(place: str) -> PlaceRef:
    name = next(p for p in PLACES if p.id == place)
    return PlaceRef(
        id=place, kind=name.kind, name=name.name, name_en=name.name_en, at=Coordinate(lat=39.9, lon=116.4), source=SOURCE
    )


def _visit(place: str, start: int, end: int) -> Stop:
    return Stop(kind="attraction", place=_ref(place), start=start, end=end)


def _meal(place: str, start: int, meal: Meal) -> Stop:
    return Stop(kind="meal", place=_ref(place), start=start, end=start + 60, meal=meal)


def _day(index: int, *stops: Stop, night: bool = True) -> Day:
    charge = Charge(category="lodging", label="room", unit_price=Decimal(500), basis="room_night", quantity=1, source=SOURCE)
    bed = Night(hotel=_ref("peace"), rooms=1, room_kind="double", charge=charge) if night else None
    return Day(index=index, date=START + timedelta(days=index - 1), stops=stops, night=bed)


PLAN = Itinerary(
    city="北京",
    days=(
        _day(
            1, _visit("heaven", 540, 660), _meal("noodle", 720, "lunch"), _visit("zoo", 840, 990), _meal("duck", 1080, "dinner")
        ),
        _day(
            2,
            _visit("palace", 510, 750),
            _meal("noodle", 760, "lunch"),
            _visit("science", 840, 1020),
            _meal("lamb", 1080, "dinner"),
        ),
        _day(3, _visit("summer", 540, 720), _meal("noodle", 730, "lunch"), _visit("lama", 840, 930), night=False),
    ),
)
REQUEST = TripRequest(
    text="从上海去北京三天，两大一小，孩子6岁，预算5000，不吃辣",
    origin="上海",
    destination="北京",
    start=START,
    days=3,
    party=Party(travellers=(Traveller(), Traveller(), Traveller(group="child", age=6))),
    budget=Budget(amount=Decimal(5000)),
    constraints=(
        Choice(subject="restaurant", attribute="spice", op="none_of", values=("hot",), quote="不吃辣"),
        HotelStars(least=3, most=3, quote="三星级"),
    ),
    recalled=(Recalled(item="m1", text="我们喜欢博物馆", kind="preference"),),
)


def turn(text: str, **more: Any) -> TurnReading:
    """Read a turn on the plan, on Monday, 2 March 2026."""
    given = {"request": REQUEST, "itinerary": PLAN, "kinds": KINDS} | more
    return read_turn(text, cities=CITIES, gazetteer_of=GAZETTEERS.get, today=TODAY, **given)


def part(target: Target) -> str:
    """``[d2 morning @palace]``."""
    said = [f"d{target.day}" if target.day else "", target.part or "", target.meal or target.direction or ""]
    said.append("" if target.meal or target.direction or target.places else target.subject or "")
    return "[" + " ".join([*filter(None, said), *(f"@{place}" for place in target.places)]) + "]"


def wish(constraint: Constraint) -> str:
    """A wish in a word or two."""
    match constraint:
        case Choice():
            return ("!" if constraint.op == "none_of" else "") + "|".join(constraint.values)
        case CostLimit():
            return f"{constraint.category}/{constraint.per}<={constraint.amount:.0f}"
        case Near():
            return f"near {constraint.place}"
        case HotelStars():
            return f"{constraint.least}-{constraint.most} stars"
        case RoomCount():
            return f"{constraint.count} rooms"
        case DayClock():
            return f"out {constraint.earliest or ''}-{constraint.latest or ''}"
        case JourneyClock():
            return f"{constraint.direction} {constraint.event} {constraint.not_before or ''}-{constraint.not_after or ''}"
        case VisitClock():
            return f"{constraint.place}>={constraint.at_least}"
        case VisitOrder():
            return f"{constraint.first}<{constraint.then}"
        case AnyOf():
            return "any"
    return constraint.type


def _wishes(wishes: tuple[Constraint, ...], sign: str = "~") -> list[str]:
    return [sign + wish(constraint) for constraint in wishes if constraint.origin == "quoted"]


def brief(edit: Edit) -> str:
    """An edit in one short line, without its quote."""
    match edit:
        case Replace():
            return " ".join(["replace", part(edit.target), *edit.by, *_wishes(edit.wishes)])
        case Drop():
            return f"drop {part(edit.target)}" + (" free" if edit.leave_free else "")
        case Add():
            when = [f"d{edit.day}" if edit.day else "", edit.part or "", str(edit.start or "")]
            return " ".join(["add", *edit.places, *_wishes(edit.wishes), *filter(None, when)])
        case Move() if edit.swap:
            return f"swap {part(edit.target)} {part(edit.swap)}"
        case Move():
            when = [f"d{edit.day}" if edit.day else "", edit.part or "", str(edit.start or "")]
            return " ".join(["move", part(edit.target), *filter(None, when)])
        case Lock():
            return f"{'lock' if edit.locked else 'unlock'} {part(edit.target)}"
        case Adjust():
            amounts = [f"by {edit.by}" if edit.by else "", f"to {edit.to}" if edit.to else ""]
            return " ".join([edit.how, part(edit.target), *filter(None, amounts)])
        case Shift():
            more = ["end" if edit.edge == "end" else "", f"by {edit.minutes}" if edit.minutes else "", str(edit.clock or "")]
            return " ".join([edit.how, part(edit.target), *filter(None, more)])
        case ChangePace():
            return f"{edit.how or edit.pace}" + (f" d{edit.day}" if edit.day else "")
        case ChangeTrip():
            return "trip " + " ".join(_slots(edit))
        case Wishes():
            return " ".join(["wishes", *_wishes(edit.added, "+"), *(f"-{wish(one)}" for one in edit.removed)])
        case Undo():
            return "redo" if edit.redo else f"undo {edit.version or ''}".strip()
        case Compare():
            return f"compare {edit.one or ''} {edit.other or ''}".strip()
        case Why():
            return " ".join(["why", edit.about, part(edit.target), *(f"no {place}" for place in edit.absent)])
        case RefuseMemory():
            return " ".join(["refuse", *edit.items])
        case Judge():
            return f"{'like' if edit.liked else 'dislike'} {part(edit.target)}"


def _slots(edit: ChangeTrip) -> list[str]:
    told = []
    if edit.budget:
        told.append(f"budget={edit.budget.amount:.0f}" + ("/person" if edit.budget.scope == "person" else ""))
    for name in ("budget_by", "days", "days_by", "start", "origin", "destination"):
        if (value := getattr(edit, name)) is not None:
            told.append(f"{name}={value}")
    if edit.without_budget:
        told.append("no-budget")
    if edit.party:
        told.append("party=" + ",".join(f"{p.group}{p.age or ''}" for p in edit.party.travellers))
    return told
