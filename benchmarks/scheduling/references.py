"""Looks for the best known plans: two methods, several seeds, each from the start; a better one replaces what is on record.

``python -m benchmarks.scheduling.references --seconds 14 --seeds 3`` adds a line on itself to ``references.json``, too.
"""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path
from typing import Any, Literal

from xiake.planner.schedule.solve import solve

from .evaluate import evaluate
from .instance import encode, load

HERE = Path(__file__).parent
RECORD = HERE / "references.json"
METHODS: tuple[Literal["search", "routing"], ...] = ("search", "routing")


def main() -> None:
    """Run all instances and keep the record up to date after each one."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.scheduling.references")
    parser.add_argument("--seconds", type=float, required=True, help="of each run")
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--first-seed", type=int, default=1000)
    parser.add_argument("--methods", nargs="*", default=METHODS, choices=METHODS)
    parser.add_argument("--only", default="")
    parser.add_argument("--note", default="", help="what was special about this run")
    args = parser.parse_args()
    record: dict[str, Any] = {"runs": [], "best": {}}
    if RECORD.exists():
        record = json.loads(RECORD.read_text(encoding="utf-8"))
    seeds = list(range(args.first_seed, args.first_seed + args.seeds))
    run = {
        "date": time.strftime("%Y-%m-%d"), "methods": list(args.methods), "seconds": args.seconds, "seeds": seeds,
        "only": args.only, "note": args.note, "instances": 0, "raised": 0,
    }  # fmt: skip
    record["runs"].append(run)
    for file in sorted((HERE / "instances").glob("*.json")):
        if args.only not in file.stem:
            continue
        trip, problem = json.loads(file.read_text(encoding="utf-8")), load(file)
        run["instances"] += 1
        for method in args.methods:
            for seed in seeds:
                solution = solve(problem, seconds=args.seconds, seed=seed, method=method)
                if solution is None:
                    continue
                plan = encode(solution)
                verdict = evaluate(trip, plan)
                if verdict.faults:
                    raise SystemExit(f"{file.stem}: {verdict.faults}")
                known = record["best"].get(file.stem)
                if known is None or (verdict.missing, -verdict.value) < (known["missing"], -known["value"]):
                    run["raised"] += 1
                    record["best"][file.stem] = {
                        "value": verdict.value, "missing": verdict.missing, "method": method, "seconds": args.seconds,
                        "seed": seed, "plan": plan,
                    }  # fmt: skip
                print(file.stem, method, seed, verdict.value, verdict.missing, flush=True)
        _write(record)


def _write(record: dict[str, Any]) -> None:
    runs = ",\n  ".join(json.dumps(run) for run in record["runs"])
    best = ",\n  ".join(f"{json.dumps(name)}: {json.dumps(entry)}" for name, entry in sorted(record["best"].items()))
    RECORD.write_text(f'{{"runs": [\n  {runs}\n ],\n "best": {{\n  {best}\n }}\n}}\n', encoding="utf-8")


if __name__ == "__main__":
    main()
