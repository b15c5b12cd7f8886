"""What a long-term store is, to those who decide what is worth remembering."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import Protocol

from ...domain.memory import MemoryItem
from ..embedding.embedder import Vectors

Revision = Callable[[Sequence[MemoryItem]], Awaitable[Sequence[MemoryItem]]]
"""Of all of a user's items, superseded ones too, those that shall be written; may be asked several times."""


class LongTermStore(Protocol):
    """Items of travellers, each traveller's apart from all others'.

    Every method may raise :class:`~xiake.domain.errors.MemoryUnavailable`.
    """

    async def items(self, user: str) -> Sequence[MemoryItem]:
        """All of a user's items, superseded ones too, each in its newest version; oldest first."""
        ...

    async def nearest(self, user: str, vector: Vectors, k: int) -> Sequence[tuple[str, float]]:
        """Ids and cosines of the ``k`` items nearest to one vector of this store's embedder, best first.

        Args:
            user: Whose items.
            vector: Shape ``(dimensions,)`` or ``(1, dimensions)``, length 1.
            k: How many at most; superseded items may be among them.
        """
        ...

    async def revise(self, user: str, revised: Revision) -> None:
        """Write what is decided on all of a user's items: inserted, or in place of the ones with the same ids, all or none.

        Where anybody, in any process, wrote or forgot something of the user's meanwhile, it is decided again on what is left: so
        nothing that was forgotten comes back. Durable on return.
        """
        ...

    async def delete(self, user: str, ids: Sequence[str]) -> None:
        """Forget items: on return their words can't be found in any file of the store."""
        ...

    async def wipe(self, user: str) -> int:
        """Forget everything of a user; how many items went."""
        ...

    async def users(self) -> Sequence[str]:
        """Who has items, sorted."""
        ...
