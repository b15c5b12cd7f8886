"""Items on a shelf, with the vectors of one embedder."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ...domain.memory import MemoryItem
from ..embedding.embedder import Embedder, Vectors
from ..lenient import read_leniently
from .notice import MemoryNotice
from .shelf import Row, Shelf, Space, SpaceChanged, row_of


class ChromaStore:
    """Turns items into rows and back, and keeps every user's vectors in the space of its embedder.

    Where a user's rows carry another embedder's vectors, they are embedded again from their words (:meth:`settle`) before the first
    use: vectors of two embedders are never compared. Methods block; all raise ``MemoryUnavailable``. A user has one writer at a time.
    """

    def __init__(self, shelf: Shelf, embedder: Embedder) -> None:
        """Take where rows stand and what embeds their words."""
        self._shelf = shelf
        self._embedder = embedder

    def items(self, user: str) -> list[MemoryItem]:
        """All of a user's items that this version can read, oldest first."""
        found = (read_leniently(MemoryItem, item.encode()) for item in self._shelf.items(user))
        return sorted((item for item in found if item and item.user == user), key=lambda item: (item.created, item.id))

    def nearest(self, user: str, vector: Vectors, k: int) -> list[tuple[str, float]]:
        """Ids and cosines of a user's items, best first; raises ``SpaceChanged`` where they have to be settled before."""
        return self._shelf.nearest(user, self._space, vector, k)

    def put(self, user: str, items: Sequence[MemoryItem]) -> None:
        """Insert or replace items by id, settled before where that is needed."""
        if any(item.user != user for item in items):
            raise ValueError("an item of another user")
        try:
            self._put(user, items)
        except SpaceChanged:
            self.settle(user)
            self._put(user, items)

    def delete(self, user: str, ids: Sequence[str]) -> None:
        """Take items away; their words may stay in the files until :meth:`scrub`."""
        self._shelf.delete(user, ids)

    def wipe(self, user: str) -> None:
        """Take all of a user's items away, as :meth:`delete` does."""
        self._shelf.drop(user)

    def users(self) -> list[str]:
        """Who has items."""
        return self._shelf.users()

    def settled(self, user: str) -> bool:
        """Whether a user's vectors are this embedder's."""
        return self._shelf.space(user) in (None, self._space)

    def settle(self, user: str) -> None:
        """Embed a user's items again, unless they are this embedder's."""
        if not self.settled(user):
            self._shelf.replace(user, self._space, self._rows(self.items(user), {}))

    def scrub(self, user: str) -> None:
        """Write a user's rows and the files anew, so that nothing deleted can be found in them."""
        self._shelf.rewrite(user)
        self._shelf.scrub()

    def notices(self) -> list[MemoryNotice]:
        """What happened to the files since it was last asked."""
        return self._shelf.notices()

    def close(self) -> None:
        """Close the shelf."""
        self._shelf.close()

    @property
    def _space(self) -> Space:  # asked late: some embedders have to call a server to know
        return Space(self._embedder.name, self._embedder.dimensions)

    def _put(self, user: str, items: Sequence[MemoryItem]) -> None:
        self._shelf.put(user, self._space, self._rows(items, {item.id: item.text for item in self.items(user)}))

    def _rows(self, items: Sequence[MemoryItem], standing: Mapping[str, str]) -> list[Row]:
        """Items as rows; those whose words stand already keep their vectors."""
        fresh = list(dict.fromkeys(item.text for item in items if standing.get(item.id) != item.text))
        vectors = dict(zip(fresh, self._embedder.embed(fresh), strict=True)) if fresh else {}
        return [row_of(item, None if standing.get(item.id) == item.text else vectors[item.text]) for item in items]
