"""What the documents say is so: settings exist, links lead somewhere, code and commands run."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest
from xiake import Settings
from xiake.app.cli import main

from .agents.llm.wired import point_at
from .loopback.actor import Actor
from .loopback.server import Loopback

ROOT = Path(__file__).parent.parent
DOCUMENTS = [ROOT / "README.md", ROOT / "README.zh-CN.md", *sorted(ROOT.glob("docs/*.md"))]
TITLES = ("\n## With a model\n", "\n## 接上大模型\n")
MODELS = (ROOT / "docs/models.md").read_text("utf-8")
PROGRAMS = re.findall(r"```python\n(.*?)```", MODELS, re.DOTALL)
ABOUT = [
    MODELS,
    *(path.read_text("utf-8").split(title)[1].split("\n## ")[0] for path, title in zip(DOCUMENTS, TITLES, strict=False)),
]
COMMANDS = [found for text in ABOUT for found in re.findall(r"^\$ xiake (.*?)(?:\s+#.*)?$", text, re.MULTILINE)]
NO_FIELDS = {"XIAKE_DEBUG"}


def named(path: Path) -> Iterator[str]:
    yield from re.findall(r"`(?:export )?(XIAKE_[A-Z_]+)", path.read_text("utf-8"))


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_settings_exist(path: Path) -> None:
    fields = {f"XIAKE_{name.upper()}" for name in Settings.model_fields} | NO_FIELDS
    assert set(named(path)) <= fields


def test_every_setting_of_models_is_explained() -> None:
    about = ("model", "vision", "audio", "grounding", "dashscope")
    assert {f"XIAKE_{name.upper()}" for name in Settings.model_fields if name.startswith(about)} <= set(
        named(ROOT / "docs/models.md")
    )


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_links_lead_somewhere(path: Path) -> None:
    links = re.findall(r"\]\((?!https?:|#)([^)#]+)", path.read_text("utf-8"))
    assert [link for link in links if not (path.parent / link).exists()] == []


@pytest.fixture
def served(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Actor]:
    """Models answer, and the files that commands name are there."""
    monkeypatch.setenv("XIAKE_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("XIAKE_SCHEDULE_SECONDS", "0.3")
    monkeypatch.chdir(tmp_path)
    Path("poster.png").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(40))
    Path("note.wav").write_bytes(b"RIFF\x24\x00\x00\x00WAVEfmt " + bytes(40))
    actor = Actor()
    with Loopback(actor) as server:
        point_at(server, monkeypatch)
        yield actor


@pytest.mark.parametrize("program", PROGRAMS)
def test_programs_about_models_run(program: str, served: Actor) -> None:
    exec(compile(program, "docs/models.md", "exec"), {})


@pytest.mark.parametrize("command", COMMANDS)
def test_commands_about_models_run(
    command: str, served: Actor, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("XIAKE_MODEL", "tongyi:qwen-plus")
    assert main(shlex.split(command)) == 0, capsys.readouterr().err
    assert served.asked


def test_there_is_something_to_run() -> None:
    assert len(PROGRAMS) >= 3
    assert len(COMMANDS) >= 6
