"""How long reading and writing take with 10,000 memories of 100 travellers: ``python -m benchmarks.memory.speed``.

Everything is embedded: Chroma and the short-term engine of this machine, vectors made by the default embedder. No query or statement
was asked before, so each is embedded; written means durable, its way into Chroma is not waited for.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import tempfile
import time
from pathlib import Path

from xiake.domain.memory import SourceTurn, Statement
from xiake.memory.bundle import Memory
from xiake.settings import Settings
from xiake.tools.clock import SystemClock

from benchmarks.timing import spread

LIKES = ("喜欢", "不想去", "想多看看", "讨厌", "总想去")
WHERE = ("湖边的", "山里的", "老城的", "海边的", "闹市的", "乡下的", "人少的", "本地人去的")
THINGS = (
    "茶馆",
    "书店",
    "美术馆",
    "剧院",
    "花园",
    "夜市",
    "小吃摊",
    "步道",
    "古桥",
    "教堂",
    "天文台",
    "瀑布",
    "码头",
    "牧场",
    "温室",
)


def statement(number: int, text: str) -> Statement:
    """One preference; no two of a traveller are about the same thing."""
    return Statement(kind="preference", text=text, language="zh", aspect=f"sight.kind.{number}", polarity="for")


async def measure(engine: str, travellers: int, items: int, reads: int) -> list[str]:
    """Lines of the results."""
    draw = random.Random(4)
    texts = [like + where + thing for like in LIKES for where in WHERE for thing in THINGS]
    seconds: dict[str, list[float]] = {"read": [], "write": []}
    with tempfile.TemporaryDirectory() as home:
        settings = Settings.model_validate({"home": Path(home), "engine": engine})
        async with Memory.open(settings, clock=SystemClock()) as memory:
            for number in range(travellers):
                said = [statement(at, text) for at, text in enumerate(draw.sample(texts, items))]
                await memory.long_term.remember(f"user{number}", said, SourceTurn(session="s", turn=1))
            for number in range(travellers):
                await memory.store.drain(f"user{number}")
            for at in range(reads):
                user = f"user{draw.randrange(travellers)}"
                began = time.perf_counter()
                found = await memory.long_term.recall(user, f"第{at}次想去{draw.choice(WHERE)}{draw.choice(THINGS)}走走", 5)
                seconds["read"].append(time.perf_counter() - began)
                assert len(found.items) == 5
                assert found.trouble is None
            for at in range(reads):
                user = f"user{draw.randrange(travellers)}"
                new = statement(draw.randrange(items), f"第{at}次说起{draw.choice(WHERE)}{draw.choice(THINGS)}")
                began = time.perf_counter()
                await memory.long_term.remember(user, [new], SourceTurn(session="s", turn=2 + at))
                seconds["write"].append(time.perf_counter() - began)
            kind = memory.engine.kind
    lines = [f"{travellers * items} memories of {travellers} travellers, engine {kind}, {reads} each:"]
    for what, taken in seconds.items():
        times = spread(taken)
        lines.append(
            f"{what:5s}  median {times.median * 1e3:5.1f} ms  p90 {times.p90 * 1e3:5.1f} ms  most {times.most * 1e3:6.1f} ms"
        )
    return lines


def main() -> None:
    """Print the results."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.memory.speed", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--engine", default="auto", choices=("auto", "embedded", "sqlite", "memory"))
    parser.add_argument("--travellers", type=int, default=100)
    parser.add_argument("--items", type=int, default=100, help="of each traveller")
    parser.add_argument("--reads", type=int, default=200, help="and as many writes")
    options = parser.parse_args()
    print("\n".join(asyncio.run(measure(options.engine, options.travellers, options.items, options.reads))))


if __name__ == "__main__":
    main()
