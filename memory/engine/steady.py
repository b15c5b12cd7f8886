"""Keeps a turn going while its store is away."""

from __future__ import annotations

import logging
from collections import OrderedDict, deque
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar

from ...domain.errors import MemoryUnavailable
from ...domain.ports import Clock
from .engine import NOTHING, Engine, EngineKind
from .local import LocalEngine

T = TypeVar("T")

_log = logging.getLogger(__name__)

_MOST_BYTES = 32_000_000
"""So much is kept of what was seen, and so much may wait."""


@dataclass(frozen=True, kw_only=True)
class _Write:
    """What could not be written yet."""

    expected: Mapping[str, bytes | None] = field(default_factory=dict)
    values: Mapping[str, bytes | None] = field(default_factory=dict)
    appends: Mapping[str, Sequence[bytes]] = field(default_factory=dict)
    ttl: float | None = None

    @property
    def keys(self) -> set[str]:
        return {*self.values, *self.appends}

    @cached_property
    def size(self) -> int:
        added = sum(len(value) for values in self.appends.values() for value in values)
        return added + sum(len(value or b"") for value in (*self.expected.values(), *self.values.values()))

    def without(self, keys: set[str]) -> _Write:
        return _Write(
            expected=self.expected,
            values={key: value for key, value in self.values.items() if key not in keys},
            appends={key: value for key, value in self.appends.items() if key not in keys},
            ttl=self.ttl,
        )


class SteadyEngine:
    """Delegates to an engine; where that fails, reads answer with what this process last saw and writes wait in its memory.

    As soon as the store is back, at the latest with the next call, the waiting writes are made in their order. One that expects what
    no longer stands is dropped, with what follows on it: another process came first. Until then ``trouble`` says what is wrong.
    What would be untrue if it only happened here (``delete``, ``trim``, ``keys``, ``scrub``) raises instead, and so does a write where
    ``most`` bytes wait already.
    """

    def __init__(self, store: Engine, clock: Clock, most: int = _MOST_BYTES) -> None:
        """Wrap an engine."""
        self.trouble: MemoryUnavailable | None = None
        self._store = store
        self._seen = LocalEngine(clock)
        self._sizes: OrderedDict[str, int] = OrderedDict()
        self._total = 0
        self._waiting: deque[_Write] = deque()
        self._most = most
        self._settling = False

    @property
    def kind(self) -> EngineKind:
        """See the protocol."""
        return self._store.kind

    @property
    def durable(self) -> bool:
        """Whether what is written now outlives this process."""
        return self._store.durable and self.trouble is None

    async def get(self, key: str) -> bytes | None:
        """See the protocol."""
        return (await self.get_many([key]))[0]

    async def get_many(self, keys: Sequence[str]) -> list[bytes | None]:
        """See the protocol."""
        if await self._clear(*keys):
            found = await self._try(lambda: self._store.get_many(keys))
            if found is not None:
                for key, value in zip(keys, found, strict=True):
                    await self._remember(key, value)
                return found
        return await self._seen.get_many(keys)

    async def items(self, key: str, start: int = 0, stop: int = -1) -> list[bytes]:
        """See the protocol."""
        if await self._clear(key):
            found = await self._try(lambda: self._store.items(key, start, stop))
            if found is not None:
                if (start, stop) == (0, -1):
                    await self._seen.delete(key)
                    await self._seen.append(key, *found)
                    await self._count(key, sum(map(len, found)))
                return found
        return await self._seen.items(key, start, stop)

    async def put(self, key: str, value: bytes, ttl: float | None = None) -> None:
        """See the protocol."""
        await self.swap({}, {key: value}, ttl=ttl)

    async def append(self, key: str, *values: bytes, ttl: float | None = None) -> int:
        """See the protocol."""
        length = await self._try(lambda: self._store.append(key, *values, ttl=ttl)) if await self._settled() else None
        if length is None:
            self._let_wait(_Write(appends={key: values}, ttl=ttl))
        here = await self._seen.append(key, *values, ttl=ttl)
        await self._count(key, self._sizes.get(key, 0) + sum(map(len, values)))
        return here if length is None else length

    async def swap(
        self,
        expected: Mapping[str, bytes | None],
        values: Mapping[str, bytes | None],
        *,
        appends: Mapping[str, Sequence[bytes]] = NOTHING,
        ttl: float | None = None,
    ) -> bool:
        """See the protocol."""
        if await self._settled():
            done = await self._try(lambda: self._store.swap(expected, values, appends=appends, ttl=ttl))
            if done is not None:
                if done:
                    await self._mirror(values, appends, ttl)
                return done
        for key, value in expected.items():
            if key not in self._sizes and not self._waits(key):
                await self._remember(key, value)  # they read it, if long ago
        if not await self._seen.swap(expected, {}):
            return False
        self._let_wait(_Write(expected=dict(expected), values=dict(values), appends=dict(appends), ttl=ttl))
        await self._mirror(values, appends, ttl)
        return True

    async def touch(self, *keys: str, ttl: float) -> None:
        """See the protocol; one that can't be made is left out, since the next one makes up for it."""
        if await self._settled():
            await self._try(lambda: self._store.touch(*keys, ttl=ttl))

    async def delete(self, *keys: str) -> None:
        """See the protocol."""
        await self._settled()
        gone = set(keys)
        self._waiting = deque(left for write in self._waiting if (left := write.without(gone)).keys)
        await self._lose(*keys)
        await self._store.delete(*keys)

    async def trim(self, key: str, start: int, stop: int = -1) -> None:
        """See the protocol."""
        await self._settled()
        await self._store.trim(key, start, stop)
        await self._seen.trim(key, start, stop)

    async def keys(self, prefix: str) -> list[str]:
        """See the protocol."""
        await self._settled()
        waiting = {key for write in self._waiting for key in write.keys if key.startswith(prefix)}
        return sorted({*await self._store.keys(prefix), *waiting})

    async def scrub(self) -> None:
        """See the protocol."""
        await self._settled()
        await self._store.scrub()

    async def close(self) -> None:
        """See the protocol; what still waits is tried once more and then lost."""
        if not await self._settled():
            _log.warning("%d writes to memory are lost: %s", len(self._waiting), self.trouble)
        await self._store.close()

    async def _try(self, call: Callable[[], Awaitable[T]]) -> T | None:
        """What the store answers, or None when it can't, which is remembered."""
        try:
            answer = await call()
        except MemoryUnavailable as trouble:
            if trouble.reason == "corrupt":  # it serves, but not this
                raise
            if self.trouble is None:
                _log.warning("memory goes on without its store: %s", trouble)
            self.trouble = trouble
            return None
        if not self._waiting:
            self.trouble = None
        return answer

    async def _clear(self, *keys: str) -> bool:
        """Whether the store knows as much of these keys as this process does."""
        return await self._settled() or not any(self._waits(key) for key in keys)

    def _let_wait(self, write: _Write) -> None:
        if sum(earlier.size for earlier in self._waiting) + write.size > self._most:
            raise MemoryUnavailable("full", "the store is away, and no more can wait for it")
        self._waiting.append(write)

    def _waits(self, key: str) -> bool:
        return any(key in write.keys for write in self._waiting)

    async def _settled(self) -> bool:
        """Make the waiting writes; False when some still wait."""
        if self._settling or not self._waiting:
            return not self._waiting
        self._settling = True
        refused: set[str] = set()
        try:
            while self._waiting:
                write = self._waiting[0]
                if not write.keys & refused:
                    try:
                        made = await self._try(lambda write=write: self._make(write))  # type: ignore[misc]
                    except MemoryUnavailable:
                        made = False
                    if made is None:
                        return False
                    if not made:
                        refused |= write.keys
                else:
                    refused |= write.keys
                if self._waiting and self._waiting[0] is write:
                    self._waiting.popleft()
        finally:
            self._settling = False
        self.trouble = None
        if refused:
            _log.warning("%d keys were written by another process meanwhile; theirs count", len(refused))
            await self._lose(*refused)
        return True

    async def _make(self, write: _Write) -> bool:
        if await self._store.swap(write.expected, write.values, appends=write.appends, ttl=write.ttl):
            lists = list(write.appends)
            if lists and not write.values and write.ttl is not None:
                await self._store.touch(*lists, ttl=write.ttl)
            return True
        proof = [key for key in write.expected if key in write.values]
        return bool(proof) and await self._store.get_many(proof) == [write.values[key] for key in proof]  # it had come through

    async def _mirror(
        self, values: Mapping[str, bytes | None], appends: Mapping[str, Sequence[bytes]], ttl: float | None
    ) -> None:
        for key, value in values.items():
            await self._remember(key, value, ttl)
        for key, added in appends.items():
            await self._seen.append(key, *added)
            await self._count(key, self._sizes.get(key, 0) + sum(map(len, added)))

    async def _remember(self, key: str, value: bytes | None, ttl: float | None = None) -> None:
        if value is None:
            await self._seen.delete(key)
        else:
            await self._seen.put(key, value, ttl)
        await self._count(key, len(value or b""))

    async def _count(self, key: str, size: int) -> None:
        """Note how much is kept of a key; beyond the most, what was seen longest ago goes, unless it waits."""
        self._total += size - self._sizes.pop(key, 0)
        self._sizes[key] = size
        while self._total > _MOST_BYTES and not self._waits(oldest := next(iter(self._sizes))):
            await self._lose(oldest)

    async def _lose(self, *keys: str) -> None:
        await self._seen.delete(*keys)
        for key in keys:
            self._total -= self._sizes.pop(key, 0)
