"""Rows in Chroma: one collection a user, named by a hash, which knows its user and its embedder."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import numpy as np

from ...domain.errors import MemoryTrouble, MemoryUnavailable
from ..embedding.embedder import Vectors
from .notice import MemoryNotice
from .shelf import Row, Space, SpaceChanged

if TYPE_CHECKING:
    from chromadb.api import ClientAPI
    from chromadb.api.models.Collection import Collection

_NEXT = "-next"
_NEVER = 1_000_000_000
"""Changes until an index is written to files. It isn't: it is small, made anew from the log in milliseconds, and its files would hold
whatever stood in the memory of the process."""
_LINKS = 256
"""Of a row to others in an index. With fewer, one that is like none of many that are alike can lose all that lead to it, and is
never found; up to twice as many rows none is lost."""
_SIGNS: tuple[tuple[str, MemoryTrouble], ...] = (
    ("readonly", "read_only"),
    ("read-only", "read_only"),
    ("permission denied", "read_only"),
    ("unable to open database", "read_only"),
    ("disk is full", "full"),
    ("no space left", "full"),
    ("database is locked", "locked"),
    ("malformed", "corrupt"),
    ("not a database", "corrupt"),
    ("disk i/o error", "corrupt"),
    ("hnsw", "corrupt"),
    ("metadata segment", "corrupt"),
    ("backfill", "corrupt"),
    ("no such table", "corrupt"),
    ("timed out", "timeout"),
)


@contextmanager
def chroma_errors() -> Iterator[None]:
    """Whatever Chroma or the way to it raises becomes a ``MemoryUnavailable`` that quotes none of it."""
    from chromadb.errors import ChromaError

    try:
        yield
    except MemoryUnavailable:
        raise
    except (ChromaError, sqlite3.Error, OSError, ValueError) as error:
        raise MemoryUnavailable(_trouble(error), "the long-term memory does not answer") from error
    except Exception as error:
        if type(error).__module__.partition(".")[0] != "httpx":
            raise
        reason: MemoryTrouble = "timeout" if "Timeout" in type(error).__name__ else "unreachable"
        raise MemoryUnavailable(reason, "the server of the long-term memory does not answer") from error


class ChromaShelf:
    """The rows of all users in one Chroma, in this process or on a server."""

    def __init__(self, client: ClientAPI) -> None:
        """Take a client; it is closed with the shelf."""
        self._client = client
        self._batch = client.get_max_batch_size()

    def space(self, user: str) -> Space | None:
        """The space of a user's rows."""
        with chroma_errors():
            collection = self._find(user)
            return None if collection is None else _space(collection)

    def put(self, user: str, space: Space, rows: Sequence[Row]) -> None:
        """Insert or replace rows."""
        with chroma_errors():
            collection = self._find(user)
            self._write(self._create(user, space) if collection is None else _of(collection, space), rows)

    def items(self, user: str) -> list[str]:
        """The JSON of all of a user's items."""
        with chroma_errors():
            collection = self._find(user)
            found = [] if collection is None else collection.get(include=["metadatas"])["metadatas"] or []
            return [str(fields["item"]) for fields in found]

    def nearest(self, user: str, space: Space, vector: Vectors, k: int) -> list[tuple[str, float]]:
        """Ids and cosines, best first."""
        with chroma_errors():
            collection = self._find(user)
            if collection is None:
                return []
            found = _of(collection, space).query(query_embeddings=vector.reshape(1, -1), n_results=k, include=["distances"])
            distances = (found["distances"] or [[]])[0]
            return [(id_, 1 - distance) for id_, distance in zip(found["ids"][0], distances, strict=True)]

    def delete(self, user: str, ids: Sequence[str]) -> None:
        """Take rows away."""
        with chroma_errors():
            collection = self._find(user)
            if collection is not None and ids:
                collection.delete(ids=list(ids))

    def replace(self, user: str, space: Space, rows: Sequence[Row]) -> None:
        """Put these rows in place of all the user has: they are written beside them first, and take their name last."""
        name = _name(user)
        with chroma_errors():
            self._discard(name + _NEXT)
            following = self._create(user, space, name + _NEXT)
            self._write(following, rows)
            self._discard(name)
            following.modify(name=name)

    def rewrite(self, user: str) -> None:
        """Write a user's rows anew as they are: the log of a collection keeps what was deleted from it."""
        with chroma_errors():
            collection = self._find(user)
            if collection is not None:
                self.replace(user, _space(collection), _rows(collection))

    def drop(self, user: str) -> None:
        """Take all of a user's rows away."""
        with chroma_errors():
            self._discard(_name(user))
            self._discard(_name(user) + _NEXT)

    def users(self) -> list[str]:
        """Who has rows."""
        with chroma_errors():
            owners = {str((collection.metadata or {}).get("user", "")) for collection in self._client.list_collections()}
            return sorted(owners - {""})

    def scrub(self) -> None:
        """Nothing: the files are the server's."""

    def notices(self) -> list[MemoryNotice]:
        """Nothing ever happens to files that are not ours."""
        return []

    def close(self) -> None:
        """Close the client."""
        close: Any = getattr(self._client, "close", None)
        if close is not None:
            close()

    def _find(self, user: str) -> Collection | None:
        from chromadb.errors import NotFoundError

        name = _name(user)
        for candidate in (name, name + _NEXT):
            try:
                collection = self._client.get_collection(candidate, embedding_function=None)
            except NotFoundError:
                continue
            if (collection.metadata or {}).get("user") != user:
                raise MemoryUnavailable("corrupt", "a collection belongs to somebody else than its name says")
            if candidate != name:
                collection.modify(name=name)  # a replacement that was interrupted between its last two steps
            return collection
        return None

    def _create(self, user: str, space: Space, name: str | None = None) -> Collection:
        return self._client.get_or_create_collection(
            name or _name(user),
            embedding_function=None,
            metadata={"user": user, "embedder": space.embedder, "dimensions": space.dimensions},
            configuration={"hnsw": {"space": "cosine", "batch_size": _NEVER, "sync_threshold": _NEVER, "max_neighbors": _LINKS}},
        )

    def _write(self, collection: Collection, rows: Sequence[Row]) -> None:
        for batch in self._batches([row for row in rows if row.vector is not None]):
            collection.upsert(
                ids=[row.id for row in batch],
                embeddings=np.stack([row.vector for row in batch if row.vector is not None]),
                documents=[row.text for row in batch],
                metadatas=[_fields(row) for row in batch],
            )
        for batch in self._batches([row for row in rows if row.vector is None]):
            collection.update(ids=[row.id for row in batch], metadatas=[_fields(row) for row in batch])

    def _batches(self, rows: Sequence[Row]) -> Iterator[Sequence[Row]]:
        return (rows[start : start + self._batch] for start in range(0, len(rows), self._batch))

    def _discard(self, name: str) -> None:
        from chromadb.errors import NotFoundError

        try:
            self._client.delete_collection(name)
        except NotFoundError:
            return


def _name(user: str) -> str:
    return f"xiake-{sha256(user.encode()).hexdigest()[:40]}"


def _space(collection: Collection) -> Space:
    known = collection.metadata or {}
    return Space(str(known.get("embedder")), int(known.get("dimensions", 0)))


def _rows(collection: Collection) -> list[Row]:
    found = collection.get(include=["embeddings", "documents", "metadatas"])
    vectors = np.asarray(found["embeddings"], dtype=np.float32)
    rows = []
    for id_, vector, text, fields in zip(found["ids"], vectors, found["documents"] or [], found["metadatas"] or [], strict=True):
        plain = {key: value for key, value in fields.items() if isinstance(value, str | bool)}
        rows.append(Row(id_, text, str(plain.pop("item")), vector, plain))
    return rows


def _fields(row: Row) -> dict[str, str | bool]:
    return {**row.fields, "item": row.item}


def _of(collection: Collection, space: Space) -> Collection:
    if _space(collection) != space:
        raise SpaceChanged
    return collection


def _trouble(error: Exception) -> MemoryTrouble:
    told = str(error).casefold()
    return next((trouble for sign, trouble in _SIGNS if sign in told), "unreachable")
