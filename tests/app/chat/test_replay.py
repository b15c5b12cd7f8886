"""The replayed conversation of the examples."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from xiake.examples.chat_replay import FIRST, NEXT, main
from xiake.planner.reply import Reply


def test_a_trip_is_talked_into_shape_and_the_next_one_remembers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["chat_replay", "--json", "--home", str(tmp_path)])
    assert main() == 0
    documents = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert len(documents) == len(FIRST) + 1 + len(NEXT), "every turn has its answer, and the plan is saved"
    replies = [Reply.model_validate(document) for document in documents if "turn" in document]
    kinds = [reply.kind for reply in replies]
    assert kinds == ["question", "question", "plan", *["edit"] * 6, "why", "undo", "plan", "answer"]
    assert all(reply.acknowledged and not reply.unread for reply in replies)
    assert "我不吃辣" in [item.text for item in replies[-2].recalled]
    assert (tmp_path / "beijing.md").read_text("utf-8").startswith("#")
