"""One query: read, planned, written; the same function in this process, in worker processes and on a cluster."""

from __future__ import annotations

import asyncio
import atexit
import os
import resource
import shutil
import sys
import tempfile
import time
from collections import deque
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

from xiake.domain.errors import BadRequest
from xiake.domain.request import TripRequest
from xiake.planner.trip import Conflict, Trip
from xiake.planner.trip_planner import TripPlanner
from xiake.settings import Settings

from .provider import SandboxProvider
from .requests import Query, Reading, request_of
from .writer import plan_of

_MEBIBYTE = 1024 * 1024 if sys.platform == "darwin" else 1024
"""Units of ``ru_maxrss`` in a mebibyte."""

_LATE_IMPORTS = ("xiake.planner.flow.graph", "xiake.planner.flow.run_store", "redis.asyncio")

_RAM = "/dev/shm"  # noqa: S108 - a private folder is made in it
"""Runs of a benchmark needn't outlive the machine; what resumes is the folder of plans."""

_WAYS = 4
"""Ways out of a conflict that are tried."""


@dataclass(frozen=True, kw_only=True)
class Setup:
    """What every query is solved with.

    Attributes:
        search: Seconds that one search of the scheduler may take.
        limit: Seconds after which a query is given up.
    """

    sandbox: str
    reading: Reading = "header"
    search: float = 0.3
    limit: float = 30.0


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What became of a query.

    Attributes:
        status: The trip's own, or ``relaxed`` (infeasible, planned without what can't be), ``refused`` (the text can't be
            planned), ``late`` or ``failed``.
        seconds: From the text to the written plan.
        peak: Of the memory of the process so far, MiB.
        error: What was refused or failed.
        conflict: Why the request itself can't be planned.
        plan: In the official format.
    """

    uid: str
    status: str
    seconds: float
    peak: float
    error: str = ""
    conflict: dict[str, Any] | None = None
    plan: dict[str, Any] | None = field(default=None, repr=False)


def solve(setup: Setup, query: Query) -> Outcome:
    """Solve one query; whatever goes wrong becomes its outcome."""
    solver, began = _solver(setup), time.perf_counter()
    status, error, conflict, plan = "failed", "", None, None
    try:
        status, conflict, plan = solver.solve(query)
    except BadRequest as refused:
        status, error = "refused", str(refused)
    except TimeoutError:
        status = "late"
    except Exception as trouble:  # one query must not end the others
        error = f"{type(trouble).__name__}: {trouble}"
    return Outcome(
        uid=query["uid"],
        status=status,
        seconds=round(time.perf_counter() - began, 3),
        peak=round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / _MEBIBYTE, 1),
        error=error,
        conflict=conflict,
        plan=plan,
    )


@cache
def _home() -> Path:
    """This process's data folder."""
    home = Path(tempfile.mkdtemp(prefix="xiake-", dir=_RAM if os.access(_RAM, os.W_OK) else None))
    atexit.register(leave)
    return home


def leave() -> None:
    """Remove what this process keeps outside its memory."""
    shutil.rmtree(_home(), ignore_errors=True)


@cache
def _solver(setup: Setup) -> _Solver:
    """One planner for each process."""
    return _Solver(setup)


class _Solver:
    def __init__(self, setup: Setup) -> None:
        for module in _LATE_IMPORTS:  # now, so that no query pays for them; nor for the vocabulary
            import_module(module)
        self.setup = setup
        self.provider = SandboxProvider(Path(setup.sandbox))
        self.provider.terms  # noqa: B018
        settings = Settings(home=_home(), schedule_seconds=setup.search)
        self.planner = TripPlanner(self.provider, settings=settings)

    def solve(self, query: Query) -> tuple[str, dict[str, Any] | None, dict[str, Any] | None]:
        trip = self._plan(request_of(query, self.planner, self.provider, self.setup.reading))
        if trip.itinerary is not None:
            return trip.status, None, plan_of(trip, self.provider)
        if trip.conflict is None:
            return trip.status, None, None
        conflict = _told(trip.conflict)
        relaxed = self._relaxed(trip.conflict)
        if relaxed is None:
            return trip.status, conflict, None
        return "relaxed", conflict, plan_of(relaxed, self.provider)

    def _relaxed(self, conflict: Conflict) -> Trip | None:
        """The plan of the first way out that leads to one, in one step or in several."""
        ways = deque(way.request for way in conflict.ways_out)
        for _ in range(_WAYS):
            request = ways.popleft() if ways else None
            if request is None:
                continue
            trip = self._plan(request)
            if trip.itinerary is not None:
                return trip
            ways.extend(way.request for way in (trip.conflict.ways_out if trip.conflict else ()))
        return None

    def _plan(self, request: TripRequest) -> Trip:
        return asyncio.run(asyncio.wait_for(self.planner.aplan(request), self.setup.limit))


def _told(conflict: Conflict) -> dict[str, Any]:
    return {
        "wishes": conflict.wishes,
        "explanation": conflict.explanation,
        "ways_out": [way.text for way in conflict.ways_out],
    }
