"""Programs run as a traveller runs them."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
TIMEOUT = 120


def environment(home: Path, **changes: str) -> dict[str, str]:
    kept = {key: value for key, value in os.environ.items() if key in ("PATH", "HOME", "SYSTEMROOT", "TMPDIR", "VIRTUAL_ENV")}
    return {**kept, "LANG": "C", "XIAKE_HOME": str(home), "XIAKE_SCHEDULE_SECONDS": "0.3", **changes}


def run(*arguments: str, home: Path, stdin: str = "", **changes: str) -> subprocess.CompletedProcess[str]:
    """``python -m <arguments>`` in the repository, without a terminal."""
    return subprocess.run(
        [sys.executable, "-m", *arguments], cwd=ROOT, env=environment(home, **changes), input=stdin, capture_output=True,
        encoding="utf-8", timeout=TIMEOUT, check=False,
    )  # fmt: skip
