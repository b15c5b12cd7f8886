"""Rows in a folder of this machine; only the process that owns the folder may open it."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path
from threading import RLock
from typing import TypeVar

from ...domain.errors import MemoryUnavailable
from .chroma_shelf import ChromaShelf, chroma_errors
from .notice import MemoryNotice
from .relay import Relay
from .salvage import salvaged
from .shelf import Shelf, Space

T = TypeVar("T")
_BROKEN = ".broken-"


class FolderShelf(Relay):
    """An embedded Chroma that is opened at its first use and looks after its own files.

    Files that turn out to be broken are set aside as ``{folder}.broken-{date}``; what can still be read of them goes into new ones.
    """

    def __init__(self, folder: Path, now: Callable[[], datetime]) -> None:
        """Take the folder of the database, made when missing, and the time that names what is set aside."""
        self._folder = folder
        self._now = now
        self._lock = RLock()
        self._inner: ChromaShelf | None = None
        self._closed = False
        self._notices: list[MemoryNotice] = []

    def scrub(self) -> None:
        """Write the files anew without what was deleted; broken ones that were set aside go altogether.

        Chroma is closed meanwhile: its SQLite and Python's in one process would drop each other's locks on the file.
        """
        with self._lock, chroma_errors():
            self._open()
            self._shut()
            self._sweep()
            with closing(sqlite3.connect(self._database, isolation_level=None)) as database:
                database.execute("INSERT INTO embedding_fulltext_search(embedding_fulltext_search) VALUES ('optimize')")
                database.execute("VACUUM")
                database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            for broken in self._folder.parent.glob(f"{self._folder.name}{_BROKEN}*"):
                shutil.rmtree(broken)

    def notices(self) -> list[MemoryNotice]:
        """What was set aside since it was last asked."""
        with self._lock:
            told, self._notices = self._notices, []
            return told

    def close(self) -> None:
        """Close the database for good."""
        with self._lock:
            self._closed = True
            self._shut()

    @property
    def _database(self) -> Path:
        return self._folder / "chroma.sqlite3"

    def _on(self, call: Callable[[Shelf], T]) -> T:
        with self._lock:
            try:
                return call(self._open())
            except MemoryUnavailable as error:
                if error.reason != "corrupt":
                    raise
                self._rescue()
                return call(self._open())
            finally:
                self._sweep()

    def _open(self) -> ChromaShelf:
        if self._closed:
            raise MemoryUnavailable("unreachable", "the long-term memory is closed")
        if self._inner is None:
            with chroma_errors():
                self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
                self._inner = self._chroma()
        return self._inner

    def _chroma(self) -> ChromaShelf:
        from chromadb import PersistentClient
        from chromadb.api.shared_system_client import SharedSystemClient
        from chromadb.config import Settings

        try:
            return ChromaShelf(PersistentClient(self._folder, Settings(anonymized_telemetry=False)))
        except BaseException:
            # Chroma remembers a client that failed to open and would hand it out again.
            SharedSystemClient._identifier_to_system.pop(str(self._folder), None)
            raise

    def _shut(self) -> None:
        if self._inner is not None:
            self._inner.close()
            self._inner = None

    def _sweep(self) -> None:
        """Drop the files of indexes: none is ever read, and HNSW fills them from memory that it did not clear, with anybody's words."""
        with suppress(OSError), os.scandir(self._folder) as found:
            for entry in found:
                if entry.is_dir():
                    shutil.rmtree(entry.path, ignore_errors=True)

    def _rescue(self) -> None:
        self._shut()
        with chroma_errors():
            found = salvaged(self._database)
            aside = self._aside()
            self._folder.rename(aside)
            shelf = self._open()
            for user, rows in found.items():
                shelf.replace(user, Space("none", 1), rows)
        self._notices.append(MemoryNotice(folder=aside.name, restored=sum(map(len, found.values()))))

    def _aside(self) -> Path:
        stem = f"{self._folder.name}{_BROKEN}{self._now():%Y-%m-%d}"
        taken = sum(1 for _ in self._folder.parent.glob(f"{stem}*"))
        return self._folder.with_name(f"{stem}-{taken + 1}" if taken else stem)
