"""How the outside world answered is kept by day, added up over processes, and told by the doctor."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from xiake.app.cli import main
from xiake.tools.clock import LOCAL, SystemClock, VirtualClock
from xiake.tools.ledger import DAYS, ToolLedger
from xiake.tools.stats import ToolFigures

FAST = (0, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0)
ONE = ToolFigures(calls=3, attempts=4, kept=1, errors={"timeout": 1}, seconds=0.5, latency=FAST)


class Dated(VirtualClock):
    """A clock whose date is set."""

    today = datetime(2026, 3, 3, 12, tzinfo=LOCAL)

    def now(self) -> datetime:
        return self.today


def test_what_is_new_is_added_once_and_processes_add_up(tmp_path: Path) -> None:
    clock, folder = Dated(), tmp_path / "figures"
    first, second = ToolLedger(folder, clock), ToolLedger(folder, clock)
    first.add({"far": ONE})
    first.add({"far": ONE})
    second.add({"far": ONE, "idle": ToolFigures()})
    first.add({"far": ONE.plus(ONE)})
    told = ToolLedger(folder, clock).read()
    assert list(told) == ["far"]
    assert (told["far"].calls, told["far"].errors, told["far"].latency[1]) == (9, {"timeout": 3}, 9)
    assert len((folder / "2026-03-03.jsonl").read_text().splitlines()) == 3


def test_days_are_forgotten(tmp_path: Path) -> None:
    clock = Dated()
    for _ in range(DAYS + 2):
        ToolLedger(tmp_path, clock).add({"far": ONE})
        clock.today += timedelta(days=1)
    assert ToolLedger(tmp_path, clock).read()["far"].calls == 3 * (DAYS - 1)
    assert len(list(tmp_path.iterdir())) == DAYS


def test_what_makes_no_sense_is_passed_over(tmp_path: Path) -> None:
    clock = Dated()
    lines = ["no json", '{"far": {"calls": -1}}', '{"far": {"calls": 1e999}}', "[" * 100_000, '{"far": {"latency": [1]}}']
    (tmp_path / "2026-03-03.jsonl").write_text("\n".join(lines) + "\n")
    ledger = ToolLedger(tmp_path, clock)
    ledger.add({"far": ONE})
    assert ledger.read()["far"] == ONE
    (tmp_path / "file").write_text("no folder")
    ToolLedger(tmp_path / "file", clock).add({"far": ONE})


def test_the_bounds_of_what_took_how_long() -> None:
    figures = ToolFigures(calls=4, latency=(0, 2, 0, 1, 0, 0, 0, 0, 0, 0, 1))
    assert (figures.quantile(0.5), figures.quantile(0.75), figures.quantile(1)) == (0.005, 0.1, None)


def test_the_doctor_tells(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("XIAKE_HOME", str(tmp_path))
    assert main(["doctor", "--live"]) == 0
    assert "so there was nothing to ask" in (out := capsys.readouterr().out) or "没有在线服务可检查" in out
    wrong = ToolFigures(calls=2, attempts=2, errors={"unauthorized": 2}, seconds=0.1, latency=(0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0))
    ToolLedger(tmp_path / "figures", SystemClock()).add({"amap_places": wrong, "open_meteo_weather": ONE})
    assert main(["doctor", "--json"]) == 0
    told = {tool["name"]: tool for tool in json.loads(capsys.readouterr().out)["tools"]}
    assert told["amap_places"]["errors"] == {"unauthorized": 2}
    assert told["amap_places"]["advice"]
    assert told["open_meteo_weather"]["median_seconds"] == 0.005
    assert main(["doctor"]) == 0
    shown = " ".join(capsys.readouterr().out.split())
    assert "amap_places" in shown
    assert "unauthorized 2" in shown
