"""A model in the intake seat: what it is asked, and what happens where it fails."""

from __future__ import annotations

import json
from collections.abc import Sequence

import pytest
from xiake.agents.intake.model.along import read_along
from xiake.agents.intake.model.rules import Rules
from xiake.agents.llm.script import Call
from xiake.agents.llm.scripted import Said, ScriptedModel
from xiake.domain.errors import BadRequest, ModelUnavailable
from xiake.domain.events import Event, SeatFellBack
from xiake.domain.request import TripRequest

from ..conftest import CITIES, GAZETTEERS, MONDAY

RULES = Rules(cities=CITIES, gazetteer_of=GAZETTEERS.get, today=MONDAY)
TEXT = "北京3天，必去故宫，预算5000，不对，8000，想发呆晒太阳"
ANSWER = Call(
    name="RequestReading",
    arguments={
        "slots": [{"slot": "budget", "value": 8000, "quote": "8000"}],
        "wishes": [{"quote": "想发呆晒太阳", "plain": "想去公园"}],
    },
)


async def read(text: str, said: Sequence[Said]) -> tuple[TripRequest, ScriptedModel, list[Event]]:
    events: list[Event] = []
    model = ScriptedModel(said)
    request = await read_along(text, RULES, model, emit=events.append)
    return request, model, events


async def test_a_model_reads_along() -> None:
    request, model, events = await read(TEXT, [ANSWER])
    assert (request.budget_total, request.unresolved, events) == (8000, (), [])
    (asked,) = model.asked
    assert (asked.tool_choice, [tool.name for tool in asked.tools]) == ("RequestReading", ["RequestReading"])
    assert "JSON" in asked.messages[0].text
    data = json.loads(asked.text.partition("\n")[2])
    assert (data["text"], data["unread"], data["today"]) == (TEXT, ["8000", "想发呆晒太阳"], "2026-03-02")
    assert "动物园" in data["kinds"]["sights"]


async def test_in_english_it_is_asked_in_english() -> None:
    _, model, _ = await read("3 days in Beijing, splashing about", [Call(name="RequestReading")])
    assert "You read for a travel planner" in model.asked[0].messages[0].text
    assert "Zoo" in json.loads(model.asked[0].text.partition("\n")[2])["kinds"]["sights"]


WRONG: list[Said] = [
    "Sure! The budget is 8000.",
    Call(name="RequestReading", arguments='{"slots": [{"slot": "budget", '),
    Call(name="RequestReading", arguments={"slots": [{"slot": "hotel", "value": ["x"], "quote": 3}], "wishes": "many"}),
]


async def test_answers_that_are_no_reading_leave_the_rules_alone() -> None:
    request, model, events = await read(TEXT, WRONG)
    assert request == RULES.read(TEXT)[0]
    assert len(model.asked) == 3
    (event,) = events
    assert isinstance(event, SeatFellBack)
    assert (event.seat, event.reason) == ("intake", "unreadable")
    assert event.message


async def test_without_an_answer_a_bad_request_is_still_one() -> None:
    with pytest.raises(BadRequest):
        await read("北京玩50天，哦不，5天", [ModelUnavailable("timeout", "too late")])
    request, _, _ = await read(
        "北京玩50天，哦不，5天",
        [Call(name="RequestReading", arguments={"slots": [{"slot": "days", "value": 5, "quote": "5天"}]})],
    )
    assert request.days == 5
