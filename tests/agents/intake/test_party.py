from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest
from xiake.domain.errors import InputProblem
from xiake.domain.request import TripRequest


@pytest.mark.parametrize(
    ("text", "adults", "children", "seniors"),
    [
        ("北京三天，我们5个人", 5, 0, 0),
        ("北京三天，两大一小", 2, 1, 0),
        ("北京三天，3大1小2老", 3, 1, 2),
        ("一家三口去北京三天", 2, 1, 0),
        ("四口之家，北京三天", 2, 2, 0),
        ("我和老公带7岁孩子去北京三天", 2, 1, 0),
        ("带爸妈去北京三天", 3, 0, 0),
        ("我带着72岁的父母去北京三天", 1, 0, 2),
        ("和两个同学去北京三天", 3, 0, 0),
        ("三个朋友一起北京三天", 3, 0, 0),
        ("独自去北京三天", 1, 0, 0),
        ("小两口北京三天", 2, 0, 0),
        ("成人2名，儿童1名，北京三天", 2, 1, 0),
        ("我一个人带两个娃去北京三天", 1, 2, 0),
        ("我们姐妹俩和奶奶去北京三天，一共三人", 2, 0, 1),
        ("北京三天，四人，其中两个孩子", 2, 2, 0),
        ("带爸妈去北京三天，妈妈喜欢公园", 3, 0, 0),
        ("北京三天，四个高中同学", 4, 0, 0),
        ("我们一共7个，北京三天", 7, 0, 0),
        ("四个研究生去北京三天", 4, 0, 0),
        ("北京三天，就我自己", 1, 0, 0),
        ("我和两个妹妹去北京三天", 3, 0, 0),
        ("我和妹妹去北京三天，妹妹8岁", 1, 1, 0),
        ("带爸妈和奶奶去北京三天", 3, 0, 1),
        ("我和同学各自带一个娃去北京三天", 2, 2, 0),
        ("我和两个闺蜜每人带一个孩子，北京三天", 3, 3, 0),
        ("北京三天，两位老人（71和74）", 0, 0, 2),
        ("北京三天，6人，其中两个坐轮椅的老人", 4, 0, 2),
        ("我俩去北京三天", 2, 0, 0),
        ("一家三口和奶奶去北京三天", 2, 1, 1),
        ("北京三天，姐妹四个", 4, 0, 0),
        ("北京三天，两男三女", 5, 0, 0),
        ("我们班六个同学去北京三天", 6, 0, 0),
        ("北京三天，两对情侣", 4, 0, 0),
        ("北京三天，情侣两对", 4, 0, 0),
        ("一对老人去北京三天", 0, 0, 2),
        ("夫妻带一个孩子去北京三天", 2, 1, 0),
        ("夫妻二人带两个孩子去北京三天", 2, 2, 0),
        ("两口子带着老人去北京三天", 2, 0, 1),
        ("一家五口两老两大一小，北京三天", 2, 1, 2),
        ("我们两家人5个大人3个小孩，北京三天", 5, 3, 0),
        ("给我爸和他朋友安排北京三天，两位都68岁", 0, 0, 2),
        ("一家6口（外公外婆、爸爸妈妈、我和妹妹，妹妹10岁）去北京三天，妹妹想去公园", 3, 1, 2),
        ("一家四口，爸爸妈妈我和奶奶，北京三天", 3, 0, 1),
        ("北京三天，带两个孩子，儿子6岁女儿2岁", 2, 2, 0),
        ("两大一对双胞胎，北京三天，2位成人", 2, 2, 0),
        ("3 days in Beijing with twins aged 3, two adults", 2, 2, 0),
        ("two seniors aged 70 and 73, 3 days in Beijing", 0, 0, 2),
        ("3 days in Beijing, couple in their 70s", 0, 0, 2),
        ("3 students, 3 days in Beijing", 3, 0, 0),
        ("2 adults and 2 teenagers, 3 days in Beijing", 2, 2, 0),
        ("3 adults, 3 days in Beijing", 3, 0, 0),
        ("2 adults and a 6-year-old, 3 days in Beijing", 2, 1, 0),
        ("family of four, 3 days in Beijing", 2, 2, 0),
        ("my wife and I, 3 days in Beijing", 2, 0, 0),
        ("solo trip to Beijing, 3 days", 1, 0, 0),
        ("3 days in Beijing for a couple", 2, 0, 0),
        ("3 days in Beijing for five", 5, 0, 0),
        ("3 days in Beijing with my parents and two kids aged 4 and 9", 3, 2, 0),
    ],
)
def test_head_counts(read: Callable[[str], TripRequest], text: str, adults: int, children: int, seniors: int) -> None:
    party = read(text).party
    assert (len(party.of("adult")), len(party.of("child")), len(party.of("senior"))) == (adults, children, seniors)


@pytest.mark.parametrize(
    ("text", "ages", "heights"),
    [
        ("北京三天，带两个孩子（4岁和9岁）", [4, 9], [None, None]),
        ("北京三天，孩子1.2米", [None], [120]),
        ("北京三天，2大1小，孩子身高95厘米", [None], [95]),
        ("一家三口北京三天，女儿6岁", [6], [None]),
        ("北京三天，带3岁宝宝", [3], [None]),
        ("一家六口北京三天，孩子一个8岁一个1米4", [8, None], [None, 140]),
        ("北京三天，两个孩子分别4岁和9岁", [4, 9], [None, None]),
        ("北京三天，孩子6岁，身高1米15", [6], [115]),
        ("北京三天，带一对3岁的双胞胎", [3, 3], [None, None]),
        ("3 days in Beijing with kids aged 5 and 8", [5, 8], [None, None]),
        ("two adults two kids (5 and 9), 3 days in Beijing", [5, 9], [None, None]),
        ("3 days in Beijing with our 4-year-old", [4], [None]),
    ],
)
def test_ages_and_heights(
    read: Callable[[str], TripRequest],
    text: str,
    ages: list[int | None],
    heights: list[int | None],
) -> None:
    children = read(text).party.of("child")
    assert [child.age for child in children] == ages
    assert [child.height_cm for child in children] == heights


@pytest.mark.parametrize(
    ("text", "ages"),
    [
        ("两位老人（71和74）北京三天", [71, 74]),
        ("给我爸和他朋友安排北京三天，两位都68岁", [68, 68]),
        ("couple in their 70s, 3 days in Beijing", [70, 70]),
        ("我带着72岁的父母去北京三天", [72, 72]),
        ("two seniors aged 70 and 73, 3 days in Beijing", [70, 73]),
    ],
)
def test_ages_of_old_people(read: Callable[[str], TripRequest], text: str, ages: list[int]) -> None:
    assert [senior.age for senior in read(text).party.of("senior")] == ages


@pytest.mark.parametrize("text", ["要婴儿床", "学生票打折", "有儿童乐园", "baby cot please", "kids club"])
def test_things_for_people_are_no_people(read: Callable[[str], TripRequest], text: str) -> None:
    request = read(f"两人北京三天，{text}")
    assert request.party.size == 2
    assert request.unresolved


@pytest.mark.parametrize(
    ("text", "size", "default"),
    [
        ("北京三天", 2, "2位成人"),
        ("我想去北京三天", 1, "1位成人"),
        ("北京三日亲子游", 3, "2位成人和1个孩子"),
        ("Beijing, 3 days", 2, "2 adults"),
        ("I'd like to see Beijing for 3 days", 1, "1 adult"),
    ],
)
def test_nobody_named_is_a_stated_default_and_a_question(
    read: Callable[[str], TripRequest], text: str, size: int, default: str
) -> None:
    request = read(text)
    assert request.party.size == size
    assert request.provenance["party"].origin == "default"
    assert request.provenance["party"].note
    assert next(question for question in request.questions if question.slot == "party").default == default


def test_a_child_alone_comes_with_two_adults_and_a_question(read: Callable[[str], TripRequest]) -> None:
    request = read("北京三天，孩子6岁")
    assert [person.group for person in request.party.travellers] == ["adult", "adult", "child"]
    assert any(question.slot == "party" for question in request.questions)
    answered = read("北京三天，孩子6岁，1位成人")
    assert [person.group for person in answered.party.travellers] == ["adult", "child"]
    assert not answered.questions


@pytest.mark.parametrize(
    "text",
    [
        "北京三天，两个人，要适合老人和孩子的景点",
        "两人去北京三天，想买礼物给奶奶",
        "情侣北京三天",
        "2 people, 3 days in Beijing, suitable for kids",
        "北京三天2人，找个考虑到小孩的餐厅",
    ],
)
def test_people_a_place_should_suit_do_not_travel(read: Callable[[str], TripRequest], text: str) -> None:
    assert read(text).party.size == 2


@pytest.mark.parametrize(
    "text", ["北京三天，0个人", "北京三天，-4人", "北京三天，900人", "北京三天，900个大人", "去北京三天，0个大人，2个孩子"]
)
def test_impossible_parties(refuse: Callable[[str], tuple[InputProblem, ...]], text: str) -> None:
    assert "party" in {problem.field for problem in refuse(text)}


@pytest.mark.parametrize(
    ("text", "adults", "children"),
    [
        ("两人去北京三天，3个孩子", 2, 3),
        ("3人去北京三天，两大两小", 2, 2),
        ("5个人去北京三天，三大一小", 4, 1),
        ("我们6个人去北京三天，4个大人3个小孩", 4, 3),
        ("两个人带两个孩子去北京玩三天", 2, 2),
    ],
)
def test_sums_that_do_not_add_up_leave_nobody_at_home(
    read: Callable[[str], TripRequest], text: str, adults: int, children: int
) -> None:
    request = read(text)
    assert [len(request.party.of("adult")), len(request.party.of("child"))] == [adults, children]
    assert request.notes


def test_a_few_who_bring_somebody_are_more_than_they(read: Callable[[str], TripRequest]) -> None:
    assert read("我俩带着女儿去北京三天").party.size == 3
    assert read("我们仨带上爸妈去北京三天").party.size == 5


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        ("我们三个大人带一个7岁的孩子去北京玩两天", {"adult": 3, "child": 1}),
        ("We are three adults with a 7-year-old, Beijing 2 days", {"adult": 3, "child": 1}),
        ("我们两个大人一个老人去北京玩两天", {"adult": 2, "senior": 1}),
        ("我们四个人带一个孩子去北京玩两天", {"adult": 3, "child": 1}),
        ("Beijing 3 days, 2 couples", {"adult": 4}),
    ],
)
def test_grown_ups_are_as_many_as_were_said(read: Callable[[str], TripRequest], text: str, groups: dict[str, int]) -> None:
    assert Counter(person.group for person in read(text).party.travellers) == groups
