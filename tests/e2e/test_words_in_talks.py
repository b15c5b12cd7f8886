"""What a model words in a conversation is about the plan that stands, and what it was asked is counted."""

from __future__ import annotations

from typing import Any

from xiake import ScriptedModel
from xiake.domain.itinerary import Day
from xiake.planner.trip import Trip

from ..loopback.actor import Actor


def days_of(trip: Trip | None) -> tuple[list[str], list[Day]]:
    assert trip is not None
    assert trip.words is not None
    assert trip.itinerary is not None
    return [day.intro for day in trip.words.days], list(trip.itinerary.days)


async def test_a_changed_plan_is_worded_anew_and_an_old_one_has_its_own_words_again(planner_of: Any) -> None:
    actor = Actor()
    async with planner_of(model=ScriptedModel(otherwise=actor.answer)).conversation(user="u") as talk:
        first = (await talk.tell("北京3日游，两个人，必去故宫")).trip
        intros, _ = days_of(first)
        assert any("故宫博物院" in intro for intro in intros)
        changed = (await talk.tell("不去故宫")).trip
        intros, days = days_of(changed)
        assert not any("故宫博物院" in intro for intro in intros)
        for intro, day in zip(intros, days, strict=True):
            named = intro.removeprefix("今天去").rstrip("。").split("、")
            assert set(named) <= {stop.name for stop in day.stops}
        assert changed is not None
        assert {seat.seat for seat in changed.usage.seats} >= {"worker", "writer"}
        before = len(actor.asked)
        again = (await talk.tell("撤销")).trip
        assert first is not None
        assert again is not None
        assert again.words == first.words
        assert len(actor.asked) == before, "an undone change is not worded again"
