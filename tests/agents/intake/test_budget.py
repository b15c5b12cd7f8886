from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest
from xiake.domain.constraint import CostLimit
from xiake.domain.errors import InputProblem
from xiake.domain.request import TripRequest


@pytest.mark.parametrize(
    ("text", "amount", "scope"),
    [
        ("北京三天两人，预算6000元", 6000, "party"),
        ("北京三天两人，总预算八千", 8000, "party"),
        ("北京三天两人，一万二以内", 12000, "party"),
        ("北京三天两人，花费不超过3,500块", 3500, "party"),
        ("北京三天两人，人均2500", 2500, "person"),
        ("北京三天两人，每人预算1.5万", 15000, "person"),
        ("北京三天两人，预算3000到4000元", 4000, "party"),
        ("北京三天两人 4500元", 4500, "party"),
        ("北京三天两人，每天800元", 2400, "party"),
        ("北京三天两人，人均预算1000-1500", 1500, "person"),
        ("3 days in Beijing for two, 4k budget", 4000, "party"),
        ("3 days in Beijing for two, budget 6k", 6000, "party"),
        ("3 days in Beijing for two, up to ¥7000 in total", 7000, "party"),
        ("3 days in Beijing for two, 2000 yuan per person", 2000, "person"),
        ("3 days in Beijing for two with a budget of around 5000", 5000, "party"),
        ("北京三天，预算两个人四千", 4000, "party"),
        ("北京三天 💰5k 两人", 5000, "party"),
        ("北京三天两人，每天最多花七百", 2100, "party"),
        ("北京三天两人，预算九千，每天最多花两千", 6000, "party"),
        ("北京三天两人，预算五千，每天最多花两千", 5000, "party"),
        ("北京三天，两个人，2500", 2500, "party"),
        ("北京三天，两个人大概三千五，逛公园", 3500, "party"),
        ("北京三天，两个人，1500-2000", 2000, "party"),
        ("我们俩去北京三天，900块一个人", 900, "person"),
        ("我们俩去北京三天，预算一人九百", 900, "person"),
        ("北京三天两人，吃住行人均不超过3000", 3000, "person"),
        ("北京三天两人，总费用不逾四千", 4000, "party"),
        ("北京三天两人 高铁 2600以内 逛公园", 2600, "party"),
        ("北京三天两人，住便宜点的酒店，400以内，总共2500", 2500, "party"),
    ],
)
def test_budget_and_scope(read: Callable[[str], TripRequest], text: str, amount: int, scope: str) -> None:
    budget = read(text).budget
    assert budget is not None
    assert (budget.amount, budget.scope) == (Decimal(amount), scope)


@pytest.mark.parametrize(
    ("text", "category", "per", "amount"),
    [
        ("北京三天两人，酒店每晚不超过500元", "lodging", "room_night", 500),
        ("北京三天两人，住宿一晚400以内", "lodging", "room_night", 400),
        ("北京三天两人，住宿预算1200", "lodging", "trip", 1200),
        ("北京三天两人，350元一晚的酒店", "lodging", "room_night", 350),
        ("北京三天两人，餐标80", "meals", "person_meal", 80),
        ("北京三天两人，吃饭人均60元", "meals", "person_meal", 60),
        ("北京三天两人，餐饮预算900元", "meals", "trip", 900),
        ("北京三天两人，门票不超过300元", "tickets", "trip", 300),
        ("上海去北京三天两人，往返高铁2500元", "intercity", "trip", 2500),
        ("北京三天两人，打车费200以内", "innercity", "trip", 200),
        ("3 days in Beijing for two, hotel under 600 yuan per night", "lodging", "room_night", 600),
        ("北京三天两人，酒店不超过450", "lodging", "room_night", 450),
        ("北京五天两人，住宿预算300", "lodging", "room_night", 300),
        ("北京五天两人，每人每晚住宿不超过200", "lodging", "person_night", 200),
        ("北京三天两人，宾馆最多300元", "lodging", "room_night", 300),
        ("北京三天两人，酒店不要超过两百八", "lodging", "room_night", 280),
        ("北京三天两人，酒店一晚250", "lodging", "room_night", 250),
        ("北京三天两人，别超400一晚", "lodging", "room_night", 400),
        ("北京三天两人，一晚上300以内", "lodging", "room_night", 300),
        ("北京三天两人，住宿一天350以下", "lodging", "room_night", 350),
        ("北京三天两人，每天吃饭150", "meals", "trip", 450),
        ("北京三天两人，酒店一共不超过900", "lodging", "trip", 900),
        ("3 days in Beijing for two, hotel at most 500 yuan", "lodging", "room_night", 500),
        ("3 days in Beijing for two, no hotel above 350 yuan", "lodging", "room_night", 350),
        ("3 days in Beijing for two, hotel no more than 800 in total", "lodging", "trip", 800),
        ("3 days in Beijing for two, food budget 800 yuan", "meals", "trip", 800),
        ("3 days in Beijing for two, the budget for sightseeing is 400", "tickets", "trip", 400),
    ],
)
def test_parts_have_limits_of_their_own(
    read: Callable[[str], TripRequest], text: str, category: str, per: str, amount: int
) -> None:
    request = read(text)
    (limit,) = [wish for wish in request.constraints if isinstance(wish, CostLimit)]
    assert (limit.category, limit.per, limit.amount) == (category, per, Decimal(amount))
    assert limit.quote in text
    assert request.budget is None


def test_a_total_and_parts_stand_side_by_side(read: Callable[[str], TripRequest]) -> None:
    request = read("北京三天两人，住宿900，餐饮600，门票300，总预算3000元")
    assert request.budget_total == 3000
    assert [wish.category for wish in request.constraints if isinstance(wish, CostLimit)] == ["lodging", "meals", "tickets"]


def test_without_a_budget_nothing_is_asked(read: Callable[[str], TripRequest]) -> None:
    request = read("北京三天两人")
    assert request.budget is None
    assert not request.questions


@pytest.mark.parametrize(
    "text", ["3 days in Beijing for two, $900", "北京三天两人，酒店不低于300元", "从上海去北京三天两人，交通费1000元"]
)
def test_amounts_that_no_rule_can_keep_are_shown(read: Callable[[str], TripRequest], text: str) -> None:
    request = read(text)
    assert request.unresolved
    assert request.budget is None


@pytest.mark.parametrize(
    "text",
    ["北京三天，预算1元", "北京三天两人，预算15元", "北京三天，预算0元", "Beijing, 3 days, budget 5 yuan", "北京三天，人均10元"],
)
def test_absurd_budgets_are_refused(refuse: Callable[[str], tuple[InputProblem, ...]], text: str) -> None:
    assert [problem.field for problem in refuse(text)] == ["budget"]


def test_a_tight_budget_is_the_planners_business(read: Callable[[str], TripRequest]) -> None:
    assert read("北京1日游，预算100元，住五星级").budget_total == 100


@pytest.mark.parametrize(
    ("text", "budget"),
    [
        ("北京三天，总预算5000元，总花费不超过3000元", 3000),
        ("北京三天，预算2000元，总共4000元", 4000),
        ("北京三天，3000元，买礼物500元", 3000),
        ("北京三天，预算6000元，最多花5000元", 5000),
        ("Beijing, 3 days, 3000 yuan, 4000 yuan in total", 4000),
    ],
)
def test_of_two_totals_the_clearest_counts_and_is_told(read: Callable[[str], TripRequest], text: str, budget: int) -> None:
    request = read(text)
    assert request.budget_total == budget
    assert any(str(budget) in note for note in request.notes)


@pytest.mark.parametrize(
    ("text", "limit"),
    [
        ("北京三天，一晚三百", ("lodging", "room_night", 300)),
        ("北京三天，300一晚的酒店", ("lodging", "room_night", 300)),
        ("北京三天，酒店每晚两三百", ("lodging", "room_night", 300)),
        ("北京三天，住宿标准400", ("lodging", "room_night", 400)),
        ("北京三天，住宿一天350", ("lodging", "room_night", 350)),
        ("北京三天，吃饭一天200", ("meals", "trip", 600)),
        ("北京三天，午饭50晚饭80", ("meals", "person_meal", 80)),
    ],
)
def test_what_a_night_a_day_or_a_meal_may_cost(
    read: Callable[[str], TripRequest], text: str, limit: tuple[str, str, int]
) -> None:
    request = read(text)
    assert request.days == 3
    assert request.budget is None
    assert [(w.category, w.per, w.amount) for w in request.constraints if isinstance(w, CostLimit)] == [limit]


@pytest.mark.parametrize(
    ("text", "budget"),
    [
        ("北京三天两人，预算2k5", 2500),
        ("北京三天两人，预算两三千", 3000),
        ("北京三天，除了机票预算3000", 3000),
        ("北京三天两人，酒店不错就行，人均一天500", 3000),
    ],
)
def test_budgets_in_odd_words(read: Callable[[str], TripRequest], text: str, budget: int) -> None:
    request = read(text)
    assert request.budget_total == budget
    assert not request.constraints


@pytest.mark.parametrize(
    ("text", "caps", "unread"),
    [
        ("北京两天两人，晚餐每人不超过90", [], ("晚餐每人不超过90",)),
        ("Beijing 2 days for two, at most 90 yuan per person for dinner", [], ("at most 90 yuan per person for dinner",)),
        ("北京两天两人，午餐每人不超过40，晚餐每人不超过90", [90], ("午餐每人不超过40",)),
        ("北京两天两人，午餐和晚餐每人不超过70", [70], ()),
        ("北京两天两人，早餐人均20以内", [], ("早餐人均20以内",)),
    ],
)
def test_a_cap_for_one_meal_binds_no_other(
    read: Callable[[str], TripRequest], text: str, caps: list[int], unread: tuple[str, ...]
) -> None:
    request = read(text)
    assert [w.amount for w in request.constraints if isinstance(w, CostLimit)] == caps
    assert request.budget is None
    assert request.unresolved == unread


def test_a_night_s_rooms_together_are_shared_out(read: Callable[[str], TripRequest]) -> None:
    limits = [w for w in read("北京两天四人，住宿每晚一共不超过400，两间房").constraints if isinstance(w, CostLimit)]
    assert [(w.category, w.per, w.amount) for w in limits] == [("lodging", "person_night", 100)]
