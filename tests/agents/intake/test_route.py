from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

import pytest
from xiake.agents.intake.cities import cities_to_know
from xiake.agents.intake.read import read_request
from xiake.domain.errors import BadRequest, InputProblem
from xiake.domain.gazetteer import Gazetteer
from xiake.domain.request import TripRequest

from .conftest import CITIES, GAZETTEERS, MONDAY


@pytest.mark.parametrize(
    ("text", "origin", "destination"),
    [
        ("北京四日游", None, "北京"),
        ("北京出发，北京四日游", None, "北京"),
        ("从上海出发去北京玩四天", "上海", "北京"),
        ("上海到北京，四天", "上海", "北京"),
        ("我在西安，想去北京待四天", "西安", "北京"),
        ("北京四天，天津出发", "天津", "北京"),
        ("当前位置上海，想用四天时间看看北京", "上海", "北京"),
        ("五个人由南京飞北京，四天", "南京", "北京"),
        ("去帝都四天，最后回上海", "上海", "北京"),
        ("在上海逛南京路，两天", None, "上海"),
        ("南京出发北京5日游，坐火车", "南京", "北京"),
        ("从上海出发北京四天", "上海", "北京"),
        ("天津动身北京两日游", "天津", "北京"),
        ("苏州出发，北京四天", "苏州", "北京"),
        ("去北京四天，天津处罚", "天津", "北京"),
        ("我是苏州人，想去北京玩四天", "苏州", "北京"),
        ("南京人，想去北京玩四天", "南京", "北京"),
        ("我们是天津的，想去北京玩四天", "天津", "北京"),
        ("住在上海，去北京四天", "上海", "北京"),
        ("在上海念大学，想去北京四天", "上海", "北京"),
        ("出差在上海，想顺路去北京四天", "上海", "北京"),
        ("上海这边出发，去北京四天", "上海", "北京"),
        ("上海虹桥站出发，去北京四天", "上海", "北京"),
        ("从上海站坐高铁去北京，四天", "上海", "北京"),
        ("苏州北站到北京南站，四天", "苏州", "北京"),
        ("天津 北京 四天 两人", "天津", "北京"),
        ("上海⇄北京，四天", "上海", "北京"),
        ("北京人艺看话剧，北京四天", None, "北京"),
        ("住在北京，玩四天", None, "北京"),
        ("坐标南京，想去北京四天", "南京", "北京"),
        ("depart Shanghai, 4 days in Beijing", "上海", "北京"),
        ("国庆回北京过节四天", None, "北京"),
        ("人在南京，想去北京四天", "南京", "北京"),
        ("我在南京上班，想去北京四天", "南京", "北京"),
        ("南京→北京四天", "南京", "北京"),
        ("南京往返北京四天", "南京", "北京"),
        ("南京走，北京四天", "南京", "北京"),
        ("老家南京，去北京四天", "南京", "北京"),
        ("想回北京看看，我们在南京，四天", "南京", "北京"),
        ("4 days in Beijing", None, "北京"),
        ("From Shanghai to Beijing, 4 days", "上海", "北京"),
        ("a trip to Peking for 4 days, leaving from Xi'an", "西安", "北京"),
        ("We live in Tianjin and want to visit Beijing for 4 days", "天津", "北京"),
        ("Beijing for 4 days, back to Shanghai after that", "上海", "北京"),
    ],
)
def test_origin_and_destination(read: Callable[[str], TripRequest], text: str, origin: str | None, destination: str) -> None:
    request = read(text)
    assert (request.origin, request.destination) == (origin, destination)
    assert request.provenance["destination"].quote in text


@pytest.mark.parametrize(
    "text", ["想出去玩三天", "三天两夜，预算两千", "we have 3 days off", "3 days of museums for two", "从上海出发玩三天"]
)
def test_without_a_destination_there_is_a_question_that_has_no_default(read: Callable[[str], TripRequest], text: str) -> None:
    request = read(text)
    question = next(question for question in request.questions if question.slot == "destination")
    assert request.destination is None
    assert question.default is None
    assert len(question.options) == 4


def test_an_unknown_city_is_named_in_the_question(read: Callable[[str], TripRequest]) -> None:
    question = read("我想去火星玩三天").questions[0]
    assert question.slot == "destination"
    assert "火星" in question.text


def test_two_destinations_are_one_question(read: Callable[[str], TripRequest]) -> None:
    for text in ("北京和上海六天", "北京上海六日游", "六天，先去北京再去上海", "6 days in Beijing and Shanghai"):
        questions = [question for question in read(text).questions if question.slot == "destination"]
        assert len(questions) == 1
        assert len(questions[0].options) == 2


def test_every_covered_destination_is_an_option(read: Callable[[str], TripRequest]) -> None:
    for text in ("去上海待两天，然后去北京", "先在苏州待三天再去南京一天最后北京两天"):
        (question,) = [question for question in read(text).questions if question.slot == "destination"]
        assert set(question.options) == {city for city in ("北京", "上海", "南京", "苏州") if city in text}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("北京三天两人，还想去拉萨看看", "拉萨"),
        ("两人在北京玩三天，也想去西安", "西安"),
        ("北京三日游两人，顺便去天津", "天津"),
        ("3 days in Beijing for two, and Lhasa one day", "Lhasa"),
        ("两人北京三天，想去拉萨夜市", "拉萨夜市"),
    ],
)
def test_a_city_that_is_not_covered_beside_one_that_is_stays_visible(
    read: Callable[[str], TripRequest], text: str, words: str
) -> None:
    request = read(text)
    assert request.destination == "北京"
    assert any(words in unread for unread in request.unresolved)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("南京到东京的机票", "东京"),
        ("从北京到青岛玩三天", "青岛"),
        ("北京飞罗马", "罗马"),
        ("from Shanghai to Rome, 3 days", "Rome"),
        ("南京到黄山两天", "黄山"),
    ],
)
def test_the_way_to_an_unknown_city_is_no_trip_to_the_known_one(
    read: Callable[[str], TripRequest], text: str, words: str
) -> None:
    request = read(text)
    assert request.destination is None
    assert words in request.questions[0].text


@pytest.mark.parametrize(
    ("text", "city"),
    [
        ("bejing 3 days for two", "北京"),
        ("Shangai, 3 days, two people", "上海"),
        ("背京三天两人", "北京"),
        ("a trip to Nanjin for two, 3 days", "南京"),
        ("苏洲三天两人", "苏州"),
    ],
)
def test_a_misspelt_city_is_mended_and_said(read: Callable[[str], TripRequest], text: str, city: str) -> None:
    request = read(text)
    assert request.destination == city
    assert len(request.notes) == 1


@pytest.mark.parametrize(
    "text",
    [
        "故宫和天坛，三天两人",
        "颐和园 雍和宫 三天 两人",
        "两人三天，想去南锣鼓巷",
        "Forbidden City and Summer Palace, 3 days for two",
        "住王府井附近，去八达岭，三天两人",
    ],
)
def test_sights_of_one_city_imply_it(read: Callable[[str], TripRequest], text: str) -> None:
    request = read(text)
    assert request.destination == "北京"
    assert request.provenance["destination"].origin == "derived"
    assert not request.questions


@pytest.mark.parametrize(
    ("text", "city"),
    [
        ("上海南京路两天两人", "上海"),
        ("上海博物馆、南京路，两天两人", "上海"),
        ("北京南站附近住两天，两人", "北京"),
    ],
)
def test_a_city_inside_a_sights_name_counts(read: Callable[[str], TripRequest], text: str, city: str) -> None:
    request = read(text)
    assert request.destination == city
    assert request.provenance["destination"].quote == city


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("从上海去北京", ("北京",)),
        ("bejing 3 days", ("北京",)),
        ("上海和北京五天", ("上海",)),
        ("从上海出发去故宫三天", ("北京", "上海", "南京", "苏州")),
        ("故宫三天", ("北京", "上海", "南京", "苏州")),
        ("去拉萨三天", ()),
    ],
)
def test_the_cities_to_know_are_all_that_a_reading_asks_for(text: str, known: tuple[str, ...]) -> None:
    assert cities_to_know(text, CITIES) == known
    asked: set[str] = set()

    def gazetteer_of(city: str) -> Gazetteer | None:
        asked.add(city)
        return GAZETTEERS.get(city)

    with suppress(BadRequest):
        read_request(text, cities=CITIES, gazetteer_of=gazetteer_of, today=MONDAY)
    assert asked == set(known)


@pytest.mark.parametrize("text", ["去拉萨玩三天", "西安三日游", "3 days in Lhasa", "从北京去天津两天", "a weekend trip to Xi'an"])
def test_a_city_that_is_not_covered_is_refused_with_the_list(
    refuse: Callable[[str], tuple[InputProblem, ...]], text: str
) -> None:
    (problem,) = refuse(text)
    assert problem.field == "destination"
    assert "北京" in problem.message or "Beijing" in problem.message
