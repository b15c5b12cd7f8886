"""Kinds, rooms, movement, clocks, pace."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from xiake.domain.constraint import Choice, CostLimit, DayClock, HotelStars, JourneyClock, RoomCount
from xiake.domain.errors import InputProblem
from xiake.domain.request import TripRequest


def quoted(request: TripRequest, kind: type) -> list[Any]:
    return [wish for wish in request.constraints if isinstance(wish, kind) and wish.origin == "quoted"]


def short(request: TripRequest) -> list[tuple[str, str, str, tuple[str, ...], str]]:
    return [(w.subject, w.attribute, w.op, w.values, w.strength) for w in quoted(request, Choice)]


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("想看博物馆", ("attraction", "kind", "any_of", ("博物馆",), "hard")),
        ("多逛逛胡同", ("attraction", "kind", "any_of", ("老街古镇",), "hard")),
        ("我们对历史感兴趣", ("attraction", "kind", "any_of", ("历史古迹",), "soft")),
        ("喜欢公园", ("attraction", "kind", "any_of", ("公园",), "soft")),
        ("不想逛寺庙", ("attraction", "kind", "none_of", ("宗教场所",), "hard")),
        ("we love museums", ("attraction", "kind", "any_of", ("博物馆",), "soft")),
        ("want to see historic sites", ("attraction", "kind", "any_of", ("历史古迹",), "hard")),
        ("avoid temples", ("attraction", "kind", "none_of", ("宗教场所",), "hard")),
        ("想吃烤鸭", ("restaurant", "kind", "any_of", ("烤鸭",), "hard")),
        ("爱吃川菜", ("restaurant", "kind", "any_of", ("川菜",), "soft")),
        ("不吃火锅", ("restaurant", "kind", "none_of", ("火锅",), "hard")),
        ("要吃清真", ("restaurant", "kind", "only", ("清真菜",), "hard")),
        ("vegetarian restaurants", ("restaurant", "kind", "only", ("素食",), "hard")),
        ("火锅必吃", ("restaurant", "kind", "any_of", ("火锅",), "hard")),
        ("lovely old hutongs", ("attraction", "kind", "any_of", ("老街古镇",), "soft")),
        ("we can't eat spicy food", ("restaurant", "spice", "none_of", ("hot",), "hard")),
        ("素食", ("restaurant", "kind", "only", ("素食",), "hard")),
        ("吃便宜的餐厅", ("restaurant", "kind", "any_of", ("平价",), "hard")),
        ("酒店要有泳池", ("hotel", "feature", "all_of", ("泳池",), "hard")),
        ("最好住带健身房的酒店", ("hotel", "feature", "all_of", ("健身房",), "soft")),
        ("住青旅", ("hotel", "feature", "all_of", ("青年旅舍",), "hard")),
        ("a hotel with a pool", ("hotel", "feature", "all_of", ("泳池",), "hard")),
        ("酒店离地铁近一点", ("hotel", "feature", "all_of", ("近地铁",), "hard")),
        ("住地铁站", ("hotel", "feature", "all_of", ("近地铁",), "hard")),
        ("不吃辣", ("restaurant", "spice", "none_of", ("hot",), "hard")),
        ("孩子不能吃辣", ("restaurant", "spice", "none_of", ("hot",), "hard")),
        ("口味清淡", ("restaurant", "spice", "none_of", ("hot",), "hard")),
        ("no spicy food", ("restaurant", "spice", "none_of", ("hot",), "hard")),
        ("喜欢吃辣", ("restaurant", "spice", "any_of", ("hot",), "hard")),
        ("老人腿脚不便", ("attraction", "effort", "none_of", ("high",), "hard")),
        ("不想爬山", ("attraction", "effort", "none_of", ("high",), "hard")),
        ("爸爸膝盖不好", ("attraction", "effort", "none_of", ("high",), "hard")),
        ("no hiking", ("attraction", "effort", "none_of", ("high",), "hard")),
        ("my mother has bad knees", ("attraction", "effort", "none_of", ("high",), "hard")),
        ("要大床房", ("hotel", "room", "any_of", ("double",), "hard")),
        ("住标间", ("hotel", "room", "any_of", ("twin",), "hard")),
        ("订家庭房", ("hotel", "room", "any_of", ("family",), "hard")),
        ("twin room please", ("hotel", "room", "any_of", ("twin",), "hard")),
        ("不要单人间", ("hotel", "room", "none_of", ("single",), "hard")),
    ],
)
def test_one_wish(read: Callable[[str], TripRequest], text: str, wish: tuple[str, str, str, tuple[str, ...], str]) -> None:
    request = read(f"两人北京三天，{text}")
    assert short(request) == [wish]
    assert all(choice.quote and choice.quote in request.text for choice in quoted(request, Choice))
    assert not request.unresolved


def test_a_list_of_kinds_is_a_wish_for_each_and_or_makes_one(read: Callable[[str], TripRequest]) -> None:
    assert [wish[3] for wish in short(read("两人北京三天，想看博物馆、公园和胡同"))] == [("博物馆",), ("公园",), ("老街古镇",)]
    assert [wish[3] for wish in short(read("两人北京三天，想吃火锅或者烤鸭"))] == [("火锅", "烤鸭")]


@pytest.mark.parametrize("text", ["北京有博物馆", "体验一下", "历史悠久", "公园对面", "the hotpot is famous"])
def test_words_that_are_not_wished_are_no_wish(read: Callable[[str], TripRequest], text: str) -> None:
    assert short(read(f"两人北京三天，{text}")) == []


def _inside(mode: str) -> list[tuple[str, str, tuple[str, ...]]]:
    """What a mode for the city becomes."""
    return [("innercity", "only", (mode, "walk")), ("innercity", "all_of", (mode,))]


@pytest.mark.parametrize(
    ("text", "wishes"),
    [
        ("坐高铁", [("intercity", "only", ("train",))]),
        ("往返飞机", [("intercity", "only", ("flight",))]),
        ("高铁或飞机都可以", [("intercity", "only", ("train", "flight"))]),
        ("去程飞机，返程高铁", [("intercity_out", "only", ("flight",)), ("intercity_back", "only", ("train",))]),
        ("飞机去，高铁回", [("intercity_out", "only", ("flight",)), ("intercity_back", "only", ("train",))]),
        ("坐飞机，回来坐高铁", [("intercity_out", "only", ("flight",)), ("intercity_back", "only", ("train",))]),
        ("飞去，高铁回", [("intercity_out", "only", ("flight",)), ("intercity_back", "only", ("train",))]),
        ("往返高铁票1200以内", [("intercity", "only", ("train",))]),
        ("公司出机票", []),
        ("坐软卧", [("intercity", "only", ("train",))]),
        ("开车去不了所以坐高铁", [("intercity", "only", ("train",))]),
        ("不坐飞机", [("intercity", "none_of", ("flight",))]),
        ("回来的时候坐火车", [("intercity_back", "only", ("train",))]),
        ("市内地铁出行", _inside("metro")),
        ("地铁、步行为主", [("innercity", "only", ("metro", "walk")), ("innercity", "all_of", ("metro", "walk"))]),
        ("坐公共交通", _inside("metro")),
        ("不想坐地铁，全程打车", [("innercity", "none_of", ("metro",)), *_inside("taxi")]),
        ("不打车", [("innercity", "none_of", ("taxi",))]),
        ("不打车只坐地铁", [("innercity", "none_of", ("taxi",)), *_inside("metro")]),
        ("酒店要有电动车的位置", []),
        ("by train, taxis only", [("intercity", "only", ("train",)), *_inside("taxi")]),
        ("don't want to fly", [("intercity", "none_of", ("flight",))]),
        ("get around by metro", _inside("metro")),
    ],
)
def test_movement(read: Callable[[str], TripRequest], text: str, wishes: list[tuple[str, str, tuple[str, ...]]]) -> None:
    request = read(f"两人上海去北京三天，{text}")
    assert sorted((w.subject, w.op, w.values) for w in quoted(request, Choice)) == sorted(wishes)


@pytest.mark.parametrize(
    ("text", "subjects"),
    [
        ("坐高铁", ["intercity"]),
        ("飞机去，动车回", ["intercity_back"]),
        ("坐火车", []),
        ("高铁或者普通火车", []),
        ("take a bullet train", ["intercity"]),
    ],
)
def test_a_word_for_fast_trains_is_a_soft_wish_for_their_class(
    read: Callable[[str], TripRequest], text: str, subjects: list[str]
) -> None:
    wishes = [wish for wish in read(f"两人上海去北京三天，{text}").constraints if isinstance(wish, Choice)]
    fast = [(wish.subject, wish.values, wish.strength) for wish in wishes if wish.attribute == "class"]
    assert fast == [(subject, ("high_speed",), "soft") for subject in subjects]


@pytest.mark.parametrize(
    ("text", "label"), [("从上海飞北京", "飞机"), ("上海到北京，火车票800以内", "火车"), ("上海到北京，坐高铁", "高铁")]
)
def test_a_mode_is_worded_as_one(read: Callable[[str], TripRequest], text: str, label: str) -> None:
    request = read(f"{text}，三天两人")
    assert [wish.labels for wish in quoted(request, Choice) if wish.op == "only"] == [(label,)]


def test_a_mode_for_the_city_allows_walks_but_a_plan_without_them_is_better(read: Callable[[str], TripRequest]) -> None:
    request = read("两人北京三天，市内打车")
    wishes = {(w.op, w.values): (w.strength, w.origin) for w in request.constraints if isinstance(w, Choice)}
    assert wishes == {
        ("only", ("taxi", "walk")): ("hard", "quoted"),
        ("all_of", ("taxi",)): ("soft", "quoted"),
        ("only", ("taxi",)): ("soft", "derived"),
    }


def test_only_hoped_for_modes_are_soft(read: Callable[[str], TripRequest]) -> None:
    assert {wish[4] for wish in short(read("两人北京三天，尽量坐地铁"))} == {"soft"}


@pytest.mark.parametrize("text", ["自驾去", "想骑行", "坐公交", "包车游", "rent a car"])
def test_modes_that_cannot_be_planned_are_shown(read: Callable[[str], TripRequest], text: str) -> None:
    assert read(f"两人北京三天，{text}").unresolved


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("坐飞机去，不坐飞机", "transport"),
        ("市内打车，不打车", "transport"),
        ("必去故宫，不去故宫", "attraction"),
        ("想吃火锅，不吃火锅", "restaurant"),
        ("住五星级酒店，要经济型酒店", "hotel"),
        ("要大床房，不要大床房", "hotel"),
        ("must see the Lama Temple, skip the Lama Temple", "attraction"),
    ],
)
def test_what_is_both_wished_and_banned_is_a_contradiction(
    refuse: Callable[[str], tuple[InputProblem, ...]],
    text: str,
    field: str,
) -> None:
    assert [problem.field for problem in refuse(f"两人上海去北京三天，{text}")] == [field]


def test_a_ban_may_narrow_a_choice(read: Callable[[str], TripRequest]) -> None:
    assert len(short(read("两人上海去北京三天，火车或飞机，不坐飞机"))) == 2


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [
        ("住五星级酒店", 5, 5),
        ("四星以上的酒店", 4, 5),
        ("三到四星的酒店", 3, 4),
        ("三星或四星酒店", 3, 4),
        ("a 4-star hotel", 4, 4),
        ("经济型酒店", 1, 3),
        ("豪华酒店", 5, 5),
        ("at least 4 stars", 4, 5),
    ],
)
def test_stars(read: Callable[[str], TripRequest], text: str, least: int, most: int) -> None:
    (stars,) = quoted(read(f"两人北京三天，{text}"), HotelStars)
    assert (stars.least, stars.most) == (least, most)


@pytest.mark.parametrize(
    ("text", "count", "kind"),
    [
        ("两间大床房", 2, "double"),
        ("3间房", 3, None),
        ("开一间标间", 1, "twin"),
        ("需要2个房间", 2, None),
        ("two twin rooms", 2, "twin"),
        ("标间两间", 2, "twin"),
        ("每人一间大床房", 4, "double"),
        ("订两间房，其中一间大床房", 2, None),
    ],
)
def test_rooms(read: Callable[[str], TripRequest], text: str, count: int, kind: str | None) -> None:
    request = read(f"四人北京三天，{text}")
    assert [wish.count for wish in quoted(request, RoomCount)] == [count]
    assert [wish[3] for wish in short(request)] == ([(kind,)] if kind else [])


@pytest.mark.parametrize("text", ["一间大床一间双床", "要1间大床房和1间标间", "one double room and one twin room"])
def test_rooms_of_two_kinds_add_up(read: Callable[[str], TripRequest], text: str) -> None:
    request = read(f"四人北京三天，{text}")
    assert [wish.count for wish in quoted(request, RoomCount)] == [2]
    assert [wish.values for wish in quoted(request, Choice)] == [("double",), ("twin",)]


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("晚上9点前回酒店", None, 21 * 60),
        ("每天早上十点以后出门，每天10点后出发", 600, None),
        ("8点前回酒店", None, 20 * 60),
        ("every day start after 10 am", 600, None),
        ("back at the hotel by 9 pm", None, 21 * 60),
        ("下午5点前结束", None, 17 * 60),
        ("每天晚上7点半前结束", None, 19 * 60 + 30),
    ],
)
def test_clocks_of_days(read: Callable[[str], TripRequest], text: str, earliest: int | None, latest: int | None) -> None:
    clocks = quoted(read(f"两人北京三天，{text}"), DayClock)
    assert {(clock.earliest, clock.latest) for clock in clocks} == {(earliest, latest)}


@pytest.mark.parametrize(
    ("text", "direction", "after", "before"),
    [
        ("早上9点前的高铁出发", "out", None, 540),
        ("返程下午3点后", "back", 900, None),
        ("去程10点以后的飞机", "out", 600, None),
        ("上午8点后从上海出发", "out", 480, None),
        ("return train after 4 pm", "back", 960, None),
    ],
)
def test_clocks_of_journeys(
    read: Callable[[str], TripRequest],
    text: str,
    direction: str,
    after: int | None,
    before: int | None,
) -> None:
    (clock,) = quoted(read(f"两人上海去北京三天，{text}"), JourneyClock)
    assert (clock.direction, clock.not_before, clock.not_after) == (direction, after, before)


@pytest.mark.parametrize(
    ("text", "pace"),
    [
        ("不要太累", "relaxed"),
        ("悠闲一点", "relaxed"),
        ("慢节奏", "relaxed"),
        ("不要特种兵", "relaxed"),
        ("relaxed pace", "relaxed"),
        ("特种兵", "intense"),
        ("行程紧凑一点", "intense"),
        ("as many sights as possible, packed days", "intense"),
        ("", "normal"),
        ("看看轻松的公园", "normal"),
    ],
)
def test_pace(read: Callable[[str], TripRequest], text: str, pace: str) -> None:
    assert read(f"两人北京三天，{text}").pace == pace


def test_free_sights_cost_nothing(read: Callable[[str], TripRequest]) -> None:
    for text in ("只去免费的景点", "去不要门票的景点", "only free attractions", "想看免费景点", "逛不要钱的地方"):
        (limit,) = quoted(read(f"两人北京三天，{text}"), CostLimit)
        assert (limit.category, limit.amount) == ("tickets", 0)


@pytest.mark.parametrize("text", ["亲子游，两大一小", "带5岁孩子", "一家三口", "family trip with a 6-year-old", "遛娃，两大一小"])
def test_children_bring_a_soft_wish_of_their_own(read: Callable[[str], TripRequest], text: str) -> None:
    derived = [wish for wish in read(f"北京三天，{text}").constraints if wish.origin == "derived"]
    assert [(wish.values, wish.strength) for wish in derived if isinstance(wish, Choice)] == [(("亲子",), "soft")]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("吃素", "素食"),
        ("我和老婆都吃素", "素食"),
        ("全程吃素", "素食"),
        ("不吃猪肉", "清真菜"),
        ("要清真", "清真菜"),
        ("we are vegan", "素食"),
        ("halal food only", "清真菜"),
        ("no pork please", "清真菜"),
        ("my wife is vegetarian", "素食"),
    ],
)
def test_a_diet_holds_for_every_meal(read: Callable[[str], TripRequest], text: str, kind: str) -> None:
    request = read(f"两人北京三天，{text}" if not text.isascii() else f"3 days in Beijing for two, {text}")
    assert short(request) == [("restaurant", "kind", "only", (kind,), "hard")]
    assert not request.unresolved


@pytest.mark.parametrize("text", ["想吃素食", "尝尝素食", "想吃一顿素食", "want to try vegetarian food", "吃一次素食"])
def test_what_one_would_like_to_taste_is_for_one_meal(read: Callable[[str], TripRequest], text: str) -> None:
    assert [wish[2] for wish in short(read(f"两人北京三天，{text}"))] == ["any_of"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("北京胡同两日游两人", "老街古镇"),
        ("两人，北京历史文化三日游", "历史古迹"),
        ("北京火锅之旅两天两人", "火锅"),
        ("Beijing hutong weekend for two", "老街古镇"),
        ("a Beijing museum tour, 2 days for two", "博物馆"),
    ],
)
def test_a_kind_before_the_trip_is_what_it_is_for(read: Callable[[str], TripRequest], text: str, kind: str) -> None:
    assert [wish[3] for wish in short(read(text))] == [(kind,)]


@pytest.mark.parametrize("text", ["住希尔顿", "要住万豪酒店", "订如家", "stay at the Hyatt", "a Marriott hotel"])
def test_a_hotel_brand_that_is_not_there_is_asked_about(read: Callable[[str], TripRequest], text: str) -> None:
    request = read(f"两人北京三天，{text}")
    (question,) = request.questions
    assert (question.slot, question.default) == ("place", "不去了")
    assert any(question.quote in words for words in request.unresolved)


def test_an_unknown_name_is_not_cut_short(read: Callable[[str], TripRequest]) -> None:
    assert read("两人北京三天，想去波士顿龙虾馆").unresolved == ("想去波士顿龙虾馆",)


@pytest.mark.parametrize("word", ["水族馆", "想看水族馆", "水族馆必看", "想去水族馆玩", "一定要看水族馆"])
def test_what_is_seen_in_one_place_means_the_place(read: Callable[[str], TripRequest], word: str) -> None:
    assert [wish[1:4] for wish in short(read(f"两人北京三天，{word}"))] == [("place", "any_of", ("a-fish",))]


@pytest.mark.parametrize(
    ("text", "wishes"),
    [
        ("颐和园✅ 天坛❌", {("a-summer",): "all_of", ("a-heaven",): "none_of"}),
        ("天坛不去，颐和园必去", {("a-heaven",): "none_of", ("a-summer",): "all_of"}),
        ("雍和宫🚫", {("a-lama",): "none_of"}),
        ("天坛不想去", {("a-heaven",): "none_of"}),
        ("天坛太商业化了不去", {("a-heaven",): "none_of"}),
        ("天坛已经去过了这次不去，颐和园要去", {("a-heaven",): "none_of", ("a-summer",): "all_of"}),
        ("❌天坛 ❌雍和宫 ✅颐和园", {("a-heaven",): "none_of", ("a-lama",): "none_of", ("a-summer",): "all_of"}),
    ],
)
def test_a_verdict_behind_a_name(read: Callable[[str], TripRequest], text: str, wishes: dict[tuple[str, ...], str]) -> None:
    assert {wish[3]: wish[2] for wish in short(read(f"两人北京三天，{text}"))} == wishes


def test_one_of_several_kinds_whatever_they_were_read_from(read: Callable[[str], TripRequest]) -> None:
    (wish,) = [wish for wish in short(read("两人北京三天，想爬山、逛公园二选一")) if wish[1] == "kind"]
    assert (wish[2], set(wish[3])) == ("any_of", {"自然风光", "公园"})


@pytest.mark.parametrize(
    "text",
    [
        "天坛、颐和园二选一",
        "天坛颐和园二选一",
        "天坛和颐和园任选一个",
        "想去天坛、颐和园，任选其一",
        "the Temple of Heaven, the Summer Palace, pick one",
    ],
)
def test_one_of_several(read: Callable[[str], TripRequest], text: str) -> None:
    (wish,) = short(read(f"两人北京三天，{text}"))
    assert (wish[2], set(wish[3])) == ("any_of", {"a-heaven", "a-summer"})


def test_the_verb_of_a_ban_said_again_tells_what_is_wished_instead(read: Callable[[str], TripRequest]) -> None:
    assert short(read("两人北京三天，不吃火锅吃川菜")) == [
        ("restaurant", "kind", "none_of", ("火锅",), "hard"),
        ("restaurant", "kind", "any_of", ("川菜",), "hard"),
    ]
