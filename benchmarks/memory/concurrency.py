"""Many sessions on one Redis at once: ``python -m benchmarks.memory.concurrency`` counts the updates that got lost (none may).

Each session has two windows in two processes, which take turns in words at the same time. Afterwards every acknowledged turn must
stand in the session's dialogue once, and every fact in the user's long-term memory.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence

from xiake import TripPlanner
from xiake.memory.bundle import Memory
from xiake.planner.conversation import Conversation

PROCESSES = 4
FACTS = ("我对{}过敏", "我不吃{}", "我爱吃{}")
FOODS = ("花生", "牛奶", "芒果", "虾", "香菜", "羊肉", "豆腐", "菠萝")


def said_in(window: int, turn: int) -> str:
    """What a window says in a turn; no two say the same."""
    return FACTS[turn % len(FACTS)].format(FOODS[(4 * window + turn) % len(FOODS)])


async def _window(memory: Memory, planner: TripPlanner, session: int, window: int, turns: int) -> list[tuple[str, str]]:
    """One window's turns: the session, and what was acknowledged."""
    name = f"s{session}"
    talk = Conversation(planner, memory, user=f"user{session}", session=name)
    kept = []
    for turn in range(turns):
        text = said_in(window, turn)
        reply = await talk.tell(text)
        if reply.acknowledged:
            kept.append((name, text))
    return kept


async def _work(number: int, sessions: int, turns: int) -> None:
    """One process: the first windows of some sessions and the second windows of others."""
    planner = TripPlanner()
    async with Memory.open(planner.settings, clock=planner.registry.clock) as memory:
        mine = [(s, w) for s in range(sessions) for w in range(2) if (s + w) % PROCESSES == number]
        done = await asyncio.gather(*(_window(memory, planner, s, w, turns) for s, w in mine))
    print(json.dumps([item for kept in done for item in kept], ensure_ascii=False))


async def _judge(acknowledged: Sequence[tuple[str, str]], sessions: int) -> tuple[int, int]:
    """Acknowledged turns that are gone or stand twice, and users whose memory lacks a fact."""
    planner = TripPlanner()
    wrong = forgetful = 0
    async with Memory.open(planner.settings, clock=planner.registry.clock) as memory:
        for session in range(sessions):
            name, user = f"s{session}", f"user{session}"
            told = Counter(text for at, text in acknowledged if at == name)
            stands = Counter(turn.said for turn in await Conversation(planner, memory, user=user, session=name).history())
            wrong += sum((told - stands).values()) + sum((stands - told).values())
            items = await memory.long_term.items(user, history=True)
            known = {text for item in items for text in (item.text, *item.said)}
            forgetful += bool(set(told) - known)
    return wrong, forgetful


def measure(sessions: int, turns: int, url: str | None) -> list[str]:
    """Run it and return the lines to print.

    Args:
        sessions: How many at once.
        turns: Of each of a session's two windows.
        url: Of a Redis; the embedded server by default.
    """
    with tempfile.TemporaryDirectory(prefix="xiake-") as home:
        environment = {**os.environ, "XIAKE_HOME": home, **({"XIAKE_REDIS_URL": url} if url else {})}
        began = time.monotonic()
        command = [sys.executable, "-m", "benchmarks.memory.concurrency", "--sessions", str(sessions), "--turns", str(turns)]
        workers = [
            subprocess.Popen([*command, "--worker", str(number)], stdout=subprocess.PIPE, env=environment, text=True)
            for number in range(PROCESSES)
        ]
        outputs = [worker.communicate()[0] for worker in workers]
        if any(worker.returncode for worker in workers):
            raise SystemExit("a process failed")
        seconds = time.monotonic() - began
        acknowledged = [(name, text) for output in outputs for name, text in json.loads(output)]
        settings = {"XIAKE_HOME": home, **({"XIAKE_REDIS_URL": url} if url else {})}
        os.environ.update(settings)
        wrong, forgetful = asyncio.run(_judge(acknowledged, sessions))
        due = sessions * 2 * turns
        return [
            f"sessions {sessions}, windows {2 * sessions}, processes {PROCESSES}, server {'by URL' if url else 'embedded'}",
            f"turns {due}, acknowledged {len(acknowledged)}, lost or doubled {wrong}, users who lack a fact {forgetful}",
            f"{seconds:.1f} s, {len(acknowledged) / seconds:.0f} turns a second",
        ]


def main() -> None:
    """Measure, or be one of the processes."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.memory.concurrency", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--sessions", type=int, default=100)
    parser.add_argument("--turns", type=int, default=3, help="of each of the two windows of a session")
    parser.add_argument("--url", help="of a Redis; the embedded server by default")
    parser.add_argument("--worker", type=int, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.worker is not None:
        asyncio.run(_work(arguments.worker, arguments.sessions, arguments.turns))
    else:
        print("\n".join(measure(arguments.sessions, arguments.turns, arguments.url)))


if __name__ == "__main__":
    main()
