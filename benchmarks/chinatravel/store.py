"""The folder of plans: one file per plan, one line per query and per conflict; a killed run goes on where it was."""

from __future__ import annotations

import json
import os
from dataclasses import asdict
from pathlib import Path
from typing import Any

from .solver import Outcome

RUNS, CONFLICTS = "_runs.jsonl", "_conflicts.jsonl"


class Store:
    """Plans and records of one run; only one process writes."""

    def __init__(self, folder: Path) -> None:
        """Open or create the folder."""
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder

    def solved(self) -> set[str]:
        """Queries that were solved before, with or without a plan."""
        return {path.stem for path in self.folder.glob("*.json")} | self.runs().keys()

    def keep(self, outcome: Outcome) -> None:
        """Write an outcome; the plan first, whole or not at all."""
        record = asdict(outcome)
        plan, conflict = record.pop("plan"), record.pop("conflict")
        if plan is not None:
            half = self.folder / f"{outcome.uid}.json.part"
            half.write_text(json.dumps(plan, ensure_ascii=False, indent=1), "utf-8")
            os.replace(half, self.folder / f"{outcome.uid}.json")
        if conflict is not None:
            self._append(CONFLICTS, {"uid": outcome.uid, **conflict})
        self._append(RUNS, record)

    def runs(self) -> dict[str, dict[str, Any]]:
        """The latest record of each query."""
        path = self.folder / RUNS
        lines = path.read_text("utf-8").splitlines() if path.is_file() else []
        records = (_read(line) for line in lines)
        return {record["uid"]: record for record in records if record is not None}

    def _append(self, name: str, record: dict[str, Any]) -> None:
        with (self.folder / name).open("ab+") as lines:
            lines.seek(max(lines.tell() - 1, 0))
            broken = lines.read(1) not in (b"", b"\n")  # a kill left half a line
            lines.write(b"\n" * broken + json.dumps(record, ensure_ascii=False).encode() + b"\n")


def _read(line: str) -> dict[str, Any] | None:
    """A record; None for the half line that a kill leaves."""
    try:
        record = json.loads(line)
    except ValueError:
        return None
    return record if isinstance(record, dict) else None
