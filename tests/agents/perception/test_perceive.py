"""Looking and listening over the real wires."""

from __future__ import annotations

import json
from base64 import b64encode

import pytest
from xiake.agents.llm.script import Answer, Fault
from xiake.agents.perception.perceive import perceive
from xiake.agents.perception.transcript import Transcript
from xiake.domain.attachment import Attachment
from xiake.domain.errors import ModelUnavailable
from xiake.domain.perceived import Perceived

from ...files import FILES
from ..llm.wired import WIRES, wired

PICTURE = Attachment.of(FILES["a.png"][1], name="plan.png")
NOTE = Attachment.of(FILES["a.wav"][1], name="note.wav")
SEEN = Transcript(text="北京，3天：故宫", quotes=["Day 3", " 故宫 \n故宫 9:00", "Day 3"])


@pytest.mark.parametrize("model", WIRES)
async def test_a_picture_goes_to_the_model_that_sees(monkeypatch: pytest.MonkeyPatch, model: str) -> None:
    with wired(monkeypatch, model, SEEN) as at:
        seen = await perceive(PICTURE, at.model("eyes"), "zh")
    quotes = ("Day 3", "故宫", "故宫 9:00")
    assert seen == Perceived(kind="image", name="plan.png", text=SEEN.text, quotes=quotes, digest=PICTURE.digest)
    (asked,) = at.brain.asked
    assert f"data:image/png;base64,{b64encode(PICTURE.data).decode()}" in json.dumps(
        [message.parts for message in asked.messages]
    )
    assert "JSON" in asked.messages[-1].text
    assert not asked.tools
    assert [(call.seat, call.ok) for call in at.calls] == [("eyes", True)]
    if "gpt" not in model:
        assert "vl" in asked.model


@pytest.mark.parametrize("model", WIRES)
async def test_a_recording_goes_to_the_model_that_hears(monkeypatch: pytest.MonkeyPatch, model: str) -> None:
    with wired(monkeypatch, model, Transcript(text="去北京玩三天", quotes=["三天"])) as at:
        heard = await perceive(NOTE, at.model("ears"), "zh")
    assert (heard.kind, heard.text, heard.quotes) == ("audio", "去北京玩三天", ("三天",))
    (asked,) = at.brain.asked
    assert b64encode(NOTE.data).decode() in json.dumps([message.parts for message in asked.messages])
    assert asked.wire == ("openai" if "gpt" in model else "dashscope")


async def test_words_around_the_answer_are_no_matter(monkeypatch: pytest.MonkeyPatch) -> None:
    said = Answer("```json\n" + SEEN.model_dump_json() + "\n```")
    with wired(monkeypatch, "tongyi:qwen-plus", said) as at:
        assert (await perceive(PICTURE, at.model("eyes"), "en")).text == SEEN.text


async def test_a_text_without_evidence_is_asked_for_again(monkeypatch: pytest.MonkeyPatch) -> None:
    with wired(monkeypatch, "tongyi:qwen-plus", Transcript(text="北京，3天"), SEEN) as at:
        assert (await perceive(PICTURE, at.model("eyes"), "zh")).quotes
    assert any("quotes is empty" in message.text for message in at.brain.asked[1].messages)
    with wired(monkeypatch, "tongyi:qwen-plus", Transcript()) as at:
        assert not (await perceive(PICTURE, at.model("eyes"), "zh")).text


async def test_a_service_that_fails_is_a_model_that_is_unavailable(monkeypatch: pytest.MonkeyPatch) -> None:
    with wired(monkeypatch, "tongyi:qwen-plus", Fault("unauthorized")) as at, pytest.raises(ModelUnavailable) as caught:
        await perceive(PICTURE, at.model("eyes"), "zh")
    assert caught.value.reason == "unauthorized"
