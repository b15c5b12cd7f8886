"""Bookings at a scripted desk: nothing without a yes, nothing twice, nothing dearer than agreed, whatever goes wrong."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from xiake.domain.booking import BookingOutcome
from xiake.domain.errors import BadRequest, ConfigurationError
from xiake.domain.request import Question
from xiake.planner.booking.consent import verdict
from xiake.planner.booking.stays import stays_of
from xiake.planner.trip import Trip
from xiake.planner.trip_planner import TripPlanner
from xiake.settings import Settings
from xiake.tools.booking import BookingQuery
from xiake.tools.clock import VirtualClock
from xiake.tools.policy import ToolPolicy
from xiake.tools.provider import provider_tools
from xiake.tools.registry import ToolRegistry
from xiake.tools.scripted_desk import Mishap, ScriptedDesk

from ...world import World, hotel, request, restaurant, sight

WORLD = World(
    records=(
        *(sight(f"Sight{k}", k % 3, k % 4, renown=90 - 5 * k) for k in range(8)),
        *(restaurant(f"Diner{k}", k % 3, k % 4) for k in range(20)),
        *(hotel(f"Inn{k}", k - 1, nightly=200 + 150 * k, stars=2 + k) for k in range(4)),
    )
)
Ask = Callable[[Question], str | None]


def agree(question: Question) -> str:
    return "yes"


class Front:
    """A planner with one desk."""

    def __init__(self, home: Path, script: Sequence[Mishap] = (), *, link: str | None = None) -> None:
        self.clock = VirtualClock()
        self.desk = ScriptedDesk(WORLD, script, link=link, clock=self.clock)
        self.settings = Settings(home=home, schedule_seconds=0.1)

    def planner(self, ask: Ask | None = None) -> TripPlanner:
        tools = [*provider_tools(WORLD), *provider_tools(self.desk, ToolPolicy(attempts=2, breaker_failures=50))]
        registry = ToolRegistry(tools, clock=self.clock, random=Random(1))
        return TripPlanner(registry=registry, settings=self.settings, ask=ask)

    async def book(self, trip: Trip, ask: Ask | None = None) -> BookingOutcome:
        (outcome,) = await self.planner(ask).abook(trip)
        return outcome

    @property
    def standing(self) -> list[str]:
        return [booking.id for booking in self.desk.bookings.values() if booking.status != "cancelled"]


@pytest.fixture(scope="module")
def trip(tmp_path_factory: pytest.TempPathFactory) -> Trip:
    home = tmp_path_factory.mktemp("home")
    registry = ToolRegistry(provider_tools(WORLD), clock=VirtualClock(), random=Random(1))
    return TripPlanner(registry=registry, settings=Settings(home=home, schedule_seconds=0.1)).plan(request())


async def test_a_yes_books_what_was_quoted_and_costs_what_the_plan_says(tmp_path: Path, trip: Trip) -> None:
    front, asked = Front(tmp_path), list[Question]()
    outcome = await front.book(trip, lambda question: asked.append(question) or "确认")  # type: ignore[func-returns-value]
    assert outcome.status == "confirmed"
    assert outcome.booking is not None
    (stay,) = stays_of(trip)
    assert outcome.booking.stay == stay
    assert trip.itinerary is not None
    nights = [day.night for day in trip.itinerary.days if day.night]
    assert outcome.booking.total == sum((night.charge.amount or Decimal(0) for night in nights), Decimal(0))
    assert [question.slot for question in asked] == ["booking"]
    assert stay.name in asked[0].text
    assert [action for action, _ in front.desk.calls] == ["quote", "hold", "confirm"]


@pytest.mark.parametrize("answer", ["", "no", "先不要", None, "maybe", "yes but cheaper", "ok?", "不是"])
async def test_without_a_clear_yes_nothing_is_held(tmp_path: Path, trip: Trip, answer: str | None) -> None:
    front = Front(tmp_path)
    assert (await front.book(trip, lambda _: answer)).status == "declined"
    assert front.desk.bookings == {}


async def test_with_nobody_to_ask_it_stops_at_the_quote(tmp_path: Path, trip: Trip) -> None:
    front = Front(tmp_path)
    outcome = await front.book(trip)
    assert outcome.status == "quoted"
    assert outcome.quote is not None
    assert [action for action, _ in front.desk.calls] == ["quote"]


async def test_a_seller_of_its_own_page_gives_a_link(tmp_path: Path, trip: Trip) -> None:
    front = Front(tmp_path, link="https://example.com/stay")
    outcome = await front.book(trip, agree)
    assert outcome.status == "link"
    assert "https://example.com/stay" in outcome.message
    assert front.desk.bookings == {}


async def test_a_price_that_rises_is_asked_about_again(tmp_path: Path, trip: Trip) -> None:
    front, asked = Front(tmp_path, [Mishap(kind="dearer", times=1)]), list[str]()
    outcome = await front.book(trip, lambda question: asked.append(question.text) or "yes")  # type: ignore[func-returns-value]
    assert len(asked) == 2
    assert outcome.status == "confirmed"
    assert outcome.booking is not None
    assert outcome.quote is not None
    assert outcome.booking.total == outcome.quote.total
    assert f"{outcome.booking.total:,.0f}" in asked[1]
    assert f"{outcome.booking.total:,.0f}" not in asked[0]


@pytest.mark.parametrize("action", ["hold", "confirm"])
async def test_a_lost_answer_books_once(tmp_path: Path, trip: Trip, action: Any) -> None:
    front = Front(tmp_path, [Mishap(kind="lost", action=action, times=2)])  # both attempts of the policy
    first = await front.book(trip, agree)
    assert first.status == "unsure"
    again = await front.book(trip, agree)  # carries on, with nothing more to agree to
    assert again.status == "confirmed"
    assert len(front.desk.bookings) == 1


async def test_booked_again_it_is_the_same_booking(tmp_path: Path, trip: Trip) -> None:
    front = Front(tmp_path)
    first, second = await front.book(trip, agree), await front.book(trip, agree)
    assert first.booking == second.booking
    assert len(front.desk.bookings) == 1


async def test_a_booking_is_cancelled_after_a_yes_and_can_be_made_anew(tmp_path: Path, trip: Trip) -> None:
    front = Front(tmp_path)
    outcome = await front.book(trip, agree)
    assert (await front.planner().acancel(outcome)).status == "confirmed"
    assert (await front.planner(lambda _: "book").acancel(outcome)).status == "confirmed"
    assert (await front.planner(agree).acancel(outcome)).status == "cancelled"
    assert front.standing == []
    assert (await front.book(trip, agree)).status == "confirmed"
    assert len(front.standing) == 1


async def test_what_is_missing_is_said(tmp_path: Path, trip: Trip) -> None:
    front = Front(tmp_path)
    bare = TripPlanner(registry=ToolRegistry(provider_tools(WORLD)), settings=front.settings)
    with pytest.raises(ConfigurationError):
        await bare.abook(trip)
    with pytest.raises(BadRequest):
        await front.book(trip.model_copy(update={"itinerary": None}))


def test_no_model_is_offered_a_desk(tmp_path: Path) -> None:
    registry = Front(tmp_path).planner().registry
    assert registry.of("booking")
    assert "booking" not in {tool.name for tool in registry.as_langchain()}


def test_a_step_says_what_it_lacks() -> None:
    with pytest.raises(ValueError, match="to hold takes quote, total, key"):
        BookingQuery(action="hold")
    assert verdict("book", "cancel") is None
    assert verdict("取消", "book") is None


MISHAPS = st.builds(
    Mishap,
    kind=st.sampled_from(["failing", "lost", "slow", "gone", "dearer"]),
    action=st.sampled_from(["quote", "hold", "confirm", "cancel"]),
    code=st.sampled_from(["unavailable", "timeout", "sold_out", "closed", "forbidden", "rate_limited"]),
    seconds=st.sampled_from([1.0, 12.0, 1300.0]),
    times=st.sampled_from([1, 2, 3]),
)


@settings(max_examples=40, deadline=None)
@given(script=st.lists(MISHAPS, max_size=4), answers=st.lists(st.sampled_from(["yes", "no", "hm"]), max_size=8))
async def test_whatever_goes_wrong_the_outcome_tells_the_truth(script: list[Mishap], answers: list[str], trip: Trip) -> None:
    left = iter(answers)
    agreed: list[str] = []

    def ask(question: Question) -> str:
        answer = next(left, "yes")
        agreed.extend([question.text] if answer == "yes" else [])
        return answer

    with TemporaryDirectory() as home:
        front = Front(Path(home), script)
        for _ in range(3):
            outcome = await front.book(trip, ask)
            if outcome.status != "unsure":
                break
    assert len(front.standing) <= 1
    held = [action for action, _ in front.desk.calls if action == "hold"]
    assert agreed or not held
    if outcome.status == "confirmed":
        assert outcome.booking is not None
        assert front.desk.bookings[outcome.booking.id].status == "confirmed"
    elif outcome.status != "unsure":
        assert "confirmed" not in {booking.status for booking in front.desk.bookings.values()}
