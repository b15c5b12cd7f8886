"""What our code costs around a model's call, against the same model asked directly: ``python -m benchmarks.models.overhead``."""

from __future__ import annotations

import argparse
import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import HumanMessage, SystemMessage
from rich.console import Console
from rich.table import Table
from xiake.agents.llm.pool import ModelPool
from xiake.agents.llm.script import Answer, Call
from xiake.agents.llm.scripted import ScriptedModel
from xiake.settings import Settings
from xiake.tools.clock import SystemClock
from xiake.tools.provider import CAPABILITIES

from ..timing import spread

CALLS, WARM = 300, 20
MOST = 0.005
"""Seconds that the median call may cost."""

_QUESTION = [SystemMessage("Answer in JSON."), HumanMessage("北京三日游，预算五千元。" * 40)]
_ANSWER = Answer("好的，这就安排。" * 8, calls=(Call("hotels", {"city": "北京", "max_nightly": 500}),), tokens=(400, 60))


def main(argv: Sequence[str] | None = None) -> int:
    """Measure; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.models.overhead", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--calls", type=int, default=CALLS, help=f"of each sort, {CALLS} by default")
    table = Table("call", "bare", "steady", "more: median", "p90", "to reach", title="Our code around a call, ms")
    passed = True
    for name, bare, steady in asyncio.run(_measured(parser.parse_args(argv).calls)):
        more = spread(b - a for a, b in zip(bare, steady, strict=True))
        passed &= more.median <= MOST
        row = (spread(bare).median, spread(steady).median, more.median, more.p90)
        table.add_row(name, *(f"{1000 * seconds:.2f}" for seconds in row), f"≤ {1000 * MOST:.0f}")
    Console().print(table)
    return 0 if passed else 1


async def _measured(calls: int) -> list[tuple[str, list[float], list[float]]]:
    """Seconds of calls of each sort, without our code and with it, taken in turns."""
    model = ScriptedModel(otherwise=lambda asked: _ANSWER)
    settings = Settings(model_calls=10_000_000, model_tokens=10_000_000_000)
    pool = ModelPool.of(settings, model)
    assert pool is not None
    steady = pool.desk(SystemClock()).seat("worker", lambda event: None)
    tools = [
        {
            "type": "function",
            "function": {"name": c.name, "description": c.description, "parameters": c.args.model_json_schema()},
        }
        for c in CAPABILITIES
    ]
    sorts: dict[str, Callable[[BaseChatModel], Awaitable[Any]]] = {
        "plain": lambda asked: asked.ainvoke(_QUESTION),
        f"with {len(tools)} tools": lambda asked: asked.bind_tools(tools).ainvoke(_QUESTION),
        "streamed": _streamed,
    }
    taken = []
    for name, ask in sorts.items():
        figures: tuple[list[float], list[float]] = ([], [])
        for number in range(WARM + calls):
            for side, asked in enumerate((model, steady)):
                began = time.perf_counter()
                await ask(asked)
                if number >= WARM:
                    figures[side].append(time.perf_counter() - began)
            model.asked.clear()
        taken.append((name, *figures))
    return taken


async def _streamed(asked: BaseChatModel) -> None:
    async for _ in asked.astream(_QUESTION):
        pass


if __name__ == "__main__":
    raise SystemExit(main())
