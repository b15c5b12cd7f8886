"""The example ends as the command line does."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from xiake.examples.beijing_trip import main


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XIAKE_HOME", str(tmp_path))
    monkeypatch.delenv("XIAKE_DEBUG", raising=False)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [(["--fail", "foo"], "foo"), (["去北京玩0天"], "0"), (["--start", "2026-02-30"], "2026-02-30")],
)
def test_bad_input_is_a_message_or_a_document(
    arguments: list[str], told: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["beijing_trip", *arguments])
    assert main() == 2
    captured = capsys.readouterr()
    assert told in captured.err
    assert "Traceback" not in captured.err
    assert captured.out == ""
    monkeypatch.setattr("sys.argv", ["beijing_trip", *arguments, "--json"])
    assert main() == 2
    document = json.loads(capsys.readouterr().out)
    assert document["status"] == "bad_input"
    assert told in document["problems"][0]["message"]


def test_settings_that_make_no_sense(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("XIAKE_SCHEDULE_SECONDS", "soon")
    monkeypatch.setattr("sys.argv", ["beijing_trip", "--json"])
    assert main() == 2
    assert json.loads(capsys.readouterr().out)["problems"][0]["field"] == "XIAKE_SCHEDULE_SECONDS"
