"""A process that was held up does not take its server for dead."""

from __future__ import annotations

import asyncio
import socket
import threading
import time
from collections.abc import Iterator

import pytest
from xiake.memory.engine.patience import in_time
from xiake.memory.engine.redis import RedisEngine

BLOCKED, PATIENCE = 0.3, 0.1


@pytest.fixture
def answering() -> Iterator[int]:
    """The port of a server that answers every command a little later, as if it knew no key."""
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def serve() -> None:
            connection, _ = listening.accept()
            with connection:
                while said := connection.recv(4096):
                    connection.sendall(b"*1\r\n$-1\r\n" if b"MGET" in said else b"+OK\r\n" * said.count(b"CLIENT"))

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield int(listening.getsockname()[1])
        thread.join()


async def test_an_answer_that_came_while_the_loop_was_held_up_counts(answering: int) -> None:
    engine = RedisEngine(f"redis://127.0.0.1:{answering}", seconds=PATIENCE)
    assert await engine.get("k") is None
    waiting = [asyncio.create_task(engine.get("k"))]
    await asyncio.sleep(0)
    time.sleep(BLOCKED)  # noqa: ASYNC251  # it is what is tested
    assert await asyncio.gather(*waiting) == [None]
    await engine.close()


async def test_what_never_comes_ends_and_is_cancelled() -> None:
    cancelled = asyncio.Event()

    async def never() -> None:
        try:
            await asyncio.Event().wait()
        finally:
            cancelled.set()

    with pytest.raises(TimeoutError):
        await in_time(never(), 0.02)
    assert cancelled.is_set()
