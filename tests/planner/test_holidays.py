"""Public holidays in whole runs: crowds, closing days that are lifted or may shift, and years that are not arranged yet."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import pytest
from xiake.domain.language import LANGUAGES, Language
from xiake.planner.trip import Trip
from xiake.planner.trip_planner import TripPlanner
from xiake.settings import Settings
from xiake.tools.clock import VirtualClock
from xiake.tools.provider import provider_tools
from xiake.tools.registry import ToolRegistry

from ..world import World, hotel, hours, request, restaurant, sight, wish_for

RESTS = {"days": "Tu-Su", "open": "09:00-17:00"}
MONDAY, AFTER = date(2026, 10, 5), date(2026, 10, 8)
"""Within the National Day holidays of 2026, and the first day after them."""


TOWERS = [sight(f"Tower{k}", k, kinds=("地标观景",)) for k in range(5)]


def museum(rest_day: str | None) -> Any:
    return sight("Museum", open_=hours(RESTS).model_copy(update={"rest_day": rest_day}))


async def plan(home: Path, *sights: Any, **fields: Any) -> Trip:
    world = World(records=(*sights, *TOWERS, *(restaurant(f"Diner{k}", k % 3) for k in range(12)), hotel("Inn")))
    registry = ToolRegistry(provider_tools(world), clock=VirtualClock(), random=Random(1))
    planner = TripPlanner(registry=registry, settings=Settings(home=home, schedule_seconds=0.1))
    return await planner.aplan(request(**{"constraints": (wish_for(sights[0]),), "days": 1, "language": "zh", **fields}))


def has(trip: Trip, *words: str) -> bool:
    return any(all(word in note for word in words) for note in trip.notes)


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_holiday_is_said_with_what_it_brings(language: Language, tmp_path: Path) -> None:
    trip = await plan(tmp_path, sight("Tower"), start=date(2026, 10, 7), days=4, language=language)
    assert trip.status == "ok"
    assert [(day.day.day, day.kind) for day in trip.calendar] == [(7, "holiday"), (10, "workday")]
    assert has(trip, *(("国庆节", "10月7日") if language == "zh" else ("National Day", "7 Oct")))
    assert has(trip, "调休上班" if language == "zh" else "worked in exchange")
    assert not has(trip, "尚未收录" if language == "zh" else "not on record yet")
    assert {source.provider for source in trip.sources} >= {"holidays"}
    assert Trip.model_validate_json(trip.to_json()).calendar == trip.calendar


async def test_an_ordinary_week_says_nothing(tmp_path: Path) -> None:
    trip = await plan(tmp_path, sight("Tower"), start=date(2026, 11, 3), days=2)
    assert not trip.calendar
    assert not has(trip, "假期")
    assert not any(source.provider == "holidays" for source in trip.sources)


async def test_a_museum_that_opens_on_holidays_is_visited_on_its_closing_day(tmp_path: Path) -> None:
    lifted = await plan(tmp_path, museum("lifted"), start=MONDAY)
    assert lifted.status == "ok"
    assert not [check for check in lifted.checks if check.status == "violated"]
    unknown = await plan(tmp_path, museum(None), start=MONDAY)
    assert unknown.status != "ok", "who doesn't know takes it for closed"


async def test_what_is_not_known_of_closing_days_is_said(tmp_path: Path) -> None:
    both = await plan(tmp_path, museum(None), start=date(2026, 10, 4), days=2)
    assert both.status == "ok"
    assert has(both, "Museum", "10月5日", "不详")
    after = await plan(tmp_path, museum(None), start=AFTER)
    assert has(after, "Museum", "10月8日", "补休")
    for known in ("kept", "lifted"):
        assert not has(await plan(tmp_path, museum(known), start=AFTER), "补休")
    shifted = await plan(tmp_path, museum("shifted"), start=AFTER)
    assert shifted.status != "ok", "it rests then"


async def test_spring_festival_of_a_year_that_is_not_arranged_yet(tmp_path: Path) -> None:
    trip = await plan(tmp_path, sight("Tower"), start=date(2044, 1, 30))
    assert [day.name for day in trip.calendar] == ["春节"]
    assert has(trip, "2044", "尚未收录")
    assert has(trip, "停业")
