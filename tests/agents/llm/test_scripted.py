"""The public scripted model: everything that LangChain asks of a chat model."""

from __future__ import annotations

import asyncio
from concurrent.futures import Future

import httpx
import pytest
from langchain.agents import create_agent
from langchain_core.messages import AIMessage, AIMessageChunk, HumanMessage, ToolMessage
from langchain_core.tools import tool
from pydantic import BaseModel
from xiake import ScriptedModel, XiakeError
from xiake.agents.llm.script import Answer, Asked, Call, Fault
from xiake.tools.clock import VirtualClock


class Weather(BaseModel):
    """Tomorrow's weather."""

    city: str
    degrees: int


@tool
def thermometer(city: str) -> int:
    """Read the temperature of a city."""
    return len(city) * 10


def joined(pieces: list[AIMessageChunk]) -> AIMessageChunk:
    whole = pieces[0]
    for piece in pieces[1:]:
        whole += piece
    return whole


async def test_plays_its_answers_in_order_and_remembers_the_questions() -> None:
    model = ScriptedModel(["早上好", AIMessage("again"), None], otherwise=lambda asked: asked.messages[-1].text.upper())

    said = [(await model.ainvoke([("system", "be brief"), ("user", word)])).content for word in ("a", "b", "c", "d", "e")]

    assert said == ["早上好", "again", "", "D", "E"]
    assert [message.role for message in model.asked[0].messages] == ["system", "user"]
    assert model.asked[4].text == "e"


async def test_an_answer_too_few_is_an_error_of_the_test() -> None:
    with pytest.raises(XiakeError, match="0 answers, and this is question 1"):
        await ScriptedModel().ainvoke("hello")


async def test_an_agent_calls_tools_and_sees_their_results() -> None:
    def answer(asked: Asked) -> Call | str:
        last = asked.messages[-1]
        return f"{last.text} degrees" if last.role == "tool" else Call("thermometer", {"city": "北京"})

    model = ScriptedModel(otherwise=answer)
    agent = create_agent(model, [thermometer])

    ended = await agent.ainvoke({"messages": [HumanMessage("how warm?")]})

    assert ended["messages"][-1].content == "20 degrees"
    assert [offer.name for offer in model.asked[0].tools] == ["thermometer"]
    assert "city" in model.asked[0].tools[0].parameters["properties"]
    assert model.asked[1].messages[-1].call_id == model.asked[1].messages[-2].calls[0].id


async def test_an_agent_ends_in_structured_output() -> None:
    model = ScriptedModel([Call("thermometer", {"city": "西安"}), Weather(city="西安", degrees=20)])

    ended = await create_agent(model, [thermometer], response_format=Weather).ainvoke({"messages": [HumanMessage("?")]})

    assert ended["structured_response"] == Weather(city="西安", degrees=20)
    assert model.asked[0].tool_choice == "required"


async def test_structured_output_forces_the_tool_and_falls_back_to_json() -> None:
    model = ScriptedModel([Weather(city="西安", degrees=20)] * 3)

    assert await model.with_structured_output(Weather).ainvoke("?") == Weather(city="西安", degrees=20)
    assert model.with_structured_output(Weather).invoke("?") == Weather(city="西安", degrees=20)
    plain = await model.bind(response_format={"type": "json_object"}).ainvoke("? JSON")
    assert Weather.model_validate_json(str(plain.content)).degrees == 20
    assert [asked.tool_choice for asked in model.asked] == ["required", "required", "auto"]
    assert [asked.json_mode for asked in model.asked] == [False, False, True]


@pytest.mark.parametrize("choice", ["thermometer", {"type": "function", "function": {"name": "thermometer"}}])
async def test_a_named_choice_is_told(choice: str | dict[str, object]) -> None:
    model = ScriptedModel(["no"])
    await model.bind_tools([thermometer], tool_choice=choice).ainvoke("?")
    assert model.asked[0].tool_choice == "thermometer"


async def test_streams_words_parallel_calls_and_usage_in_pieces() -> None:
    calls = (Call("thermometer", {"city": "好好好"}), Call("thermometer", {"city": "西安"}))
    model = ScriptedModel([Answer("好好好" * 9, calls, tokens=(7, 3))] * 3)
    bound = model.bind_tools([thermometer])

    streamed = [piece async for piece in bound.astream("?")]
    whole, at_once = joined(streamed), await model.ainvoke("?")

    assert len(streamed) > 5
    assert [call["args"] for call in joined(list(bound.stream("?"))).tool_calls] == [call["args"] for call in whole.tool_calls]
    assert whole.content == at_once.content == "好好好" * 9
    assert [call["args"]["city"] for call in whole.tool_calls] == ["好好好", "西安"]
    assert len({call["id"] for call in whole.tool_calls}) == 2
    assert whole.usage_metadata == at_once.usage_metadata == {"input_tokens": 7, "output_tokens": 3, "total_tokens": 10}


async def test_counts_the_words_where_no_usage_is_given() -> None:
    model = ScriptedModel(["four"] * 2)
    short, long = await model.ainvoke("?"), await model.ainvoke("?" * 400)
    assert isinstance(short, AIMessage)
    assert short.usage_metadata is not None
    assert long.usage_metadata is not None
    assert 0 < short.usage_metadata["input_tokens"] < long.usage_metadata["input_tokens"]


async def test_broken_arguments_stay_broken() -> None:
    message = await ScriptedModel([Call("thermometer", '{"city": "北')]).ainvoke("?")
    assert isinstance(message, AIMessage)
    assert not message.tool_calls
    assert message.invalid_tool_calls[0]["args"] == '{"city": "北'


async def test_waits_on_the_clock_it_is_given() -> None:
    clock, gate = VirtualClock(), Future[None]()
    model = ScriptedModel([Answer("late", delay=900), Answer("gated", gate=gate), Fault("stall")], clock=clock)

    await model.ainvoke("?")
    assert clock.slept == [900]
    waiting = asyncio.ensure_future(model.ainvoke("?"))
    await asyncio.sleep(0)
    assert not waiting.done()
    gate.set_result(None)
    assert (await waiting).content == "gated"
    with pytest.raises(httpx.HTTPError):
        await model.ainvoke("?")
    assert clock.monotonic() > 1e9


async def test_troubles_look_like_those_of_a_client() -> None:
    model = ScriptedModel([Fault("rate_limited"), TimeoutError("late"), Answer("long words" * 9, fault=Fault("cut"), after=2)])

    with pytest.raises(httpx.HTTPStatusError) as thrown:
        await model.ainvoke("?")
    assert thrown.value.response.status_code == 429
    with pytest.raises(TimeoutError, match="late"):
        await model.ainvoke("?")
    stream = model.astream("?")
    assert [(await anext(stream)).content for _ in range(2)] == ["long wor", "dslong w"]
    with pytest.raises(httpx.RemoteProtocolError):
        await anext(stream)


async def test_reads_pictures_sounds_and_earlier_calls() -> None:
    model = ScriptedModel(["ok"])
    await model.ainvoke(
        [
            HumanMessage(
                [{"type": "text", "text": "what is it?"}, {"type": "image_url", "image_url": {"url": "data:image/png;base64,AA"}}]
            ),
            AIMessage("", tool_calls=[{"name": "thermometer", "args": {"city": "北京"}, "id": "c1"}]),
            ToolMessage("20", tool_call_id="c1"),
            HumanMessage([{"audio": "data:audio/wav;base64,BB"}, {"text": "and that?"}]),
        ]
    )
    picture, called, result, sound = model.asked[0].messages
    assert picture.text == "what is it?"
    assert picture.parts == ({"type": "image_url", "image_url": {"url": "data:image/png;base64,AA"}},)
    assert called.calls == (Call("thermometer", {"city": "北京"}, id="c1"),)
    assert (result.role, result.text, result.call_id) == ("tool", "20", "c1")
    assert (sound.text, sound.parts) == ("and that?", ({"audio": "data:audio/wav;base64,BB"},))
