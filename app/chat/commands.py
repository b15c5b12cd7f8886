"""The slash commands, as one table."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING

from ...domain.errors import BadRequest, InputProblem
from ...domain.language import Language
from . import plan_commands as plans
from . import store_commands as stores
from .phrases import PHRASES

if TYPE_CHECKING:
    from .chat import Chat


@dataclass(frozen=True)
class Command:
    """A slash command.

    Attributes:
        name: What is typed after the slash; how it is used and what it does stand in the phrases ``usage.`` and ``slash.``.
        zh: The same in Chinese.
        run: Takes the words after it.
    """

    name: str
    zh: str
    run: Callable[[Chat, str], Awaitable[None]]


async def _quit(chat: Chat, words: str) -> None:
    chat.end()


async def _help(chat: Chat, words: str) -> None:
    from ..render.commands import render_commands

    chat.show("help", render_commands([(command.name, command.zh) for command in COMMANDS], chat.language))


COMMANDS = (
    Command("plan", "行程", plans.show_plan),
    Command("why", "为什么", plans.why),
    Command("undo", "撤销", plans.undo),
    Command("redo", "重做", plans.redo),
    Command("lock", "锁定", plans.lock),
    Command("unlock", "解锁", plans.unlock),
    Command("budget", "预算", plans.budget),
    Command("versions", "版本", plans.show_versions),
    Command("memory", "记忆", stores.memory),
    Command("save", "保存", stores.save),
    Command("export", "导出", stores.export),
    Command("attach", "附件", stores.attach),
    Command("usage", "用量", stores.show_usage),
    Command("sessions", "会话", stores.show_sessions),
    Command("help", "帮助", _help),
    Command("quit", "退出", _quit),
)
_BY_NAME = {name: command for command in COMMANDS for name in (command.name, command.zh)}


def command_of(name: str, language: Language) -> Command:
    """The command of a name in either language.

    Raises:
        BadRequest: If there is none; the message names the nearest one.
    """
    found = _BY_NAME.get(name.lower())
    if found is None:
        near = get_close_matches(name.lower(), _BY_NAME, n=1, cutoff=0.5)
        key = "unknown.near" if near else "unknown"
        message = PHRASES.say(key, language, name=name, near=near[0] if near else "")
        raise BadRequest(InputProblem(field="command", value=name, message=message))
    return found


def meanings(language: Language) -> dict[str, str]:
    """Every command with what it does, for completion."""
    return {command.name: PHRASES.say(f"slash.{command.name}", language) for command in COMMANDS}
