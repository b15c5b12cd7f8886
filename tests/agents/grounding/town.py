"""The made-up city of the trips with the records behind one of its plans."""

from __future__ import annotations

from xiake.agents.grounding.collect import evidence_of
from xiake.agents.grounding.evidence import Evidence
from xiake.domain.gazetteer import CityName, Gazetteer, PlaceName, Term
from xiake.domain.hours import OpeningHours
from xiake.domain.language import Language
from xiake.domain.place import Attraction, Booking, Hotel, NearestMetro, Restaurant
from xiake.domain.ticket import Ticket

from tests import trips

_RECORD = {
    "city": "云州",
    "provider": "world",
    "source": "云州文旅局 www.yunzhou.example.cn",
    "as_of": "2026-01",
    "district": "湖西区",
}

MUSEUM = Attraction(
    **_RECORD,
    id=trips.MUSEUM.id,
    name=trips.MUSEUM.name,
    name_en=trips.MUSEUM.name_en,
    aliases=("云博",),
    at=trips.MUSEUM.at,
    metro=NearestMetro(station="博物馆站", walk_minutes=6),
    kinds=("博物馆", "亲子"),
    dwell=(120, 240),
    renown=90,
    hours=OpeningHours.model_validate(
        {
            "rules": [{"days": "Tu-Su", "open": "09:00-17:30", "last_entry": "16:45"}],
            "source": "官网（周一闭馆）",
            "as_of": "2026",
        }
    ),
    ticket=Ticket.model_validate(
        {
            "fares": [{"adult": 60}],
            "concessions": [{"under_age": 7, "pays": 0, "note": "7岁以下免费", "note_en": "Free under 7 years"}],
            "source": "公告",
            "as_of": "2026",
        }
    ),
    booking=Booking(required=True, opens_days_before=5, note="公众号提前5天实名预约", note_en="Real-name booking 5 days ahead"),
    tips="三楼的恐龙厅最受孩子喜欢。",
    tips_en="Children love the dinosaur hall on the third floor.",
)
LAKE = Attraction(
    **_RECORD,
    id=trips.LAKE.id,
    name=trips.LAKE.name,
    name_en=trips.LAKE.name_en,
    aliases=("镜湖",),
    at=trips.LAKE.at,
    kinds=("湖泊",),
    dwell=(60, 120),
    renown=70,
    tips="日落时湖面最美。",
    tips_en="The lake is loveliest at sunset.",
)
TOWER = Attraction(
    **_RECORD,
    id=trips.TOWER.id,
    name=trips.TOWER.name,
    name_en="Riverview Tower",
    at=trips.TOWER.at,
    kinds=("历史古迹",),
    dwell=(60, 90),
    renown=60,
)
NOODLES = Restaurant(
    **_RECORD,
    id=trips.NOODLES.id,
    name=trips.NOODLES.name,
    name_en=trips.NOODLES.name_en,
    at=trips.NOODLES.at,
    cuisine=("面馆",),
    dishes=("牛肉面",),
    per_person=40,
)
BAR = Restaurant(
    **_RECORD, id=trips.BAR.id, name=trips.BAR.name, name_en=trips.BAR.name_en, at=trips.BAR.at, cuisine=("烧烤",), per_person=80
)
INN = Hotel(
    **_RECORD,
    id=trips.INN.id,
    name=trips.INN.name,
    name_en=trips.INN.name_en,
    at=trips.INN.at,
    stars=4,
    nightly=480,
    features=("泳池",),
)
RECORDS = (MUSEUM, LAKE, TOWER, NOODLES, BAR, INN)

GAZETTEER = Gazetteer(
    city="云州",
    places=(
        *(PlaceName(id=r.id, kind=r.kind, name=r.name, name_en=r.name_en, aliases=r.aliases) for r in RECORDS),
        PlaceName(id="w-a-temple", kind="attraction", name="青云寺", name_en="Qingyun Temple"),
        PlaceName(id="w-a-zoo", kind="attraction", name="云州动物园", name_en="Yunzhou Zoo"),
        PlaceName(id="w-h-grand", kind="hotel", name="金湖大酒店", name_en="Golden Lake Hotel"),
    ),
    terms=(
        Term(family="attraction", word="博物馆", en="museum"),
        Term(family="attraction", word="湖泊", en="lake"),
        Term(family="cuisine", word="烧烤", en="barbecue"),
    ),
)
CITIES = (
    CityName(name="云州", name_en="Yunzhou"),
    CityName(name="海城", name_en="Haicheng"),
    CityName(name="雁州", name_en="Yanzhou"),
)
NOTES = ("云州博物馆：须提前预约（实名）",)


def evidence(language: Language = "zh") -> Evidence:
    """Two days: a train, a museum with lunch inside, a lake, a grill; a tower of unknown price, noodles."""
    trip = trips.planned(language)
    assert trip.itinerary is not None
    return evidence_of(trip.request, trip.itinerary, trip.budget, RECORDS, NOTES, cities=CITIES, gazetteer=GAZETTEER)
