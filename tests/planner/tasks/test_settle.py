"""The default start: the next day from which every must-see can be visited and booked."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from xiake.domain.constraint import Choice, Near
from xiake.domain.place import Attraction
from xiake.domain.request import Question, TripRequest
from xiake.planner.tasks.settle import settle_start
from xiake.tools.clock import VirtualClock
from xiake.tools.provider import Provider, provider_tools
from xiake.tools.registry import ToolRegistry
from xiake.tools.scripted import ScriptedProvider, failing

from ...world import START, World, hours, request, sight, wish_for

SUNDAY = date(2026, 3, 1)
NOT_ON_MONDAYS = sight("Palace", open_=hours({"days": "Tu-Su", "open": "09:00-17:00"}))
ONLY_ON_FRIDAYS = sight("Studio", open_=hours({"days": "Fr", "open": "09:00-17:00"}))
FROM_APRIL = sight("Garden", open_=hours({"season": "04-01/10-31", "open": "09:00-17:00"}))
LONG_SHUT = sight("Crypt", open_=hours({"season": "12-24/12-24", "open": "09:00-17:00"}))
OF_UNKNOWN_HOURS = sight("Ruin", open_=None)
WORLD = World(records=(NOT_ON_MONDAYS, ONLY_ON_FRIDAYS, FROM_APRIL, LONG_SHUT, OF_UNKNOWN_HOURS))


async def settle(asked: TripRequest, provider: Provider = WORLD, today: date = SUNDAY) -> TripRequest:
    registry = ToolRegistry(provider_tools(provider), clock=VirtualClock())
    return await settle_start(asked, registry.call, today)


def wanting(*places: Attraction, **fields: Any) -> TripRequest:
    wishes = (wish_for(*places),) if places else ()
    return request(**{"start": None, "constraints": wishes, **fields})


@pytest.mark.parametrize(
    ("must_sees", "days", "start"),
    [
        ((), 3, date(2026, 3, 2)),
        ((NOT_ON_MONDAYS,), 1, date(2026, 3, 3)),
        ((NOT_ON_MONDAYS,), 2, date(2026, 3, 2)),  # it is open on the second day
        ((ONLY_ON_FRIDAYS,), 3, date(2026, 3, 4)),
        ((FROM_APRIL,), 2, date(2026, 3, 31)),
        ((ONLY_ON_FRIDAYS, FROM_APRIL), 1, date(2026, 4, 3)),
        ((OF_UNKNOWN_HOURS,), 1, date(2026, 3, 2)),
        ((LONG_SHUT,), 2, date(2026, 3, 2)),  # beyond the horizon: tomorrow, and the conflict will say why
        ((LONG_SHUT, NOT_ON_MONDAYS), 1, date(2026, 3, 3)),  # what never opens doesn't make the others wait in vain
    ],
)
async def test_start(must_sees: tuple[Attraction, ...], days: int, start: date) -> None:
    settled = await settle(wanting(*must_sees, days=days))
    assert settled.start == start
    assert settled.provenance["start"].origin == "default"
    assert f"{start.day} {start:%b}" in settled.provenance["start"].note


async def test_what_is_sold_out_is_waited_for() -> None:
    shut = {("palace", date(2026, 3, day)): "sold_out" for day in range(1, 12)}
    world = World(records=WORLD.records, shut=shut)  # type: ignore[arg-type]
    assert (await settle(wanting(NOT_ON_MONDAYS, days=1), world)).start == date(2026, 3, 12)
    assert (await settle(wanting(NOT_ON_MONDAYS, days=3), world)).start == date(2026, 3, 10)


async def test_where_bookings_cant_be_looked_up_the_hours_count() -> None:
    lost = ScriptedProvider(WORLD, [failing("availability")])
    assert (await settle(wanting(NOT_ON_MONDAYS, days=1), lost)).start == date(2026, 3, 3)


@pytest.mark.parametrize(
    "wish",
    [
        Near(place="palace", label="Palace", max_km=1),
        wish_for(NOT_ON_MONDAYS, strength="soft"),
        wish_for(NOT_ON_MONDAYS, OF_UNKNOWN_HOURS, op="any_of"),
        wish_for(NOT_ON_MONDAYS, op="none_of"),
    ],
    ids=["near", "soft", "any_of", "none_of"],
)
async def test_only_must_sees_are_waited_for(wish: Choice | Near) -> None:
    settled = await settle(request(start=None, days=1, constraints=(wish,)))
    assert settled.start == date(2026, 3, 2)
    assert "tomorrow" in settled.provenance["start"].note, "nothing is said about must-sees"


async def test_three_places_open_on_one_day_do_not_crowd_into_it() -> None:
    fridays = tuple(
        sight(name, open_=hours({"days": days, "open": "09:00-17:00"}))
        for name, days in [("A", "Fr"), ("B", "Fr"), ("C", "Fr,Sa")]
    )
    world = World(records=fridays)
    settled = await settle(wanting(*fridays, days=1), world)
    assert settled.start == date(2026, 3, 2), "no single day holds three long visits, so tomorrow is taken"
    assert "every must-see" not in settled.provenance["start"].note
    assert (await settle(wanting(*fridays, days=2), world)).start == date(2026, 3, 6)


@pytest.mark.parametrize("weekday", range(7))
async def test_a_weekly_closing_day_is_never_the_only_day(weekday: int) -> None:
    today = SUNDAY + timedelta(days=weekday)
    start = (await settle(wanting(NOT_ON_MONDAYS, days=1), today=today)).start
    assert start is not None
    assert start > today
    assert NOT_ON_MONDAYS.hours is not None
    assert NOT_ON_MONDAYS.hours.on(start)


async def test_a_start_that_was_said_stays_and_asks_nothing() -> None:
    said = wanting(ONLY_ON_FRIDAYS, start=START)
    world = World(records=WORLD.records)
    assert await settle(said, world) is said
    assert not world.calls


async def test_the_question_about_the_start_is_settled_and_others_stay() -> None:
    asked = wanting(questions=(Question(slot="start", text="When?"), Question(slot="days", text="How long?", default="2")))
    settled = await settle(asked)
    assert [question.slot for question in settled.questions] == ["days"]
    zh = await settle(asked.model_copy(update={"language": "zh"}))
    assert "周一" in zh.provenance["start"].note
