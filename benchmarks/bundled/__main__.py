"""Plans generated requests over the bundled catalogue and fails when any of the thresholds isn't reached.

Usage: ``python -m benchmarks.bundled [--count N] [--jobs N] [--seed N] [--out FILE]``
"""

from __future__ import annotations

import argparse
import json
import os
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from itertools import repeat
from multiprocessing import get_context
from pathlib import Path

from rich.console import Console
from rich.progress import track
from rich.table import Table

from ..timing import spread
from .cases import Case, generate
from .run import Verdict, judge

COUNT = 220
RECALL, INVENTED, DELIVERED = 0.97, 0.01, 0.90
"""Least share of what is said that must be read; most that may be read beyond it; least share of requests that get a plan."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the gate; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.bundled", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--count", type=int, default=COUNT, help=f"requests, {COUNT} by default")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="worker processes, one a core by default")
    parser.add_argument("--seed", type=int, default=1, help="other requests of the same kinds")
    parser.add_argument("--out", type=Path, help="write one line of JSON a request here")
    arguments = parser.parse_args(argv)
    cases = generate(arguments.count, arguments.seed)
    console = Console()
    verdicts = _judged(cases, arguments.jobs, console)
    if arguments.out:
        arguments.out.write_text("".join(json.dumps(_line(v), ensure_ascii=False) + "\n" for v in verdicts), "utf-8")
    for verdict in verdicts:
        _tell(verdict, console)
    table, passed = summary(verdicts)
    console.print(table)
    return 0 if passed else 1


def _judged(cases: Sequence[Case], jobs: int, console: Console) -> list[Verdict]:
    if jobs == 1:
        return [judge(case) for case in track(cases, "planning", console=console)]
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
        return list(track(pool.map(judge, cases), "planning", total=len(cases), console=console))


def summary(verdicts: Sequence[Verdict]) -> tuple[Table, bool]:
    """The figures, and whether every threshold is reached."""
    said = sum(verdict.slots for verdict in verdicts)
    faults = sum(bool(verdict.faults) for verdict in verdicts)
    recall = 1 - sum(len(verdict.missed) for verdict in verdicts) / said
    invented = sum(len(verdict.invented) for verdict in verdicts) / said
    delivered = sum(verdict.status in ("ok", "degraded") for verdict in verdicts) / len(verdicts)
    seconds = spread(verdict.seconds for verdict in verdicts)
    table = Table("what", "measured", "to reach", title="Bundled catalogue")
    rows = (
        ("requests", f"{len(verdicts)}", ""),
        ("outcomes", ", ".join(f"{k} {n}" for k, n in sorted(Counter(v.status for v in verdicts).items())), ""),
        ("requests with a fault", f"{faults}", "0"),
        ("slot recall", f"{recall:.1%} of {said}", f"≥ {RECALL:.0%}"),
        ("slots invented", f"{invented:.1%}", f"≤ {INVENTED:.0%}"),
        ("plans delivered", f"{delivered:.1%}", f"≥ {DELIVERED:.0%}"),
        ("seconds, median / p90 / max", " / ".join(f"{figure:.2f}" for figure in seconds), ""),
    )
    for row in rows:
        table.add_row(*row)
    return table, not faults and recall >= RECALL and invented <= INVENTED and delivered >= DELIVERED


def _tell(verdict: Verdict, console: Console) -> None:
    lines = [
        *zip(repeat("FAULT"), verdict.faults, strict=False),
        *zip(repeat("missed"), verdict.missed, strict=False),
        *zip(repeat("invented"), verdict.invented, strict=False),
    ]
    if verdict.conflict:
        lines.append((verdict.status, verdict.conflict))
    if lines:
        console.print(f"{verdict.case.name}: {verdict.case.text}", markup=False, highlight=False, soft_wrap=True)
    for label, text in lines:
        console.print(f"    {label}: {text}", markup=False, highlight=False, soft_wrap=True)


def _line(verdict: Verdict) -> dict[str, object]:
    return {
        "name": verdict.case.name,
        "text": verdict.case.text,
        "wishes": verdict.case.wishes,
        "status": verdict.status,
        "seconds": round(verdict.seconds, 3),
        "faults": verdict.faults,
        "missed": verdict.missed,
        "invented": verdict.invented,
        "conflict": verdict.conflict,
    }


if __name__ == "__main__":
    raise SystemExit(main())
