"""The stand-ins speak as the services do: through the real clients, over a real socket."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Future
from typing import Any

import pytest
import requests
from dashscope import Generation, MultiModalConversation, TextEmbedding, TextReRank
from openai import APIConnectionError, APIError, APIStatusError, APITimeoutError, OpenAI
from xiake.agents.llm.script import Answer, Asked, Call, Fault, Reply

from .brain import ScriptedBrain
from .server import KEY, Loopback

LOOK = {"type": "function", "function": {"name": "look", "description": "Look.", "parameters": {"type": "object"}}}
HELLO = [{"role": "user", "content": "你好"}]
PICTURE = "data:image/png;base64,iVBORw0KGgo="
CALLS = Answer(calls=(Call("look", {"place": "故宫"}), Call("look", {"place": "天坛"}, "mine")))
PLACES = ['{"place": "故宫"}', '{"place": "天坛"}']


class Changing:
    """A brain that says what it is told to say."""

    def __init__(self) -> None:
        self.reply: Reply = Answer("好好好", pieces=("好", "好", "好"), tokens=(7, 3))
        self.asked: list[Asked] = []

    def answer(self, asked: Asked) -> Reply:
        self.asked.append(asked)
        return self.reply


@pytest.fixture
def brain() -> Changing:
    return Changing()


@pytest.fixture
def server(brain: Changing) -> Iterator[Loopback]:
    with Loopback(brain) as server:
        yield server


@pytest.fixture
def openai(server: Loopback) -> Iterator[OpenAI]:
    with OpenAI(api_key=KEY, base_url=server.openai_url, max_retries=0) as client:
        yield client


def generate(server: Loopback, messages: list[dict[str, Any]] = HELLO, **more: Any) -> Any:
    return Generation.call(
        "qwen-plus", messages=messages, api_key=KEY, base_address=server.dashscope_url, result_format="message", **more
    )


def complete(openai: OpenAI, messages: list[dict[str, Any]] = HELLO, **more: Any) -> Any:
    return openai.chat.completions.create(model="qwen-plus", messages=messages, **more)


def test_dashscope_streams_what_is_new_or_all_so_far(server: Loopback) -> None:
    whole = generate(server)
    assert (whole.output.choices[0].message.content, whole.usage.total_tokens) == ("好好好", 10)
    told = {
        new: [(one.output.choices[0].message.content, one.output.choices[0].finish_reason) for one in stream]
        for new in (True, None)
        for stream in [generate(server, stream=True, incremental_output=new)]
    }
    assert told[True] == [("好", "null"), ("好", "null"), ("好", "null"), ("", "stop")]
    assert told[None] == [("好", "null"), ("好好", "null"), ("好好好", "null"), ("好好好", "stop")]


def test_dashscope_calls_tools_whole_in_bits_and_so_far(server: Loopback, brain: Changing) -> None:
    brain.reply = CALLS
    choice = generate(server, tools=[LOOK]).output.choices[0]
    assert choice.finish_reason == "tool_calls"
    assert [call["function"]["arguments"] for call in choice.message.tool_calls] == PLACES
    assert choice.message.tool_calls[1]["id"] == "mine"
    arguments, ids = ["", ""], ["", ""]
    for one in generate(server, tools=[LOOK], stream=True, incremental_output=True):
        for call in one.output.choices[0].message.get("tool_calls", ()):
            arguments[call["index"]] += call["function"]["arguments"]
            ids[call["index"]] += call["id"]
    *_, last = generate(server, tools=[LOOK], stream=True)
    assert arguments == [call["function"]["arguments"] for call in last.output.choices[0].message.tool_calls] == PLACES
    assert ids[0]
    assert ids[1] == "mine"
    assert brain.asked[0].offered("look")


def test_openai_streams_with_usage_where_it_is_asked_for(openai: OpenAI, brain: Changing) -> None:
    whole = complete(openai)
    assert (whole.choices[0].message.content, whole.usage.total_tokens) == ("好好好", 10)
    chunks = list(complete(openai, stream=True, stream_options={"include_usage": True}))
    assert [chunk.choices[0].delta.content for chunk in chunks[:-1]] == ["好", "好", "好", None]
    assert (chunks[-1].choices, chunks[-1].usage.prompt_tokens) == ([], 7)
    assert [chunk.usage for chunk in complete(openai, stream=True)] == [None] * 4
    brain.reply = CALLS
    assert [call.function.arguments for call in complete(openai, tools=[LOOK]).choices[0].message.tool_calls] == PLACES
    with openai.chat.completions.stream(model="qwen-plus", messages=HELLO, tools=[LOOK]) as stream:  # type: ignore[arg-type]
        calls = stream.get_final_completion().choices[0].message.tool_calls or []
    assert [call.function.arguments for call in calls] == PLACES
    assert calls[1].id == "mine"


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"response_format": {"type": "json_object"}}, "must contain the word 'json'"),
        ({"tools": [LOOK], "tool_choice": "any"}, "tool_choice is one of"),
        ({"tools": [LOOK], "tool_choice": {"type": "function", "function": {"name": "leap"}}}, "names no tool"),
        ({"tools": []}, "too short"),
        ({"messages": [*HELLO, {"role": "tool", "content": "x", "tool_call_id": "1"}]}, "must be a response to"),
        (
            {"messages": [{"role": "assistant", "content": "", "tool_calls": [{**LOOK, "id": "1", "function": {"name": "look", "arguments": "{}"}}]}, *HELLO]},
            "must be followed by tool messages",
        ),
    ],
)  # fmt: skip
def test_both_refuse_what_the_services_refuse(server: Loopback, openai: OpenAI, more: dict[str, Any], why: str) -> None:
    answer = generate(server, **more)
    assert (answer.status_code, answer.code) == (400, "InvalidParameter")
    assert why in answer.message
    with pytest.raises(APIStatusError, match=why) as caught:
        complete(openai, **more)
    assert caught.value.status_code == 400


def test_dashscope_does_not_think_and_obey_at_once(server: Loopback, brain: Changing) -> None:
    brain.reply = Answer("好", thinking="嗯")
    assert generate(server, enable_thinking=True).output.choices[0].message.reasoning_content == "嗯"
    json_mode = generate(
        server, [{"role": "user", "content": "JSON"}], enable_thinking=True, response_format={"type": "json_object"}
    )
    forced = generate(server, enable_thinking=True, tools=[LOOK], tool_choice={"type": "function", "function": {"name": "look"}})
    assert (json_mode.status_code, forced.status_code) == (400, 400)
    assert [asked.thinking for asked in brain.asked] == [True]


TOLD = [
    ("invalid", 400, "InvalidParameter", "invalid_parameter_error"),
    ("refused", 400, "DataInspectionFailed", "data_inspection_failed"),
    ("forbidden", 403, "Model.AccessDenied", "access_denied"),
    ("not_found", 404, "ModelNotFound", "model_not_found"),
    ("rate_limited", 429, "Throttling.RateQuota", "rate_limit_exceeded"),
    ("quota", 429, "Throttling.AllocationQuota", "insufficient_quota"),
    ("upstream", 500, "InternalError", "internal_error"),
    ("unavailable", 503, "ServiceUnavailable", "service_unavailable"),
]


@pytest.mark.parametrize(("kind", "status", "dashscope", "compatible"), TOLD)
def test_faults_have_the_words_of_their_service(
    server: Loopback, openai: OpenAI, brain: Changing, kind: Any, status: int, dashscope: str, compatible: str
) -> None:
    brain.reply = Fault(kind)
    (streamed,) = generate(server, stream=True)
    for answer in (generate(server), streamed):
        assert (answer.status_code, answer.code) == (status, dashscope)
    for stream in (False, True):
        with pytest.raises(APIStatusError) as caught:
            complete(openai, stream=stream)
        assert (caught.value.status_code, caught.value.code) == (status, compatible)
    brain.reply = Answer("好好", pieces=("好", "好"), fault=Fault(kind), after=1)
    *_, late = generate(server, stream=True, incremental_output=True)
    assert (late.status_code, late.code) == (400, dashscope), "the SDK doesn't read the status of an error within a stream"
    with pytest.raises(APIError) as late_caught:
        list(complete(openai, stream=True))
    assert late_caught.value.code == compatible


def test_only_the_right_key_is_let_in(server: Loopback) -> None:
    with (
        OpenAI(api_key="sk-wrong", base_url=server.openai_url, max_retries=0) as stranger,
        pytest.raises(APIStatusError) as caught,
    ):
        complete(stranger)
    assert (caught.value.status_code, server.keys, server.bodies) == (401, ["sk-wrong"], [])


def test_lines_go_dead_and_silent(server: Loopback, openai: OpenAI, brain: Changing) -> None:
    brain.reply = Fault("cut")
    with pytest.raises(requests.ConnectionError):
        generate(server)
    with pytest.raises(APIConnectionError):
        complete(openai)
    brain.reply = Answer("好好好", pieces=("好", "好", "好"), fault=Fault("cut"), after=2)
    with pytest.raises(requests.exceptions.ChunkedEncodingError):
        list(generate(server, stream=True, incremental_output=True))
    with pytest.raises(APIConnectionError):
        list(complete(openai, stream=True))
    brain.reply = Fault("stall")
    with pytest.raises(requests.Timeout):
        generate(server, request_timeout=0.01)
    with pytest.raises(APITimeoutError):
        complete(openai, timeout=0.01)


def test_an_answer_waits_for_its_gate(server: Loopback, openai: OpenAI, brain: Changing) -> None:
    gate: Future[None] = Future()
    gate.set_result(None)
    brain.reply = Answer("好", gate=gate)
    assert complete(openai).choices[0].message.content == "好"


def test_pictures_and_sounds(server: Loopback, openai: OpenAI, brain: Changing) -> None:
    content = [{"image": PICTURE}, {"audio": "data:audio/wav;base64,AAAA"}, {"text": "写了什么？"}]
    answer = MultiModalConversation.call(
        "qwen-vl-plus", messages=[{"role": "user", "content": content}], api_key=KEY, base_address=server.dashscope_url
    )
    assert answer.output.choices[0].message.content == [{"text": "好好好"}]
    complete(
        openai,
        [
            {
                "role": "user",
                "content": [{"type": "image_url", "image_url": {"url": PICTURE}}, {"type": "text", "text": "写了什么？"}],
            }
        ],
    )
    assert [asked.messages[0].text for asked in brain.asked] == ["写了什么？"] * 2
    assert brain.asked[0].messages[0].parts == tuple(content[:2])
    assert brain.asked[1].messages[0].parts[0]["image_url"] == {"url": PICTURE}


def test_embeddings_come_ten_at_a_time_and_reranking_keeps_the_best(server: Loopback) -> None:
    def embed(texts: list[str]) -> Any:
        return TextEmbedding.call("text-embedding-v4", texts, dimension=64, api_key=KEY, base_address=server.dashscope_url)

    assert len(embed(["茶"] * 10).output["embeddings"]) == 10
    assert embed(["茶"] * 11).status_code == 400
    best = TextReRank.call("gte-rerank-v2", "海边", ["山", "海边日落"], top_n=1, api_key=KEY, base_address=server.dashscope_url)
    assert [result.index for result in best.output.results] == [1]


def test_what_goes_wrong_in_a_brain_is_told_in_the_end() -> None:
    with pytest.raises(AssertionError, match="the script has 0 answers"), Loopback(ScriptedBrain()) as server:
        assert generate(server).status_code == 500
