"""Plans generated requests while providers fail; fails where anything happens that must not, or too few plans are delivered.

Usage: ``python -m benchmarks.faults [--schedules N] [--cases N] [--jobs N] [--seed N]``
"""

from __future__ import annotations

import argparse
import os
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

from rich.console import Console
from rich.progress import track
from rich.table import Table

from ..bundled.cases import generate
from ..timing import spread
from .run import DEADLINE, Outcome, Trial, judge

SCHEDULES, CASES, RATE = 500, 200, 0.3
DELIVERED = 0.99
"""Least share of requests that get a plan while each call of the provider fails at :data:`RATE`."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the gate; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.faults", description=(__doc__ or "").splitlines()[0])
    parser.add_argument(
        "--schedules", type=int, default=SCHEDULES, help=f"runs with a schedule of faults, {SCHEDULES} by default"
    )
    parser.add_argument("--cases", type=int, default=CASES, help=f"requests at a steady rate of faults, {CASES} by default")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="worker processes, one a core by default")
    parser.add_argument("--seed", type=int, default=1, help="other requests and faults of the same kinds")
    given = parser.parse_args(argv)
    console = Console()
    cases = generate(max(given.schedules, given.cases), given.seed)
    calm = [Trial(case, given.seed, 0.0, True) for case in cases]
    schedules = [Trial(case, given.seed * 10_000 + k, None, k % 2 == 0) for k, case in enumerate(cases[: given.schedules])]
    rates = [
        Trial(case, given.seed * 20_000 + k, RATE, bundled)
        for bundled in (True, False)
        for k, case in enumerate(cases[: given.cases])
    ]
    with ProcessPoolExecutor(given.jobs, mp_context=get_context("spawn")) as pool:
        trials = [*calm, *schedules, *rates]
        done = list(track(pool.map(judge, trials, chunksize=4), "planning", total=len(trials), console=console))
    possible = {outcome.trial.case.name for outcome in done[: len(calm)] if outcome.ended in ("ok", "degraded")}
    judged = [outcome for outcome in done[len(calm) :] if outcome.trial.case.name in possible]
    for outcome in judged:
        for fault in outcome.faults:
            console.print(
                f"{outcome.trial.case.name} [{outcome.trial.seed}] {outcome.ended}: {fault}", markup=False, soft_wrap=True
            )
    tables, passed = summary(judged, len(possible), len(cases))
    for table in tables:
        console.print(table)
    return 0 if passed else 1


def summary(outcomes: Sequence[Outcome], possible: int, asked: int) -> tuple[list[Table], bool]:
    """The figures of each sort of run; whether every threshold is reached."""
    table = Table(
        "runs",
        "ok",
        "degraded",
        "of these fell back",
        "refused",
        "wrong",
        "faults played",
        "virtual s, median / max",
        title="Planning under faults",
    )
    passed = True
    sorts = {
        "schedules, bundled data behind": [o for o in outcomes if o.trial.rate is None and o.trial.bundled],
        "schedules, nothing behind": [o for o in outcomes if o.trial.rate is None and not o.trial.bundled],
        f"{RATE:.0%} of calls, bundled data behind": [o for o in outcomes if o.trial.rate and o.trial.bundled],
        f"{RATE:.0%} of calls, nothing behind": [o for o in outcomes if o.trial.rate and not o.trial.bundled],
    }
    for name, some in sorts.items():
        if not some:
            continue
        ended = Counter(outcome.ended for outcome in some)
        delivered = [outcome for outcome in some if outcome.ended in ("ok", "degraded")]
        wrong = sum(bool(outcome.faults) for outcome in some)
        seconds = spread(outcome.seconds for outcome in some)
        passed &= not wrong and (some[0].trial.rate is None or len(delivered) >= DELIVERED * len(some))
        table.add_row(
            f"{len(some)} × {name}",
            str(ended["ok"]),
            str(ended["degraded"]),
            str(sum(outcome.fell_back for outcome in delivered)),
            str(len(some) - len(delivered)),
            str(wrong),
            str(sum(outcome.played for outcome in some)),
            f"{seconds.median:.0f} / {seconds.most:.0f}",
        )
    booked = Counter(status for outcome in outcomes for status in outcome.booked.split(",") if status)
    total = Table("what", "measured", "to reach")
    total.add_row("requests that can be planned without faults", f"{possible} of {asked}", "")
    steady = [o for o in outcomes if o.trial.rate]
    share = sum(o.ended in ("ok", "degraded") for o in steady) / max(len(steady), 1)
    total.add_row(f"plans delivered while {RATE:.0%} of all calls fail", f"{share:.1%}", f"≥ {DELIVERED:.0%}")
    total.add_row(
        "wrong plans, crashes, secrets shown, tasks left, twice booked", str(sum(bool(o.faults) for o in outcomes)), "0"
    )
    total.add_row("longest run, virtual seconds", f"{max((o.seconds for o in outcomes), default=0):.0f}", f"≤ {DEADLINE:.0f}")
    total.add_row("bookings", ", ".join(f"{count} {status}" for status, count in booked.most_common()), "")
    return [table, total], passed


if __name__ == "__main__":
    raise SystemExit(main())
