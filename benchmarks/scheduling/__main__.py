"""Gap of the scheduler to the best known plans: ``python -m benchmarks.scheduling [--seconds 1] [--seed 0] [--only trip03]``."""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path

from xiake.planner.schedule.solve import solve

from .evaluate import evaluate
from .instance import encode, load

HERE = Path(__file__).parent


def main() -> None:
    """Solve every instance once and print a table; ends with an error when a plan breaks a rule."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.scheduling")
    parser.add_argument("--seconds", type=float, default=1.0)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--only", default="")
    args = parser.parse_args()
    path = HERE / "references.json"
    references = json.loads(path.read_text(encoding="utf-8"))["best"] if path.exists() else {}
    gaps = []
    print(f"{'instance':18}{'value':>10}{'missing':>8}{'best known':>12}{'gap %':>8}{'seconds':>9}")
    for file in sorted((HERE / "instances").glob("*.json")):
        if args.only not in file.stem:
            continue
        trip, problem = json.loads(file.read_text(encoding="utf-8")), load(file)
        began = time.perf_counter()
        solution = solve(problem, seconds=args.seconds, seed=args.seed)
        took = time.perf_counter() - began
        if solution is None:
            raise SystemExit(f"{file.stem}: no plan")
        verdict = evaluate(trip, encode(solution))
        if verdict.faults or verdict.value != solution.value:
            raise SystemExit(f"{file.stem}: {verdict}, the scheduler says {solution.value}")
        best = references.get(file.stem)
        gap = 0.0
        if best:
            gap = 100.0 if verdict.missing > best["missing"] else 100 * (best["value"] - verdict.value) / best["value"]
        gaps.append(gap)
        known = best["value"] if best else "-"
        print(f"{file.stem:18}{verdict.value:>10}{verdict.missing:>8}{known:>12}{gap:>8.2f}{took:>9.2f}", flush=True)
    print(f"{len(gaps)} trips: mean gap {sum(gaps) / len(gaps):.2f} %, worst {max(gaps):.2f} %")


if __name__ == "__main__":
    main()
