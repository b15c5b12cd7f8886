"""The doctor asks live data whether it lets us in, and says in plain words what is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest
from xiake.app.cli import main

from ..loopback.amap import AmapLoopback, FaultKind


@pytest.mark.parametrize(
    ("changes", "kinds", "code", "said"),
    [
        ({}, (), 0, ""),
        ({"AMAP_API_KEY": "f" * 32}, (), 5, "AMAP_API_KEY"),
        ({}, ("quota",), 5, "quota"),
        ({"XIAKE_AMAP_URL": "http://127.0.0.1:9"}, (), 5, "reached"),
    ],
)
def test_keys_quotas_and_servers(
    changes: dict[str, str],
    kinds: tuple[FaultKind, ...],
    code: int,
    said: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    with AmapLoopback(rate=1, kinds=kinds) as server:
        for name, value in {**server.environment(), **changes, "XIAKE_HOME": str(tmp_path)}.items():
            monkeypatch.setenv(name, value)
        assert main(["doctor", "--live"]) == code
    told = "".join(capsys.readouterr())
    assert said in told
    assert server.key not in told
