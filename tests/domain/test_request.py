"""What follows from a request's slots, and what the vocabulary refuses."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError
from xiake.domain.constraint import Choice, Constraint, CostLimit, HotelStars, Near, RoomCount
from xiake.domain.geo import Coordinate
from xiake.domain.party import Party, Traveller
from xiake.domain.request import Budget, TripRequest
from xiake.domain.task import MOST_TASKS, SubTask, TaskGraph

HOTEL_WISH = HotelStars(least=5)
MUSEUM = Choice(subject="attraction", attribute="kind", op="any_of", values=("博物馆",))


@pytest.mark.parametrize(
    ("days", "wishes", "nights"),
    [
        (1, (), 0),
        (3, (), 2),
        (1, (HOTEL_WISH,), 1),
        (1, (RoomCount(count=2),), 1),
        (1, (Near(place="x", label="X", max_km=2),), 1),
        (1, (MUSEUM,), 0),
        (1, (Choice(subject="hotel", attribute="feature", op="all_of", values=("泳池",)),), 1),
        (1, (Choice(subject="hotel", attribute="room", op="none_of", values=("twin",)),), 0),
        (1, (CostLimit(category="lodging", per="room_night", amount=Decimal(600)),), 1),
        (1, (CostLimit(category="meals", amount=Decimal(600)),), 0),
        (1, (Near(subject="restaurant", place="x", label="X", max_km=2),), 0),
        (1, (HOTEL_WISH.model_copy(update={"strength": "soft"}),), 0),
        (4, (HOTEL_WISH,), 3),
    ],
)
def test_nights(days: int, wishes: tuple[Constraint, ...], nights: int) -> None:
    assert TripRequest(text="t", days=days, constraints=wishes).nights == nights


def test_dates_of_a_trip() -> None:
    request = TripRequest(text="t", start=date(2026, 2, 27), days=3)
    assert request.dates == (date(2026, 2, 27), date(2026, 2, 28), date(2026, 3, 1))


def test_a_budget_per_person_counts_everybody() -> None:
    family = Party(travellers=(Traveller(), Traveller(), Traveller(group="child", age=5)))
    request = TripRequest(text="t", party=family, budget=Budget(amount=Decimal(2000), scope="person"))
    assert request.budget_total == 6000
    assert TripRequest(text="t").budget_total is None
    assert family.size == 3
    assert [person.age for person in family.of("child")] == [5]


@pytest.mark.parametrize(
    "wish",
    [
        {"type": "choice", "subject": "attraction", "attribute": "place", "op": "all_of", "values": []},
        {"type": "choice", "subject": "attraction", "attribute": "place", "op": "all_of", "values": ["a"], "labels": ["A", "B"]},
        {"type": "hotel_stars", "least": 6},
        {"type": "near", "place": "x", "label": "X", "max_km": 0},
        {"type": "room_count", "count": 0},
        {"type": "wishful", "count": 1},
    ],
)
def test_malformed_wishes_are_refused(wish: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(Constraint).validate_python(wish)


def test_values_label_themselves() -> None:
    assert MUSEUM.labels == ("博物馆",)


def test_models_are_frozen_and_closed() -> None:
    request = TripRequest(text="t")
    with pytest.raises(ValidationError):
        request.days = 4  # type: ignore[misc]
    with pytest.raises(ValidationError):
        TripRequest.model_validate({"text": "t", "colour": "red"})
    with pytest.raises(ValidationError):
        Party(travellers=())


def test_a_pair_is_a_coordinate() -> None:
    assert Coordinate.model_validate([39.9, 116.4]) == Coordinate(lat=39.9, lon=116.4)
    with pytest.raises(ValidationError):
        Coordinate.model_validate([116.4, 39.9])


def task(name: str, *needs: str) -> SubTask:
    return SubTask(id=name, goal="g", trade="sights", capability="places", needs=needs)


@pytest.mark.parametrize(
    ("tasks", "reason"),
    [
        ((task("a"), task("a")), "repeat"),
        ((task("a", "ghost"),), "ghost"),
        ((task("a", "b"), task("b", "a")), "wait for each other"),
        ((task("a", "a"),), "wait for each other"),
        (tuple(task(str(k)) for k in range(MOST_TASKS + 1)), f"at most {MOST_TASKS}"),
        ((), "at least 1"),
    ],
)
def test_unsound_task_graphs_are_refused(tasks: tuple[SubTask, ...], reason: str) -> None:
    with pytest.raises(ValidationError, match=reason):
        TaskGraph(tasks=tasks)


def test_sound_task_graph() -> None:
    TaskGraph(tasks=(task("b", "a"), task("a")))
