"""Many requests at once in one process: ``python -m benchmarks.faults.crowd``."""

from __future__ import annotations

import argparse
import asyncio
import resource
import sys
import time
from collections import Counter
from collections.abc import Sequence

from rich.console import Console
from rich.table import Table

from ..bundled.cases import Case, generate
from ..bundled.planner import planner_of
from ..bundled.run import SEARCH_SECONDS
from ..timing import spread

REQUESTS = 50
MOST_MEMORY = 1536
"""MiB at the peak of the process."""


def main(argv: Sequence[str] | None = None) -> int:
    """Plan them all; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.faults.crowd", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--requests", type=int, default=REQUESTS, help=f"at the same time, {REQUESTS} by default")
    cases = generate(parser.parse_args(argv).requests)
    began = time.perf_counter()
    done = asyncio.run(_all(cases))
    took = time.perf_counter() - began
    ended = Counter(status for status, _ in done)
    unit = 2**20 if sys.platform == "darwin" else 2**10
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit
    table = Table("what", "measured", "to reach", title=f"{len(cases)} requests at once in one process")
    table.add_row("ended", ", ".join(f"{count} {status}" for status, count in ended.most_common()), "no crash")
    table.add_row("peak memory, MiB", f"{memory:.0f}", f"≤ {MOST_MEMORY}")
    table.add_row("requests a second", f"{len(cases) / took:.1f}", "")
    table.add_row("seconds a request, median / p90 / max", " / ".join(f"{s:.1f}" for s in spread(s for _, s in done)), "")
    Console().print(table)
    return 0 if not ended["crashed"] and memory <= MOST_MEMORY else 1


async def _all(cases: Sequence[Case]) -> list[tuple[str, float]]:
    return await asyncio.gather(*(_one(case) for case in cases))


async def _one(case: Case) -> tuple[str, float]:
    began = time.perf_counter()
    try:
        trip = await planner_of(schedule_seconds=SEARCH_SECONDS).aplan(case.text, start=case.start)
    except Exception as crash:
        print(f"{case.name}: {type(crash).__name__}: {crash}", file=sys.stderr)
        return "crashed", time.perf_counter() - began
    return trip.status, time.perf_counter() - began


if __name__ == "__main__":
    raise SystemExit(main())
