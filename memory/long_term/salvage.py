"""What can still be read of a broken database."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import numpy as np

from ...domain.memory import MemoryItem
from ..lenient import read_leniently
from .shelf import Row, row_of

_MISSES = 500
"""How many rows in a row may be unreadable before the rest is given up."""


def salvaged(database: Path) -> dict[str, list[Row]]:
    """The items that a broken Chroma database still gives, by user, without vectors (each is ``[1.0]``)."""
    found: dict[str, dict[str, Row]] = defaultdict(dict)
    for text in _texts(database):
        if item := read_leniently(MemoryItem, text.encode()):
            found[item.user][item.id] = row_of(item, np.ones(1, dtype=np.float32))
    return {user: list(rows.values()) for user, rows in found.items()}


def _texts(database: Path) -> Iterator[str]:
    last, misses = 0, 0
    with closing(sqlite3.connect(f"{database.resolve().as_uri()}?mode=ro", uri=True)) as source:
        while misses < _MISSES:
            try:
                row = source.execute(
                    "SELECT id, string_value FROM embedding_metadata WHERE key = 'item' AND id > ? ORDER BY id LIMIT 1", (last,)
                ).fetchone()
            except sqlite3.DatabaseError:
                last, misses = last + 1, misses + 1
                continue
            if row is None:
                return
            last, misses = row[0], 0
            if isinstance(row[1], str):
                yield row[1]
