"""Opens a chat: the planner, the memories, the session, and what it is shown on."""

from __future__ import annotations

import asyncio
import shlex
import sys
from random import Random

from rich.console import Group
from rich.text import Text

from ...memory.bundle import Memory
from ...memory.erase import history_file
from ...planner.conversation import Conversation
from ...planner.trip_planner import TripPlanner
from ..exit import OK, write
from ..memories import Memories
from ..phrases import system_language
from ..render.question import render_question
from ..render.style import make_console
from ..traveller import new_session
from .chat import Chat
from .commands import meanings
from .lines import Lines, PipedLines
from .phrases import PHRASES
from .screen import JsonScreen, Screen, TextScreen


def chat(planner: TripPlanner, *, user: str, session: str | None, as_json: bool, options: str = "") -> int:
    """Talk until the traveller ends it; returns the exit code.

    Args:
        planner: Plans, and carries the settings.
        user: Whose session.
        session: Its name; None begins a new one.
        as_json: One JSON document a line instead of text.
        options: What else of the command line is needed to go on later.
    """
    return asyncio.run(_chat(planner, user=user, session=session, as_json=as_json, options=options))


async def _chat(planner: TripPlanner, *, user: str, session: str | None, as_json: bool, options: str) -> int:
    console = make_console()
    interactive = sys.stdin.isatty() and console.is_terminal and not as_json
    language = system_language()
    async with Memory.open(planner.settings, clock=planner.registry.clock) as memory:
        known = {info.session: info for info in await memory.sessions.listed(user)}
        session = session or new_session(known, Random())
        screen: Screen = JsonScreen(write) if as_json else TextScreen(console)
        conversation = Conversation(planner, memory, user=user, session=session)
        talk = Chat(conversation, Memories(memory, user), screen, language, interactive=interactive)
        if interactive:
            who = Text(PHRASES.say("who", language, user=user, session=session), "faint")
            screen.remark(Text.assemble(("霞客 Xiake  ", "heading"), who), Text(PHRASES.say("hello", language)))
        if (info := known.get(session)) is not None:
            screen.remark(Text(PHRASES.say("resumed", language, title=info.title, turns=info.turns)))
            if (question := await conversation.question()) is not None:
                screen.remark(render_question(question, language))
        await talk.run(_keyboard(planner, user, talk) if interactive else PipedLines())
        if talk.turns or info:
            command = " ".join(["xiake chat", *([options] if options else []), "--session", shlex.quote(session)])
            screen.remark(Group(Text(PHRASES.say("go_on", talk.language, command=command), "faint")))
    return OK


def _keyboard(planner: TripPlanner, user: str, talk: Chat) -> Lines:
    from .keyboard import Keyboard

    return Keyboard(history_file(planner.settings.home, user), meanings(talk.language))
