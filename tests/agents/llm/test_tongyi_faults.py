"""The ten faults of langchain-community's ChatTongyi with today's SDK, each pinned, so that a mend upstream is noticed."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from typing import Any, NoReturn

import pytest
import requests
from langchain_community.chat_models.tongyi import ChatTongyi
from langchain_core.messages import AIMessage, AIMessageChunk, BaseMessage, HumanMessage, ToolMessage
from pydantic import BaseModel
from xiake.agents.llm.script import Answer, Call, Fault
from xiake.agents.llm.scripted import Said

from ...loopback.brain import ScriptedBrain
from ...loopback.server import KEY, Loopback

TWO_CALLS = Answer(calls=(Call("Look", {"place": "故宫"}), Call("Look", {"place": "天坛"})))
THRICE = Answer("好好好", pieces=("好", "好", "好"))
HISTORY: list[BaseMessage] = [
    HumanMessage("看看故宫"),
    AIMessage("", tool_calls=[{"name": "Look", "args": {"place": "故宫"}, "id": "call_7"}]),
    ToolMessage("红墙", tool_call_id="call_7"),
]


class Look(BaseModel):
    """Look at a place."""

    place: str


class NoThreads(ThreadPoolExecutor):
    """Lets nothing be done in threads."""

    def submit(self, *_: Any, **__: Any) -> NoReturn:
        raise AssertionError("a thread")


Served = Callable[..., AbstractContextManager[ScriptedBrain]]


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> Served:
    """The SDK talks to a server with this script."""

    @contextmanager
    def serve(*said: Said) -> Iterator[ScriptedBrain]:
        brain = ScriptedBrain(*said)
        with Loopback(brain) as server:
            monkeypatch.setattr("dashscope.base_http_api_url", server.dashscope_url)
            yield brain

    return serve


def raw(**fields: Any) -> ChatTongyi:
    return ChatTongyi(model="qwen-plus", api_key=KEY, **fields)


def joined(chunks: list[AIMessageChunk]) -> AIMessageChunk:
    whole, *rest = chunks
    for chunk in rest:
        whole += chunk
    return whole


def test_1_a_stream_is_one_chunk(served: Served) -> None:
    with served(THRICE):
        assert [chunk.content for chunk in raw().stream("好吗")] == ["好好好"]


def test_2_parallel_calls_cannot_be_streamed(served: Served) -> None:
    with served(TWO_CALLS), pytest.raises(IndexError):
        list(raw(streaming=True).bind_tools([Look]).stream("看看"))


def test_3_repeats_are_swallowed_while_tools_are_bound(served: Served) -> None:
    with served(THRICE):
        assert joined([*raw(streaming=True).bind_tools([Look]).stream("好吗")]).content == "好好"


def test_4_calls_are_dropped_from_the_history(served: Served) -> None:
    with served(), pytest.raises(ValueError, match='messages with role "tool" must be a response'):
        raw().bind_tools([Look]).invoke(HISTORY)


def test_5_usage_is_not_told(served: Served) -> None:
    with served("好", "好"):
        assert raw().invoke("好吗").usage_metadata is None
        assert joined([*raw(streaming=True).stream("好吗")]).usage_metadata is None


@pytest.mark.parametrize("choice", ["any", "Look"])
def test_6_a_tool_choice_goes_out_as_it_is(served: Served, choice: str) -> None:
    with served(), pytest.raises(ValueError, match="tool_choice is one of"):
        raw().bind_tools([Look], tool_choice=choice).invoke("看看")


def test_7_structured_output_knows_no_method() -> None:
    with pytest.raises(ValueError, match="unsupported arguments"):
        raw().with_structured_output(Look, method="function_calling")


def test_8_structured_output_is_not_forced(served: Served) -> None:
    with served("我先想想") as brain:
        assert raw().with_structured_output(Look).invoke("看看") is None
    assert brain.asked[0].tool_choice == "auto"


def test_9_a_stream_is_not_tried_again(served: Served) -> None:
    with served(Fault("rate_limited"), "好") as brain, pytest.raises(requests.HTTPError):
        list(raw(streaming=True).stream("好吗"))
    assert len(brain.asked) == 1


async def test_10_threads_do_what_is_asynchronous(served: Served) -> None:
    asyncio.get_running_loop().set_default_executor(NoThreads())
    with served(), pytest.raises(AssertionError, match="a thread"):
        await raw().ainvoke("好吗")


def test_and_trouble_within_a_stream_is_a_type_error_while_tools_are_bound(served: Served) -> None:
    with served(Answer("好好好", fault=Fault("refused"), after=1)), pytest.raises(TypeError):
        list(raw(streaming=True).bind_tools([Look]).stream("好吗"))
