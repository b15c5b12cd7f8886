"""Real services; each test needs the key that it names and costs a few fen."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from xiake import Settings, TripPlanner

_MODELS = [
    ("DASHSCOPE_API_KEY", "tongyi:qwen-plus"),
    ("DASHSCOPE_API_KEY", "qwen:qwen-plus"),
    ("DEEPSEEK_API_KEY", "deepseek:deepseek-chat"),
    ("OPENAI_API_KEY", "openai:gpt-4o-mini"),
]
_REQUEST = "帮我规划一个北京3日亲子游，预算5000元，孩子5岁，必去故宫和中国科技馆，住市中心"


@pytest.mark.live
@pytest.mark.parametrize(("key", "model"), _MODELS)
def test_a_model_sits_in_every_seat_and_the_plan_stays_right(key: str, model: str, tmp_path: Path) -> None:
    if not os.environ.get(key):
        pytest.skip(f"{key} is not set")

    trip = TripPlanner(model=model, settings=Settings(home=tmp_path)).plan(_REQUEST)

    assert trip.status in ("ok", "degraded")
    assert trip.budget is not None
    assert trip.budget.total is not None
    assert trip.budget.total <= 5000
    assert not [check for check in trip.checks if check.status == "violated" and not check.soft]
    assert {entry.seat for entry in trip.usage.seats if entry.failed < entry.calls} >= {
        "intake",
        "planner",
        "worker",
        "critic",
        "writer",
    }
    assert trip.usage.tokens > 0
    assert trip.words is not None
