"""The chat in a pipe: a real process, a line a turn, plain text or a JSON document for each."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from xiake.memory.engine.keys import key_of
from xiake.memory.engine.open import engine_of
from xiake.memory.short_term.head import SHAPE, Head
from xiake.memory.short_term.store import HEAD
from xiake.planner.reply import Reply
from xiake.settings import Settings
from xiake.tools.clock import SystemClock

PROGRAM = "import sys; from xiake.app.cli import main; sys.exit(main())"
TRIP = "苏州2日游，一个人，预算3000元，我不吃辣"


def xiake(home: Path, *arguments: str, lines: list[str] | bytes = b"", **environ: str) -> subprocess.CompletedProcess[str]:
    """Run the command line as a user would, with these lines piped in."""
    given = lines if isinstance(lines, bytes) else "".join(f"{line}\n" for line in lines).encode()
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("XIAKE_", "LC_", "LANG"))}
    environ = {**kept, "XIAKE_HOME": str(home), "LANG": "zh_CN.UTF-8", "PYTHONUTF8": "1", "XIAKE_IDLE_SECONDS": "0", **environ}
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, *arguments], input=given, capture_output=True, env=environ, cwd=home.parent, timeout=120
    )
    return subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


def documents(output: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in output.splitlines()]


def test_a_conversation_in_plain_text(home: Path) -> None:
    done = xiake(
        home, "chat", "--user", "ann", "--session", "su",
        lines=[TRIP, "酒店便宜点", "", "/undo", "/versions", "/why", "/plan 2", "/budgt", "/export docx", "/export geojson, html", "/quit",
               "never read"],
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    text = done.stdout
    assert "\x1b" not in text
    for words in (
        "行程排好了（第1版）", "第2天 ·", "记住了：我不吃辣", "改好了（第2版）", "总价", "回到第1版", "酒店便宜点", "整个行程", "/budget", "/export",
    ):  # fmt: skip
        assert words in text, words
    assert not any(line != line.rstrip() for line in text.splitlines())
    assert "never read" not in text
    assert {path.suffix for path in home.parent.glob("xiake-su.*")} == {".geojson", ".html"}

    again = xiake(home, "chat", "--user", "ann", "--session", "su", lines=["/plan", "/sessions"])
    assert "苏州2日" in again.stdout, "the session stands after its process is gone"
    other = xiake(home, "chat", "--user", "bob", "--session", "su", lines=["/plan", "/memory"])
    assert "还没有行程" in other.stdout
    assert "不吃辣" not in other.stdout


def test_json_lines(home: Path) -> None:
    lines = [TRIP, "/sessions", "/nonsense", "锁定第一天", "/lock", "/memory refuse 1"]
    done = xiake(home, "chat", "--user", "ann", "--session", "su", "--json", lines=lines)
    plan, sessions, refusal, locked, shown, refused = documents(done.stdout)
    assert Reply.model_validate(plan).kind == "plan"
    assert (sessions["kind"], sessions["command"]) == ("shown", "sessions")
    assert "su" in sessions["text"]
    assert refusal["status"] == "bad_input"
    assert Reply.model_validate(locked).version == 2
    assert len(shown["text"].splitlines()) > 2
    assert refused["kind"] in ("shown", "edit"), "what counts can be refused, what does not is said"


def test_a_line_that_is_no_text_ends_nothing(home: Path) -> None:
    done = xiake(home, "chat", "--session", "su", lines=b"\xff\xfe\n/versions\n")
    assert done.returncode == 0
    assert "UTF-8" in done.stdout
    assert "还没有行程" in done.stdout


@pytest.mark.parametrize("options", [["--user", "-"], ["--user", " "], ["--session", ""], ["--session", "a\nb"], ["--color"]])
def test_options_that_make_no_sense(home: Path, options: list[str]) -> None:
    done = xiake(home, "chat", *options)
    assert done.returncode == 2
    assert done.stderr
    assert not home.exists()


def test_the_user_comes_from_the_environment(home: Path) -> None:
    xiake(home, "memory", "add", "我不吃辣", XIAKE_USER="ann")
    assert "不吃辣" in xiake(home, "chat", lines=["/memory"], XIAKE_USER="ann").stdout
    assert "不吃辣" not in xiake(home, "chat", lines=["/memory"], XIAKE_USER="bob").stdout


@pytest.mark.parametrize(("language", "words"), [("zh_CN.UTF-8", "更新版本的霞客"), ("en_US.UTF-8", "written by a newer Xiake")])
def test_a_session_of_a_newer_version_is_told_and_left_alone(home: Path, language: str, words: str) -> None:
    async def written() -> None:
        async with engine_of(Settings(home=home, engine="sqlite"), SystemClock()) as engine:
            now = datetime(2026, 3, 1, tzinfo=UTC)
            head = Head(shape=SHAPE + 1, created=now, updated=now)
            await engine.put(key_of("ann", "su", HEAD), head.model_dump_json().encode())

    asyncio.run(written())
    done = xiake(home, "chat", "--user", "ann", "--session", "su", lines=["/plan"], LANG=language, XIAKE_ENGINE="sqlite")
    assert done.returncode == 2, done.stderr
    assert words in done.stderr
    assert "su" in done.stderr


def test_a_forgotten_memory_does_not_come_back_with_the_next_turn(home: Path) -> None:
    lines = [TRIP, "/memory forget 1", "酒店便宜点", "/memory"]
    done = xiake(home, "chat", "--user", "ann", "--session", "su", lines=lines)
    assert "已忘记：我不吃辣" in done.stdout
    for path in home.rglob("*"):
        assert not path.is_file() or "我不吃辣".encode() not in path.read_bytes(), path
