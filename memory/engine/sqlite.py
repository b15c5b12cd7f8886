"""An engine in one SQLite file, for machines where no embedded server runs."""

from __future__ import annotations

import asyncio
import sqlite3
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from ...domain.errors import MemoryTrouble, MemoryUnavailable
from ...domain.ports import Clock
from .engine import NOTHING, EngineKind

T = TypeVar("T")

_SCHEMA = """
CREATE TABLE IF NOT EXISTS entries (key TEXT PRIMARY KEY, value BLOB, ends REAL);
CREATE TABLE IF NOT EXISTS items (key TEXT NOT NULL, n INTEGER NOT NULL, value BLOB NOT NULL, PRIMARY KEY (key, n)) WITHOUT ROWID;
"""
"""An entry without a value is a list; an expired one is as good as absent."""
_SWEEP_EVERY = 256


class SqliteEngine:
    """Implements :class:`~.engine.Engine`; several processes may share the file.

    What it has acknowledged outlives any process; a power cut may cost the last moments.
    """

    kind: EngineKind = "sqlite"
    durable = True
    trouble: MemoryUnavailable | None = None

    def __init__(self, path: Path, clock: Clock, *, seconds: float = 2.0) -> None:
        """Open the file at the first use; ``seconds`` is how long other processes may keep it locked."""
        self._path = path
        self._clock = clock
        self._seconds = seconds
        self._guard = threading.Lock()
        self._connection: sqlite3.Connection | None = None
        self._writes = 0

    async def get(self, key: str) -> bytes | None:
        """See the protocol."""
        return (await self.get_many([key]))[0]

    async def get_many(self, keys: Sequence[str]) -> list[bytes | None]:
        """See the protocol."""
        return await self._do(lambda db: self._values(db, keys), write=False)

    async def put(self, key: str, value: bytes, ttl: float | None = None) -> None:
        """See the protocol."""
        await self._do(lambda db: self._put(db, key, value, ttl))

    async def delete(self, *keys: str) -> None:
        """See the protocol."""
        if keys:
            await self._do(lambda db: _drop(db, keys))

    async def keys(self, prefix: str) -> list[str]:
        """See the protocol."""

        def find(db: sqlite3.Connection) -> list[str]:
            query = "SELECT key FROM entries WHERE substr(key, 1, ?) = ? AND (ends IS NULL OR ends > ?) ORDER BY key"
            return [row[0] for row in db.execute(query, (len(prefix), prefix, self._now()))]

        return sorted(await self._do(find, write=False))

    async def append(self, key: str, *values: bytes, ttl: float | None = None) -> int:
        """See the protocol."""

        def write(db: sqlite3.Connection) -> int:
            length = self._append(db, key, values)
            if ttl is not None:
                self._touch(db, [key], ttl)
            return length

        return await self._do(write)

    async def items(self, key: str, start: int = 0, stop: int = -1) -> list[bytes]:
        """See the protocol."""
        return await self._do(lambda db: self._part(db, key, start, stop)[0], write=False)

    async def trim(self, key: str, start: int, stop: int = -1) -> None:
        """See the protocol."""

        def write(db: sqlite3.Connection) -> None:
            kept, first = self._part(db, key, start, stop)
            if not kept:
                _drop(db, [key])
            db.execute("DELETE FROM items WHERE key = ? AND (n < ? OR n >= ?)", (key, first, first + len(kept)))

        await self._do(write)

    async def swap(
        self,
        expected: Mapping[str, bytes | None],
        values: Mapping[str, bytes | None],
        *,
        appends: Mapping[str, Sequence[bytes]] = NOTHING,
        ttl: float | None = None,
    ) -> bool:
        """See the protocol."""

        def write(db: sqlite3.Connection) -> bool:
            if self._values(db, list(expected)) != list(expected.values()):
                return False
            _drop(db, [key for key, value in values.items() if value is None])
            for key, value in values.items():
                if value is not None:
                    self._put(db, key, value, ttl)
            for key, added in appends.items():
                self._append(db, key, added)
            return True

        return await self._do(write)

    async def touch(self, *keys: str, ttl: float) -> None:
        """See the protocol."""
        await self._do(lambda db: self._touch(db, keys, ttl))

    async def scrub(self) -> None:
        """See the protocol."""

        def rewrite(db: sqlite3.Connection) -> None:
            self._sweep(db)
            db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            db.execute("VACUUM")
            busy = db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
            if busy:
                raise MemoryUnavailable("locked", "another process reads the file, so it can't be rewritten")

        await self._do(rewrite, write=False)

    async def close(self) -> None:
        """See the protocol."""
        with self._guard:
            if self._connection is not None:
                self._connection.close()
                self._connection = None

    async def _do(self, work: Callable[[sqlite3.Connection], T], *, write: bool = True) -> T:
        return await asyncio.to_thread(self._work, work, write)

    def _work(self, work: Callable[[sqlite3.Connection], T], write: bool) -> T:
        with self._guard:
            try:
                if self._connection is None:
                    self._connection = self._open()
                if not write:
                    return work(self._connection)
                with _transaction(self._connection):
                    done = work(self._connection)
                self._writes += 1
                if self._writes % _SWEEP_EVERY == 0:
                    self._sweep(self._connection)
            except (sqlite3.Error, OSError) as error:
                raise _trouble(error) from None
            return done

    def _open(self) -> sqlite3.Connection:
        self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        try:
            return self._connect()
        except sqlite3.DatabaseError as error:
            if _trouble(error).reason != "corrupt":
                raise
        stamp = f"{self._clock.now():%Y%m%d-%H%M%S}"
        for path in (self._path, self._path.with_name(f"{self._path.name}-wal")):
            if path.exists():
                path.rename(path.with_name(f"{path.name}.broken-{stamp}"))
        self._path.with_name(f"{self._path.name}-shm").unlink(missing_ok=True)
        return self._connect()

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self._path, timeout=self._seconds, isolation_level=None, check_same_thread=False)
        try:
            self._path.chmod(0o600)
            connection.execute("PRAGMA journal_mode=WAL")
            connection.execute("PRAGMA synchronous=NORMAL")
            connection.execute("PRAGMA secure_delete=ON")
            connection.executescript(_SCHEMA)
            self._sweep(connection)
        except BaseException:
            connection.close()
            raise
        return connection

    def _sweep(self, db: sqlite3.Connection) -> None:
        with _transaction(db):
            db.execute("DELETE FROM items WHERE key IN (SELECT key FROM entries WHERE ends <= ?)", (self._now(),))
            db.execute("DELETE FROM entries WHERE ends <= ?", (self._now(),))

    def _now(self) -> float:
        return self._clock.now().timestamp()

    def _row(self, db: sqlite3.Connection, key: str) -> tuple[bytes | None] | None:
        """A value, or None within a tuple for a list; None for absent."""
        query = "SELECT value FROM entries WHERE key = ? AND (ends IS NULL OR ends > ?)"
        found: tuple[bytes | None] | None = db.execute(query, (key, self._now())).fetchone()
        return found

    def _values(self, db: sqlite3.Connection, keys: Sequence[str]) -> list[bytes | None]:
        rows = [self._row(db, key) for key in keys]
        if any(row is not None and row[0] is None for row in rows):
            raise MemoryUnavailable("corrupt", "a key holds a list in place of a value")
        return [row[0] if row else None for row in rows]

    def _put(self, db: sqlite3.Connection, key: str, value: bytes, ttl: float | None) -> None:
        _drop(db, [key])
        ends = None if ttl is None else self._now() + ttl
        db.execute("INSERT INTO entries VALUES (?, ?, ?)", (key, value, ends))

    def _append(self, db: sqlite3.Connection, key: str, values: Sequence[bytes]) -> int:
        row = self._row(db, key)
        if row is not None and row[0] is not None:
            raise MemoryUnavailable("corrupt", "a key holds a value in place of a list")
        if row is None and values:
            _drop(db, [key])
            db.execute("INSERT INTO entries VALUES (?, NULL, NULL)", (key,))
        first, length = db.execute("SELECT coalesce(max(n) + 1, 0), count(*) FROM items WHERE key = ?", (key,)).fetchone()
        rows = [(key, n, value) for n, value in enumerate(values, start=first)]
        db.executemany("INSERT INTO items VALUES (?, ?, ?)", rows)
        return int(length) + len(rows)

    def _part(self, db: sqlite3.Connection, key: str, start: int, stop: int) -> tuple[list[bytes], int]:
        """A part of a list, as Redis counts, and the number of its first item."""
        row = self._row(db, key)
        if row is None:
            return [], 0
        if row[0] is not None:
            raise MemoryUnavailable("corrupt", "a key holds a value in place of a list")
        first, length = db.execute("SELECT coalesce(min(n), 0), count(*) FROM items WHERE key = ?", (key,)).fetchone()
        begin = first + max(0, start + length if start < 0 else start)
        end = first + (stop + length if stop < 0 else stop)
        query = "SELECT value FROM items WHERE key = ? AND n BETWEEN ? AND ? ORDER BY n"
        return [row[0] for row in db.execute(query, (key, begin, end))], begin

    def _touch(self, db: sqlite3.Connection, keys: Sequence[str], ttl: float) -> None:
        now = self._now()
        query = "UPDATE entries SET ends = ? WHERE key = ? AND (ends IS NULL OR ends > ?)"
        db.executemany(query, [(now + ttl, key, now) for key in keys])


@contextmanager
def _transaction(db: sqlite3.Connection) -> Iterator[None]:
    db.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        db.execute("ROLLBACK")
        raise
    db.execute("COMMIT")


def _drop(db: sqlite3.Connection, keys: Sequence[str]) -> None:
    for table in ("entries", "items"):
        db.executemany(f"DELETE FROM {table} WHERE key = ?", [(key,) for key in keys])  # noqa: S608


_CODES: tuple[tuple[str, MemoryTrouble, str], ...] = (
    ("SQLITE_BUSY", "locked", "another process keeps the memory file locked"),
    ("SQLITE_LOCKED", "locked", "another process keeps the memory file locked"),
    ("SQLITE_FULL", "full", "the disk is full"),
    ("SQLITE_READONLY", "read_only", "the memory file takes no writes"),
    ("SQLITE_CANTOPEN", "read_only", "the memory file can't be opened"),
    ("SQLITE_PERM", "read_only", "the memory file can't be opened"),
    ("SQLITE_CORRUPT", "corrupt", "the memory file can't be read"),
    ("SQLITE_NOTADB", "corrupt", "the memory file can't be read"),
)


def _trouble(error: sqlite3.Error | OSError) -> MemoryUnavailable:
    name = getattr(error, "sqlite_errorname", "")
    for start, reason, message in _CODES:
        if name.startswith(start):
            return MemoryUnavailable(reason, message)
    if isinstance(error, OSError):
        return MemoryUnavailable("read_only", f"the data folder can't be used ({type(error).__name__})")
    return MemoryUnavailable("unreachable", f"the memory file does not answer ({type(error).__name__})")
