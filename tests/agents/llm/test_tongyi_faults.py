"""The ten faults of langchain-community's ChatTongyi with today's SDK: each pinned, so that a mend upstream is noticed, and mended."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from typing import Any

import pytest
import requests
from langchain_community.chat_models.tongyi import ChatTongyi
from pydantic import SecretStr
from xiake.agents.llm.script import Answer, Fault
from xiake.agents.llm.scripted import Said
from xiake.agents.llm.tongyi import MendedTongyi
from xiake.agents.llm.troubles import ProviderError

from ...loopback.brain import ScriptedBrain
from ...loopback.server import KEY, Loopback
from .wired import HISTORY, THRICE, TWO_CALLS, Held, Look, joined

Served = Callable[..., AbstractContextManager[ScriptedBrain]]
PLACES = [{"place": "故宫"}, {"place": "天坛"}]


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
    return ChatTongyi(**{"model": "qwen-plus", "api_key": KEY, **fields})


def mended(**fields: Any) -> MendedTongyi:
    return MendedTongyi(**{"model": "qwen-plus", "api_key": KEY, "retry_seconds": 0.0, **fields})


async def pieces(stream: Any) -> list[Any]:
    return [piece async for piece in stream]


async def test_1_a_stream_is_one_chunk(served: Served) -> None:
    with served(THRICE, THRICE, THRICE):
        assert [chunk.content for chunk in raw().stream("好吗")] == ["好好好"]
        assert [chunk.content for chunk in mended().stream("好吗") if chunk.content] == ["好", "好", "好"]
        assert [chunk.content for chunk in await pieces(mended().astream("好吗")) if chunk.content] == ["好", "好", "好"]


async def test_2_parallel_calls_cannot_be_streamed(served: Served) -> None:
    with served(TWO_CALLS, TWO_CALLS, TWO_CALLS):
        with pytest.raises(IndexError):
            list(raw(streaming=True).bind_tools([Look]).stream("看看"))
        model = mended().bind_tools([Look])
        assert [call["args"] for call in joined([*model.stream("看看")]).tool_calls] == PLACES
        assert [call["args"] for call in joined(await pieces(model.astream("看看"))).tool_calls] == PLACES


def test_3_repeats_are_swallowed_while_tools_are_bound(served: Served) -> None:
    with served(THRICE, THRICE):
        assert joined([*raw(streaming=True).bind_tools([Look]).stream("好吗")]).content == "好好"
        assert joined([*mended(streaming=True).bind_tools([Look]).stream("好吗")]).content == "好好好"


def test_4_calls_are_dropped_from_the_history(served: Served) -> None:
    with served("好看") as brain:
        with pytest.raises(ValueError, match='messages with role "tool" must be a response'):
            raw().bind_tools([Look]).invoke(HISTORY)
        mended().bind_tools([Look]).invoke(HISTORY)
    assert [call.id for call in brain.asked[0].messages[1].calls] == ["call_7"]


def test_5_usage_is_not_told(served: Served) -> None:
    with served(THRICE, THRICE, THRICE, THRICE):
        assert raw().invoke("好吗").usage_metadata is None
        assert joined([*raw(streaming=True).stream("好吗")]).usage_metadata is None
        told = {"input_tokens": 7, "output_tokens": 3, "total_tokens": 10}
        assert mended().invoke("好吗").usage_metadata == told
        assert joined([*mended().stream("好吗")]).usage_metadata == told


@pytest.mark.parametrize("choice", ["any", "Look"])
def test_6_a_tool_choice_goes_out_as_it_is(served: Served, choice: str) -> None:
    with served(TWO_CALLS) as brain:
        with pytest.raises(ValueError, match="tool_choice is one of"):
            raw().bind_tools([Look], tool_choice=choice).invoke("看看")
        mended().bind_tools([Look], tool_choice=choice).invoke("看看")
    assert brain.asked[0].tool_choice == "Look"


@pytest.mark.parametrize("method", ["function_calling", "json_schema", "json_mode"])
def test_7_structured_output_knows_no_method(served: Served, method: str) -> None:
    with pytest.raises(ValueError, match="unsupported arguments"):
        raw().with_structured_output(Look, method=method)
    with served(TWO_CALLS):
        assert mended().with_structured_output(Look, method=method).invoke("看看") == Look(place="故宫")


def test_8_structured_output_is_not_forced(served: Served) -> None:
    with served("我先想想", Look(place="故宫")) as brain:
        assert raw().with_structured_output(Look).invoke("看看") is None
        assert mended().with_structured_output(Look).invoke("看看") == Look(place="故宫")
    assert [asked.tool_choice for asked in brain.asked] == ["auto", "Look"]


async def test_9_a_stream_is_not_tried_again(served: Served) -> None:
    with served(Fault("rate_limited"), *[Fault("rate_limited"), THRICE] * 3) as brain:
        with pytest.raises(requests.HTTPError):
            list(raw(streaming=True).stream("好吗"))
        assert len(brain.asked) == 1
        assert joined([*mended().stream("好吗")]).content == "好好好"
        assert joined(await pieces(mended().astream("好吗"))).content == "好好好"
        assert (await mended().ainvoke("好吗")).content == "好好好"
    assert len(brain.asked) == 7


async def test_10_each_asynchronous_call_takes_a_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(1))
    for model, together in ((raw(), 1), (mended(), 2)):
        held = Held()
        with Loopback(held) as server:
            monkeypatch.setattr("dashscope.base_http_api_url", server.dashscope_url)
            answers = asyncio.gather(model.ainvoke("好吗"), model.ainvoke("好吗"))
            for _ in range(2 // together):
                for gate in [await held.gates.get() for _ in range(together)]:
                    gate.set_result(None)
            await answers
        assert held.most == together


async def test_and_trouble_within_a_stream_is_a_type_error_while_tools_are_bound(served: Served) -> None:
    refused = Answer("好好好", pieces=("好", "好", "好"), fault=Fault("refused"), after=2)
    with served(refused, refused, refused):
        with pytest.raises(TypeError):
            list(raw(streaming=True).bind_tools([Look]).stream("好吗"))
        with pytest.raises(ProviderError, match="DataInspectionFailed"):
            list(mended().bind_tools([Look]).stream("好吗"))
        with pytest.raises(ProviderError, match="DataInspectionFailed"):
            await pieces(mended().bind_tools([Look]).astream("好吗"))


def test_and_the_services_own_words_are_told_with_the_key_in_them(served: Served, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    wrong = "sk-wrong-fedcba9876543210"
    with served():
        with pytest.raises(ValueError, match=wrong):
            raw(api_key=wrong).invoke("好吗")
        caplog.clear()
        with pytest.raises(ProviderError, match=r"^HTTP 401 InvalidApiKey$"):
            mended(api_key=wrong).invoke("好吗")
    assert wrong not in caplog.text


def test_and_a_secret_goes_out_as_stars(served: Served) -> None:
    # so the factory hands over the plain key
    with served(), pytest.raises(ValueError, match=r"\*\*\*\*"):
        raw(api_key=SecretStr(KEY)).invoke("好吗")


async def test_and_a_stream_that_ends_too_early_is_a_short_answer(served: Served) -> None:
    short = Answer("好", finish="null")
    with served(short, short, short):
        assert joined([*raw(streaming=True).stream("好吗")]).content == "好"
        with pytest.raises(ProviderError):
            list(mended(max_retries=1).stream("好吗"))
        with pytest.raises(ProviderError):
            await pieces(mended(max_retries=1).astream("好吗"))
