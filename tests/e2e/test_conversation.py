"""A trip that is talked into shape: on embedded memories and on real Redis and Chroma servers; and the next one, which remembers."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr
from xiake import Settings, Trip
from xiake.planner.reply import Reply

from ..memory.engine.conftest import server
from ..memory.long_term.stores import chroma_server

WISH = "帮我规划一个3日亲子游，孩子5岁，必去故宫和中国科技馆，住市中心，预算5000元"


@pytest.fixture(params=["embedded", "servers"])
def settings(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Settings]:
    common: dict[str, Any] = {"home": tmp_path / "home", "schedule_seconds": 0.25, "redis_seconds": 20, "chroma_seconds": 30}
    if request.param == "embedded":
        yield Settings(**common, engine="embedded", idle_seconds=0)
        return
    with server(tmp_path / "redis", "--appendonly", "yes") as redis, chroma_server(tmp_path / "chroma") as chroma:
        yield Settings(**common, redis_url=SecretStr(redis.url), chroma_url=SecretStr(chroma))


def stops(trip: Trip | None, day: int) -> list[tuple[str, int, int]]:
    """Sights and meals of a day with their times."""
    assert trip is not None
    assert trip.itinerary is not None
    return [(s.place.id, s.start, s.end) for s in trip.itinerary.days[day - 1].stops if s.kind in ("attraction", "meal")]


def hotel(trip: Trip | None) -> str:
    assert trip is not None
    assert trip.itinerary is not None
    night = trip.itinerary.days[0].night
    assert night is not None
    return night.hotel.id


def nightly(trip: Trip | None) -> float:
    assert trip is not None
    assert trip.itinerary is not None
    night = trip.itinerary.days[0].night
    assert night is not None
    assert night.charge.unit_price is not None
    return float(night.charge.unit_price)


def sound(reply: Reply, kind: str) -> Reply:
    """A reply of this kind that is kept for good, with a plan that breaks no hard rule."""
    assert reply.kind == kind, reply.text
    assert reply.acknowledged
    assert not reply.degraded
    assert not reply.unread
    if reply.trip is not None and kind in ("plan", "edit"):
        assert reply.trip.status == "ok", reply.trip.checks
        assert not [check for check in reply.trip.checks if check.status == "violated" and not check.soft]
    return reply


async def test_a_trip_is_talked_into_shape_and_the_next_one_remembers(
    planner_of: Any, settings: Settings, tmp_path: Path
) -> None:
    planner = planner_of()
    planner.settings = settings
    async with planner.conversation(user="anna", session="beijing") as talk:
        asked = sound(await talk.tell(WISH), "question")
        assert [question.slot for question in asked.questions] == ["destination"]
        asked = sound(await talk.tell("北京"), "question")
        assert len(asked.questions) == 1
        first = sound(await talk.tell("两个大人"), "plan")

        swapped = sound(await talk.tell("第二天上午换一个"), "edit")
        assert stops(swapped.trip, 1) == stops(first.trip, 1)
        assert stops(swapped.trip, 2) != stops(first.trip, 2)
        assert stops(swapped.trip, 3) == stops(first.trip, 3)

        locked = sound(await talk.tell("锁定第一天"), "edit")
        assert stops(locked.trip, 1) == stops(first.trip, 1)
        sound(await talk.tell("解锁第一天"), "edit")

        cheaper = sound(await talk.tell("酒店便宜点"), "edit")
        assert hotel(cheaper.trip) != hotel(swapped.trip)
        assert nightly(cheaper.trip) < nightly(swapped.trip)

        mild = sound(await talk.tell("孩子不吃辣"), "edit")
        assert [item.text for item in mild.remembered] == ["孩子不吃辣"]
        richer = sound(await talk.tell("预算加到6000"), "edit")
        assert richer.trip is not None
        assert richer.trip.request.budget_total == 6000
        assert [stops(richer.trip, day) for day in (1, 2, 3)] == [stops(mild.trip, day) for day in (1, 2, 3)]

        why = sound(await talk.tell("为什么住这家酒店"), "why")
        assert len(why.answers) == 1
        undone = sound(await talk.tell("撤销"), "undo")
        assert undone.trip is not None
        assert undone.trip.request.budget_total == 5000
        sound(await talk.tell("第三天别太累"), "edit")
        target = await talk.save(tmp_path / "plan.json")
        assert json.loads(target.read_text("utf-8"))["status"] == "ok"
        turns = await talk.history()
        assert len(turns) == 12
        assert [turn.number for turn in turns] == list(range(1, 13))

    # Another process, another day: the session stands where it was.
    async with planner.conversation(user="anna", session="beijing") as talk:
        assert [turn.said for turn in await talk.history()] == [turn.said for turn in turns]
        version = await talk.current()
        assert version is not None
        assert version.trip.model_dump(exclude={"seconds"}) == Trip.model_validate_json(target.read_text("utf-8")).model_dump(
            exclude={"seconds"}
        )

    # A second session of the same traveller opens with what is remembered, shown and soft; nobody else's does.
    async with planner.conversation(user="anna") as talk:
        again = await talk.tell("帮我规划一个成都3日游，两个大人带一个5岁孩子")
        assert again.kind == "plan", again.text
        assert "孩子不吃辣" in [item.text for item in again.recalled]
        assert "按您以往的偏好" in again.text
        assert again.trip is not None
        remembered = [wish for wish in again.trip.request.constraints if wish.origin == "remembered"]
        assert remembered
        assert all(wish.strength == "soft" for wish in remembered)
        refused = await talk.tell("这次不用管以前的偏好")
        assert refused.trip is not None
        assert not refused.trip.request.recalled
    async with planner.conversation(user="ben") as talk:
        other = await talk.tell("帮我规划一个成都3日游，两个大人带一个5岁孩子")
        assert other.kind == "plan"
        assert not other.recalled
