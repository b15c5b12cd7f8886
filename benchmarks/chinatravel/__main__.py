"""Plan every query of a folder against the sandbox and judge the plans.

Usage: ``python -m benchmarks.chinatravel --sandbox DIR --queries DIR --out PLANS``
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from .judge import judge, table
from .requests import Query, Reading
from .runners import in_processes, in_this_process, on_ray
from .solver import Outcome, Setup
from .store import Store


def main(argv: Sequence[str] | None = None) -> None:
    """Run the harness; what is in ``--out`` already isn't planned again."""
    arguments = _arguments(argv)
    reading: Reading = "oracle" if arguments.oracle else "words" if arguments.words_only else "header"
    setup = Setup(sandbox=str(arguments.sandbox), reading=reading, search=arguments.search, limit=arguments.limit)
    queries = [json.loads(path.read_text("utf-8")) for path in sorted(arguments.queries.glob("*.json"))[:: arguments.every]]
    store, console = Store(arguments.out), Console()
    solved = store.solved()
    todo = [query for query in queries if query["uid"] not in solved]
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console) as progress:
        bar = progress.add_task("planning", total=len(queries), completed=len(queries) - len(todo))
        for outcome in _outcomes(setup, todo, arguments):
            store.keep(outcome)
            progress.advance(bar)
            if outcome.plan is None:
                progress.console.print(f"{outcome.uid}: {outcome.status} {outcome.error}", markup=False, highlight=False)
    uids = [query["uid"] for query in queries]
    runs = store.runs()
    checker = arguments.checker or arguments.sandbox.parent / "check.py"
    report = judge(checker, arguments.out, arguments.queries, arguments.sandbox, uids) if checker.is_file() else None
    console.print(table([runs[uid] for uid in uids if uid in runs], report))


def _outcomes(setup: Setup, queries: Sequence[Query], arguments: argparse.Namespace) -> Iterator[Outcome]:
    if arguments.ray:
        return on_ray(setup, queries, arguments.ray)
    if arguments.jobs > 1:
        return in_processes(setup, queries, arguments.jobs)
    return in_this_process(setup, queries)


def _arguments(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.chinatravel", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--sandbox", type=Path, required=True, help="folder of the public sandbox")
    parser.add_argument("--queries", type=Path, required=True, help="folder with one <uid>.json per query")
    parser.add_argument("--out", type=Path, required=True, help="folder for <uid>.json plans; may hold some already")
    reading = parser.add_mutually_exclusive_group()
    reading.add_argument("--oracle", action="store_true", help="take the annotated constraints instead of reading the text")
    reading.add_argument("--words-only", action="store_true", help="read the text alone, without the header fields")
    parser.add_argument("--jobs", type=int, default=1, help="worker processes")
    parser.add_argument("--ray", metavar="ADDRESS", help="plan on this Ray cluster instead (extra ray); local starts one")
    parser.add_argument("--limit", type=float, default=30.0, help="seconds after which a query is given up")
    parser.add_argument("--search", type=float, default=0.3, help="seconds of one search of the scheduler")
    parser.add_argument("--every", type=int, default=1, help="every so many queries only")
    parser.add_argument("--checker", type=Path, help="the outside checker; check.py beside the sandbox by default")
    return parser.parse_args(argv)


if __name__ == "__main__":
    main()
