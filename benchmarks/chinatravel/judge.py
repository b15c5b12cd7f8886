"""The outside checker's verdict and the closing table."""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from rich.table import Table

from ..timing import spread

REPORT = "_judged.json"
Figures = dict[str, float | None]


def judge(checker: Path, plans: Path, queries: Path, sandbox: Path, uids: Sequence[str]) -> dict[str, Any]:
    """Run the checker over some plans; a missing plan counts as failed.

    Raises:
        SystemExit: If the checker fails.
    """
    chosen = plans / "_uids.txt"
    chosen.write_text("\n".join(uids) + "\n", "utf-8")
    options: list[str | Path] = [
        "--queries",
        queries,
        "--sandbox",
        sandbox,
        "--uids",
        chosen,
        "--json",
        plans / REPORT,
        "--quiet",
    ]
    done = subprocess.run([sys.executable, checker, plans, *options], capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{checker} failed:\n{done.stderr[-2000:]}")
    report: dict[str, Any] = json.loads((plans / REPORT).read_text("utf-8"))
    return report


def overall(report: Mapping[str, Any]) -> Figures:
    """The newer overall score, 0-100: plans that fail count as 0 in the preferences.

    The checker tells no micro figure of the environment rules; the macro figure, which is never above it, stands in for it.
    """
    summary, rows = report["summary"], list(report["per_uid"].values())
    if not summary.get("annotated"):
        return {}
    preferences = [row.get("preferences") or (0.0, 0.0, 0.0) for row in rows if row["logic"] is not None]
    dav, att, ddr = (100 * statistics.fmean(values) for values in zip(*preferences, strict=True))
    environment = summary["EPR_macro"]
    total = 0.2 * environment + 0.25 * summary["C_LPR"] + 0.4 * summary["FPR"] + 0.05 * (dav + att + ddr)
    return {"DAV": dav, "ATT": att, "DDR": ddr, "overall": total}


def table(runs: Sequence[Mapping[str, Any]], report: Mapping[str, Any] | None) -> Table:
    """All figures of a run."""
    shown = Table(title="ChinaTravel", show_header=False)
    statuses = [run["status"] for run in runs]
    shown.add_row("queries", str(len(runs)))
    shown.add_row("outcomes", ", ".join(f"{status} {statuses.count(status)}" for status in sorted(set(statuses))))
    if report is None:
        shown.add_row("verdict", "no checker, nothing was judged")
    else:
        summary = report["summary"]
        for label, key in (
            ("delivery", "DR"),
            ("environment (macro)", "EPR_macro"),
            ("environment and honest chronology", "honest"),
            ("logical micro", "LPR_micro"),
            ("logical macro", "LPR_macro"),
            ("conditional logical micro", "C_LPR"),
            ("final pass", "FPR"),
            ("final pass and honest chronology", "FPR_and_honest"),
        ):
            if summary.get(key) is not None:
                shown.add_row(label, f"{summary[key]:.2f} %")
        for label, value in overall(report).items():
            shown.add_row(label, f"{value:.2f}")
    if runs:
        shown.add_row(
            "seconds, median / p90 / max", " / ".join(f"{figure:.2f}" for figure in spread(run["seconds"] for run in runs))
        )
        shown.add_row("peak memory of a worker", f"{max(run['peak'] for run in runs):.0f} MiB")
    return shown
