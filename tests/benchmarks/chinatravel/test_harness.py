"""The harness: plans that hold together, resumption, workers, conflicts, and the closing table."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from benchmarks.chinatravel import runners
from benchmarks.chinatravel.__main__ import main
from benchmarks.chinatravel.judge import overall
from benchmarks.chinatravel.solver import Outcome, Setup
from benchmarks.chinatravel.store import CONFLICTS, RUNS, Store

from .tiny import QUERIES, SIGHTS, TRAINS, write_queries

CLOCK = re.compile(r"\d\d:\d\d")
SOLVABLE = [query for query in QUERIES if query["uid"] != "q3"]


@pytest.fixture(scope="session")
def queries(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_queries(tmp_path_factory.mktemp("queries"))


def run(sandbox: Path, queries: Path, out: Path, *options: str) -> None:
    """With no time to search, the first plan is the answer, and doesn't hang on how busy the machine is."""
    main(["--sandbox", str(sandbox), "--queries", str(queries), "--out", str(out), "--search", "1e-6", *options])


@pytest.fixture(scope="session")
def plans(sandbox: Path, queries: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("plans")
    run(sandbox, queries, out)
    return out


def read(path: Path) -> Any:
    return json.loads(path.read_text("utf-8"))


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def minutes(clock: str) -> int:
    assert CLOCK.fullmatch(clock)
    return int(clock[:2]) * 60 + int(clock[3:])


@pytest.mark.parametrize("query", SOLVABLE, ids=lambda query: query["uid"])
def test_plans_hold_together(plans: Path, query: dict[str, Any]) -> None:
    plan = read(plans / f"{query['uid']}.json")
    people = query["people_number"]
    assert (plan["people_number"], plan["start_city"], plan["target_city"]) == (people, "南京", "杭州")
    assert [day["day"] for day in plan["itinerary"]] == list(range(1, query["days"] + 1))
    acts = [act for day in plan["itinerary"] for act in day["activities"]]
    rows = {row[2]: row for row in TRAINS}
    for act in (acts[0], acts[-1]):
        assert act["type"] == "train"
        _, _, _, start, end, leaves, arrives, _, fare = rows[act["TrainID"]]
        assert (act["start"], act["end"], act["start_time"], act["end_time"]) == (start, end, leaves, arrives)
        assert (act["price"], act["tickets"], act["cost"]) == (fare, people, fare * people)
    assert acts[0]["transports"] == []
    prices = {row[0]: float(row[6]) for row in SIGHTS}
    here = acts[0]["end"]
    for act in acts[1:]:
        there = act.get("position", act.get("start"))
        legs = act["transports"]
        assert bool(legs) == (here != there)
        if legs:
            assert (legs[0]["start"], legs[-1]["end"]) == (here, there)
            assert len(legs) in (1, 3)
            assert minutes(legs[-1]["end_time"]) <= minutes(act["start_time"])
        for leg in legs:
            units = {"walk": 0, "metro": leg.get("tickets"), "taxi": leg.get("cars")}[leg["mode"]]
            assert leg["cost"] == pytest.approx(leg["price"] * units)
            assert units == {"walk": 0, "metro": people, "taxi": 1}[leg["mode"]]
        if act["type"] == "attraction":
            assert (act["price"], act["tickets"]) == (prices[act["position"]], people)
        if act["type"] == "accommodation":
            assert (act["position"], act["room_type"], act["end_time"]) in {("竹影旅舍", 1, "24:00"), ("渡口宾馆", 2, "24:00")}
            assert act["cost"] == act["price"] * act["rooms"]
        if act["type"] == "breakfast" and act["position"] in ("竹影旅舍", "渡口宾馆"):
            assert (act["price"], act["cost"]) == (0, 0)
        here = there
    nights = [day["activities"][-1]["type"] for day in plan["itinerary"][:-1]]
    assert nights == ["accommodation"] * (query["days"] - 1)


def test_conflicts_are_told(plans: Path) -> None:
    [conflict] = lines(plans / CONFLICTS)
    assert conflict["uid"] == "q3"
    assert conflict["explanation"]
    status = {record["uid"]: record["status"] for record in lines(plans / RUNS)}
    assert status["q1"] == status["q2"] == "ok"
    assert status["q3"] == ("relaxed" if (plans / "q3.json").exists() else "infeasible")


def test_a_finished_query_is_not_planned_again(
    plans: Path, sandbox: Path, queries: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is there stays; a half-written line or plan of a killed run counts for nothing."""
    (tmp_path / "q1.json").write_text("{}", "utf-8")
    (tmp_path / "q2.json.part").write_text("{", "utf-8")
    (tmp_path / RUNS).write_text(
        json.dumps({"uid": "q3", "status": "infeasible", "seconds": 1, "peak": 1}) + '\n{"uid": "q2', "utf-8"
    )
    asked: list[str] = []

    def solve(setup: Setup, query: dict[str, Any]) -> Outcome:
        asked.append(query["uid"])
        return Outcome(uid=query["uid"], status="ok", seconds=0.1, peak=1.0, plan={"itinerary": []})

    monkeypatch.setattr(runners, "solve", solve)
    run(sandbox, queries, tmp_path)
    assert asked == ["q2"]
    assert (read(tmp_path / "q1.json"), read(tmp_path / "q2.json")) == ({}, {"itinerary": []})
    assert set(Store(tmp_path).runs()) == {"q2", "q3"}
    run(sandbox, queries, tmp_path)
    assert asked == ["q2"]


def test_workers_plan_the_same(plans: Path, sandbox: Path, queries: Path, tmp_path: Path) -> None:
    run(sandbox, queries, tmp_path, "--jobs", "2")
    for query in SOLVABLE:
        assert read(tmp_path / f"{query['uid']}.json") == read(plans / f"{query['uid']}.json")


def test_the_table_tells_the_outside_verdict(
    plans: Path, sandbox: Path, queries: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(sandbox, queries, plans)
    assert "nothing was judged" in capsys.readouterr().out
    checker = tmp_path / "checker.py"
    summary = {"DR": 100.0, "EPR_macro": 50.0, "honest": 50.0, "annotated": 2, "C_LPR": 50.0, "FPR": 50.0}
    rows = {"q1": {"logic": [True], "preferences": [1.0, 0.5, 0.25]}, "q2": {"logic": [False]}}
    report = {"summary": summary, "per_uid": rows}
    checker.write_text(
        f"import sys\nopen(sys.argv[sys.argv.index('--json') + 1], 'w').write('''{json.dumps(report)}''')\n", "utf-8"
    )
    run(sandbox, queries, plans, "--checker", str(checker))
    told = capsys.readouterr().out
    assert "50.00 %" in told
    assert overall(report)["overall"] == pytest.approx(10 + 12.5 + 20 + 0.05 * (50 + 25 + 12.5))
