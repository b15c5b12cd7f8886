"""Rows of vectors and words, one shelf a user: what the store needs of a vector database."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple, Protocol

from ...domain.memory import MemoryItem
from ..embedding.embedder import Vectors
from .notice import MemoryNotice


class Space(NamedTuple):
    """Where vectors live; those of different spaces can't be compared."""

    embedder: str
    dimensions: int


class Row(NamedTuple):
    """One item as it stands in the database.

    Attributes:
        text: The words that the vector is of.
        item: The whole item, JSON.
        vector: Of the words; None leaves the one that stands, where only the rest of an item changes.
        fields: Some of its fields, for whoever looks into the database.
    """

    id: str
    text: str
    item: str
    vector: Vectors | None
    fields: Mapping[str, str | bool]


def row_of(item: MemoryItem, vector: Vectors | None) -> Row:
    """An item as a row."""
    statement = item.statement
    fields: dict[str, str | bool] = {
        "kind": statement.kind,
        "aspect": statement.aspect,
        "polarity": statement.polarity,
        "current": item.superseded_by is None,
    }
    return Row(item.id, item.text, item.model_dump_json(), vector, fields)


class SpaceChanged(Exception):
    """A user's rows are of another space than the caller's."""


class Shelf(Protocol):
    """Raw access to every user's rows; methods block, are safe to call from any thread, and raise ``MemoryUnavailable``."""

    def space(self, user: str) -> Space | None:
        """The space of a user's rows; None where there are none."""
        ...

    def put(self, user: str, space: Space, rows: Sequence[Row]) -> None:
        """Insert or replace rows by id; raises :class:`SpaceChanged` where the user's rows are of another space."""
        ...

    def items(self, user: str) -> list[str]:
        """The JSON of all of a user's items."""
        ...

    def nearest(self, user: str, space: Space, vector: Vectors, k: int) -> list[tuple[str, float]]:
        """Ids and cosines, best first; raises :class:`SpaceChanged` as ``put`` does."""
        ...

    def delete(self, user: str, ids: Sequence[str]) -> None:
        """Take rows away; unknown ids are no error."""
        ...

    def replace(self, user: str, space: Space, rows: Sequence[Row]) -> None:
        """Put these rows in place of all the user has; a crash leaves the old ones or the new ones."""
        ...

    def rewrite(self, user: str) -> None:
        """Write a user's rows anew as they are, apart from what the database keeps of deleted ones."""
        ...

    def drop(self, user: str) -> None:
        """Take all of a user's rows away."""
        ...

    def users(self) -> list[str]:
        """Who has rows."""
        ...

    def scrub(self) -> None:
        """Rewrite the files so that nothing deleted can be found in them; nothing to do where they are a server's."""
        ...

    def notices(self) -> list[MemoryNotice]:
        """What happened to the files since it was last asked."""
        ...

    def close(self) -> None:
        """Let go of files and connections."""
        ...
