"""Runs that ask, and what may be answered; requests that are refused."""

from __future__ import annotations

from typing import Any

import pytest
from xiake import BadRequest, CatalogueProvider, ScriptedProvider
from xiake.domain.events import (
    CapabilityLost,
    PlanReady,
    QuestionAsked,
    ToolCalled,
)
from xiake.domain.request import Question
from xiake.tools.scripted import failing

from .plans import SHORT, assert_sound, names, run


async def test_an_interactive_run_asks_and_works_the_answers_in(planner_of: Any) -> None:
    asked: list[Question] = []

    def answer(question: Question) -> str | None:
        asked.append(question)
        return {"destination": "南京", "days": "2", "start": "5月3日"}.get(question.slot)

    trip, events = await run(planner_of(ask=answer), "想出去玩，预算3000元，两个人")
    assert "destination" in [question.slot for question in asked]
    assert trip.request.destination == "南京"
    assert trip.status == "ok"
    shown = [event.question.slot for event in events if isinstance(event, QuestionAsked)]
    assert shown == [question.slot for question in asked], "each question is shown once"
    assert_sound(trip)


async def test_an_asker_may_be_asynchronous_and_defaults_stand(planner_of: Any) -> None:
    asked: list[str] = []

    async def shrug(question: Question) -> str | None:
        asked.append(question.slot)
        return None

    trip, events = await run(planner_of(ask=shrug), "南京游玩")
    assert trip.status == "ok"
    assert len(asked) >= 2
    assert [event.question.slot for event in events if isinstance(event, QuestionAsked)] == asked, "each is told once"
    trip, _ = await run(planner_of(ask=shrug), "想出去玩两天，预算3000元")
    assert trip.status == "needs_input"
    assert [question.slot for question in trip.questions] == ["destination"]


async def test_a_name_that_means_several_places_is_asked_about(planner_of: Any) -> None:
    trip, _ = await run(planner_of(), "北京两日游，想看长城")
    assert trip.status == "needs_input"
    (question,) = trip.questions
    assert (question.slot, question.quote) == ("place", "长城")
    assert len(question.options) >= 2

    trip, _ = await run(
        planner_of(ask=lambda question: question.options[0] if question.slot == "place" else None), "北京两日游，想看长城"
    )
    assert trip.status == "ok"
    assert question.options[0] in names(trip)


async def test_without_anybody_to_ask_a_missing_destination_needs_input(planner_of: Any) -> None:
    trip, events = await run(planner_of(), "想出去玩三天，预算3000元")
    assert trip.status == "needs_input"
    assert trip.itinerary is None
    (question,) = trip.questions
    assert "南京" in question.options
    assert isinstance(events[-1], PlanReady)
    assert not [event for event in events if isinstance(event, ToolCalled) and event.task]


@pytest.mark.parametrize(
    ("text", "answers"), [("想出去玩两天", ["暖和的地方", "南京"]), ("Two days somewhere", ["somewhere warm", "Nanjing"])]
)
async def test_an_answer_that_cant_be_read_is_asked_for_again(planner_of: Any, text: str, answers: list[str]) -> None:
    left = list(answers)
    trip, events = await run(planner_of(ask=lambda q: left.pop(0) if q.slot == "destination" else None), text)
    assert trip.status == "ok"
    assert trip.request.destination == "南京"
    assert answers[0] not in trip.request.text, "what couldn't be read isn't kept"
    assert [e.taken for e in events if isinstance(e, QuestionAsked) and e.question.slot == "destination"] == answers


async def test_answers_that_are_never_readable_end_in_needs_input(planner_of: Any) -> None:
    asked: list[str] = []

    def murmur(question: Question) -> str | None:
        asked.append(question.slot)
        return "嗯嗯" if question.slot == "destination" else None

    trip, _ = await run(planner_of(ask=murmur), "想出去玩两天，预算3000元")
    assert trip.status == "needs_input"
    assert [question.slot for question in trip.questions] == ["destination"]
    assert 2 <= asked.count("destination") <= 5
    assert all(asked.count(slot) == 1 for slot in asked if slot != "destination"), "what took its default isn't asked again"


@pytest.mark.parametrize(
    ("answer", "tried"), [("重试", True), ("wait", True), ("再试一次", True), ("Retry", True), ("先不要", False)]
)
async def test_a_lost_capability_is_tried_again_in_any_words(planner_of: Any, answer: str, tried: bool) -> None:
    answers = iter([answer, "skip"])
    provider = ScriptedProvider(CatalogueProvider(), [failing("hotels", times=3)])
    trip, _ = await run(planner_of(provider, ask=lambda q: next(answers) if q.slot == "capability" else None), SHORT)
    assert trip.status == ("ok" if tried else "degraded")


async def test_what_isnt_understood_about_a_lost_capability_is_asked_again(planner_of: Any) -> None:
    answers = iter(["换数据源", "retry"])
    provider = ScriptedProvider(CatalogueProvider(), [failing("hotels", times=3)])
    trip, _ = await run(planner_of(provider, ask=lambda q: next(answers) if q.slot == "capability" else None), SHORT)
    assert trip.status == "ok"
    assert not list(answers)


async def test_without_the_essential_one_may_wait_or_stop(planner_of: Any) -> None:
    for answer, status in (("retry", "ok"), ("stop", "infeasible")):
        asked: list[Question] = []

        def decide(question: Question, answer: str = answer, asked: list[Question] = asked) -> str | None:
            if question.slot != "capability":
                return None
            asked.append(question)
            return answer

        provider = ScriptedProvider(CatalogueProvider(), [failing("attractions", times=6)])
        trip, _ = await run(planner_of(provider, ask=decide), SHORT)
        assert trip.status == status
        (question,) = asked
        assert "skip" not in question.options, "nothing can be planned without it"


@pytest.mark.parametrize("answer", ["skip", "", None])
async def test_a_lost_capability_is_asked_about_and_can_be_gone_without(planner_of: Any, answer: str | None) -> None:
    asked: list[Question] = []

    def decide(question: Question) -> str | None:
        asked.append(question)
        return answer if question.slot == "capability" else None

    provider = ScriptedProvider(CatalogueProvider(), [failing("hotels")])
    trip, events = await run(planner_of(provider, ask=decide), SHORT)
    assert [question.quote for question in asked if question.slot == "capability"] == ["hotels"]
    assert trip.status == "degraded"
    assert len([event for event in events if isinstance(event, CapabilityLost)]) == 1, "nothing is tried again unasked"


async def test_a_lost_capability_may_be_tried_again(planner_of: Any) -> None:
    answers = iter(["retry", "skip"])

    def decide(question: Question) -> str | None:
        return next(answers) if question.slot == "capability" else None

    provider = ScriptedProvider(CatalogueProvider(), [failing("hotels", times=3)])
    trip, events = await run(planner_of(provider, ask=decide), SHORT)
    assert trip.status == "ok", "the second time it worked"
    again = [event for event in events if isinstance(event, ToolCalled) and event.replayed]
    assert again, "what had answered before isn't asked again"
    assert next(answers) == "skip"


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("", "text"),
        ("asdf qwer zxcv", "text"),
        ("北京0日游", "days"),
        ("去北京玩三天，10月1日到10月5日", "days"),
        ("西安三日游", "destination"),
        ("北京3日游，预算-5元", "budget"),
    ],
)
def test_what_cant_be_planned_is_refused_with_a_reason(planner_of: Any, text: str, field: str) -> None:
    planner = planner_of()
    with pytest.raises(BadRequest) as refused:
        planner.plan(text, run="same")
    assert refused.value.problems[0].message
    trip = planner.plan("南京一日游", run="same")
    assert trip.status == "ok", "a refused run leaves nothing behind"
