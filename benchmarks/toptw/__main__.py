"""Score of the scheduler's search on orienteering instances.

``python -m benchmarks.toptw --instances DIR --out DIR [--seconds 1] [--m 1,2,3,4] [--jobs 1] [--best FILE]`` writes
``<instance>.m<m>.json`` (``{"routes": [[vertices], ...]}``) for each instance and number of routes and prints what they score;
with a table of the best known (``instance,m,best``), the mean gap to it.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import time
from collections import defaultdict
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import NamedTuple

from xiake.planner.schedule.solve import solve

from .instance import encode, problem, read, score, units


class Run(NamedTuple):
    """What one instance and number of routes came to; ``score`` is None when a route breaks a rule."""

    name: str
    routes: int
    score: float | None
    seconds: float


def run(path: Path, routes: int, out: Path, seconds: float, seed: int) -> Run:
    """Solve one instance and write its routes."""
    places, per_unit = read(path), units(path.stem)
    began = time.perf_counter()
    solution = solve(problem(places, routes, per_unit), seconds=seconds, seed=seed)
    took = time.perf_counter() - began
    found = encode(solution) if solution else [[] for _ in range(routes)]
    (out / f"{path.stem}.m{routes}.json").write_text(json.dumps({"routes": found}), encoding="utf-8")
    return Run(path.stem, routes, score(places, found, per_unit), took)


def main(arguments: list[str] | None = None) -> None:
    """Solve everything; ends with an error when a route breaks a rule."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.toptw")
    parser.add_argument("--instances", type=Path, required=True, help="folder of instance files")
    parser.add_argument("--out", type=Path, required=True, help="folder for the routes")
    parser.add_argument("--seconds", type=float, default=1.0, help="of each run, setting up included")
    parser.add_argument("--m", default="1,2,3,4", help="numbers of routes")
    parser.add_argument("--jobs", type=int, default=1, help="processes; more than there are idle cores cost each run its time")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--best", type=Path, help="table of the best known")
    parser.add_argument("--only", default="", help="part of an instance's name")
    args = parser.parse_args(arguments)
    args.out.mkdir(parents=True, exist_ok=True)
    best = _best(args.best) if args.best else {}
    paths = [path for path in sorted(args.instances.glob("*.txt")) if args.only in path.stem]
    tasks = [(path, int(m), args.out, args.seconds, args.seed) for path in paths for m in args.m.split(",")]
    if not tasks:
        raise SystemExit(f"no instances in {args.instances}")
    runs = []
    print(f"{'instance':12}{'m':>3}{'score':>9}{'best known':>12}{'gap %':>8}{'seconds':>9}", flush=True)
    for made in _all(tasks, args.jobs):
        runs.append(made)
        known = best.get((made.name, made.routes))
        gap = _gap(made, best)
        print(
            f"{made.name:12}{made.routes:>3}{'broken' if made.score is None else f'{made.score:g}':>9}"
            f"{'-' if known is None else f'{known:g}':>12}{'-' if gap is None else f'{gap:.2f}':>8}{made.seconds:>9.2f}",
            flush=True,
        )
    for line in _summary(runs, best):
        print(line)
    if any(made.score is None for made in runs):
        raise SystemExit("some routes break a rule")


def _all(tasks: list[tuple[Path, int, Path, float, int]], jobs: int) -> Iterable[Run]:
    if jobs <= 1:
        for task in tasks:
            yield run(*task)
        return
    with ProcessPoolExecutor(jobs) as pool:
        yield from pool.map(run, *zip(*tasks, strict=True))


def _best(path: Path) -> dict[tuple[str, int], float]:
    with path.open(encoding="utf-8", newline="") as file:
        return {(row["instance"], int(row["m"])): float(row["best"]) for row in csv.DictReader(file)}


def _gap(made: Run, best: dict[tuple[str, int], float]) -> float | None:
    """Per cent below the best known; a broken run lacks everything."""
    known = best.get((made.name, made.routes))
    return None if not known else 100 * (1 - (made.score or 0.0) / known)


def _summary(runs: list[Run], best: dict[tuple[str, int], float]) -> list[str]:
    gaps: dict[int, list[float]] = defaultdict(list)
    for made in runs:
        gap = _gap(made, best)
        if gap is not None:
            gaps[made.routes].append(gap)
    everything = [gap for values in gaps.values() for gap in values]
    lines = [
        f"m = {routes}: {len(values)} instances, mean gap {sum(values) / len(values):.2f} %, worst {max(values):.2f} %, "
        f"{sum(gap <= 1e-9 for gap in values)} at the best known or above"
        for routes, values in sorted(gaps.items())
    ]
    if everything:
        lines.append(f"all: {len(everything)} runs, mean gap {sum(everything) / len(everything):.2f} %")
    slowest = max(made.seconds for made in runs)
    load = f", load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores" if hasattr(os, "getloadavg") else ""
    return [*lines, f"{len(runs)} runs, slowest {slowest:.2f} s{load}"]


if __name__ == "__main__":
    main()
