"""The examples with models, as whole processes: a key is all that a traveller sets, a class all that a programmer writes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import get_args

import pytest
from xiake.app.phrases import PHRASES
from xiake.domain.usage import Seat

from ..loopback.actor import Actor
from ..loopback.astray import KINDS, Astray
from ..loopback.prompt import seat_of
from ..loopback.server import Loopback
from .processes import run

ASKED: tuple[Seat, ...] = ("intake", "planner", "worker", "critic", "writer")


@pytest.mark.parametrize("model", ["tongyi:qwen-plus", "qwen:qwen-plus", "openai:gpt-4o"])
def test_the_example_with_a_model_asks_and_shows_every_seat(model: str, tmp_path: Path) -> None:
    actor = Actor()
    with Loopback(actor) as server:
        done = run("examples.beijing_trip", "--model", model, home=tmp_path, **server.environment())
    assert done.returncode == 0, done.stderr
    assert {seat_of(asked) for asked in actor.asked} == set(ASKED)
    assert "方案可行，已逐项核验" in done.stdout
    usage, did = done.stdout.split("模型用量")[1].split("模型做了什么")
    rows = {row[0]: row for line in usage.splitlines() if len(row := line.split()) > 4}
    counted = 0
    for seat in ASKED:
        row = rows[PHRASES.say(f"seat.{seat}", "zh")]
        assert row[1] == model
        counted += int(row[2])
        assert ("¥0.00" in row[-1]) == (model != "openai:gpt-4o"), "a price of the list, or none"
    assert counted == len(actor.asked)
    assert "与规则读法一致：天数、预算" in did
    assert "加了子任务" in did
    assert "删去" not in did
    assert "今天去故宫博物院" in done.stdout
    assert not any(PHRASES.say(f"seat.{seat}", "zh") in did for seat in ASKED), "nobody was left out"
    assert all(PHRASES.say(f"seat.{seat}", "zh") in did for seat in set(get_args(Seat)) - set(ASKED))
    assert "模型没能" not in done.stderr, "nobody fell back"
    assert server.key not in done.stdout + done.stderr


def test_what_a_model_adds_leaves_the_plan_right(tmp_path: Path) -> None:
    with Loopback(Actor()) as server:
        done = run("examples.beijing_trip", "--model", "tongyi:qwen-plus", "--json", home=tmp_path, **server.environment())
    trip = json.loads(done.stdout)
    assert trip["status"] == "ok"
    assert not [check for check in trip["checks"] if check["status"] == "violated" and not check["soft"]]
    names = {stop["name"] for day in trip["itinerary"]["days"] for stop in day["stops"]}
    assert {"故宫博物院", "中国科学技术馆"} <= names
    assert {seat["seat"]: seat["failed"] for seat in trip["usage"]["seats"]} == dict.fromkeys(ASKED, 0)
    assert len(trip["words"]["days"]) == 3
    assert trip["words"]["removed"] == []


@pytest.mark.parametrize(
    ("kind", "shown"),
    [
        (
            "doubles the budget",
            ["✓ 规则 · 预算  5000元", "✗ 模型 · 预算  10000元", "✗ 删去10句，方案和出处里查不到：4000元", "预算¥5,000，还余"],
        ),
        ("refuses", ["✗ 没有一条能用，一切按规则"]),
    ],
)
def test_what_a_model_does_wrong_is_shown_and_changes_nothing(kind: str, shown: list[str], tmp_path: Path) -> None:
    with Loopback(Astray(KINDS[kind])) as server:
        done = run("examples.beijing_trip", "--model", "tongyi:qwen-plus", home=tmp_path, **server.environment())
    assert done.returncode == 0, done.stderr
    assert "方案可行，已逐项核验" in done.stdout
    for words in shown:
        assert words in done.stdout
    assert ("模型没能帮忙理解需求" in done.stderr) == (kind == "refuses"), "and who took over"


def test_without_its_key_a_model_is_bad_input(tmp_path: Path) -> None:
    done = run("examples.beijing_trip", "--model", "tongyi:qwen-plus", home=tmp_path)
    assert done.returncode == 2
    assert "DASHSCOPE_API_KEY" in done.stderr
    assert "Traceback" not in done.stderr


def test_ones_own_model_words_the_plan_but_invents_no_price(tmp_path: Path) -> None:
    done = run("examples.own_model", home=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "Good morning! We begin at" in done.stdout
    assert "Wear good shoes." in done.stdout
    assert "house-guide" in done.stdout
    assert "just ¥7" not in done.stdout
    assert "Sentences taken out: 1; not found in the plan or its sources: ¥7" in done.stdout


def test_a_model_that_lets_nobody_in_is_said_to_have_been_left_alone(tmp_path: Path) -> None:
    with Loopback(Actor(), key="another") as server:
        settings = server.environment() | {"DASHSCOPE_API_KEY": "sk-not-the-right-one"}
        done = run("examples.beijing_trip", "--model", "tongyi:qwen-plus", home=tmp_path, **settings)
    assert done.returncode == 0, done.stderr
    assert "没有再问到的席位" in done.stdout
    assert "sk-not-the-right-one" not in done.stdout + done.stderr
