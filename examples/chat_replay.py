"""Replays a conversation: a trip is talked into shape, and the next one begins with what is remembered of the traveller.

python -m examples.chat_replay                  # needs no key, no server and no network; leaves nothing behind
python -m examples.chat_replay --home DIR       # keeps what is remembered, so that `xiake chat --user anna` goes on from there
python -m examples.chat_replay --json           # one JSON document for each turn
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from rich.console import Console
from rich.text import Text
from xiake import TripPlanner
from xiake.app.chat.chat import Chat
from xiake.app.chat.screen import JsonScreen, Screen, TextScreen
from xiake.app.exit import OK, ending, write
from xiake.app.inputs import read_settings
from xiake.app.memories import Memories
from xiake.app.output import use_utf8
from xiake.app.render.style import make_console, show
from xiake.memory.bundle import Memory
from xiake.planner.conversation import Conversation
from xiake.settings import Settings

USER = "anna"
FIRST = (
    "帮我规划一个3日亲子游，孩子5岁，必去故宫和中国科技馆，预算5000元，我不吃辣",
    "北京",
    "两个大人",
    "酒店便宜点",
    "第三天上午换一个",
    "第二天别太累",
    "锁定第一天",
    "把预算提高到6000",
    "加一个动物园",
    "为什么住这家酒店",
    "撤销",
    "/versions",
)
NEXT = ("上海2日游，两个大人带一个5岁孩子，预算4000元", "你记得我什么")


def main() -> int:
    """Read the options, then replay; errors end as those of the command line do."""
    use_utf8()
    parser = argparse.ArgumentParser(description="Replay a conversation with Xiake.")
    parser.add_argument("--home", type=Path, metavar="DIR", help="data folder; a temporary one by default")
    parser.add_argument("--json", action="store_true", help="print one JSON document for each turn")
    options = parser.parse_args()
    return ending(lambda: replay(options.home, as_json=options.json), as_json=options.json)


def replay(home: Path | None, *, as_json: bool) -> int:
    """Replay both sessions in a data folder, and return the exit code."""
    with tempfile.TemporaryDirectory() as passing:
        settings = read_settings().model_copy(update={"home": home or Path(passing), "idle_seconds": 0.0})
        console = make_console()
        screen: Screen = JsonScreen(write) if as_json else TextScreen(console)
        asyncio.run(_sessions(settings, screen, None if as_json else console, (home or Path(passing)) / "beijing.md"))
    return OK


async def _sessions(settings: Settings, screen: Screen, console: Console | None, path: Path) -> None:
    planner = TripPlanner(settings=settings)
    for session, lines in (("beijing", (*FIRST, f"/save {path}")), ("shanghai", NEXT)):
        async with Memory.open(settings, clock=planner.registry.clock) as memory:  # as another process would, another day
            conversation = Conversation(planner, memory, user=USER, session=session)
            chat = Chat(conversation, Memories(memory, USER), screen, "zh", interactive=False)
            await chat.run(_Script(lines, _teller(console)))


def _teller(console: Console | None) -> Callable[[str, str], None]:
    def tell(status: str, line: str) -> None:
        if console is not None:
            show(console, Text.assemble((f"{status}\n", "faint"), ("> ", "label"), (line, "bold")))

    return tell


class _Script:
    """Lines that stand written, told as if they were typed."""

    def __init__(self, lines: Sequence[str], tell: Callable[[str, str], None]) -> None:
        self._lines = iter(lines)
        self._tell = tell

    async def read(self, status: str) -> str | None:
        """The next line."""
        line = next(self._lines, None)
        if line is not None:
            self._tell(status, line)
        return line


if __name__ == "__main__":
    sys.exit(main())
