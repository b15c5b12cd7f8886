"""Wishes of which one is enough."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from xiake.domain.constraint import AnyOf, Choice, CostLimit, RoomCount
from xiake.domain.request import TripRequest

Reader = Callable[[str], TripRequest]


def options(read: Reader, text: str) -> list[list[str]]:
    """The alternatives of the one group in a text, each wish in short."""
    groups = [wish for wish in read(text).constraints if isinstance(wish, AnyOf)]
    assert len(groups) == 1
    return [[short(wish) for wish in option] for option in groups[0].options]


def short(wish: object) -> str:
    if isinstance(wish, Choice):
        return f"{wish.op} {' '.join(wish.values)}"
    assert isinstance(wish, CostLimit)
    return f"{wish.category} {wish.amount:.0f}"


@pytest.mark.parametrize(
    "text",
    [
        "北京两日游两个人，满足以下任意一个：\n1. 希望游览颐和园\n2. 在用餐上的预算为600.0",
        "北京两日游两个人，要求满足下列条件之一：（1）希望游览颐和园（2）餐费不超过600元",
        "北京两日游两个人，满足其一即可：1、去颐和园 2、餐费600以内",
        "北京两日游两个人。以下条件满足一个就行：\n- 去颐和园\n- 餐费不超过600元",
        "北京两日游两个人，①去颐和园 ②餐费不超过600元，二选一",
        "北京两日游两个人，要么去颐和园，要么餐费不超过600元",
        "Beijing for 2 days, 2 people, meeting at least one of the following:\n1. Visit the Summer Palace\n2. Dining budget is 600.0",
        "Beijing, 2 days, 2 people. The trip must meet either of these conditions: 1. Visit Summer Palace. 2. Meals budget of 600.0.",
        "Beijing, 2 days, 2 people. Either visit the Summer Palace or keep the food budget under 600 yuan.",
    ],
)
def test_one_of_two_wishes_is_enough(read: Reader, text: str) -> None:
    assert options(read, text) == [["all_of a-summer"], ["meals 600"]]
    request = read(text)
    assert (request.days, request.party.size, request.budget) == (2, 2, None)


def test_an_option_may_hold_several_wishes_and_a_total(read: Reader) -> None:
    text = "上海出发去北京3天，2人，满足任意一项即可：\n1. 乘坐火车前往目的地，乘坐飞机返回\n2. 总预算4000元"
    assert options(read, text) == [["only train", "only flight"], ["total 4000"]]
    assert read(text).budget is None


def test_alternatives_of_one_kind_are_a_plain_choice(read: Reader) -> None:
    for text in ("北京两日游，要么去颐和园，要么去天坛", "北京两日游，颐和园和天坛至少去一个", "北京两日游，颐和园或者天坛都行"):
        (choice,) = (wish for wish in read(text).constraints if isinstance(wish, Choice))
        assert (choice.op, choice.values) == ("any_of", ("a-summer", "a-heaven"))


def test_what_follows_an_alternative_stands_by_itself(read: Reader) -> None:
    request = read("北京两日游，要么去颐和园，要么吃烤鸭，订一间大床房，预算3600元")
    assert request.budget_total == 3600
    assert any(isinstance(wish, RoomCount) for wish in request.constraints)


def test_a_list_without_a_heading_of_alternatives_asks_for_all(read: Reader) -> None:
    request = read("北京两日游，要求如下：\n1. 去颐和园\n2. 餐费不超过600元")
    assert [type(wish) for wish in request.constraints] == [CostLimit, Choice]


def test_an_alternative_that_nobody_understands_is_shown(read: Reader) -> None:
    text = "北京两日游，满足以下任意一个：\n1. 去颐和园\n2. 看一场霍比特人的婚礼"
    assert options(read, text) == [["all_of a-summer"]]
    assert any("霍比特人" in words for words in read(text).unresolved)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("希望游览以下景点之一：颐和园、天坛 或 地坛", ("a-summer", "a-heaven", "a-earth")),
        ("visit one of the following: Summer Palace, Temple of Heaven, or Ditan Park", ("a-summer", "a-heaven", "a-earth")),
        ("visit at least one of Summer Palace and Temple of Heaven", ("a-summer", "a-heaven")),
    ],
)
def test_a_list_of_which_one_is_enough(read: Reader, text: str, values: tuple[str, ...]) -> None:
    (choice,) = read(f"Beijing 2 days, 2 people. {text}" if text.isascii() else f"北京两日游，{text}").constraints
    assert isinstance(choice, Choice)
    assert (choice.op, choice.values) == ("any_of", values)


def test_a_clause_that_begins_with_or_is_an_alternative_to_the_one_before(read: Reader) -> None:
    text = "北京两日游，在颐和园玩，或者餐费不超过600元，住大床房"
    assert options(read, text) == [["all_of a-summer"], ["meals 600"]]
    banned = [wish for wish in read("北京两日游，不去颐和园，或者天坛").constraints if isinstance(wish, Choice)]
    assert [(wish.op, wish.values) for wish in banned] == [("none_of", ("a-summer",)), ("none_of", ("a-heaven",))]


@pytest.mark.parametrize(
    "text",
    [
        "北京三天两人，以下满足一个即可：去颐和园；餐费不超过600",
        "北京三天两人，以下条件满足一个就行：去颐和园、餐费不超过600",
        "北京三天两人，只要满足一个条件：去颐和园。餐费不超过600。",
        "北京三天两人，去颐和园或者餐费不超过600，满足一个即可",
        "Beijing 3 days for two, one of these is enough: visit the Summer Palace, or meals budget of 600",
        "Beijing 3 days for two, visit the Summer Palace or meals budget of 600, one of these is enough",
    ],
)
def test_a_heading_that_says_so_needs_no_numbers(read: Reader, text: str) -> None:
    assert options(read, text) == [["all_of a-summer"], ["meals 600"]]
    assert not read(text).unresolved


def test_the_list_ends_with_its_sentence(read: Reader) -> None:
    request = read("北京三天两人，以下满足一个即可：去颐和园；不坐出租车。去天坛")
    assert [type(wish) for wish in request.constraints] == [AnyOf, Choice]
