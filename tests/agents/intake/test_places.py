"""Named places: must-sees, bans, restaurants, hotels, nearness, misspelt and unknown names."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from xiake.domain.constraint import Choice, Near
from xiake.domain.request import TripRequest


def choices(request: TripRequest, subject: str) -> list[Choice]:
    return [w for w in request.constraints if isinstance(w, Choice) and (w.subject, w.attribute) == (subject, "place")]


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("北京三天两人，必去故宫", ["a-palace"]),
        ("北京三天两人，一定要去颐和园和雍和宫", ["a-summer", "a-lama"]),
        ("北京三天两人，想去紫禁城、天坛，还想逛南锣鼓巷", ["a-palace", "a-heaven", "a-lane"]),
        ("北京三天两人，行程要有八达岭", ["a-wall-1"]),
        ("北京三天两人，必须看地坛公园，天坛公园，颐和园", ["a-earth", "a-heaven", "a-summer"]),
        ("北京三天两人 gugong 和雍和宫一定要去", ["a-palace", "a-lama"]),
        ("3 days in Beijing for two, must see the Forbidden City and the Summer Palace", ["a-palace", "a-summer"]),
        ("3 days in Beijing for two, we want to visit the Lama Temple", ["a-lama"]),
    ],
)
def test_must_sees_are_hard_one_by_one(read: Callable[[str], TripRequest], text: str, ids: list[str]) -> None:
    found = choices(read(text), "attraction")
    assert [choice.values for choice in found] == [(place,) for place in ids]
    assert {(choice.op, choice.strength) for choice in found} == {("all_of", "hard")}
    assert all(choice.quote in text for choice in found)


@pytest.mark.parametrize(
    "text",
    [
        "北京三天两人，最好能去雍和宫",
        "北京三天两人，如果有空去雍和宫",
        "北京三天两人，有时间的话逛逛雍和宫",
        "北京三天两人，尽量安排雍和宫",
        "3 days in Beijing for two, ideally see the Lama Temple",
    ],
)
def test_loose_wishes_are_soft(read: Callable[[str], TripRequest], text: str) -> None:
    (choice,) = choices(read(text), "attraction")
    assert (choice.values, choice.strength) == (("a-lama",), "soft")


@pytest.mark.parametrize(
    "text",
    [
        "北京三天两人，不去雍和宫",
        "北京三天两人，避开雍和宫",
        "北京三天两人，不想去雍和宫",
        "北京三天两人，别去雍和宫了",
        "3 days in Beijing for two, skip the Lama Temple",
        "3 days in Beijing for two, we don't want to see the Lama Temple",
    ],
)
def test_bans(read: Callable[[str], TripRequest], text: str) -> None:
    (choice,) = choices(read(text), "attraction")
    assert (choice.values, choice.op) == (("a-lama",), "none_of")


@pytest.mark.parametrize(
    "text",
    [
        "北京三天两人，不去天坛，想去颐和园",
        "北京三天两人，不去天坛想去颐和园",
        "北京三天两人，不去天坛，但是要去颐和园",
        "北京三天两人，想去颐和园，不想去天坛",
        "3 days in Beijing for two, no Temple of Heaven, but the Summer Palace is a must, must see Summer Palace",
    ],
)
def test_a_ban_ends_where_a_wish_begins(read: Callable[[str], TripRequest], text: str) -> None:
    found = {choice.values: choice.op for choice in choices(read(text), "attraction")}
    assert found == {("a-heaven",): "none_of", ("a-summer",): "all_of"}


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("北京三天两人，必去天坛或者地坛", {"a-heaven", "a-earth"}),
        ("北京三天两人，想去故宫、颐和园或天坛", {"a-palace", "a-summer", "a-heaven"}),
        ("北京三天两人，八达岭还是慕田峪都行，想去八达岭或慕田峪", {"a-wall-1", "a-wall-2"}),
        ("3 days in Beijing for two, see the Summer Palace or the Lama Temple", {"a-summer", "a-lama"}),
        ("北京三天两人，逛雍和宫或是地坛", {"a-lama", "a-earth"}),
    ],
)
def test_alternatives_are_one_wish(read: Callable[[str], TripRequest], text: str, ids: set[str]) -> None:
    (choice,) = choices(read(text), "attraction")
    assert choice.op == "any_of"
    assert set(choice.values) == ids


@pytest.mark.parametrize(
    ("wrong", "place"),
    [
        ("必去故官", "a-palace"),
        ("必去天檀公园", "a-heaven"),
        ("想去中国科级馆", "a-science"),
        ("一定要去颐和元", "a-summer"),
        ("必去雍合宫", "a-lama"),
    ],
)
def test_a_misspelt_name_is_mended_and_said(read: Callable[[str], TripRequest], wrong: str, place: str) -> None:
    request = read(f"北京三天两人，{wrong}")
    assert [choice.values for choice in choices(request, "attraction")] == [(place,)]
    assert any(wrong[-2:] in note for note in request.notes)


@pytest.mark.parametrize("text", ["必去长城", "想去长城", "一定要去长城和故宫", "必看长城", "我们要去长城"])
def test_a_name_of_several_places_is_asked_without_a_default(read: Callable[[str], TripRequest], text: str) -> None:
    request = read(f"北京三天两人，{text}")
    question = next(question for question in request.questions if question.slot == "place")
    assert question.default is None
    assert question.quote == "长城"
    assert question.options == ("八达岭长城", "慕田峪长城")


@pytest.mark.parametrize("name", ["青瓦·小院", "青瓦小院"])
def test_a_house_is_known_without_the_dot_in_its_name(read: Callable[[str], TripRequest], name: str) -> None:
    (choice,) = choices(read(f"北京三天两人，想吃{name}"), "restaurant")
    assert choice.values == ("r-dot",)


@pytest.mark.parametrize("text", ["看看长城", "逛逛长城", "想去故宫和长城", "故宫、长城都想去", "hope to see Great Wall"])
def test_a_name_of_several_places_in_passing_means_any_of_them(read: Callable[[str], TripRequest], text: str) -> None:
    request = read(f"北京三天两人，{text}")
    assert {frozenset(choice.values) for choice in choices(request, "attraction")} >= {frozenset({"a-wall-1", "a-wall-2"})}
    assert request.notes
    assert not [question for question in request.questions if question.slot == "place"]


def test_banning_a_name_of_several_places_bans_them_all(read: Callable[[str], TripRequest]) -> None:
    (choice,) = choices(read("北京三天两人，不去长城"), "attraction")
    assert set(choice.values) == {"a-wall-1", "a-wall-2"}


@pytest.mark.parametrize("name", ["月亮宫", "海底世界馆", "红石滩", "三叶草乐园", "星河大厦"])
def test_an_unknown_must_see_is_shown_and_asked(read: Callable[[str], TripRequest], name: str) -> None:
    request = read(f"北京三天两人，必去{name}")
    question = next(question for question in request.questions if question.slot == "place")
    assert (question.quote, question.default) == (name, "不去了")
    assert any(name in words for words in request.unresolved)


@pytest.mark.parametrize(
    ("text", "ids", "op"),
    [
        ("想去海碗居吃饭", {"r-noodle"}, "all_of"),
        ("晚上吃全聚德", {"r-duck-1", "r-duck-2"}, "any_of"),
        ("不吃全聚德", {"r-duck-1", "r-duck-2"}, "none_of"),
        ("想吃全聚德(前门店)", {"r-duck-1"}, "all_of"),
        ("必须尝尝海碗居", {"r-noodle"}, "all_of"),
    ],
)
def test_restaurants(read: Callable[[str], TripRequest], text: str, ids: set[str], op: str) -> None:
    (choice,) = choices(read(f"北京三天两人，{text}"), "restaurant")
    assert (set(choice.values), choice.op) == (ids, op)


@pytest.mark.parametrize(
    ("text", "op"),
    [
        ("住和平饭店", "any_of"),
        ("想住在和平饭店", "any_of"),
        ("酒店就订和平饭店", "any_of"),
        ("不住和平饭店", "none_of"),
        ("stay at the Peace Hotel", "any_of"),
    ],
)
def test_hotels(read: Callable[[str], TripRequest], text: str, op: str) -> None:
    (choice,) = choices(read(f"北京三天两人，{text}"), "hotel")
    assert (choice.values, choice.op) == (("h-peace",), op)


@pytest.mark.parametrize(
    ("text", "subject", "place", "km"),
    [
        ("住市中心", "hotel", "z-centre", 5),
        ("酒店要在王府井附近", "hotel", "z-wang", 1.2),
        ("住宿靠近故宫", "hotel", "a-palace", 2),
        ("订故宫旁边的酒店", "hotel", "a-palace", 2),
        ("住北京南站附近", "hotel", "s-south", 2),
        ("最好住在和平饭店附近", "hotel", "h-peace", 2),
        ("在颐和园附近吃午饭", "restaurant", "a-summer", 2),
        ("a hotel downtown", "hotel", "z-centre", 5),
        ("stay close to the Forbidden City", "hotel", "a-palace", 2),
        ("accommodation near Wangfujing", "hotel", "z-wang", 1.2),
    ],
)
def test_nearness(read: Callable[[str], TripRequest], text: str, subject: str, place: str, km: float) -> None:
    request = read(f"北京三天两人，{text}")
    (near,) = [wish for wish in request.constraints if isinstance(wish, Near)]
    assert (near.subject, near.place, near.max_km) == (subject, place, km)
    assert not choices(request, "attraction")


@pytest.mark.parametrize("text", ["想看日出", "希望有导游讲解", "想拍婚纱照", "要买点纪念品", "we want to take a cooking class"])
def test_what_no_rule_can_keep_is_shown(read: Callable[[str], TripRequest], text: str) -> None:
    request = read(f"北京三天两人，{text}")
    assert len(request.unresolved) == 1
    assert request.unresolved[0] in text


@pytest.mark.parametrize(
    "text",
    [
        "住套房，表姐想看颐和园",
        "住标间，颐和园",
        "订四星级酒店，要看颐和园",
        "住青旅，必去颐和园",
        "stay in a twin room, want to see the Summer Palace",
    ],
)
def test_a_hotel_wish_ends_with_its_clause(read: Callable[[str], TripRequest], text: str) -> None:
    request = read(f"北京三天两人，{text}" if text[0] != "s" else f"3 days in Beijing for two, {text}")
    assert [choice.values for choice in choices(request, "attraction")] == [("a-summer",)]
    assert not [wish for wish in request.constraints if isinstance(wish, Near)]


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("Forbiden City + Sumer Palace + Tempel of Heaven", ["a-palace", "a-summer", "a-heaven"]),
        ("颐和元，天檀公园", ["a-summer", "a-heaven"]),
        ("must see the Lama Temple and the Sumer Palace", ["a-lama", "a-summer"]),
        ("雍合宫", ["a-lama"]),
        ("Lama Tempel, Summer Palace", ["a-lama", "a-summer"]),
    ],
)
def test_misspelt_names_in_a_bare_list_are_mended(read: Callable[[str], TripRequest], text: str, ids: list[str]) -> None:
    request = read(f"北京三天两人，{text}" if not text.isascii() else f"3 days in Beijing for two, {text}")
    assert [choice.values for choice in choices(request, "attraction")] == [(place,) for place in ids]
    assert request.notes
