"""When nothing further is tried: what a deadline tells, and that a search begun under it still finds a plan."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from decimal import Decimal

import pytest
from xiake.domain.request import Budget
from xiake.domain.task import Findings
from xiake.planner.arrange import arrange as module
from xiake.planner.arrange.arrange import Shortfall, arrange, least_cost
from xiake.planner.arrange.attempt import Arrangement, Attempt, attempt
from xiake.planner.arrange.deadline import NEVER, Deadline
from xiake.planner.arrange.pins import pins_of

from ...world import World, findings_of, hotel, request, restaurant, sight

SIGHTS = [sight(f"Sight{k}", k % 3, k % 4, renown=90 - 4 * k, price=20 * k) for k in range(8)]
DINERS = [restaurant(f"Diner{k}", k % 3, k % 4, per_person=40 + 10 * k) for k in range(8)]
CITY = World(records=(*SIGHTS, *DINERS, *(hotel(f"Inn{k}", k, nightly=300 + 200 * k) for k in range(3))))
ASKED = request(days=2)
SHORT = ASKED.model_copy(update={"budget": Budget(amount=Decimal(100))})
"""Nobody sleeps and eats for that, so everything is tried."""


class Clockwork:
    """Seconds that pass when told to."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture(scope="module")
def found() -> Mapping[str, Findings]:
    return findings_of(CITY, ASKED)


@pytest.fixture
def attempts(monkeypatch: pytest.MonkeyPatch) -> Callable[[Clockwork, float], list[float]]:
    def counted(clock: Clockwork, each: float) -> list[float]:
        """Notes the search time of every attempt; each takes so many seconds of the clock."""
        allowed: list[float] = []

        def noting(*arguments: object, seconds: float, **options: object) -> Attempt:
            allowed.append(seconds)
            clock.now += each
            return attempt(*arguments, seconds=min(seconds, 0.2), **options)  # type: ignore[arg-type]

        monkeypatch.setattr(module, "attempt", noting)
        return allowed

    return counted


def test_a_deadline_tells_when_to_stop_and_leaves_a_search_a_little_time() -> None:
    clock = Clockwork()
    deadline = Deadline.after(10, clock)
    assert not deadline.passed
    assert deadline.cap(3) == 3
    assert deadline.within(4).at == 4
    assert deadline.within(40).at == 10
    clock.now = 8
    assert deadline.cap(3) == pytest.approx(2)
    clock.now = 10
    assert deadline.passed
    assert deadline.cap(3) == pytest.approx(0.1)
    assert deadline.cap(0.05) == 0.05
    assert not NEVER.passed
    assert NEVER.cap(3) == 3
    assert math.isinf(NEVER.at)


def test_one_attempt_is_made_however_late_it_is(found: Mapping[str, Findings], attempts: Callable[..., list[float]]) -> None:
    clock = Clockwork()
    allowed = attempts(clock, 1)
    clock.now = 100
    made = arrange(ASKED, found, seconds=5, deadline=Deadline(at=1, clock=clock))
    assert isinstance(made, Arrangement)
    assert made.itinerary.days[0].stops
    assert allowed == [pytest.approx(0.1)]


def test_what_is_hopeless_is_tried_in_every_way_only_while_there_is_time(
    found: Mapping[str, Findings], attempts: Callable[..., list[float]]
) -> None:
    clock = Clockwork()
    allowed = attempts(clock, 1)
    arrange(SHORT, found, seconds=5)
    everything = len(allowed)
    assert everything > 2
    allowed.clear()
    arrange(SHORT, found, seconds=5, deadline=Deadline.after(1.5, clock))
    assert 1 <= len(allowed) < everything


def test_nothing_is_said_to_be_the_cheapest_when_no_time_was_left_to_look(found: Mapping[str, Findings]) -> None:
    clock = Clockwork()
    clock.now = 2
    assert least_cost(ASKED, found, deadline=Deadline(at=1, clock=clock)) is None
    assert least_cost(ASKED, found) is not None


def test_a_plan_held_loosely_may_change_and_is_a_plan(found: Mapping[str, Findings]) -> None:
    before = arrange(ASKED, found, seconds=1)
    assert isinstance(before, Arrangement)
    pins = pins_of(before.itinerary)
    lock = pins[0].model_copy(update={"locked": True})
    again = ASKED.model_copy(update={"pins": (lock, *pins[1:])})
    loose = arrange(again, found, seconds=1, loosely=True)
    assert isinstance(loose, Arrangement)
    assert lock.model_copy(update={"locked": False}) in pins_of(loose.itinerary), "what is locked is held all the same"
    assert not isinstance(arrange(again, found, seconds=1), Shortfall)
