from __future__ import annotations

from collections.abc import Callable

import pytest
from xiake.domain.errors import InputProblem
from xiake.domain.request import TripRequest


@pytest.mark.parametrize(("text", "origin", "destination"), [
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
    ("4 days in Beijing", None, "北京"),
    ("From Shanghai to Beijing, 4 days", "上海", "北京"),
    ("a trip to Peking for 4 days, leaving from Xi'an", "西安", "北京"),
    ("We live in Tianjin and want to visit Beijing for 4 days", "天津", "北京"),
    ("Beijing for 4 days, back to Shanghai after that", "上海", "北京"),
])
def test_origin_and_destination(read: Callable[[str], TripRequest], text: str, origin: str | None, destination: str) -> None:
    request = read(text)
    assert (request.origin, request.destination) == (origin, destination)
    assert request.provenance["destination"].quote in text


@pytest.mark.parametrize("text", ["想出去玩三天", "三天两夜，预算两千", "we have 3 days off", "3 days of museums for two", "从上海出发玩三天"])
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


@pytest.mark.parametrize("text", ["去拉萨玩三天", "西安三日游", "3 days in Lhasa", "从北京去天津两天", "a weekend trip to Xi'an"])
def test_a_city_that_is_not_covered_is_refused_with_the_list(refuse: Callable[[str], tuple[InputProblem, ...]], text: str) -> None:
    (problem,) = refuse(text)
    assert problem.field == "destination"
    assert "北京" in problem.message or "Beijing" in problem.message
