"""``xiake memory``: see and manage what is remembered of a traveller."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import typer

from .exit import BAD_INPUT, OK, refuse, tell, write
from .phrases import PHRASES, system_language

if TYPE_CHECKING:
    from .memories import Memories

T = TypeVar("T")
_LANGUAGE = system_language()


def _help(key: str) -> str:
    return PHRASES.say(f"help.{key}", _LANGUAGE)


memory = typer.Typer(help=_help("memory"), no_args_is_help=True)
_User = Annotated[str | None, typer.Option("--user", help=_help("user"))]
_Json = Annotated[bool, typer.Option("--json", help=_help("json"))]


@memory.command("list", help=_help("memory.list"))
def list_(user: _User = None, as_json: _Json = False) -> int:
    """Print what counts today."""
    import json

    from .render.memory import render_memory
    from .render.style import make_console, show

    async def work(memories: Memories) -> None:
        items = await memories.listed()
        if as_json:
            write(json.dumps([item.model_dump(mode="json") for item in items], ensure_ascii=False, indent=2))
            return
        strength = memories.memory.long_term.strength
        show(make_console(), render_memory(items, _LANGUAGE, strength=strength))

    return _with_memories(user, work)


@memory.command(help=_help("memory.add"))
def add(text: Annotated[list[str], typer.Argument(metavar="TEXT", help=_help("memory.text"))], user: _User = None) -> int:
    """Remember a sentence."""
    from ..domain.language import language_of
    from .inputs import read_text
    from .memories import worded

    said = read_text(text)

    async def work(memories: Memories) -> None:
        language = language_of(said)
        write(worded(await memories.add(said, language, session="-"), language))

    return _with_memories(user, work)


@memory.command(help=_help("memory.forget"))
def forget(which: Annotated[list[str], typer.Argument(metavar="WHICH", help=_help("memory.which"))], user: _User = None) -> int:
    """Forget memories for good."""
    from ..domain.language import listed

    async def work(memories: Memories) -> None:
        gone = await memories.forget(which, _LANGUAGE)
        write(PHRASES.say("memory.forgotten", _LANGUAGE, items=listed(_LANGUAGE, (item.text for item in gone))))

    return _with_memories(user, work)


@memory.command(help=_help("memory.export"))
def export(user: _User = None, out: Annotated[str | None, typer.Option("--out", help=_help("memory.out"))] = None) -> int:
    """Print everything that is kept, or write it to a file."""
    from .inputs import read_target

    path = read_target(out, _LANGUAGE, suffixes=(".json",)) if out is not None else None

    async def work(memories: Memories) -> None:
        document = await memories.memory.long_term.export(memories.user)
        if path is None:
            write(document)
        else:
            path.write_text(document + "\n", "utf-8")
            tell(PHRASES.say("saved", _LANGUAGE, path=path))

    return _with_memories(user, work)


@memory.command(help=_help("memory.wipe"))
def wipe(user: _User = None, yes: Annotated[bool, typer.Option("--yes", help=_help("memory.yes"))] = False) -> int:
    """Forget everything of a user, once they are sure."""
    from .inputs import read_settings
    from .traveller import user_name

    name = user_name(user, read_settings())
    if not yes and not sys.stdin.isatty():
        return refuse(PHRASES.say("bad.wipe", _LANGUAGE, user=name), as_json=False)
    if not yes and input(PHRASES.say("memory.wipe.ask", _LANGUAGE, user=name)).strip() != name:
        tell(PHRASES.say("memory.kept", _LANGUAGE))
        return BAD_INPUT

    async def work(memories: Memories) -> None:
        count = await memories.wipe()
        write(PHRASES.say("memory.wiped", _LANGUAGE, user=name, count=count))

    return _with_memories(name, work)


def _with_memories(user: str | None, work: Callable[[Memories], Coroutine[Any, Any, None]]) -> int:
    from .inputs import read_settings
    from .traveller import user_name

    settings = read_settings()
    name = user_name(user, settings)

    @asynccontextmanager
    async def opened() -> AsyncIterator[Memories]:
        from ..memory.bundle import Memory
        from ..tools.clock import SystemClock
        from .memories import Memories

        async with Memory.open(settings, clock=SystemClock()) as both:
            yield Memories(both, name)

    async def run() -> None:
        async with opened() as memories:
            await work(memories)

    asyncio.run(run())
    return OK
