"""Says of each query of a folder whether it can be proved impossible as annotated, and whether a run of the harness agrees.

Usage: ``python -m benchmarks.chinatravel.proofs --sandbox DIR --queries DIR [--plans DIR]``; ``--plans`` is the ``--out`` of a run
with ``--oracle``. Exits with 1 when the run planned what can't be, or called impossible what isn't proved to be.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from xiake.planner.trip_planner import TripPlanner

from .impossible import proof_of_conflict
from .provider import SandboxProvider
from .requests import request_of
from .store import Store

_IMPOSSIBLE = ("infeasible", "relaxed")
_PLANNED = ("ok", "degraded")


def main() -> int:
    """Print a line for each query that is proved, or called, impossible."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sandbox", type=Path, required=True, help="folder of the public sandbox")
    parser.add_argument("--queries", type=Path, required=True, help="folder of <uid>.json with annotations")
    parser.add_argument("--plans", type=Path, help="folder that the harness wrote with --oracle")
    arguments = parser.parse_args()
    provider = SandboxProvider(arguments.sandbox)
    planner = TripPlanner(provider)
    runs = Store(arguments.plans).runs() if arguments.plans else {}
    disagreements = 0
    for file in sorted(arguments.queries.glob("*.json")):
        request = request_of(json.loads(file.read_text("utf-8")), planner, provider, "oracle")
        proof = proof_of_conflict(request, provider)
        status = runs.get(file.stem, {}).get("status", "")
        wrong = status in (_PLANNED if proof else _IMPOSSIBLE)
        disagreements += wrong
        if proof or wrong:
            print(f"{file.stem} {status or '-'}{' (!)' if wrong else ''}: {proof or 'no proof'}")
    print(f"{disagreements} disagreements")
    return 1 if disagreements else 0


if __name__ == "__main__":
    raise SystemExit(main())
