"""A small city to read requests against, and a reader of requests."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from xiake.agents.intake.read import read_request
from xiake.domain.errors import BadRequest, InputProblem
from xiake.domain.gazetteer import CityName, Gazetteer, PlaceName, Term
from xiake.domain.request import TripRequest

MONDAY = date(2026, 3, 2)

CITIES = (
    CityName(name="北京", name_en="Beijing", aliases=("帝都", "Peking")),
    CityName(name="上海", name_en="Shanghai", aliases=("魔都",)),
    CityName(name="南京", name_en="Nanjing"),
    CityName(name="苏州", name_en="Suzhou"),
    CityName(name="天津", name_en="Tianjin", covered=False),
    CityName(name="西安", name_en="Xi'an", aliases=("xian",), covered=False),
    CityName(name="拉萨", name_en="Lhasa", covered=False),
)

PLACES = (
    PlaceName(
        id="a-palace", kind="attraction", name="故宫博物院", name_en="Forbidden City", aliases=("故宫", "紫禁城", "gugong")
    ),
    PlaceName(
        id="a-science",
        kind="attraction",
        name="中国科学技术馆",
        name_en="China Science and Technology Museum",
        aliases=("中国科技馆",),
    ),
    PlaceName(id="a-heaven", kind="attraction", name="天坛公园", name_en="Temple of Heaven", aliases=("天坛",)),
    PlaceName(id="a-earth", kind="attraction", name="地坛公园", name_en="Ditan Park", aliases=("地坛",)),
    PlaceName(id="a-summer", kind="attraction", name="颐和园", name_en="Summer Palace"),
    PlaceName(id="a-lama", kind="attraction", name="雍和宫", name_en="Lama Temple"),
    PlaceName(id="a-wall-1", kind="attraction", name="八达岭长城", name_en="Badaling Great Wall", aliases=("八达岭",)),
    PlaceName(id="a-wall-2", kind="attraction", name="慕田峪长城", name_en="Mutianyu Great Wall", aliases=("慕田峪",)),
    PlaceName(id="a-lane", kind="attraction", name="南锣鼓巷", name_en="Nanluoguxiang"),
    PlaceName(id="a-fish", kind="attraction", name="蓝海水族馆", name_en="Blue Aquarium"),
    PlaceName(id="r-duck-1", kind="restaurant", name="全聚德(前门店)", name_en="Quanjude (Qianmen)"),
    PlaceName(id="r-duck-2", kind="restaurant", name="全聚德(王府井店)", name_en="Quanjude (Wangfujing)"),
    PlaceName(id="r-noodle", kind="restaurant", name="海碗居", name_en="Haiwanju"),
    PlaceName(id="r-dot", kind="restaurant", name="青瓦·小院(前门店)"),
    PlaceName(id="h-peace", kind="hotel", name="和平饭店", name_en="Peace Hotel"),
    PlaceName(id="h-lake", kind="hotel", name="什刹海小院", name_en="Lakeside Courtyard"),
    PlaceName(id="z-centre", kind="area", name="市中心", name_en="City centre", aliases=("downtown", "城里"), radius_km=5),
    PlaceName(id="z-wang", kind="area", name="王府井", name_en="Wangfujing", radius_km=1.2),
    PlaceName(id="s-south", kind="station", name="北京南站", name_en="Beijing South Railway Station"),
)

TERMS = (
    Term(family="attraction", word="博物馆", en="Museum", synonyms=("博物院", "museum", "museums")),
    Term(
        family="attraction",
        word="历史古迹",
        en="Historic site",
        synonyms=("古迹", "历史", "历史文化", "history", "historic sites"),
    ),
    Term(family="attraction", word="公园", en="Park", synonyms=("park", "parks")),
    Term(family="attraction", word="自然风光", en="Nature", synonyms=("爬山", "湖", "nature", "hiking")),
    Term(family="attraction", word="老街古镇", en="Old street", synonyms=("胡同", "hutong", "hutongs")),
    Term(family="attraction", word="动物园", en="Zoo", synonyms=("水族馆", "aquarium")),
    Term(family="attraction", word="宗教场所", en="Temple", synonyms=("寺庙", "寺", "temple", "temples")),
    Term(family="attraction", word="亲子", en="Family-friendly", synonyms=("亲子游", "family")),
    Term(family="cuisine", word="烤鸭", en="Roast duck", synonyms=("Peking duck", "北京烤鸭")),
    Term(family="cuisine", word="火锅", en="Hotpot", synonyms=("hotpot",)),
    Term(family="cuisine", word="川菜", en="Sichuan cuisine", synonyms=("Sichuan", "Sichuan food")),
    Term(family="cuisine", word="清真菜", en="Halal", synonyms=("清真", "halal")),
    Term(family="cuisine", word="素食", en="Vegetarian", synonyms=("vegetarian",)),
    Term(family="restaurant_tag", word="老字号", en="Time-honoured brand"),
    Term(family="restaurant_tag", word="平价", en="Inexpensive", synonyms=("便宜", "cheap")),
    Term(family="hotel_feature", word="泳池", en="Swimming pool", synonyms=("游泳池", "pool", "swimming pool")),
    Term(family="hotel_feature", word="健身房", en="Gym", synonyms=("gym",)),
    Term(family="hotel_feature", word="近地铁", en="Near the metro", synonyms=("地铁口", "near metro", "subway")),
    Term(family="hotel_feature", word="青年旅舍", en="Hostel", synonyms=("青旅", "hostel")),
    Term(family="hotel_feature", word="亲子", en="Family-friendly", synonyms=("亲子酒店", "kids")),
)

GAZETTEERS = {
    "北京": Gazetteer(city="北京", places=PLACES, terms=TERMS),
    "上海": Gazetteer(
        city="上海",
        places=(PlaceName(id="a-road", kind="attraction", name="南京路步行街", name_en="Nanjing Road", aliases=("南京路",)),),
        terms=TERMS,
    ),
}

Reader = Callable[[str], TripRequest]


@pytest.fixture
def read() -> Reader:
    """Reads a request on Monday, 2 March 2026."""
    return lambda text: read_request(text, cities=CITIES, gazetteer_of=GAZETTEERS.get, today=MONDAY)


@pytest.fixture
def refuse(read: Reader) -> Callable[[str], tuple[InputProblem, ...]]:
    """What is wrong with a request that must be refused."""

    def problems(text: str) -> tuple[InputProblem, ...]:
        with pytest.raises(BadRequest) as caught:
            read(text)
        return caught.value.problems

    return problems
