"""Where queries are solved: in this process, in worker processes, or on a Ray cluster. All yield outcomes as they come."""

from __future__ import annotations

import multiprocessing
import os
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.connection import wait as wait_for

from .requests import Query
from .solver import Outcome, Setup, leave, solve

_ATTEMPTS = 3
"""How often a query is begun when its worker dies."""


def in_this_process(setup: Setup, queries: Sequence[Query]) -> Iterator[Outcome]:
    """One after the other."""
    for query in queries:
        yield solve(setup, query)


def in_processes(setup: Setup, queries: Sequence[Query], jobs: int) -> Iterator[Outcome]:
    """In worker processes that share nothing; a query whose worker dies is begun again."""
    left = {query["uid"]: query for query in queries}
    attempts = 0
    while left and attempts < _ATTEMPTS:
        attempts += 1
        with ProcessPoolExecutor(jobs, multiprocessing.get_context("spawn"), _end_with_parent) as pool:
            pending: set[Future[Outcome]] = {pool.submit(solve, setup, query) for query in left.values()}
            try:
                while pending:
                    done, pending = wait(pending, return_when=FIRST_COMPLETED)
                    for future in done:
                        outcome = future.result()
                        del left[outcome.uid]
                        yield outcome
            except BrokenProcessPool:
                continue
            finally:
                for future in pending:
                    future.cancel()
    yield from (_lost(uid) for uid in left)


def _end_with_parent() -> None:
    """A worker whose parent was killed would wait for its next query forever."""
    parent = multiprocessing.parent_process()
    assert parent is not None

    def watch() -> None:
        wait_for([parent.sentinel])
        leave()
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def on_ray(setup: Setup, queries: Sequence[Query], address: str) -> Iterator[Outcome]:
    """On a Ray cluster, whose nodes have this code and the sandbox; a query whose worker dies is begun again.

    Args:
        setup: As for a process; each worker keeps one planner for all its queries.
        queries: What to solve.
        address: Of a running cluster; ``local`` starts one on this machine, or joins the one this process is in.
    """
    import ray

    if not ray.is_initialized():
        ray.init(address=address, log_to_driver=False)
    remote = ray.remote(num_cpus=1, max_retries=_ATTEMPTS - 1)(solve)
    pending = {remote.remote(setup, query): query["uid"] for query in queries}
    while pending:
        [done], _ = ray.wait(list(pending), num_returns=1)
        uid = pending.pop(done)
        try:
            yield ray.get(done)
        except ray.exceptions.WorkerCrashedError:
            yield _lost(uid)


def _lost(uid: str) -> Outcome:
    return Outcome(uid=uid, status="failed", seconds=0.0, peak=0.0, error="its worker died")
