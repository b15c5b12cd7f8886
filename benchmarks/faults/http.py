"""Plans over real sockets while the live service fails: whole planning runs against the loopback Amap.

Usage: ``python -m benchmarks.faults.http [--runs N] [--rate R] [--seed N]``
"""

from __future__ import annotations

import argparse
import asyncio
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import get_args

from pydantic import SecretStr
from rich.console import Console
from rich.progress import track
from rich.table import Table
from xiake import Settings, TripPlanner
from xiake.domain.errors import XiakeError

from tests.loopback.amap import AmapLoopback, FaultKind

from ..timing import spread

LASTING: frozenset[str] = frozenset({"key", "quota"})
"""Faults that no second request mends; they come in runs of their own."""
HURRIED: frozenset[str] = frozenset({"silent"})
"""Left out: each costs the whole patience of the client, 8 s of real time."""
REQUESTS = {
    "live alone": (
        "洛阳3日游，两个人，预算3000元，必去龙门石窟和白马寺，住市中心",
        "昆明2日游，两个大人一个孩子（6岁），想看博物馆，必去翠湖公园",
    ),
    "live, bundled behind it": ("苏州2日游，两个人，预算3000元，必去拙政园", "苏州3日游，带6岁孩子，预算5000元，必去苏州博物馆"),
}
DELIVERED = 0.99


def main(argv: Sequence[str] | None = None) -> int:
    """Run, print a table, and return whether too few plans were delivered or anything happened that must not."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.faults.http", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--runs", type=int, default=60, help="runs of each kind of city")
    parser.add_argument("--rate", type=float, default=0.3, help="share of HTTP requests that go wrong")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args(argv)
    table = Table("city", "runs", "delivered", "of them live", "from the bundle", "refused", "wrong", "seconds (median, longest)")
    good = True
    for where, texts in REQUESTS.items():
        ended: Counter[str] = Counter()
        took: list[float] = []
        for seed in track(range(given.seed, given.seed + given.runs), where, console=Console(stderr=True)):
            begun = time.monotonic()
            ended[run(texts[seed % len(texts)], given.rate, seed)] += 1
            took.append(time.monotonic() - begun)
        delivered = ended["live"] + ended["bundled"]
        good = good and not ended["wrong"] and delivered >= DELIVERED * given.runs
        share = f"{delivered / given.runs:.1%}"
        times = f"{spread(took).median:.1f}, {max(took):.1f}"
        counts = (ended[key] for key in ("live", "bundled", "refused", "wrong"))
        table.add_row(where, str(given.runs), share, *map(str, counts), times)
    Console(width=140).print(table)
    return 0 if good else 1


def run(text: str, rate: float, seed: int) -> str:
    """One planning run: ``live``, ``bundled``, ``refused`` (in words) or ``wrong``."""
    kinds = tuple(kind for kind in get_args(FaultKind) if kind not in LASTING | HURRIED)
    with AmapLoopback(rate=rate, kinds=kinds, seed=seed) as server, TemporaryDirectory() as home:
        settings = Settings(
            home=Path(home),
            engine="memory",
            schedule_seconds=0.15,
            amap_key=SecretStr(server.key),
            amap_url=server.url,
            amap_per_second=500,
            live="first",
            weather="bundled",
        )
        return asyncio.run(_planned(text, settings))


async def _planned(text: str, settings: Settings) -> str:
    try:
        trip = await TripPlanner(settings=settings).aplan(text)
    except XiakeError:
        return "refused"
    except Exception as error:
        Console(stderr=True).print(f"{text}: {type(error).__name__}")
        return "wrong"
    left = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
    if left or any(check.status == "violated" and not check.soft for check in trip.checks if trip.status == "ok"):
        return "wrong"
    if trip.itinerary is None:
        return "refused"
    return "live" if any(source.provider == "amap" for source in trip.sources) else "bundled"


if __name__ == "__main__":
    raise SystemExit(main())
