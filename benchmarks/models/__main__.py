"""Plans generated requests with models that are wrong on purpose; fails when a plan is wrong or too few are delivered.

Usage: ``python -m benchmarks.models [--cases N] [--jobs N] [--seed N] [--kind KIND] [--seat SEAT]``
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
from .run import ASTRAY, SEATS, Outcome, Trial, judge

CASES = 52
KEPT = 0.95
"""Least share of requests that must end in a verified plan that keeps their words; no plan may be wrong."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the gate; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.models", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--cases", type=int, default=CASES, help=f"requests, {CASES} by default")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="worker processes, one a core by default")
    parser.add_argument("--seed", type=int, default=1, help="other requests of the same kinds")
    parser.add_argument("--kind", choices=tuple(ASTRAY), action="append", help="only models that are wrong in this way")
    parser.add_argument("--seat", choices=SEATS, action="append", help="only models that are wrong in this seat")
    arguments = parser.parse_args(argv)
    console = Console()
    trials = _trials(arguments.cases, arguments.seed, arguments.kind or list(ASTRAY), arguments.seat)
    outcomes = _judged(trials, arguments.jobs, console)
    for outcome in outcomes:
        _tell(outcome, console)
    tables, passed = summary(outcomes)
    for table in tables:
        console.print(table)
    return 0 if passed else 1


def _trials(count: int, seed: int, kinds: Sequence[str], seats: Sequence[str] | None) -> list[Trial]:
    """Each request with another way to go astray, in all seats, then in one after the other."""
    places = [(seat,) for seat in SEATS if seat in seats] if seats else [SEATS, *((seat,) for seat in SEATS)]
    return [
        Trial(case, kinds[number % len(kinds)], places[number // len(kinds) % len(places)])
        for number, case in enumerate(generate(count, seed))
    ]


def _judged(trials: Sequence[Trial], jobs: int, console: Console) -> list[Outcome]:
    if jobs == 1:
        return [judge(trial) for trial in track(trials, "planning", console=console)]
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
        return list(track(pool.map(judge, trials), "planning", total=len(trials), console=console))


def summary(outcomes: Sequence[Outcome]) -> tuple[list[Table], bool]:
    """The figures, by the way in which the model was wrong and in all; whether every threshold is reached."""
    possible = [outcome for outcome in outcomes if outcome.ended != "impossible"]
    by_kind = Table(
        "the model", "requests", "kept", "refused", "wrong", "asked", "gave way", title="Models that are wrong on purpose"
    )
    for kind in ASTRAY:
        if some := [outcome for outcome in possible if outcome.trial.kind == kind]:
            by_kind.add_row(kind, *_row(some))
    ended = Counter(outcome.ended for outcome in possible)
    kept, wrong = ended["kept"] / len(possible), ended["wrong"] + ended["crashed"]
    seconds = spread(outcome.seconds for outcome in possible)
    asked = sum((Counter(outcome.asked) for outcome in possible), Counter[str]())
    total = Table("what", "measured", "to reach")
    total.add_row("requests that the rules alone can plan", f"{len(possible)} of {len(outcomes)}", "")
    total.add_row("verified plans that keep the request's own words", f"{kept:.1%}", f"≥ {KEPT:.0%}")
    total.add_row("honest refusals", f"{ended['refused'] / len(possible):.1%}", "the rest")
    total.add_row("wrong plans and crashes", f"{wrong}", "0")
    total.add_row("questions by seat", ", ".join(f"{seat} {asked[seat]}" for seat in SEATS), "each")
    total.add_row("seconds, median / p90 / max", " / ".join(f"{figure:.2f}" for figure in seconds), "")
    return [by_kind, total], not wrong and kept >= KEPT


def _row(outcomes: Sequence[Outcome]) -> list[str]:
    ended = Counter(outcome.ended for outcome in outcomes)
    asked, gave_way = sum(sum(o.asked.values()) for o in outcomes), sum(len(o.fell_back) for o in outcomes)
    return [str(n) for n in (len(outcomes), ended["kept"], ended["refused"], ended["wrong"] + ended["crashed"], asked, gave_way)]


def _tell(outcome: Outcome, console: Console) -> None:
    if outcome.ended in ("kept", "impossible"):
        return
    trial = outcome.trial
    where = f"{trial.case.name} [{trial.kind}; {', '.join(trial.seats)}]: {trial.text}"
    console.print(where, markup=False, highlight=False, soft_wrap=True)
    for fault in outcome.faults:
        console.print(f"    {outcome.ended}: {fault}", markup=False, highlight=False, soft_wrap=True)


if __name__ == "__main__":
    raise SystemExit(main())
