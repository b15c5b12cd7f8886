"""Where runs are kept while they last: checkpoints and the call journal under the data folder."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from langgraph.checkpoint.base import BaseCheckpointSaver
from langgraph.checkpoint.memory import InMemorySaver
from langgraph.checkpoint.serde.jsonplus import JsonPlusSerializer

from ..domain.ports import Journal
from ..tools.journal import SqliteJournal
from .state import state_types

_log = logging.getLogger(__name__)

_PATIENCE = 30
"""Seconds to wait for another process that writes, or for a run of this one that is being closed."""


@dataclass(frozen=True, kw_only=True)
class RunStore:
    """Open stores of one run; ``journal`` is None where the folder can't be used and nothing outlives the process."""

    checkpoints: BaseCheckpointSaver[str]
    journal: Journal | None

    async def forget(self, run: str) -> None:
        """Drop everything about a run that is finished."""
        await self.checkpoints.adelete_thread(run)
        if isinstance(self.journal, SqliteJournal):
            await self.journal.forget(run)


@asynccontextmanager
async def open_store(home: Path) -> AsyncIterator[RunStore]:
    """Open the stores under ``home``; in memory where that folder or a file in it can't be used."""
    async with AsyncExitStack() as stack:
        try:
            store = await _on_disk(home, stack)
        except (OSError, ValueError, sqlite3.Error) as error:
            _log.warning("runs are kept in memory only: %s", error)
            store = RunStore(checkpoints=InMemorySaver(serde=_serde()), journal=None)
        yield store


async def _on_disk(home: Path, stack: AsyncExitStack) -> RunStore:
    import aiosqlite
    from langgraph.checkpoint.sqlite.aio import AsyncSqliteSaver

    journal = SqliteJournal(home / "journal.sqlite")
    stack.callback(journal.close)
    connection = await stack.enter_async_context(aiosqlite.connect(home / "checkpoints.sqlite", timeout=_PATIENCE))
    saver = AsyncSqliteSaver(connection, serde=_serde())

    async def close() -> None:
        async with saver.lock:  # a run that is left may still write; cut off half-way, that would keep the file locked
            await connection.close()

    stack.push_async_callback(close)
    await saver.setup()
    await connection.execute("PRAGMA synchronous=NORMAL")
    return RunStore(checkpoints=saver, journal=journal)


def _serde() -> JsonPlusSerializer:
    return JsonPlusSerializer(allowed_msgpack_modules=state_types())
