"""What short-term memory asks of a store: values, lists and one atomic swap, by key."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal, Protocol

from ...domain.errors import MemoryUnavailable

EngineKind = Literal["redis", "embedded", "sqlite", "memory"]

NOTHING: Mapping[str, Sequence[bytes]] = {}


class Engine(Protocol):
    """Bytes by key, shared by every process that opened the same store.

    A key holds a value or a list, never both. Keys are plain text, by custom ``xiake:{user}:{session}:{what}`` (see :mod:`.keys`).
    A ``ttl`` is in seconds from now; a write without one keeps its key for good. What a writing method has returned from outlives
    the death of any process (``durable``). An instance may be used from several event loops.

    Every method raises :class:`~xiake.domain.errors.MemoryUnavailable` where the store can't serve. A write may then have happened
    or not; a ``swap`` finds out by itself where it can.
    """

    @property
    def kind(self) -> EngineKind:
        """What keeps the data."""
        ...

    @property
    def durable(self) -> bool:
        """Whether anything outlives this process."""
        ...

    @property
    def trouble(self) -> MemoryUnavailable | None:
        """What is wrong at present, where the engine serves although it can't keep things as it was meant to."""
        ...

    async def get(self, key: str) -> bytes | None:
        """The value, or None when absent or expired."""
        ...

    async def get_many(self, keys: Sequence[str]) -> list[bytes | None]:
        """The values of several keys, in their order, as of one moment."""
        ...

    async def put(self, key: str, value: bytes, ttl: float | None = None) -> None:
        """Keep a value, in place of any that was there and of its time to live."""
        ...

    async def delete(self, *keys: str) -> None:
        """Drop values and lists; absent ones don't matter."""
        ...

    async def keys(self, prefix: str) -> list[str]:
        """All keys that begin so, sorted. Looks through the whole store: not for every turn."""
        ...

    async def append(self, key: str, *values: bytes, ttl: float | None = None) -> int:
        """Add to the end of a list and return its length; ``ttl`` counts for the whole list, None leaves its time as it is.

        After a broken connection a value may stand there twice.
        """
        ...

    async def items(self, key: str, start: int = 0, stop: int = -1) -> list[bytes]:
        """A part of a list, both ends included, negative indices from its end; empty where there is none."""
        ...

    async def trim(self, key: str, start: int, stop: int = -1) -> None:
        """Keep that part of a list only; an empty list is gone."""
        ...

    async def swap(
        self,
        expected: Mapping[str, bytes | None],
        values: Mapping[str, bytes | None],
        *,
        appends: Mapping[str, Sequence[bytes]] = NOTHING,
        ttl: float | None = None,
    ) -> bool:
        """Write several keys at once, if the expected values still stand; else change nothing and return False.

        Args:
            expected: Values as they were read; None for absent.
            values: New values; None deletes.
            appends: What is added to lists in the same moment. Where nothing is expected, it may stand there twice after a broken
                connection.
            ttl: For every value that is written; lists keep their time.
        """
        ...

    async def touch(self, *keys: str, ttl: float) -> None:
        """Set the time to live anew; absent keys don't matter."""
        ...

    async def scrub(self) -> None:
        """Write the store's files anew, so that nothing deleted can be found in them."""
        ...

    async def close(self) -> None:
        """Let go of connections and files; the instance can't be used any more."""
        ...
