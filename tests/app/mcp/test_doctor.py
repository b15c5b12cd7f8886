"""The doctor starts configured MCP servers, compares them with the file, and tells in plain words what is wrong."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest
from xiake.app.cli import main

ROOT = Path(__file__).parents[3]


def config(fault: str, tool: str = "forecast", argument: str = "city", more: str = ', days = "days"') -> str:
    program = f"import sys; sys.path.insert(0, {str(ROOT)!r}); from tests.loopback.mcp import main; main({fault!r})"
    return (
        f"[mcp.servers.sky]\ncommand = {sys.executable!r}\nargs = {['-c', program]!r}\n"
        f'[[mcp.servers.sky.tools]]\nname = "{tool}"\ncapability = "weather"\narguments = {{ {argument} = "city"{more} }}\n'
    )


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (config("well"), ""),
        (config("well", tool="forecasts"), "forecasts"),
        (config("well", argument="town"), "town"),
        (config("well", more=""), "days"),
        (config("exits"), "sky"),
        ("[mcp.servers.sky]\n", "tools"),
    ],
)
def test_servers(
    text: str, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "servers.toml"
    path.write_text(text, "utf-8")
    monkeypatch.setenv("XIAKE_HOME", str(tmp_path))
    monkeypatch.setenv("XIAKE_CONFIG", str(path))
    code = main(["doctor", "--live", "--json"])
    report: dict[str, Any] = json.loads(capsys.readouterr().out)
    assert code == (5 if told else 0)
    assert any(told in problem for problem in report["problems"]) == bool(told)
    assert main(["doctor"]) in (0, 5)
    assert "sky" in capsys.readouterr().out
