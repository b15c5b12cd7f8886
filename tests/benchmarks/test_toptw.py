from __future__ import annotations

import json
from pathlib import Path

import pytest
from xiake.benchmarks.toptw import __main__ as toptw
from xiake.benchmarks.toptw.instance import encode, problem, read, score, units
from xiake.planner.schedule.solve import solve

# Two routes hold the first four places, one route only three of them, and the last place is never in time.
ROWS = (
    "0 0.0 0.0 0.0 0.0 0 0 0 0 60",
    "1 -5.0 0.0 10.0 7.5 1 1 1 0 60",
    "2 -5.0 1.55 10.0 8.0 1 1 1 15 60",
    "3 5.0 0.0 10.0 9.0 1 1 1 0 12",
    "4 5.0 1.0 25.0 4.0 1 1 1 20 40",
    "5 90.0 0.0 1.0 99.0 1 1 1 0 60",
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "toy.txt").write_text("\n".join(("4 2 5 1", "0 1000", *ROWS)) + "\n", encoding="utf-8")
    return tmp_path


def test_an_instance_becomes_a_problem_of_the_scheduler(folder: Path) -> None:
    places = read(folder / "in" / "toy.txt")
    tenths = problem(places, 2, units("toy"))
    assert tenths.modes[0].minutes[1][2] == 15, "1.55 is cut to 1.5"
    assert problem(places, 2, units("pr01")).modes[0].minutes[1][2] == 155
    solution = solve(tenths, seconds=3600.0, iterations=60)
    assert solution is not None
    assert sorted(vertex for route in encode(solution) for vertex in route) == [1, 2, 3, 4]
    assert score(places, encode(solution), 10) == 28.5


@pytest.mark.parametrize("routes", [[[3, 3]], [[1, 3]], [[5]], [[4, 1, 2]]])
def test_routes_that_break_a_rule_score_nothing(folder: Path, routes: list[list[int]]) -> None:
    assert score(read(folder / "in" / "toy.txt"), routes, 10) is None


def test_the_command_writes_routes_and_the_gap(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "best.csv").write_text("instance,m,best,proven,source\ntoy,1,24.5,no,\ntoy,2,28.5,yes,\n", encoding="utf-8")
    given = ["--instances", str(folder / "in"), "--out", str(folder / "out"), "--seconds", "0.05", "--m", "1,2"]
    toptw.main([*given, "--best", str(folder / "best.csv")])
    printed = capsys.readouterr().out
    assert "all: 2 runs, mean gap 0.00 %" in printed
    (route,) = json.loads((folder / "out" / "toy.m1.json").read_text("utf-8"))["routes"]
    assert sorted(route) == [1, 2, 3]
    with pytest.raises(SystemExit, match="no instances"):
        toptw.main(["--instances", str(folder), "--out", str(folder / "out")])
