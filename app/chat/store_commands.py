"""Slash commands about what is kept: memories, files, sessions."""

from __future__ import annotations

from asyncio import to_thread
from typing import TYPE_CHECKING

from rich.text import Text

from ...domain.edit import RefuseMemory
from ...domain.language import listed
from ..inputs import read_trip_target
from ..memories import worded
from ..phrases import PHRASES
from ..render.memory import render_memory
from ..render.sessions import render_sessions
from ..render.usage import render_usage
from .usage import wrong_usage

if TYPE_CHECKING:
    from .chat import Chat

_EVERYTHING = frozenset({"all", "全部", "都"})


async def memory(chat: Chat, words: str) -> None:
    """List memories or look for some; ``add``, ``forget`` and ``refuse`` change what counts."""
    verb, _, rest = words.partition(" ")
    rest = rest.strip()
    if verb == "add" and rest:
        learnt = await chat.memories.add(rest, chat.language, session=chat.conversation.session)
        chat.show("memory", Text(worded(learnt, chat.language)))
    elif verb == "forget" and rest:
        gone = await chat.memories.forget(rest.split() if _are_numbers(rest) else [rest], chat.language)
        items = listed(chat.language, (item.text for item in gone))
        chat.show("memory", Text(PHRASES.say("memory.forgotten", chat.language, items=items)))
    elif verb == "refuse" and rest:
        await _refuse(chat, rest)
    elif verb in ("add", "forget", "refuse"):
        raise wrong_usage("memory", words, chat.language)
    else:
        await _list(chat, "" if verb == "list" else words)


async def save(chat: Chat, words: str) -> None:
    """Write the plan to a file and remember it as a finished trip."""
    await chat.save(read_trip_target(words, chat.language) if words else chat.default_path())


async def export(chat: Chat, words: str) -> None:
    """Write the plan in some formats, by default in all that this installation can write."""
    from ...planner.export.formats import FORMATS

    wanted = [f".{name.lstrip('.').lower()}" for name in words.replace(",", " ").split()]
    if not set(wanted) <= set(FORMATS):
        raise wrong_usage("export", words, chat.language)
    current = await chat.current()
    if current is None:
        return chat.show("export", Text(chat.say("no_plan")))
    lines = []
    for suffix in wanted or FORMATS:
        path = chat.default_path(suffix)
        if lack := FORMATS[suffix].lack(chat.language):
            lines += [lack] if wanted else []
            continue
        try:
            await to_thread(current.trip.save, path)
            lines.append(chat.say("saved", path=path))
        except OSError as error:
            lines.append(chat.say("not_written", path=path, reason=error.strerror))
    return chat.show("export", *(Text(line) for line in lines))


async def attach(chat: Chat, words: str) -> None:
    """Take a picture or a recording along with the next turn; alone it lists what is taken along."""
    from ...agents.perception.attach import attached

    if words:
        chat.attachments = list(attached([*chat.attachments, words.strip("'\"")], chat.language))
    elif not chat.attachments:
        return chat.show("attach", Text(chat.say("attached.none"), "faint"))
    names = listed(chat.language, (one.name for one in chat.attachments))
    return chat.show("attach", Text(chat.say("attached", names=names)))


async def show_usage(chat: Chat, words: str) -> None:
    """What models were asked since the chat was opened."""
    chat.show("usage", render_usage(chat.usage, chat.language))


async def show_sessions(chat: Chat, words: str) -> None:
    """All sessions of the user."""
    sessions = await chat.memories.memory.sessions.listed(chat.conversation.user)
    chat.show("sessions", render_sessions(sessions, chat.language, current=chat.conversation.session))


async def _list(chat: Chat, words: str) -> None:
    long_term = chat.memories.memory.long_term
    items = (await long_term.recall(chat.conversation.user, words)).items if words else await chat.memories.listed()
    chat.show("memory", render_memory(items, chat.language, strength=long_term.strength))


async def _refuse(chat: Chat, which: str) -> None:
    """Leave memories out of this session's plans, by their numbers below the plan."""
    if which.lower() in _EVERYTHING:
        return await chat.edit(RefuseMemory(), said=chat.say("said.refuse.all"))
    current = await chat.current()
    recalled = current.trip.request.recalled if current else ()
    if not recalled:
        return chat.show("memory", Text(chat.say("none_recalled")))
    if not _are_numbers(which):
        raise wrong_usage("memory", which, chat.language)
    numbers = [int(word) for word in which.split()]
    if wrong := [number for number in numbers if not 1 <= number <= len(recalled)]:
        return chat.show("memory", Text(chat.say("no_number", number=wrong[0])))
    items = [recalled[number - 1] for number in numbers]
    said = chat.say("said.refuse", items=listed(chat.language, (item.text for item in items)))
    return await chat.edit(RefuseMemory(items=tuple(item.item for item in items)), said=said)


def _are_numbers(words: str) -> bool:
    return all(word.isdecimal() for word in words.split())
