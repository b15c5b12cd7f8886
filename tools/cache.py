"""A cache in the memory of this process."""

from __future__ import annotations

from collections import OrderedDict

from ..domain.ports import Clock


class MemoryCache:
    """Implements :class:`~xiake.domain.ports.Cache`; drops what was used longest ago beyond ``capacity`` entries."""

    def __init__(self, clock: Clock, capacity: int = 1024) -> None:
        """Start empty."""
        self._clock = clock
        self._capacity = capacity
        self._entries: OrderedDict[str, tuple[float, bytes]] = OrderedDict()

    async def get(self, key: str) -> bytes | None:
        """The value, or None when absent or expired."""
        entry = self._entries.get(key)
        if entry is None:
            return None
        expires, value = entry
        if self._clock.monotonic() >= expires:
            del self._entries[key]
            return None
        self._entries.move_to_end(key)
        return value

    async def set(self, key: str, value: bytes, ttl: float) -> None:
        """Keep a value for ``ttl`` seconds."""
        self._entries[key] = (self._clock.monotonic() + ttl, value)
        self._entries.move_to_end(key)
        while len(self._entries) > self._capacity:
            self._entries.popitem(last=False)
