"""Wishes that no word of the vocabulary names: what they mean, and that nothing is made up."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from xiake.agents.intake.meaning import Meanings, settle
from xiake.agents.intake.read import read_request
from xiake.domain.constraint import Choice, RoomCount
from xiake.domain.gazetteer import CityName, Gazetteer, PlaceName, Term
from xiake.domain.request import TripRequest

_FEATURES = (
    "泳池",
    "儿童泳池",
    "影音房",
    "豪华影音房",
    "电竞房",
    "儿童乐园",
    "江河景房",
    "健身室",
    "厨房",
    "拍照出片",
    "棋牌室",
    "情侣房",
)
_CUISINES = ("火锅", "咖啡店", "茶馆/茶室", "本帮菜", "江浙菜", "西餐", "小吃")
_KINDS = ("历史古迹", "人文景观", "自然风光", "商业街区", "博物馆/纪念馆", "文化旅游区")
_FAMILIES = (("hotel_feature", _FEATURES), ("cuisine", _CUISINES), ("attraction", _KINDS))
TERMS = tuple(Term(family=family, word=word, en=word) for family, words in _FAMILIES for word in words)
CITIES = (
    CityName(name="上海", name_en="Shanghai", cuisines=("本帮菜",)),
    CityName(name="杭州", name_en="Hangzhou", cuisines=("杭帮菜", "江浙菜")),
    CityName(name="南京", name_en="Nanjing", covered=False),
)
PLACES = (
    PlaceName(id="a-panda", kind="attraction", name="上海熊猫之家", aliases=("熊猫",)),
    PlaceName(id="a-street", kind="attraction", name="临河路步行街"),
    PlaceName(id="a-park", kind="attraction", name="上海星光度假区"),
    PlaceName(id="a-tower", kind="attraction", name="云顶塔"),
    PlaceName(id="h-one", kind="hotel", name="青禾酒店(上海云顶塔会展店)"),
    PlaceName(id="h-two", kind="hotel", name="青禾酒店(上海临河新城店)"),
    PlaceName(id="h-three", kind="hotel", name="青禾酒店(上海机场店)"),
    PlaceName(id="h-alone", kind="hotel", name="白鹭山房(上海云顶塔店)"),
    PlaceName(id="r-one", kind="restaurant", name="老灶房(临河路店)"),
    PlaceName(id="r-two", kind="restaurant", name="老灶房(机场店)"),
    *(PlaceName(id=f"a-museum-{n}", kind="attraction", name=f"上海{what}博物馆") for n, what in enumerate("纸船灯钟")),
    PlaceName(id="a-museum", kind="attraction", name="上海博物馆", aliases=("博物馆",)),
)


@pytest.fixture
def read() -> Callable[[str], TripRequest]:
    """Reads a wish of two people who go to Shanghai."""

    def reader(wish: str, city: str = "上海") -> TripRequest:
        gazetteer = Gazetteer(city=city, places=PLACES, terms=TERMS)
        text = f"当前位置南京。我们两个人想去{city}玩3天，{wish}，请给我们一个旅行规划。"
        return read_request(text, cities=CITIES, gazetteer_of=lambda name: gazetteer, today=date(2026, 3, 2))

    return reader


def wished(request: TripRequest) -> list[tuple[str, str, str]]:
    """Subject, operation and values of every quoted choice."""
    return [(w.subject, w.op, "|".join(w.values)) for w in request.constraints if isinstance(w, Choice) and w.origin == "quoted"]


@pytest.mark.parametrize(
    ("words", "feature"),
    [
        ("酒店要可以看电影", "影音房"),
        ("酒店最好能打游戏", "电竞房"),
        ("住的地方要能自己做饭", "厨房"),
        ("酒店要有带孩子玩的地方", "儿童乐园"),
        ("酒店要能游泳", "泳池"),
        ("酒店得有孩子游泳的池子", "儿童泳池"),
        ("想住能看到江景的酒店", "江河景房"),
        ("找个能锻炼身体的酒店", "健身室"),
        ("酒店拍照好看", "拍照出片"),
        ("住一间大床房，酒店要适合情侣", "情侣房"),
        ("酒店要干净，能打麻将", "棋牌室"),
    ],
)
def test_what_a_hotel_should_be_like(read: Callable[[str], TripRequest], words: str, feature: str) -> None:
    request = read(words)
    assert [wish for wish in wished(request) if wish[2] in _FEATURES] == [("hotel", "all_of", feature)]
    assert request.party.size == 2, "a child that a hotel suits doesn't travel"
    assert not [wish for wish in wished(request) if wish[0] == "attraction"]


@pytest.mark.parametrize("words", ["酒店要能游泳或者能打麻将", "酒店要有泳池或棋牌室"])
def test_one_of_two_things_a_hotel_should_have(read: Callable[[str], TripRequest], words: str) -> None:
    (wish,) = [wish for wish in read(words).constraints if isinstance(wish, Choice) and wish.attribute == "feature"]
    assert (wish.op, set(wish.values)) == ("any_of", {"泳池", "棋牌室"})


@pytest.mark.parametrize(
    ("words", "wish"),
    [
        ("一顿西餐", ("restaurant", "any_of", "西餐")),
        ("想体验咖啡文化", ("restaurant", "any_of", "咖啡店")),
        ("想品茶", ("restaurant", "any_of", "茶馆/茶室")),
        ("想吃牛排", ("restaurant", "any_of", "西餐")),
        ("想吃西湖醋鱼", ("restaurant", "any_of", "江浙菜")),
        ("想吃毛肚九宫格", ("restaurant", "any_of", "火锅")),
        ("不想吃火锅", ("restaurant", "none_of", "火锅")),
        ("想去热闹的商业街逛逛", ("attraction", "any_of", "商业街区")),
        ("参观一些人文历史景观", ("attraction", "any_of", "人文景观")),
        ("想看大自然的山水", ("attraction", "any_of", "自然风光")),
        ("去看古建筑", ("attraction", "any_of", "历史古迹")),
        ("想去博物馆", ("attraction", "any_of", "博物馆/纪念馆")),
        ("想看大熊猫", ("attraction", "all_of", "a-panda")),
        ("想去星光", ("attraction", "all_of", "a-park")),
        ("想逛临河路", ("attraction", "all_of", "a-street")),
    ],
)
def test_tastes_and_sights(read: Callable[[str], TripRequest], words: str, wish: tuple[str, str, str]) -> None:
    assert wished(read(words)) == [wish]


@pytest.mark.parametrize(
    "words", ["尝尝当地的特色菜", "想吃本地人常吃的美食", "品尝特色美食", "吃一些当地特色", "多吃点上海美食"]
)
def test_local_food_is_the_citys_own_kitchen(read: Callable[[str], TripRequest], words: str) -> None:
    assert wished(read(words)) == [("restaurant", "any_of", "本帮菜")]


def test_of_a_citys_kitchens_the_provider_knows_one(read: Callable[..., TripRequest]) -> None:
    assert wished(read("想尝当地美食", "杭州")) == [("restaurant", "any_of", "江浙菜")]


@pytest.mark.parametrize("words", ["想尝当地的火锅", "吃点地道的特色小吃"])
def test_another_food_is_that_food(read: Callable[[str], TripRequest], words: str) -> None:
    assert [wish[2] in ("火锅", "小吃") for wish in wished(read(words))] == [True]


@pytest.mark.parametrize(
    "words",
    [
        "酒店要安静",
        "酒店要干净卫生",
        "想吃好吃的",
        "想去好玩的地方",
        "看看当地的景色",
        "听听那里的评弹文化",
        "想去人少的地方",
        "不要特色菜",
    ],
)
def test_what_means_no_kind_stays_visible_or_is_nothing(read: Callable[[str], TripRequest], words: str) -> None:
    assert wished(read(words)) == []


@pytest.mark.parametrize(
    ("words", "houses"),
    [
        ("住青禾酒店，在临河新城附近", {"h-two"}),
        ("住机场旁边的青禾酒店", {"h-three"}),
        ("住在云顶塔附近的青禾酒店", {"h-one"}),
        ("住青禾酒店", {"h-one", "h-two", "h-three"}),
        ("住白鹭山房，在云顶塔附近", {"h-alone"}),
        ("想吃临河路的老灶房", {"r-one"}),
    ],
)
def test_words_around_a_name_tell_the_branch(read: Callable[[str], TripRequest], words: str, houses: set[str]) -> None:
    request = read(words)
    (wish,) = request.constraints
    assert isinstance(wish, Choice)
    assert set(wish.values) == houses


def test_rooms_beside_a_description(read: Callable[[str], TripRequest]) -> None:
    request = read("住两间双床房，酒店要能看电影")
    assert [wish.count for wish in request.constraints if isinstance(wish, RoomCount)] == [2]


def test_rivals_are_all_named_where_nothing_tells_them_apart() -> None:
    rivals = [Term(family="hotel_feature", word=word, en=word) for word in ("甲景房", "甲景房")]
    assert settle("看甲", rivals[:1]) == tuple(rivals[:1])
    assert len(settle("看甲", rivals)) == 2


def test_a_special_kind_is_meant_only_where_it_is_said() -> None:
    features = Meanings(term for term in TERMS if term.family == "hotel_feature")
    assert [term.word for term in features.nearest("能看大片")] == ["影音房"]
    assert features.nearest("隔音好") == ()
    assert features.nearest("") == ()
