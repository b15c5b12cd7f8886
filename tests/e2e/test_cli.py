"""Whole processes: the command line and the example as a traveller runs them."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from xiake.planner.export.schema import document_schema

from .processes import ROOT, TIMEOUT, environment, run

POSIX = pytest.mark.skipif(os.name != "posix", reason="signals and locales as POSIX has them")


@contextmanager
def started(*arguments: str, env: Mapping[str, str], **options: Any) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        [sys.executable, "-m", *arguments], cwd=ROOT, env=dict(env), stdout=subprocess.PIPE, encoding="utf-8", **options
    )
    try:
        with process:
            yield process
    finally:
        process.kill()


@pytest.fixture(scope="module")
def trip(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The example's trip as JSON."""
    done = run("examples.beijing_trip", "--json", home=tmp_path_factory.mktemp("home"))
    assert done.returncode == 0, done.stderr
    document = json.loads(done.stdout)
    assert isinstance(document, dict)
    return document


def test_the_example_prints_one_document_that_keeps_the_schema(trip: dict[str, Any]) -> None:
    Draft202012Validator(document_schema()).validate(trip)
    assert trip["status"] == "ok"
    assert len(trip["itinerary"]["days"]) == 3
    names = [stop["name"] for day in trip["itinerary"]["days"] for stop in day["stops"]]
    assert {"故宫博物院", "中国科学技术馆"} <= set(names)
    assert not [check for check in trip["checks"] if check["status"] == "violated" and not check["soft"]]


def test_its_money_adds_up(trip: dict[str, Any]) -> None:
    budget = trip["budget"]
    lines = [Decimal(line["amount"]) for line in budget["lines"] if line["amount"] is not None]
    assert sum(lines) == Decimal(budget["total"]) <= Decimal(budget["limit"])
    assert sum(map(Decimal, budget["by_category"].values())) == Decimal(budget["total"])


def test_a_sold_out_sight_is_replaced_and_told(tmp_path: Path) -> None:
    done = run("examples.beijing_trip", "--sold-out", "天坛", "北京两日游，两个人，必去天坛公园", home=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "天坛公园在行程日期内已售罄" in done.stdout
    assert "\x1b" not in done.stdout + done.stderr, "no colours when piped"
    assert "第2天" in done.stdout


def test_progress_goes_to_standard_error_and_the_plan_to_standard_output(tmp_path: Path) -> None:
    saved = tmp_path / "trip.md"
    done = run("xiake", "plan", "Two days in Suzhou for two people", "--out", str(saved), home=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "catalogue_attractions" in done.stderr
    assert "catalogue_attractions" not in done.stdout
    assert "2 days in Suzhou" in done.stdout
    assert saved.read_text("utf-8").startswith("# 2 days in Suzhou")


@pytest.mark.parametrize(
    ("arguments", "code", "status"),
    [
        (["plan", "去北京玩0天"], 2, "bad_input"),
        (["plan", "玩三天，两个人"], 3, "needs_input"),
        (["plan", "北京两日游，预算80元，住四星级酒店"], 4, "infeasible"),
    ],
)
def test_every_ending_has_its_exit_code_and_document(arguments: list[str], code: int, status: str, tmp_path: Path) -> None:
    done = run("xiake", *arguments, "--json", home=tmp_path)
    assert done.returncode == code, done.stderr
    document = json.loads(done.stdout)
    assert document["status"] == status
    Draft202012Validator(document_schema()).validate(document)


def test_questions_are_answered_on_standard_input(tmp_path: Path) -> None:
    done = run("xiake", "plan", "玩两天，两个人", "--ask", "--json", home=tmp_path, stdin="苏州\n\n\n\n")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["request"]["destination"] == "苏州"


@POSIX
@pytest.mark.parametrize("locale", [{"LANG": "C"}, {"LC_ALL": "POSIX", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}])
def test_chinese_in_any_locale(locale: dict[str, str], tmp_path: Path) -> None:
    done = run("xiake", "understand", "去苏州玩两天", "--json", home=tmp_path, **locale)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["destination"] == "苏州"
    piped = run("xiake", "understand", "-", home=tmp_path, stdin="去苏州玩两天", **locale)
    assert "苏州" in piped.stdout


def test_help_imports_nothing_heavy(tmp_path: Path) -> None:
    code = "import sys, xiake.app.cli as cli; cli.main(['--help']); print('LOADED', *sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=environment(tmp_path),
        capture_output=True,
        encoding="utf-8",
        timeout=TIMEOUT,
        check=True,
    )
    loaded = set(done.stdout.split("LOADED")[1].split())
    assert not loaded & {"pydantic", "langgraph", "langchain_core", "ortools", "chromadb", "numpy", "yaml", "pyproj"}


@POSIX
def test_interrupting_says_how_to_go_on(tmp_path: Path) -> None:
    env = environment(tmp_path, XIAKE_SCHEDULE_SECONDS="2")
    with started("xiake", "plan", "北京三日游，两个人", "--run", "r1", env=env, stderr=subprocess.PIPE) as process:
        assert process.stderr is not None
        for line in process.stderr:
            if "catalogue_gazetteer" in line:
                break
        process.send_signal(signal.SIGINT)
        rest = process.stderr.read()
    assert process.returncode == 130
    assert "--run r1" in rest
    assert "Traceback" not in rest
    again = run("xiake", "plan", "北京三日游，两个人", "--run", "r1", "--json", home=tmp_path)
    assert json.loads(again.stdout)["status"] == "ok"


@POSIX
def test_a_reader_that_leaves_gets_no_traceback(tmp_path: Path) -> None:
    with started("xiake", "schema", env=environment(tmp_path), stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == ""
