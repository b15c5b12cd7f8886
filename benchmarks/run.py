"""Measures every published figure and writes ``benchmarks/RESULTS.md``: ``python -m benchmarks.run`` (``make bench``)."""

from __future__ import annotations

import os
import platform
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path

from . import planning, processes

HERE = Path(__file__).parent
NLU = HERE.parent.parent / "shared" / "benchmarks" / "nlu"
SANDBOX = NLU.parent / "chinatravel" / "sandbox"
NLU_SETS = ("ct_zh_full", "ct_zh_header", "ct_zh_rich789")


def _run(*command: str) -> str:
    done = subprocess.run([sys.executable, *command], cwd=HERE.parent, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{' '.join(command)} failed:\n{done.stdout[-2000:]}{done.stderr[-2000:]}")
    return done.stdout.strip()


def _scheduling() -> list[str]:
    table = _run("-m", "benchmarks.scheduling", "--seconds", "1")
    return ["## Scheduler", "", "`python -m benchmarks.scheduling --seconds 1`", "", "```", table, "```"]


def _slots() -> list[str]:
    lines = ["## Slot extraction", ""]
    if not NLU.is_dir():
        return [*lines, "Skipped: the outside data is not on this machine."]
    lines += [
        "`python -m benchmarks.nlu --in FILE --out PRED --sandbox DIR`, scored by the outside scorer; development split.",
        "",
        "```",
    ]
    with tempfile.TemporaryDirectory() as folder:
        for name in NLU_SETS:
            gold, pred = NLU / "dev" / f"{name}.jsonl", Path(folder) / f"{name}.jsonl"
            _run("-m", "benchmarks.nlu", "--in", str(gold), "--out", str(pred), "--sandbox", str(SANDBOX))
            score = _run(str(NLU / "nlu_score.py"), "--gold", str(gold), "--pred", str(pred))
            lines.append(score.split("== ALL")[0].rstrip())
    return [*lines, "```"]


def main() -> None:
    """Measure and write."""
    lines = [
        "# Results",
        "",
        f"Measured on {date.today()} with `make bench`: Python {platform.python_version()}, {os.cpu_count()} cores, medians of 5"
        " runs after a warm-up. Machines are noisy: compare within one table.",
        "",
        "## Processes and planning",
        "",
        "| what | measured | to reach |",
        "|---|---|---|",
        *processes.section(),
        *planning.section(),
        "",
        *_scheduling(),
        "",
        *_slots(),
    ]
    notes = HERE / "NOTES.md"
    if notes.exists():
        lines += ["", notes.read_text("utf-8").rstrip()]
    (HERE / "RESULTS.md").write_text("\n".join(lines) + "\n", "utf-8")
    print("\n".join(lines))


if __name__ == "__main__":
    main()
