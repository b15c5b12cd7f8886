"""A shelf that hands every call to another one."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from typing import TypeVar

from ..embedding.embedder import Vectors
from .notice import MemoryNotice
from .shelf import Row, Shelf, Space

T = TypeVar("T")


class Relay(ABC):
    """Delegates; what it adds is how a call is carried out: opened before, made again, elsewhere."""

    @abstractmethod
    def _on(self, call: Callable[[Shelf], T]) -> T:
        """Carry a call out on the shelf behind."""

    def space(self, user: str) -> Space | None:
        """The space of a user's rows."""
        return self._on(lambda shelf: shelf.space(user))

    def put(self, user: str, space: Space, rows: Sequence[Row]) -> None:
        """Insert or replace rows."""
        self._on(lambda shelf: shelf.put(user, space, rows))

    def items(self, user: str) -> list[str]:
        """The JSON of all of a user's items."""
        return self._on(lambda shelf: shelf.items(user))

    def nearest(self, user: str, space: Space, vector: Vectors, k: int) -> list[tuple[str, float]]:
        """Ids and cosines, best first."""
        return self._on(lambda shelf: shelf.nearest(user, space, vector, k))

    def delete(self, user: str, ids: Sequence[str]) -> None:
        """Take rows away."""
        self._on(lambda shelf: shelf.delete(user, ids))

    def replace(self, user: str, space: Space, rows: Sequence[Row]) -> None:
        """Put these rows in place of all the user has."""
        self._on(lambda shelf: shelf.replace(user, space, rows))

    def rewrite(self, user: str) -> None:
        """Write a user's rows anew as they are."""
        self._on(lambda shelf: shelf.rewrite(user))

    def drop(self, user: str) -> None:
        """Take all of a user's rows away."""
        self._on(lambda shelf: shelf.drop(user))

    def users(self) -> list[str]:
        """Who has rows."""
        return self._on(lambda shelf: shelf.users())

    def scrub(self) -> None:
        """Write the files anew without what was deleted."""
        self._on(lambda shelf: shelf.scrub())

    def notices(self) -> list[MemoryNotice]:
        """What happened to the files since it was last asked."""
        return self._on(lambda shelf: shelf.notices())
