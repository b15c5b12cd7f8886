"""How long reading and writing take with 10,000 memories of 100 travellers: ``python -m benchmarks.memory.speed``.

Everything is embedded: Chroma and the short-term engine of this machine. Each embedder is measured, USE alone as it is installed by
default and both models. No query or statement was asked before, and what is said is compared with what was said of the same thing, so
each is embedded. A traveller's first read fetches the memories from Chroma, later ones only see whether they changed. Written means
durable: its way into Chroma is not counted and is over before the next write begins; the last line is of writes that come without a
pause. Nothing is measured before all memories have reached Chroma.
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
from xiake.memory.embedding.chosen import chosen_embedder
from xiake.settings import Settings
from xiake.tools.clock import SystemClock

from benchmarks.timing import spread

EMBEDDERS = ("use", "local")
LIKES = ("喜欢", "不想去", "想多看看", "讨厌", "总想去")
NEWS = ("朋友说起", "书上写过", "梦见过", "电影里有", "听说了", "翻看照片里", "错过了", "惦记着")
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


async def measure(engine: str, embedder: str, travellers: int, items: int, reads: int) -> list[str]:
    """Lines of the results of one embedder."""
    draw = random.Random(4)
    texts = [like + where + thing for like in LIKES for where in WHERE for thing in THINGS]
    later = draw.sample([new + where + thing for new in NEWS for where in WHERE for thing in THINGS], 2 * reads)
    seconds: dict[str, list[float]] = {"first read": [], "read": [], "write": [], "write, no pause": []}
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home:
        settings = Settings.model_validate({"home": Path(home), "engine": engine, "embedder": embedder})
        async with Memory.open(settings, clock=SystemClock()) as memory:
            for number in range(travellers):
                said = [statement(at, text) for at, text in enumerate(draw.sample(texts, items))]
                await memory.long_term.remember(f"user{number}", said, SourceTurn(session="s", turn=1))
            for number in range(travellers):
                await memory.store.drain(f"user{number}")
            for at in range(travellers + reads):
                first = at < travellers
                user = f"user{at if first else draw.randrange(travellers)}"
                began = time.perf_counter()
                found = await memory.long_term.recall(user, f"第{at}次想去{draw.choice(WHERE)}{draw.choice(THINGS)}走走", 5)
                seconds["first read" if first else "read"].append(time.perf_counter() - began)
                assert len(found.items) == 5
                assert found.trouble is None
            for at in range(2 * reads):
                user = f"user{draw.randrange(travellers)}"
                new = statement(draw.randrange(items), later[at])
                pause = at < reads
                began = time.perf_counter()
                await memory.long_term.remember(user, [new], SourceTurn(session="s", turn=2 + at))
                seconds["write" if pause else "write, no pause"].append(time.perf_counter() - began)
                if pause:
                    await memory.store.drain(user)
            for number in range(travellers):
                await memory.store.drain(f"user{number}")
            kind = memory.engine.kind
    name = chosen_embedder(embedder).name
    lines = [f"{embedder} ({name}): {travellers * items} memories of {travellers} travellers, engine {kind}, {reads} each"]
    for what, taken in seconds.items():
        times = spread(taken)
        lines.append(
            f"{what:15s}  median {times.median * 1e3:5.1f} ms  p90 {times.p90 * 1e3:5.1f} ms  most {times.most * 1e3:6.1f} ms"
        )
    return lines


def main() -> None:
    """Print the results."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.memory.speed", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--engine", default="auto", choices=("auto", "embedded", "sqlite", "memory"))
    parser.add_argument("--travellers", type=int, default=100)
    parser.add_argument("--items", type=int, default=100, help="of each traveller")
    parser.add_argument("--reads", type=int, default=200, help="and as many writes")
    parser.add_argument("--embedder", action="append", help="as XIAKE_EMBEDDER; several times for several")
    options = parser.parse_args()
    for embedder in options.embedder or EMBEDDERS:
        lines = asyncio.run(measure(options.engine, embedder, options.travellers, options.items, options.reads))
        print("\n".join(lines), flush=True)


if __name__ == "__main__":
    main()
