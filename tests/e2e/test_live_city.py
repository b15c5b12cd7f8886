"""A city that is not bundled, from a server that speaks as Amap does."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from ..loopback.amap import AmapLoopback
from .processes import run


@pytest.mark.parametrize(
    ("text", "must"),
    [
        ("洛阳3日游，两个人，预算3000元，必去龙门石窟和白马寺，住市中心", {"龙门石窟", "白马寺"}),
        ("昆明2日游，两个大人一个孩子（6岁），想看博物馆，必去翠湖公园", {"翠湖公园"}),
        ("洛阳2日游，两个人，必去老君山", {"老君山风景名胜区"}),
    ],
)
def test_any_city_is_planned_from_live_data(text: str, must: set[str], tmp_path: Path) -> None:
    with AmapLoopback() as server:
        done = run("examples.any_city", "--json", text, home=tmp_path, **server.environment())
    assert done.returncode == 0, done.stderr
    trip = json.loads(done.stdout)
    assert trip["status"] == "ok"
    assert must <= {stop["name"] for day in trip["itinerary"]["days"] for stop in day["stops"]}
    assert {source["provider"] for source in trip["sources"]} <= {"amap", "xiake", "catalogue"}
    assert any(source["provider"] == "amap" for source in trip["sources"])
    assert not [check for check in trip["checks"] if check["status"] == "violated" and not check["soft"]]
    assert server.key not in done.stdout + done.stderr


def test_a_bundled_city_is_still_bundled_and_a_dead_server_is_said(tmp_path: Path) -> None:
    with AmapLoopback(rate=1, kinds=("500",)) as server:
        settings: dict[str, Any] = server.environment()
        bundled = run("examples.any_city", "--json", "北京2日游，两个人，必去故宫", home=tmp_path, **settings)
        lost = run("examples.any_city", "洛阳2日游，两个人", home=tmp_path, **settings)
    assert bundled.returncode == 0, bundled.stderr
    assert {source["provider"] for source in json.loads(bundled.stdout)["sources"]} <= {"catalogue", "xiake"}
    assert lost.returncode in (2, 3, 4), lost.stderr
    assert "Traceback" not in lost.stderr
    assert "洛阳" in lost.stdout + lost.stderr


def test_without_a_key_it_is_said_what_is_missing(tmp_path: Path) -> None:
    done = run("examples.any_city", home=tmp_path)
    assert done.returncode != 0
    assert "AMAP_API_KEY" in done.stderr
    assert "Traceback" not in done.stderr
