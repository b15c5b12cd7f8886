"""What a model chose is worth a little more than its equal, and less than anything that was wished for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from xiake.domain.constraint import Choice
from xiake.domain.place import AnyPlace
from xiake.planner.schedule.value import worth_of_hotel, worth_of_restaurant, worth_of_sight

from ...world import hotel, request, restaurant, sight

WISHES = [
    (worth_of_sight, "attraction", "kind", sight("A", kinds=("公园",)), sight("B", kinds=("博物馆",)), "公园"),
    (worth_of_sight, "attraction", "effort", sight("A", effort="low"), sight("B", effort="medium"), "low"),
    (worth_of_sight, "attraction", "place", sight("A"), sight("B"), "a"),
    (worth_of_hotel, "hotel", "feature", hotel("A", features=("泳池",)), hotel("B"), "泳池"),
    (worth_of_restaurant, "restaurant", "kind", restaurant("A", cuisine=("火锅",)), restaurant("B"), "火锅"),
]


@pytest.mark.parametrize(("worth", "subject", "attribute", "wished", "chosen", "value"), WISHES)
def test_a_choice_breaks_a_tie_and_no_wish(
    worth: Callable[..., int], subject: Any, attribute: Any, wished: AnyPlace, chosen: AnyPlace, value: str
) -> None:
    plain = request()
    assert worth(chosen, plain, chosen=True) > worth(chosen, plain)
    wish = Choice(subject=subject, attribute=attribute, op="any_of", values=(value,), strength="soft")
    asked = request(constraints=(wish,))
    assert worth(wished, asked) > worth(chosen, asked, chosen=True)
