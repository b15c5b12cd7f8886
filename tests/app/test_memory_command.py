"""``xiake memory`` and ``xiake sessions`` over a real data folder."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from xiake.app.cli import main


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XIAKE_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("XIAKE_USER", "ann")
    monkeypatch.setenv("XIAKE_ENGINE", "sqlite")


def printed(capsys: pytest.CaptureFixture[str], *arguments: str, code: int = 0) -> str:
    assert main(["memory", *arguments]) == code
    shown = capsys.readouterr()
    return shown.out + shown.err


def test_a_life_of_memories(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "我不吃辣" in printed(capsys, "add", "我不吃辣")
    printed(capsys, "add", "孩子对花生过敏")
    printed(capsys, "add", "I love museums", "--user", "bob")

    (first, second) = json.loads(printed(capsys, "list", "--json"))
    assert [first["statement"]["text"], second["statement"]["text"]] == ["我不吃辣", "孩子对花生过敏"]
    table = printed(capsys, "list")
    assert "花生" in table
    assert "museums" not in table

    out = tmp_path / "kept.json"
    printed(capsys, "export", "--out", str(out))
    exported = json.loads(out.read_text("utf-8"))
    assert json.loads(printed(capsys, "export"))["items"] == exported["items"]
    assert len(exported["items"]) == 2

    assert "我不吃辣" in printed(capsys, "forget", "1")
    assert [item["statement"]["text"] for item in json.loads(printed(capsys, "list", "--json"))] == ["孩子对花生过敏"]
    printed(capsys, "forget", second["id"])
    assert json.loads(printed(capsys, "list", "--json")) == []
    assert len(json.loads(printed(capsys, "list", "--json", "--user", "bob"))) == 1

    out.unlink()
    assert "bob" in printed(capsys, "wipe", "--yes", "--user", "bob")
    for path in (tmp_path / "home").rglob("*"):
        content = path.read_bytes() if path.is_file() else b""
        assert "不吃辣".encode() not in content, path
        assert b"museums" not in content, path


def test_what_cant_be_done_changes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    printed(capsys, "add", "我不吃辣")
    for words in (
        ["forget", "7"],
        ["forget", "1", "no such words"],
        ["wipe"],
        ["export", "--out", "kept.txt"],
        ["add", " "],
        ["burn"],
    ):
        assert printed(capsys, *words, code=2)
    assert printed(capsys, "list", "--user", "-", code=2)
    assert len(json.loads(printed(capsys, "list", "--json"))) == 1


def test_no_sessions_yet(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["sessions", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == []
    assert main(["sessions"]) == 0
    assert capsys.readouterr().out.strip()
