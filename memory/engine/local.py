"""An engine in the memory of this process: for tests, and where nothing can be written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ...domain.errors import MemoryUnavailable
from ...domain.ports import Clock
from .engine import NOTHING, EngineKind


class LocalEngine:
    """Implements :class:`~.engine.Engine`; nothing outlives the instance.

    Attributes:
        trouble: Why it stands in for another engine, if it does.
    """

    kind: EngineKind = "memory"
    durable = False

    def __init__(self, clock: Clock, trouble: MemoryUnavailable | None = None) -> None:
        """Start empty."""
        self.trouble = trouble
        self._clock = clock
        self._entries: dict[str, bytes | list[bytes]] = {}
        self._ends: dict[str, float] = {}

    async def get(self, key: str) -> bytes | None:
        """See the protocol."""
        return self._value(key)

    async def get_many(self, keys: Sequence[str]) -> list[bytes | None]:
        """See the protocol."""
        return [self._value(key) for key in keys]

    async def put(self, key: str, value: bytes, ttl: float | None = None) -> None:
        """See the protocol."""
        self._put(key, value, ttl)

    async def delete(self, *keys: str) -> None:
        """See the protocol."""
        for key in keys:
            self._drop(key)

    async def keys(self, prefix: str) -> list[str]:
        """See the protocol."""
        return sorted(key for key in list(self._entries) if key.startswith(prefix) and self._alive(key))

    async def append(self, key: str, *values: bytes, ttl: float | None = None) -> int:
        """See the protocol."""
        kept = self._list(key)
        if not values:
            return len(kept)
        self._entries[key] = [*kept, *values]
        if ttl is not None:
            self._ends[key] = self._clock.monotonic() + ttl
        return len(kept) + len(values)

    async def items(self, key: str, start: int = 0, stop: int = -1) -> list[bytes]:
        """See the protocol."""
        return _part(self._list(key), start, stop)

    async def trim(self, key: str, start: int, stop: int = -1) -> None:
        """See the protocol."""
        if kept := _part(self._list(key), start, stop):
            self._entries[key] = kept
        else:
            self._drop(key)

    async def swap(
        self,
        expected: Mapping[str, bytes | None],
        values: Mapping[str, bytes | None],
        *,
        appends: Mapping[str, Sequence[bytes]] = NOTHING,
        ttl: float | None = None,
    ) -> bool:
        """See the protocol."""
        if any(self._value(key) != value for key, value in expected.items()):
            return False
        for key, value in values.items():
            if value is None:
                self._drop(key)
            else:
                self._put(key, value, ttl)
        for key, added in appends.items():
            await self.append(key, *added)
        return True

    async def touch(self, *keys: str, ttl: float) -> None:
        """See the protocol."""
        for key in keys:
            if self._alive(key):
                self._ends[key] = self._clock.monotonic() + ttl

    async def scrub(self) -> None:
        """See the protocol; there are no files."""

    async def close(self) -> None:
        """See the protocol."""
        self._entries.clear()

    def _alive(self, key: str) -> bool:
        if self._ends.get(key, float("inf")) <= self._clock.monotonic():
            self._drop(key)
        return key in self._entries

    def _value(self, key: str) -> bytes | None:
        entry = self._entries[key] if self._alive(key) else None
        if isinstance(entry, list):
            raise MemoryUnavailable("corrupt", "a key holds a list in place of a value")
        return entry

    def _list(self, key: str) -> list[bytes]:
        entry = self._entries[key] if self._alive(key) else []
        if isinstance(entry, bytes):
            raise MemoryUnavailable("corrupt", "a key holds a value in place of a list")
        return entry

    def _put(self, key: str, value: bytes, ttl: float | None) -> None:
        self._drop(key)
        self._entries[key] = value
        if ttl is not None:
            self._ends[key] = self._clock.monotonic() + ttl

    def _drop(self, key: str) -> None:
        self._entries.pop(key, None)
        self._ends.pop(key, None)


def _part(items: list[bytes], start: int, stop: int) -> list[bytes]:
    """As Redis counts: both ends included."""
    length = len(items)
    first = max(0, start + length if start < 0 else start)
    last = stop + length if stop < 0 else stop
    return items[first : last + 1] if last >= 0 else []
