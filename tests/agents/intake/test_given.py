from __future__ import annotations

from decimal import Decimal

import pytest
from xiake.agents.intake.cities import cities_to_know
from xiake.agents.intake.read import read_request
from xiake.domain.constraint import Choice
from xiake.domain.errors import BadRequest
from xiake.domain.request import Given, TripRequest

from .conftest import CITIES, GAZETTEERS, MONDAY

FORM = Given(origin="西安", destination="北京", days=4, people=3)


def read(text: str, given: Given = FORM) -> TripRequest:
    return read_request(text, cities=CITIES, gazetteer_of=GAZETTEERS.get, today=MONDAY, given=given)


def test_wishes_are_read_in_the_given_city_for_the_given_people() -> None:
    request = read("必去雍和宫，人均2000元，带一个6岁孩子")
    assert (request.origin, request.destination, request.days) == ("西安", "北京", 4)
    assert [person.group for person in request.party.travellers] == ["adult", "adult", "child"]
    assert request.budget_total == Decimal(6000)
    assert ("a-lama",) in [wish.values for wish in request.constraints if isinstance(wish, Choice)]
    assert not request.questions
    assert {request.provenance[slot].origin for slot in ("origin", "destination", "days", "party")} == {"given"}


@pytest.mark.parametrize(
    "text",
    ["从北京去西安玩两天，一个人", "上海和北京六天，五个人", "去拉萨逛逛", "随便安排", "回西安，我在北京", "三天四十个人"],
)
def test_what_is_given_counts_whatever_the_text_says(text: str) -> None:
    request = read(text)
    assert (request.origin, request.destination, request.days, request.party.size) == ("西安", "北京", 4, 3)
    assert not request.questions


def test_what_is_not_given_is_still_read() -> None:
    request = read("从上海过来，四个人玩五天", Given(destination="北京"))
    assert (request.origin, request.destination, request.days, request.party.size) == ("上海", "北京", 5, 4)
    assert read("北京出发玩两天", Given(destination="北京")).origin is None


def test_children_do_not_travel_alone_and_the_old_are_kept_before_them() -> None:
    assert [p.group for p in read("带两个孩子和一位老人", Given(destination="北京", people=2)).party.travellers] == [
        "senior",
        "child",
    ]
    assert [p.group for p in read("带两个孩子", Given(destination="北京", people=2)).party.travellers] == ["adult", "child"]


def test_only_the_given_citys_names_are_needed() -> None:
    assert cities_to_know("从上海出发去故宫三天", CITIES, FORM) == ("北京",)


def test_a_given_city_that_is_not_covered_is_refused() -> None:
    with pytest.raises(BadRequest) as caught:
        read("玩两天", Given(destination="西安"))
    assert [problem.field for problem in caught.value.problems] == ["destination"]
