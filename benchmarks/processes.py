"""Whole-process figures: the example from a cold start, the command line's help, and peak memory."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent


def measure(command: list[str], runs: int = 5) -> tuple[float, float]:
    """Median wall seconds and greatest peak memory (MiB) of a command over some runs, after one that isn't counted."""
    seconds, peaks = [], []
    with tempfile.TemporaryDirectory() as home:
        environment = {**os.environ, "XIAKE_HOME": home}
        for run in range(runs + 1):
            began = time.perf_counter()
            process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            _, status, usage = os.wait4(process.pid, 0)
            if os.waitstatus_to_exitcode(status):
                raise SystemExit(f"{' '.join(command)} failed")
            process.returncode = 0
            if run:
                seconds.append(time.perf_counter() - began)
                peaks.append(usage.ru_maxrss / 1024)
    return statistics.median(seconds), max(peaks)


def section() -> list[str]:
    """Rows of the results table."""
    example, memory = measure([sys.executable, "-m", "examples.beijing_trip"])
    helped, _ = measure([sys.executable, "-m", "xiake", "--help"])
    return [
        f"| `python -m examples.beijing_trip`, cold process, wall | {example:.2f} s | ≤ 5 s |",
        f"| the same, peak memory | {memory:.0f} MiB | ≤ 400 MB |",
        f"| `xiake --help`, wall | {helped:.2f} s | ≤ 0.5 s |",
    ]
