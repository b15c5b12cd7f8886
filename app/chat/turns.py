"""Runs one turn: shows its progress, and lets Ctrl-C end the turn instead of the program."""

from __future__ import annotations

import asyncio
import signal
import threading
from collections.abc import AsyncGenerator, AsyncIterator, Iterator
from contextlib import aclosing, contextmanager, nullcontext
from types import FrameType
from typing import cast

from ...domain.events import Event
from ...domain.language import Language
from ...planner.reply import Reply
from .screen import Screen


async def run_turn(items: AsyncIterator[Event | Reply], screen: Screen, language: Language, *, cancellable: bool) -> Reply | None:
    """Show a turn's events as they happen and return its reply; None if Ctrl-C cancelled it, where it may."""
    turn = asyncio.create_task(_follow(items, screen, language))
    with _cancelled_by_ctrl_c(turn) if cancellable else nullcontext(()) as pressed:
        try:
            return await turn
        except asyncio.CancelledError:
            if pressed and not _is_cancelled_itself():
                return None
            turn.cancel()
            raise


async def _follow(items: AsyncIterator[Event | Reply], screen: Screen, language: Language) -> Reply:
    reply: Reply | None = None
    with screen.working(language) as take:
        async with aclosing(cast("AsyncGenerator[Event | Reply]", items)) as stream:
            async for item in stream:
                if isinstance(item, Reply):
                    reply = item
                else:
                    take(item)
    assert reply is not None  # a turn ends with its reply
    return reply


@contextmanager
def _cancelled_by_ctrl_c(turn: asyncio.Task[Reply]) -> Iterator[list[int]]:
    """Cancel a task when Ctrl-C is pressed; gives a list that isn't empty then."""
    pressed: list[int] = []
    if threading.current_thread() is not threading.main_thread():
        yield pressed
        return
    loop = asyncio.get_running_loop()

    def cancel(number: int, frame: FrameType | None) -> None:
        pressed.append(number)
        loop.call_soon_threadsafe(turn.cancel)

    before = signal.signal(signal.SIGINT, cancel)
    try:
        yield pressed
    finally:
        signal.signal(signal.SIGINT, before)


def _is_cancelled_itself() -> bool:
    task = asyncio.current_task()
    return task is not None and task.cancelling() > 0
