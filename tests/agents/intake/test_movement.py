from __future__ import annotations

from collections.abc import Callable

import pytest
from xiake.domain.constraint import Choice
from xiake.domain.request import TripRequest


def modes(request: TripRequest) -> set[tuple[str, str, str]]:
    return {
        (wish.subject, wish.op, value)
        for wish in request.constraints
        if isinstance(wish, Choice) and wish.attribute == "mode" and wish.strength == "hard"
        for value in wish.values
    }


@pytest.mark.parametrize(
    ("text", "wished"),
    [
        ("两人从上海飞北京，三天", {("intercity", "only", "flight")}),
        ("两人从上海去北京三天，回来飞", {("intercity_back", "only", "flight")}),
        ("两人从上海去北京三天，不飞", {("intercity", "none_of", "flight")}),
        ("两人从上海去北京三天，飞去飞回", {("intercity_out", "only", "flight"), ("intercity_back", "only", "flight")}),
        ("两人从上海去北京三天，想看飞行表演", set()),
        ("两人从上海去北京三天，放飞自我", set()),
        ("两人从上海去北京三天，我恐飞，坐火车", {("intercity", "only", "train")}),
        ("两人从上海去北京三天，去程不要太早的飞机", set()),
        ("两人从上海去北京三天，去程不要飞机", {("intercity_out", "none_of", "flight")}),
        ("两人从上海去北京三天，不坐高铁", {("intercity", "none_of", "train")}),
        ("两人从上海去北京三天，不坐高铁，坐普通火车", {("intercity", "only", "train")}),
    ],
)
def test_what_carries_travellers_between_cities(
    read: Callable[[str], TripRequest], text: str, wished: set[tuple[str, str, str]]
) -> None:
    assert modes(read(text)) == wished
