"""Exit codes, messages and documents of the command line; whole runs are in tests/e2e."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from xiake.app.cli import main
from xiake.app.output import readable
from xiake.app.phrases import system_language
from xiake.domain.errors import BadRequest, ConfigurationError, InputProblem
from xiake.planner.trip import Trip
from xiake.planner.trip_planner import TripPlanner

from ..trips import asking, impossible, planned, substituted


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XIAKE_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("XIAKE_DEBUG", raising=False)


def answer_with(monkeypatch: pytest.MonkeyPatch, outcome: Trip | BaseException) -> list[dict[str, Any]]:
    """Let every run end at once; returns what the planner was asked."""
    asked: list[dict[str, Any]] = []

    async def astream(self: TripPlanner, text: str, **options: Any) -> AsyncIterator[Trip]:
        asked.append({"text": text, **options})
        if isinstance(outcome, BaseException):
            raise outcome
        yield outcome

    monkeypatch.setattr(TripPlanner, "astream", astream)
    return asked


@pytest.mark.parametrize(
    ("trip", "code"), [(planned(), 0), (substituted(), 0), (asking(), 3), (impossible(), 4)], ids=lambda value: str(value)[:10]
)
def test_exit_codes_and_documents(
    trip: Trip, code: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    answer_with(monkeypatch, trip)
    assert main(["plan", "去云州两天", "--json"]) == code
    assert Trip.model_validate_json(capsys.readouterr().out) == trip
    assert main(["plan", "去云州两天"]) == code
    assert "云州2日行程" in capsys.readouterr().out or trip.status == "needs_input"


def test_the_options_reach_the_planner(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    asked = answer_with(monkeypatch, planned("en"))
    assert main(["plan", "two", "days", "in", "Yunzhou", "--start", "2026-05-02", "--run", "r7"]) == 0
    assert asked[0]["text"] == "two days in Yunzhou"
    assert str(asked[0]["start"]) == "2026-05-02"
    assert asked[0]["run"] == "r7"


@pytest.mark.parametrize("suffix", ["md", "json", "ics", "geojson", "html"])
def test_saving(suffix: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    answer_with(monkeypatch, planned())
    path = tmp_path / f"trip.{suffix}"
    assert main(["plan", "x", "--out", str(path)]) == 0
    assert "云州博物馆" in path.read_text("utf-8").replace("\r\n ", "")
    assert str(path) in capsys.readouterr().err


def test_trying_the_target_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answer_with(monkeypatch, RuntimeError())
    old, new = tmp_path / "old.md", tmp_path / "new.md"
    old.write_text("BEFORE", "utf-8")
    for path in (old, new):
        assert main(["plan", "x", "--out", str(path)]) == 5
    assert old.read_text("utf-8") == "BEFORE"
    assert not new.exists()


def test_a_pdf_that_can_not_be_written_is_refused_before_planning(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = answer_with(monkeypatch, planned())
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    assert main(["plan", "x", "--out", str(tmp_path / "trip.pdf")]) == 2
    assert "xiake[pdf]" in capsys.readouterr().err
    assert not asked


@pytest.mark.parametrize("suffix", ["ics", "geojson"])
def test_what_needs_a_plan_is_not_written_without_one(
    suffix: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    answer_with(monkeypatch, impossible())
    path = tmp_path / f"trip.{suffix}"
    assert main(["plan", "x", "--out", str(path)]) == 4
    assert not path.exists()
    assert str(path) in capsys.readouterr().err


@pytest.mark.parametrize(
    ("options", "field"),
    [
        (["--start", "tomorrow"], "start"),
        (["--start", "2026-02-30"], "start"),
        (["--out", "trip.docx"], "out"),
        (["--out", "/no/such/folder/trip.md"], "out"),
        (["--out", "folder.md"], "out"),
        (["--out", f"{'long' * 80}.md"], "out"),
        (["--colour"], "options"),
    ],
)
def test_bad_options(
    options: list[str], field: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "folder.md").mkdir()
    asked = answer_with(monkeypatch, planned())
    assert main(["plan", "去云州", *options, "--json"]) == 2
    document = json.loads(capsys.readouterr().out)
    assert document["status"] == "bad_input"
    assert document["problems"][0]["field"] == field
    assert main(["plan", "去云州", *options]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.strip()
    assert not asked, "nothing is planned before the options are sound"


@pytest.mark.parametrize("arguments", [["nonsense"], ["plan"], ["tools", "extra"]])
def test_wrong_usage_names_the_help(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments) == 2
    assert "--help" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["plan", "understand"])
def test_a_missing_text_says_what_to_type(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([command]) == 2
    told = capsys.readouterr().err
    assert f'xiake {command} "' in told
    assert "Missing parameter" not in told
    assert main([command, "--json"]) == 2
    assert json.loads(capsys.readouterr().out)["problems"][0]["field"] == "text"


def test_bad_requests(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    answer_with(monkeypatch, BadRequest(InputProblem(field="days", value="0", message="NO DAYS")))
    assert main(["plan", "x", "--json"]) == 2
    problem = {"field": "days", "value": "0", "message": "NO DAYS"}
    assert json.loads(capsys.readouterr().out) == {"status": "bad_input", "problems": [problem]}
    assert main(["plan", "x"]) == 2
    assert "NO DAYS" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("value", "language", "reason"),
    [
        ("soon", "en_GB.UTF-8", "expected a number"),
        ("soon", "zh_CN.UTF-8", "应为数字"),
        ("0", "zh_CN.UTF-8", "应大于 0"),
        ("1e9", "en_GB.UTF-8", "expected at most 60"),
    ],
)
def test_settings_that_make_no_sense(
    value: str, language: str, reason: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LC_ALL", language)
    monkeypatch.setenv("XIAKE_SCHEDULE_SECONDS", value)
    assert main(["plan", "x", "--json"]) == 2
    problem = json.loads(capsys.readouterr().out)["problems"][0]
    assert (problem["field"], problem["value"]) == ("XIAKE_SCHEDULE_SECONDS", value)
    assert main(["plan", "x"]) == 2
    told = capsys.readouterr().err
    assert "XIAKE_SCHEDULE_SECONDS" in told
    assert value in told
    assert reason in told


@pytest.mark.parametrize("options", [[], ["--json"]])
def test_a_run_that_cannot_be_kept_is_told_in_one_line(
    options: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XIAKE_HOME", str(tmp_path / "file"))
    assert main(["plan", "玩三天，两个人", *options]) == 3
    told = [line for line in capsys.readouterr().err.splitlines() if str(tmp_path) in line or "memory" in line]
    assert told == [f"数据目录 {tmp_path / 'file'} 无法使用：这次运行若中断，无法接着做"]


def test_internal_errors_are_short_and_keep_secrets(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    answer_with(monkeypatch, RuntimeError("key=SECRET"))
    assert main(["plan", "x"]) == 5
    captured = capsys.readouterr()
    assert "SECRET" not in captured.err + captured.out
    assert "Traceback" not in captured.err
    assert "XIAKE_DEBUG" in captured.err
    assert main(["plan", "x", "--json"]) == 5
    assert json.loads(capsys.readouterr().out)["status"] == "internal"
    monkeypatch.setenv("XIAKE_DEBUG", "1")
    assert main(["plan", "x"]) == 5
    assert "Traceback" in capsys.readouterr().err


def test_configuration_errors_are_told(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    answer_with(monkeypatch, ConfigurationError("SET THIS"))
    assert main(["plan", "x"]) == 2
    assert "SET THIS" in capsys.readouterr().err


def test_an_interrupted_run_can_be_resumed(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    asked = answer_with(monkeypatch, KeyboardInterrupt())
    assert main(["plan", "x"]) == 130
    captured = capsys.readouterr()
    assert f"--run {asked[0]['run']}" in captured.err
    assert "Traceback" not in captured.err


def test_text_from_standard_input(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    asked = answer_with(monkeypatch, planned())
    monkeypatch.setattr("sys.stdin", io.StringIO("\ufeff去云州\n"))
    assert main(["plan", "-"]) == 0
    assert asked[0]["text"] == "去云州"
    assert main(["plan", "-", "--ask"]) == 2


def test_without_arguments_there_is_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 0
    assert "understand" in capsys.readouterr().out


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out.startswith("xiake ")


def test_schema_and_tools_are_documents(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema"]) == 0
    assert "$defs" in json.loads(capsys.readouterr().out)
    assert main(["tools", "--json"]) == 0
    assert {tool["capability"] for tool in json.loads(capsys.readouterr().out)} >= {"attractions", "hotels", "travel"}
    assert main(["tools"]) == 0
    assert "catalogue_hotels" in capsys.readouterr().out


def test_the_doctor_reads_names_and_never_values(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("DASHSCOPE_API_KEY", "sk-SECRET")
    assert main(["doctor"]) == 0
    text = capsys.readouterr().out
    assert main(["doctor", "--json"]) == 0
    document = capsys.readouterr().out
    assert "SECRET" not in text + document
    report = json.loads(document)
    key = next(variable for variable in report["settings"] if variable["name"] == "DASHSCOPE_API_KEY")
    assert key == {"name": "DASHSCOPE_API_KEY", "present": True, "used": True}
    assert report["home"]["writable"]
    assert {city["name_en"] for city in report["catalogue"]} >= {"Beijing"}
    assert all(city["attractions"] and city["hotels"] and city["restaurants"] for city in report["catalogue"])


def test_the_doctor_finds_what_is_wrong(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XIAKE_HOME", str(tmp_path / "file"))
    assert main(["doctor", "--json"]) == 0
    assert not json.loads(capsys.readouterr().out)["home"]["writable"]
    monkeypatch.setenv("XIAKE_SCHEDULE_SECONDS", "soon")
    assert main(["doctor"]) == 5
    assert "XIAKE_SCHEDULE_SECONDS" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("environ", "language"),
    [
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "en_GB.UTF-8"}, "en"),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "C"}, "en"),
        ({"LANG": "", "LC_MESSAGES": "zh_TW"}, "zh"),
        ({}, "en"),
    ],
)
def test_the_system_language(environ: dict[str, str], language: str) -> None:
    assert system_language(environ) == language


def test_arguments_in_any_bytes() -> None:
    assert readable("北京") == "北京"
    assert readable("\udcff") == "\ufffd"
