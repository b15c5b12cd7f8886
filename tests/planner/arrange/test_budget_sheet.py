"""Every charge a line; sums to the fen; unknown is not 0; the reserve never breaks the budget."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from xiake.domain.budget import BudgetSheet
from xiake.domain.constraint import CostCategory, CostLimit
from xiake.domain.itinerary import Charge, Day, Itinerary, Leg, Night, PlaceRef, Stop
from xiake.domain.place import AnyPlace
from xiake.domain.request import Budget
from xiake.planner.arrange.budget_sheet import budget_sheet, overspent

from ...world import CITY, ESTIMATE, SOURCE, START, hotel, request, sight


def ref(place: AnyPlace) -> PlaceRef:
    return PlaceRef(id=place.id, kind=place.kind, name=place.name, at=place.at, source=SOURCE)


def charge(category: CostCategory, price: str | None, quantity: int = 1, *, estimated: bool = False) -> Charge:
    return Charge(
        category=category,
        label="x",
        unit_price=None if price is None else Decimal(price),
        basis="person",
        quantity=quantity,
        estimated=estimated,
        source=ESTIMATE if estimated else SOURCE,
    )


def itinerary(*tickets: Charge, taxi: str = "23.00", night: str = "399.99") -> Itinerary:
    museum, inn = ref(sight("Museum", 2)), ref(hotel("Inn"))
    leg = Leg(
        mode="taxi",
        origin="inn",
        destination="museum",
        depart=540,
        arrive=560,
        metres=3000,
        charge=charge("innercity", taxi, estimated=True),
        source=ESTIMATE,
    )
    visit = Stop(kind="attraction", place=museum, start=560, end=660, charges=tickets, leg=leg)
    sleep = Stop(kind="hotel", place=inn, start=1200, end=1440)
    bed = Night(hotel=inn, rooms=1, room_kind="double", charge=charge("lodging", night, estimated=True))
    return Itinerary(
        city=CITY,
        days=(
            Day(index=1, date=START, stops=(visit, sleep), night=bed),
            Day(index=2, date=START.replace(day=4), stops=(visit.model_copy(update={"leg": None}),)),
        ),
    )


def sheet(*tickets: Charge, limit: Any = None, **prices: str) -> BudgetSheet:
    budget = None if limit is None else Budget(amount=Decimal(str(limit)))
    return budget_sheet(itinerary(*tickets, **prices), request(budget=budget))


def test_lines_and_sums() -> None:
    made = sheet(charge("tickets", "40.50", 2), charge("tickets", "20.25"))
    assert [(line.day, line.category, line.amount) for line in made.lines] == [
        (1, "innercity", Decimal("23.00")),
        (1, "tickets", Decimal("81.00")),
        (1, "tickets", Decimal("20.25")),
        (1, "lodging", Decimal("399.99")),
        (2, "tickets", Decimal("81.00")),
        (2, "tickets", Decimal("20.25")),
        (None, "reserve", Decimal("20.00")),
    ]
    assert made.by_category["tickets"] == Decimal("202.50")
    assert made.by_day == (Decimal("524.24"), Decimal("101.25"))
    assert made.total == Decimal("645.49")
    assert made.verdict == "no_limit"


@pytest.mark.parametrize(
    ("limit", "reserve", "verdict"),
    [
        (10000, "20", "within"),
        ("443.00", "20", "within"),
        ("440.00", "10", "within"),
        ("422.99", "0", "within"),
        ("422.98", "0", "over"),
        (1, "0", "over"),
    ],
)
def test_the_reserve_yields_to_the_budget(limit: Any, reserve: str, verdict: str) -> None:
    made = sheet(limit=limit)  # 23.00 + 399.99
    assert made.by_category["reserve"] == Decimal(reserve)
    assert made.verdict == verdict
    assert made.limit == Decimal(str(limit))


@pytest.mark.parametrize("strength", ["hard", "soft"])
@pytest.mark.parametrize(
    ("category", "per", "amount", "reserve"),
    [
        ("total", "trip", "10000", "20"),
        ("total", "trip", "440", "10"),
        ("total", "trip", "300", "0"),
        ("total", "person", "220", "10"),
        ("total", "person", "215", "0"),
        ("total", "room_night", "440", "10"),
        ("total", "person_night", "220", "10"),
        ("reserve", "trip", "15", "10"),
        ("lodging", "trip", "400", "20"),
        ("total", "person_meal", "50", "20"),
    ],
)
def test_the_reserve_yields_to_every_cap(category: Any, per: Any, amount: str, reserve: str, strength: Any) -> None:
    cap = CostLimit(category=category, per=per, amount=Decimal(amount), strength=strength)
    made = budget_sheet(itinerary(), request(constraints=(cap,)))  # 23.00 + 399.99 for two
    assert made.by_category["reserve"] == Decimal(reserve)


@pytest.mark.parametrize(
    ("per", "enough"), [("trip", "399.99"), ("person", "200"), ("room_night", "399.99"), ("person_night", "200")]
)
def test_what_costs_more_than_a_cap_is_told(per: Any, enough: str) -> None:
    plan = itinerary()  # one night of 399.99 in one room for two
    for amount, over in ((Decimal(enough), frozenset()), (Decimal(enough) - Decimal("0.01"), frozenset({"lodging"}))):
        wanted = request(constraints=(CostLimit(category="lodging", per=per, amount=amount),))
        assert overspent(budget_sheet(plan, wanted), plan, wanted) == over


@pytest.mark.parametrize(("language", "names"), [("zh", {"博物院", "客栈"}), ("en", {"Museum", "Inn"})])
def test_lines_name_places_in_the_language_of_the_request(language: Any, names: set[str]) -> None:
    plan = itinerary(charge("tickets", "10"))
    (first, sleep), night = plan.days[0].stops, plan.days[0].night
    assert night is not None
    museum = first.place.model_copy(update={"name": "博物院", "name_en": "Museum"})
    inn = sleep.place.model_copy(update={"name": "客栈", "name_en": "Inn"})
    day = plan.days[0].model_copy(
        update={"stops": (first.model_copy(update={"place": museum}), sleep), "night": night.model_copy(update={"hotel": inn})}
    )
    made = budget_sheet(plan.model_copy(update={"days": (day,)}), request(language=language))
    assert [any(name in line.item for name in names) for line in made.lines if line.category != "reserve"] == [True] * 3


def test_an_unknown_price_is_listed_and_never_within() -> None:
    made = sheet(charge("tickets", None, 2), limit=9999)
    assert len(made.unknown) == 2
    assert "Museum" in made.unknown[0]
    assert made.verdict == "within_known"
    assert [line.amount for line in made.lines if line.category == "tickets"] == [None, None]


def test_over_counts_even_when_something_is_unknown() -> None:
    assert sheet(charge("tickets", None), limit=100).verdict == "over"


@settings(derandomize=True, max_examples=60, deadline=None)
@given(
    tickets=st.lists(st.tuples(st.decimals(0, 2000, places=2), st.integers(1, 9)), max_size=4),
    taxi=st.decimals(0, 500, places=2),
    night=st.decimals(0, 9000, places=2),
    limit=st.one_of(st.none(), st.decimals(1, 30000, places=2)),
)
def test_items_days_and_categories_all_sum_to_the_total(
    tickets: list[tuple[Decimal, int]], taxi: Decimal, night: Decimal, limit: Decimal | None
) -> None:
    charges = [charge("tickets", str(price), quantity) for price, quantity in tickets]
    made = sheet(*charges, limit=limit, taxi=str(taxi), night=str(night))
    lines = sum((line.amount for line in made.lines if line.amount is not None), Decimal(0))
    assert lines == made.total == sum(made.by_category.values()) == sum(made.by_day) + made.by_category["reserve"]
    without_reserve = made.total - made.by_category["reserve"]
    if limit is not None:
        assert (made.verdict == "over") == (without_reserve > limit)
        assert without_reserve > limit or made.total <= limit
