"""Says generated edits to generated plans and fails when any of the thresholds isn't reached.

Usage: ``python -m benchmarks.edits [--count N] [--jobs N] [--seed N] [--out FILE] [--tell]``
"""

from __future__ import annotations

import argparse
import json
import os
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict
from multiprocessing import get_context
from pathlib import Path

from rich.console import Console
from rich.progress import track
from rich.table import Table

from ..bundled.cases import generate
from ..timing import spread
from .run import Verdict, judge

COUNT, SEED = 200, 4
PRESENT, UNCHANGED, SECONDS = 0.95, 0.95, 1.5
"""Least share of edits whose change is there, least share of what they aren't about that stays; greatest median of seconds."""

_SPARE = 1.3
"""Some requests that the edits would start from have no plan; so many more are generated."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the edits; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.edits", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--count", type=int, default=COUNT, help=f"edits, {COUNT} by default")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="worker processes, one a core by default")
    parser.add_argument("--seed", type=int, default=SEED, help="other requests and edits of the same kinds")
    parser.add_argument("--out", type=Path, help="write one line of JSON an edit here")
    parser.add_argument("--tell", action="store_true", help="tell of every edit after which something is not as it should be")
    arguments = parser.parse_args(argv)
    console = Console()
    verdicts = _judged(arguments.count, arguments.seed, arguments.jobs, console)
    if arguments.out:
        arguments.out.write_text("".join(json.dumps(asdict(v), ensure_ascii=False) + "\n" for v in verdicts), "utf-8")
    for verdict in verdicts if arguments.tell else ():
        _tell(verdict, console)
    table, passed = summary(verdicts)
    console.print(table)
    return 0 if passed else 1


def _judged(count: int, seed: int, jobs: int, console: Console) -> list[Verdict]:
    cases = generate(round(count * _SPARE), seed)
    numbers = range(len(cases))
    if jobs == 1:
        verdicts = list(track(map(judge, cases, numbers), "editing", total=len(cases), console=console))
    else:
        with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
            verdicts = list(track(pool.map(judge, cases, numbers), "editing", total=len(cases), console=console))
    return [verdict for verdict in verdicts if verdict.kind][:count]


def summary(verdicts: Sequence[Verdict]) -> tuple[Table, bool]:
    """The figures, and whether every threshold is reached."""
    untouched = sum(verdict.untouched for verdict in verdicts)
    present = sum(verdict.present for verdict in verdicts) / len(verdicts)
    unchanged = sum(verdict.unchanged for verdict in verdicts) / untouched
    in_time = sum(verdict.in_time for verdict in verdicts) / untouched
    broken = sum(bool(verdict.broken) for verdict in verdicts)
    seconds = spread(verdict.seconds for verdict in verdicts)
    kinds = sorted({verdict.kind for verdict in verdicts})
    table = Table("what", "measured", "to reach", title="Edits")
    rows = (
        ("edits", f"{len(verdicts)} of {len(kinds)} kinds", ""),
        ("asked-for change present", f"{present:.1%}", f"≥ {PRESENT:.0%}"),
        ("untouched stops, nights and rides unchanged", f"{unchanged:.1%} of {untouched}", f"≥ {UNCHANGED:.0%}"),
        ("... and within half an hour of their time", f"{in_time:.1%}", ""),
        ("edits after which a wish or rule is broken", f"{broken}", "0"),
        ("seconds a turn, median / p90 / max", " / ".join(f"{figure:.2f}" for figure in seconds), f"≤ {SECONDS} median"),
    )
    for row in rows:
        table.add_row(*row)
    return table, present >= PRESENT and unchanged >= UNCHANGED and not broken and seconds.median <= SECONDS


def _tell(verdict: Verdict, console: Console) -> None:
    if verdict.present and not verdict.broken and verdict.unchanged == verdict.untouched:
        return
    kept = f"{verdict.unchanged}/{verdict.untouched}"
    head = f"{verdict.name} {verdict.kind}: {verdict.words} -> {verdict.outcome}, {'there' if verdict.present else 'NOT THERE'}, {kept} kept"
    for line in (
        head,
        *(f"    BROKEN {line}" for line in verdict.broken),
        *(f"    {line}" for line in verdict.told.splitlines()),
    ):
        console.print(line, markup=False, highlight=False, soft_wrap=True)


if __name__ == "__main__":
    raise SystemExit(main())
