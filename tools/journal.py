"""A durable journal of finished tool calls in one SQLite file."""

from __future__ import annotations

import asyncio
import sqlite3
import threading
from pathlib import Path

_SCHEMA = """
CREATE TABLE IF NOT EXISTS calls (
    run TEXT NOT NULL,
    key TEXT NOT NULL,
    value BLOB NOT NULL,
    at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP,
    PRIMARY KEY (run, key)
) WITHOUT ROWID
"""


class SqliteJournal:
    """Implements :class:`~xiake.domain.ports.Journal`; several processes may share the file.

    A ``put`` is on disk when it returns (write-ahead log, full sync), so a run that is killed right after finds it again.
    """

    def __init__(self, path: Path) -> None:
        """Open or create the file and its folder."""
        path.parent.mkdir(parents=True, exist_ok=True)
        self._lock = threading.Lock()
        self._connection = sqlite3.connect(path, timeout=10, isolation_level=None, check_same_thread=False)
        self._connection.execute("PRAGMA journal_mode=WAL")
        self._connection.execute("PRAGMA synchronous=FULL")
        self._connection.execute(_SCHEMA)

    async def get(self, run: str, key: str) -> bytes | None:
        """The result of an earlier identical call in this run."""
        with self._lock:
            row = self._connection.execute("SELECT value FROM calls WHERE run = ? AND key = ?", (run, key)).fetchone()
        return None if row is None else bytes(row[0])

    async def put(self, run: str, key: str, value: bytes) -> None:
        """Keep a result; the first one of a call stays."""
        await asyncio.to_thread(self._put, run, key, value)  # a sync may take long on a slow disk

    def _put(self, run: str, key: str, value: bytes) -> None:
        with self._lock:
            self._connection.execute("INSERT OR IGNORE INTO calls (run, key, value) VALUES (?, ?, ?)", (run, key, value))

    async def forget(self, run: str) -> None:
        """Drop all calls of a run that is finished."""
        await asyncio.to_thread(self._forget, run)

    def _forget(self, run: str) -> None:
        with self._lock:
            self._connection.execute("DELETE FROM calls WHERE run = ?", (run,))

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._connection.close()
