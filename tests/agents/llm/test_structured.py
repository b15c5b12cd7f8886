"""One object out of whatever a model answers."""

from __future__ import annotations

import json

import pytest
from langchain_core.messages import HumanMessage
from pydantic import BaseModel
from xiake.agents.llm.scripted import ScriptedModel
from xiake.agents.llm.structured import ask
from xiake.domain.errors import ModelUnavailable


class Point(BaseModel):
    x: int
    y: int = 0


@pytest.mark.parametrize(
    "text",
    ['{"x": 3}', 'Here you are:\n```json\n{"x": 3}\n```', "{maybe} {so} " + json.dumps({"x": 3}), '{"x": "three"} or {"x": 3}'],
)
async def test_an_object_is_found_among_words(text: str) -> None:
    assert await ask(ScriptedModel([text]), Point, [HumanMessage("As JSON, please.")]) == Point(x=3)


@pytest.mark.parametrize("text", ["", "no", "{" * 200_000, '{"x": ' * 50_000, "{}" * 10_000])
async def test_a_text_without_one_ends_in_good_time(text: str) -> None:
    """Not in minutes: each brace could be read to the depth of the recursion limit."""
    with pytest.raises(ModelUnavailable, match="No readable Point"):
        await ask(ScriptedModel([text, text]), Point, [HumanMessage("As JSON, please.")], rounds=2)
