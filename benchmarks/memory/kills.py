"""Conversations that are killed: ``python -m benchmarks.memory.kills`` ends processes with ``kill -9`` at random moments.

A process holds a conversation of five turns and writes down each tool call that came to its end and each turn that was acknowledged.
It is killed at a moment drawn from the time that an undisturbed one takes, in every other trial together with the embedded server.
A second process opens the session again: all acknowledged turns must stand there once, the turn that was cut off is said again
without repeating a finished call of it, and the conversation goes on to its end.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from random import Random

from xiake import Settings, TripPlanner
from xiake.domain.events import ToolCalled
from xiake.memory.bundle import Memory
from xiake.planner.conversation import Conversation

TURNS = (
    "从上海出发去南京玩两天，两个大人，必去中山陵，预算4000元",
    "第二天上午换一个",
    "酒店便宜点",
    "我不吃辣",
    "为什么去中山陵",
)
USER, SESSION = "anna", "nanjing"


def _told(home: Path) -> list[str]:
    path = home / "told"
    return path.read_text("utf-8").splitlines() if path.exists() else []


async def _talk(home: Path) -> None:
    """Hold the conversation from where it is."""
    told = os.open(home / "told", os.O_WRONLY | os.O_CREAT | os.O_APPEND)

    def tell(line: str) -> None:
        os.write(told, f"{line}\n".encode())

    planner = TripPlanner(settings=Settings(home=home))
    async with Memory.open(planner.settings, clock=planner.registry.clock) as memory:
        talk = Conversation(planner, memory, user=USER, session=SESSION)
        done = len(await talk.history())
        tell(f"opened {done}")
        for turn in range(done, len(TURNS)):
            async for item in talk.say(TURNS[turn]):
                if isinstance(item, ToolCalled) and item.ok and not item.replayed:
                    tell(f"finished {turn} {item.tool}")
            tell(f"acknowledged {turn + 1}")
        tell("whole " + " | ".join(entry.said for entry in await talk.history()))


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What became of one killed conversation.

    Attributes:
        acknowledged: Turns before the kill.
        opened: Turns that the second process found.
        whole: Whether it brought the conversation to its end, each turn once.
        finished: Calls of the turn that was cut off that had come to their end.
        repeated: How many of them were made again.
    """

    acknowledged: int
    opened: int
    whole: bool
    repeated: int
    finished: int

    @property
    def sound(self) -> bool:
        """Whether nothing acknowledged is gone and the conversation came to its end."""
        return self.opened in (self.acknowledged, self.acknowledged + 1) and self.whole


def _started(home: Path, *, after: int = 0) -> subprocess.Popen[bytes]:
    """A process that has opened the session; what Python loads before is no moment of the conversation."""
    command = [sys.executable, "-m", "benchmarks.memory.kills", "--talk", str(home)]
    process = subprocess.Popen(command, env={**os.environ, "XIAKE_HOME": str(home)}, stderr=subprocess.DEVNULL)
    while len(_told(home)) <= after and process.poll() is None:
        time.sleep(0.005)
    return process


def _finished(lines: list[str]) -> Counter[tuple[int, str]]:
    """Calls that came to their end, by turn and tool."""
    found = (line.split() for line in lines if line.startswith("finished"))
    return Counter((int(turn), tool) for _, turn, tool in found)


def _trial(after: float, undisturbed: Counter[tuple[int, str]], *, server: bool) -> Outcome:
    with tempfile.TemporaryDirectory(prefix="xiake-", ignore_cleanup_errors=True) as folder:
        home = Path(folder)
        victim = _started(home)
        time.sleep(after)
        victim.send_signal(signal.SIGKILL)
        victim.wait()
        if server:
            subprocess.run([shutil.which("pkill") or "pkill", "-9", "-f", folder], check=False)
        before = _told(home)
        second = _started(home, after=len(before))
        second.wait(timeout=120)
        later = _told(home)[len(before) :]
        acknowledged = sum(line.startswith("acknowledged") for line in before)
        first, again = _finished(before), _finished(later)
        cut = [key for key in first if key[0] == acknowledged]
        return Outcome(
            acknowledged=acknowledged,
            opened=next((int(line.split()[1]) for line in later if line.startswith("opened")), -1),
            whole=second.returncode == 0 and "whole " + " | ".join(TURNS) in later,
            finished=sum(first[key] for key in cut),
            repeated=sum(max(0, first[key] + again[key] - undisturbed[key]) for key in cut),
        )


def measure(kills: int, seed: int) -> list[str]:
    """Kill so many conversations and return the lines to print."""
    with tempfile.TemporaryDirectory(prefix="xiake-", ignore_cleanup_errors=True) as folder:
        process = _started(Path(folder))
        began = time.monotonic()
        while process.poll() is None and not any(line.startswith("whole") for line in _told(Path(folder))):
            time.sleep(0.005)
        lasts = time.monotonic() - began
        process.wait(timeout=120)
        undisturbed = _finished(_told(Path(folder)))
    random = Random(seed)
    outcomes = [_trial(random.uniform(0, lasts), undisturbed, server=bool(number % 2)) for number in range(kills)]
    at = Counter(outcome.acknowledged for outcome in outcomes)
    return [
        f"kills {kills}, every other one with the embedded server; an undisturbed conversation takes {lasts:.1f} s",
        f"acknowledged turns at the kill: {', '.join(f'{turns} in {at[turns]}' for turns in sorted(at))}",
        f"resumed with the last acknowledged turn and came to the end: {sum(outcome.sound for outcome in outcomes)}",
        f"finished calls of the cut turn: {sum(outcome.finished for outcome in outcomes)}, "
        f"repeated: {sum(outcome.repeated for outcome in outcomes)}",
    ]


def main() -> None:
    """Measure, or be one of the processes."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.memory.kills", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--seed", type=int, default=4)
    parser.add_argument("--talk", type=Path, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.talk:
        asyncio.run(_talk(arguments.talk))
    else:
        print("\n".join(measure(arguments.kills, arguments.seed)))


if __name__ == "__main__":
    main()
