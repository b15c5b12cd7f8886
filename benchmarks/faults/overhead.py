"""What a call of a tool costs beyond the tool itself: ``python -m benchmarks.faults.overhead``."""

from __future__ import annotations

import argparse
import asyncio
import time
from collections.abc import Sequence

from rich.console import Console
from rich.table import Table
from xiake.domain.base import Model
from xiake.domain.evidence import Source
from xiake.tools.cache import MemoryCache
from xiake.tools.clock import SystemClock
from xiake.tools.context import CallContext
from xiake.tools.policy import ToolPolicy
from xiake.tools.registry import ToolRegistry
from xiake.tools.tool import Tool

from ..timing import spread

CALLS, WARM = 2000, 100
MOST = 0.0003
"""Seconds that the median call may cost."""


class Question(Model):
    """A call like those of the planner: a city, and what is looked for."""

    city: str
    names: tuple[str, ...] = ()
    limit: int = 60


class Answer(Model):
    """Some records."""

    items: tuple[str, ...]
    source: Source


async def _look_up(question: Question) -> Answer:
    return Answer(items=question.names, source=Source(provider="here", record=question.city))


def _tool(name: str, policy: ToolPolicy) -> Tool[Question, Answer]:
    return Tool(
        name=name, capability=name, description="Look up.", args=Question, result=Answer, function=_look_up, policy=policy
    )


def main(argv: Sequence[str] | None = None) -> int:
    """Measure; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.faults.overhead", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--calls", type=int, default=CALLS, help=f"of each sort, {CALLS} by default")
    table = Table("call", "bare", "wrapped", "more: median", "p90", "to reach", title="All wrappers around a call, ms")
    passed = True
    for name, bare, wrapped in asyncio.run(_measured(parser.parse_args(argv).calls)):
        more = spread(b - a for a, b in zip(bare, wrapped, strict=True))
        passed &= more.median <= MOST
        row = (spread(bare).median, spread(wrapped).median, more.median, more.p90)
        table.add_row(name, *(f"{1000 * seconds:.3f}" for seconds in row), f"≤ {1000 * MOST:.1f}")
    Console().print(table)
    return 0 if passed else 1


async def _measured(calls: int) -> list[tuple[str, list[float], list[float]]]:
    """Seconds of calls of each sort, bare and through the registry, taken in turns."""
    clock = SystemClock()
    sorts = {
        "plain": ToolPolicy(),
        "with a cache, always missed": ToolPolicy(cache_ttl=60, stale_ttl=600),
        "with a stand-in after a silence": ToolPolicy(hedge_after=2),
    }
    taken = []
    for name, policy in sorts.items():
        tool = _tool("look_up", policy)
        stand_in = Tool(**{**vars(_tool("other", policy)), "capability": "look_up"})
        registry = ToolRegistry([tool, *([stand_in] if policy.hedge_after else [])], clock=clock, cache=MemoryCache(clock))
        context = CallContext(run="", sink=lambda event: None, deadline=clock.monotonic() + 3600)
        figures: tuple[list[float], list[float]] = ([], [])
        for number in range(WARM + calls):
            question = Question(
                city="北京", names=("故宫", "天坛"), limit=1 + number % 1000 if not policy.cache_ttl else number + 1
            )
            for side in (0, 1):
                began = time.perf_counter()
                await (registry.call("look_up", question, context) if side else tool(question))
                if number >= WARM:
                    figures[side].append(time.perf_counter() - began)
        taken.append((name, *figures))
    return taken


if __name__ == "__main__":
    raise SystemExit(main())
