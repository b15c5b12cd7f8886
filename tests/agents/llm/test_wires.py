"""Every scenario over every wire: the real clients, over a real socket, from the desk down."""

from __future__ import annotations

import asyncio
import logging
import traceback
from collections.abc import Callable
from contextlib import AbstractContextManager
from functools import partial
from typing import Any

import pytest
from langchain.agents import create_agent
from langchain_core.messages import HumanMessage
from langchain_core.tools import tool
from xiake.agents.llm.script import Answer, Asked, Call, Fault, FaultKind
from xiake.agents.llm.structured import ask
from xiake.domain.errors import ModelTrouble, ModelUnavailable

from .wired import HISTORY, THRICE, TWO_CALLS, WIRES, Held, Look, Wired, joined, wired

Wire = Callable[..., AbstractContextManager[Wired]]


@pytest.fixture(params=WIRES)
def name(request: pytest.FixtureRequest) -> str:
    """The model that is configured."""
    return str(request.param)


@pytest.fixture
def wire(name: str, monkeypatch: pytest.MonkeyPatch) -> Wire:
    """Opens a desk whose models answer by a script."""
    return partial(wired, monkeypatch, name)


async def test_an_answer_comes_with_its_usage(wire: Wire) -> None:
    with wire(THRICE) as at:
        answer = await at.model("writer").ainvoke("好吗")
        (used,) = at.desk.take().seats
    assert answer.content == "好好好"
    assert answer.usage_metadata is not None
    assert (answer.usage_metadata["input_tokens"], answer.usage_metadata["output_tokens"]) == (7, 3)
    assert (used.seat, used.calls, used.failed, used.input_tokens, used.output_tokens) == ("writer", 1, 0, 7, 3)
    assert [(call.seat, call.ok) for call in at.calls] == [("writer", True)]


@pytest.mark.parametrize("tools", [[], [Look]])
async def test_a_stream_comes_piece_by_piece_with_repeats_kept(wire: Wire, tools: list[Any]) -> None:
    with wire(THRICE) as at:
        model = at.model()
        chunks = [chunk async for chunk in (model.bind_tools(tools) if tools else model).astream("好吗")]
        (used,) = at.desk.take().seats
    assert at.brain.asked[0].stream
    assert [chunk.content for chunk in chunks if chunk.content] == ["好", "好", "好"]
    assert (used.input_tokens, used.output_tokens) == (7, 3)
    assert joined(chunks).usage_metadata == {**(joined(chunks).usage_metadata or {}), "input_tokens": 7, "output_tokens": 3}


@pytest.mark.parametrize("stream", [False, True])
async def test_parallel_calls_come_whole(wire: Wire, stream: bool) -> None:
    with wire(TWO_CALLS) as at:
        model = at.model().bind_tools([Look])
        answer = joined([chunk async for chunk in model.astream("看看")]) if stream else await model.ainvoke("看看")
    assert [(call["name"], call["args"]) for call in answer.tool_calls] == [
        ("Look", {"place": "故宫"}),
        ("Look", {"place": "天坛"}),
    ]
    assert len({call["id"] for call in answer.tool_calls}) == 2
    assert not answer.invalid_tool_calls


@pytest.mark.parametrize("stream", [False, True])
async def test_calls_stay_in_the_history(wire: Wire, stream: bool) -> None:
    with wire(TWO_CALLS, "好看") as at:
        model = at.model().bind_tools([Look])
        answer = joined([chunk async for chunk in model.astream(HISTORY)]) if stream else await model.ainvoke(HISTORY)
        assert len(answer.tool_calls) == 2
        told = [*HISTORY, answer, *({"role": "tool", "content": "看", "tool_call_id": call["id"]} for call in answer.tool_calls)]
        await model.ainvoke(told)
    first, second = (asked.messages for asked in at.brain.asked)
    assert first[1].calls == (Call("Look", '{"place": "故宫"}', "call_7"),)
    assert (first[2].role, first[2].call_id, first[2].text) == ("tool", "call_7", "红墙")
    assert [call.id for call in second[3].calls] == [message.call_id for message in second[4:]]


async def test_an_agent_works_with_the_model_of_a_seat(wire: Wire) -> None:
    @tool
    def look(place: str) -> str:
        """Look at a place."""
        return f"{place}: 红墙"

    with wire(Answer(calls=(Call("look", {"place": "故宫"}), Call("look", {"place": "天坛"}))), "都好看") as at:
        said = await create_agent(at.model(), [look]).ainvoke({"messages": [HumanMessage("看看")]})
    assert said["messages"][-1].content == "都好看"
    assert [message.text for message in at.brain.asked[1].messages[-2:]] == ["故宫: 红墙", "天坛: 红墙"]


async def test_data_is_forced_by_a_tool_without_thinking(wire: Wire, name: str) -> None:
    with wire(Look(place="故宫")) as at:
        assert await ask(at.model("intake"), Look, [HumanMessage("去哪")]) == Look(place="故宫")
    (asked,) = at.brain.asked
    assert asked.tool_choice == "Look"
    assert asked.offered("Look")
    assert asked.thinking is (None if asked.model.startswith("gpt") else False)


@pytest.mark.parametrize("text", ['好的：\n```json\n{"place": "故宫"}\n```\n祝好', '{"place": "故宫"}'])
async def test_data_in_words_is_taken_too(wire: Wire, text: str) -> None:
    with wire(text) as at:
        assert (await ask(at.model(), Look, [HumanMessage("去哪")])).place == "故宫"


async def test_data_that_is_wrong_is_asked_for_again_and_not_for_ever(wire: Wire) -> None:
    with wire(Call("Look", '{"place": "故'), Call("Look", {"site": "故宫"}), Look(place="故宫"), "哪", "哪", "哪") as at:
        assert (await ask(at.model(), Look, [HumanMessage("去哪")])).place == "故宫"
        with pytest.raises(ModelUnavailable) as caught:
            await ask(at.model(), Look, [HumanMessage("去哪")])
    assert (caught.value.reason, len(at.brain.asked)) == ("unreadable", 6)


async def test_a_model_that_takes_no_tools_is_asked_for_json(wire: Wire) -> None:
    with wire(Fault("invalid"), '{"place": "故宫"}') as at:
        assert (await ask(at.model(), Look, [HumanMessage("去哪")])).place == "故宫"
    assert not at.brain.asked[1].tools
    assert "json" in at.brain.asked[1].messages[-1].text.lower()


REASONS: list[tuple[FaultKind, ModelTrouble]] = [
    ("invalid", "invalid"),
    ("refused", "refused"),
    ("forbidden", "forbidden"),
    ("not_found", "invalid"),
    ("rate_limited", "rate_limited"),
    ("upstream", "upstream"),
    ("unavailable", "unavailable"),
]


@pytest.mark.parametrize(("kind", "reason"), REASONS)
@pytest.mark.parametrize("way", ["whole", "streamed", "within"])
async def test_trouble_has_its_reason(wire: Wire, kind: FaultKind, reason: ModelTrouble, way: str) -> None:
    within = Answer("好好好", pieces=("好", "好", "好"), fault=Fault(kind), after=2)
    with wire(within if way == "within" else Fault(kind), model_attempts=1) as at:
        with pytest.raises(ModelUnavailable) as caught:
            await (at.model().ainvoke("好吗") if way == "whole" else anext_all(at.model().astream("好吗")))
        (used,) = at.desk.take().seats
    assert caught.value.reason == reason
    assert (used.calls, used.failed) == (1, 1)
    assert [(call.ok, call.code) for call in at.calls] == [(False, reason)]
    assert caught.value.__cause__ is None
    assert caught.value.__context__ is None


async def anext_all(stream: Any) -> list[Any]:
    return [chunk async for chunk in stream]


async def begun(stream: Any, then: Callable[[], None]) -> None:
    async for _ in stream:
        then()


@pytest.mark.parametrize("way", ["whole", "streamed", "within"])
async def test_a_dead_line_is_trouble_that_may_pass(wire: Wire, way: str) -> None:
    cut = Answer("好好好", pieces=("好", "好", "好"), fault=Fault("cut"), after=2) if way == "within" else Fault("cut")
    with wire(*[cut] * 2, model_attempts=1) as at, pytest.raises(ModelUnavailable) as caught:
        await (at.model().ainvoke("好吗") if way == "whole" else anext_all(at.model().astream("好吗")))
    assert caught.value.reason in ("unavailable", "upstream")


@pytest.mark.parametrize("way", ["whole", "streamed", "within"])
async def test_silence_ends_with_the_time_limit(name: str, monkeypatch: pytest.MonkeyPatch, way: str) -> None:
    class Silent:
        def answer(self, asked: Asked) -> Answer:
            if way != "within":
                clocks[0].ring()
            return Answer("好好好", pieces=("好", "好", "好"), fault=Fault("stall"), after=2 if way == "within" else 0)

    clocks: list[Any] = []
    with wired(monkeypatch, name, brain=Silent(), model_attempts=1) as at:
        clocks.append(at.clock)
        answer = at.model().ainvoke("好吗") if way == "whole" else begun(at.model().astream("好吗"), at.clock.ring)
        with pytest.raises(ModelUnavailable) as caught:
            await answer
    assert caught.value.reason == "timeout"


@pytest.mark.parametrize("stream", [False, True])
async def test_a_question_is_put_again_after_a_wait(wire: Wire, stream: bool) -> None:
    with wire(Fault("rate_limited"), Fault("unavailable"), THRICE) as at:
        model = at.model()
        answer = joined([chunk async for chunk in model.astream("好吗")]) if stream else await model.ainvoke("好吗")
    assert answer.content == "好好好"
    assert len(at.clock.slept) == 2
    assert at.clock.slept[0] < at.clock.slept[1]
    assert [call.code for call in at.calls] == ["rate_limited", "unavailable", None]


async def test_then_the_next_model_is_asked(wire: Wire, name: str) -> None:
    class Moody:
        asked: list[str] = []  # noqa: RUF012

        def answer(self, asked: Asked) -> Answer | Fault:
            self.asked.append(asked.model)
            return Answer("好") if asked.model == "second" else Fault("upstream")

    provider = name.partition(":")[0]
    with wire(brain=Moody(), model_fallbacks=(f"{provider}:second",), model_attempts=2) as at:
        Moody.asked = []
        assert (await at.model().ainvoke("好吗")).content == "好"
        assert [used.model for used in at.desk.take().seats][-1] == f"{provider}:second"
    assert Moody.asked[-1] == "second"
    assert len(Moody.asked) == 3


@pytest.mark.parametrize("kind", ["unauthorized", "forbidden"])
async def test_a_model_that_lets_nobody_in_is_left_alone(wire: Wire, kind: FaultKind) -> None:
    with wire(Fault(kind)) as at:
        for _ in range(2):
            with pytest.raises(ModelUnavailable) as caught:
                await at.model().ainvoke("好吗")
            assert caught.value.reason == kind
    assert len(at.brain.asked) == 1


@pytest.mark.parametrize("budget", [{"model_calls": 2}, {"model_tokens": 15}])
async def test_a_budget_has_an_end(wire: Wire, budget: dict[str, int]) -> None:
    with wire(THRICE, THRICE, **budget) as at:
        for _ in range(2):
            await at.model().ainvoke("好吗")
        with pytest.raises(ModelUnavailable) as caught:
            await at.model().ainvoke("好吗")
    assert (caught.value.reason, len(at.brain.asked)) == ("budget", 2)


WRONG = "sk-wrong-fedcba9876543210"


@pytest.mark.parametrize("stream", [False, True])
async def test_keys_stand_in_no_log_event_or_exception(wire: Wire, stream: bool, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    with wire("好", key=WRONG) as at:
        model = at.model().bind_tools([Look])
        with pytest.raises(ModelUnavailable) as caught:
            await (anext_all(model.astream("好吗")) if stream else model.ainvoke("好吗"))
    told = ["".join(traceback.format_exception(caught.value)), caplog.text, repr(model), repr(at.pool), repr(at.desk)]
    told += [event.model_dump_json() for event in at.events]
    assert caught.value.reason == "unauthorized"
    assert at.server.keys == [WRONG]
    assert not any(WRONG in text for text in told)


def test_another_event_loop_finds_the_same_models(wire: Wire) -> None:
    with wire(THRICE, THRICE, THRICE, THRICE) as at:
        for _ in range(2):
            assert asyncio.run(at.model().ainvoke("好吗")).content == "好好好"
            assert joined(asyncio.run(anext_all(at.model().astream("好吗")))).content == "好好好"
    assert len(at.brain.asked) == 4


async def test_no_more_questions_are_under_way_than_allowed(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    held = Held()
    with wired(monkeypatch, name, brain=held, model_concurrency=2) as at:
        answers = asyncio.gather(*(at.model().ainvoke("好吗") for _ in range(6)))
        gate = await held.gates.get()
        for _ in range(5):
            following = await held.gates.get()
            gate.set_result(None)
            gate = following
        gate.set_result(None)
        assert [answer.content for answer in await answers] == ["好"] * 6
    assert held.most == 2
