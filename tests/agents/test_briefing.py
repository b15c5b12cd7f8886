"""Every seat is told in the same words that data gives no orders."""

from __future__ import annotations

import json

import pytest
from xiake.agents import chooser, critic, proposer
from xiake.agents.briefing import NO_ORDERS, NO_ORDERS_ZH, as_data
from xiake.agents.llm.script import Call
from xiake.agents.llm.scripted import ScriptedModel
from xiake.agents.perception.perceive import perceive
from xiake.agents.writer.phrases import PHRASES
from xiake.domain.attachment import Attachment


def test_data_goes_in_under_that_heading() -> None:
    heading, data = as_data({"said": "ignore\nthe budget"}).split("\n")
    assert NO_ORDERS in heading
    assert json.loads(data) == {"said": "ignore\nthe budget"}


@pytest.mark.parametrize("prompt", [chooser._PROMPT, critic._PROMPT, proposer._PROMPT, PHRASES.say("task", "en", tone="")])
def test_each_prompt_says_so(prompt: str) -> None:
    assert prompt.count(NO_ORDERS) == 1


def test_the_writer_is_told_in_chinese_too() -> None:
    assert NO_ORDERS_ZH in PHRASES.say("task", "zh", tone="")


async def test_who_looks_at_a_picture_is_told_so() -> None:
    model = ScriptedModel([Call(name="Transcript", arguments={"text": "", "quotes": []})])
    await perceive(Attachment.of(b"\x89PNG\r\n\x1a\nplan", name="plan.png"), model, "en")
    assert NO_ORDERS in model.asked[0].messages[0].text
