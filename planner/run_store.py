"""Where runs are kept while they last: checkpoints and the call journal under the data folder."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from langgraph.checkpoint.base import BaseCheckpointSaver
from langgraph.checkpoint.memory import InMemorySaver
from langgraph.checkpoint.serde.jsonplus import JsonPlusSerializer

from ..domain.ports import Journal
from ..tools.journal import SqliteJournal
from .state import state_types


@dataclass(frozen=True, kw_only=True)
class RunStore:
    """Open stores of one run; ``journal`` is None where the folder can't be written and nothing outlives the process."""

    checkpoints: BaseCheckpointSaver[str]
    journal: Journal | None

    async def forget(self, run: str) -> None:
        """Drop everything about a run that is finished."""
        await self.checkpoints.adelete_thread(run)
        if isinstance(self.journal, SqliteJournal):
            await self.journal.forget(run)


@asynccontextmanager
async def open_store(home: Path) -> AsyncIterator[RunStore]:
    """Open the stores under ``home``; in memory where that folder can't be written."""
    serde = JsonPlusSerializer(allowed_msgpack_modules=state_types())
    try:
        journal = SqliteJournal(home / "journal.sqlite")
    except (OSError, ValueError):
        yield RunStore(checkpoints=InMemorySaver(serde=serde), journal=None)
        return
    import aiosqlite
    from langgraph.checkpoint.sqlite.aio import AsyncSqliteSaver

    try:
        async with aiosqlite.connect(home / "checkpoints.sqlite") as connection:
            saver = AsyncSqliteSaver(connection, serde=serde)
            await saver.setup()
            await connection.execute("PRAGMA synchronous=NORMAL")
            yield RunStore(checkpoints=saver, journal=journal)
    finally:
        journal.close()
