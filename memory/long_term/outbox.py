"""The long-term store behind an outbox: writes are kept by short-term memory first and reach Chroma later."""

from __future__ import annotations

import asyncio
import secrets
from collections import OrderedDict
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from functools import partial
from typing import ParamSpec, TypeVar
from urllib.parse import unquote

import numpy as np

from ...domain.errors import MemoryUnavailable
from ...domain.memory import MemoryItem
from ..embedding.embedder import Embedder, Vectors
from ..engine.engine import Engine
from ..engine.keys import NOBODY, key_of
from ..lenient import read_leniently
from .box import Box
from .chroma_store import ChromaStore
from .notice import MemoryNotice
from .shelf import SpaceChanged
from .store import Revision

P = ParamSpec("P")
T = TypeVar("T")
_LEASE, _LONG_LEASE = 15.0, 60.0
_PAUSE = 0.05
_CLOSING = 5.0
_COPIES = 1024


class OutboxStore:
    """A :class:`.store.LongTermStore` whose writes cost one write of the engine.

    A user's changes wait in one value of the engine (:class:`.box.Box`, changed by compare-and-set), are seen by every reader from
    then on, and are carried out in the background: one process at a time for each user, by a lease. What is carried out twice comes
    to the same. Forgetting is carried out before it returns, down to the files.
    """

    def __init__(
        self, engine: Engine, store: ChromaStore, embedder: Embedder, wait: Callable[[float], Awaitable[None]] = asyncio.sleep
    ) -> None:
        """Take what keeps the outbox, the store that it drains into, and that store's embedder."""
        self._engine = engine
        self._store = store
        self._embedder = embedder
        self._wait = wait
        self._copies: OrderedDict[str, tuple[str, tuple[MemoryItem, ...]]] = OrderedDict()
        self._drains: dict[str, asyncio.Task[None]] = {}
        self._wanted: set[str] = set()
        self._used = False

    async def items(self, user: str) -> Sequence[MemoryItem]:
        """All of a user's items, superseded ones too, oldest first."""
        return await self._items(user, await self._box(user))

    async def nearest(self, user: str, vector: Vectors, k: int) -> Sequence[tuple[str, float]]:
        """Ids and cosines of the items nearest to a vector, best first."""
        box = await self._box(user)
        hidden = box.gone.keys() | box.waiting.keys()
        stored = [] if box.wiped else await self._nearest_stored(user, vector, k + len(hidden))
        found = [(key, cosine) for key, cosine in stored if key not in hidden]
        if box.waiting:
            vectors = await asyncio.to_thread(self._embedder.embed, [entry.item.text for entry in box.waiting.values()])
            found += zip(box.waiting, (vectors @ np.ravel(vector)).tolist(), strict=True)
        return sorted(found, key=lambda entry: -entry[1])[:k]

    async def put(self, user: str, items: Sequence[MemoryItem]) -> None:
        """Insert or replace items, whatever was written meanwhile; durable on return, in Chroma soon."""
        if items:
            await self._put(user, items)

    async def revise(self, user: str, revised: Revision) -> None:
        """Insert or replace what is decided on a user's items, and decide again where they have changed meanwhile."""
        while True:
            box = await self._box(user)
            items = await revised(await self._items(user, box))
            if not items or await self._put(user, items, since=box.change):
                return

    async def delete(self, user: str, ids: Sequence[str]) -> None:
        """Forget items.

        Where the store does not answer they are hidden from now on and forgotten once it does; ``MemoryUnavailable`` tells so.
        """
        if ids:
            await self._change(user, lambda box, change: box.without(ids, change))
            await self.drain(user)

    async def wipe(self, user: str) -> int:
        """Forget everything of a user, as :meth:`delete` does; how many items went."""
        box = await self._box(user)
        stored = [] if box.wiped else await self._in_store(self._store.items, user)
        await self._change(user, lambda box, change: box.emptied(change))
        await self.drain(user)
        return len(box.over(stored))

    async def users(self) -> Sequence[str]:
        """Who has items, sorted."""
        boxes = {user: await self._box(user) for user in await self._boxes()}
        stored = set(await self._in_store(self._store.users))
        return sorted(
            {user for user in stored if not boxes.get(user, Box()).wiped} | {user for user in boxes if boxes[user].waiting}
        )

    async def drain(self, user: str) -> None:
        """Carry a user's changes out now."""
        under_way = self._drains.get(user)
        if under_way is not None and _waits(under_way):
            await asyncio.wait([under_way])
        await self._carry_out(user)

    async def drain_all(self) -> None:
        """Carry out what anybody's processes left; looks through the whole engine, so once at start."""
        for user in await self._boxes():
            await self.drain(user)

    def start(self) -> None:
        """Begin :meth:`drain_all` in the background."""
        self._in_background("", self.drain_all)

    async def notices(self) -> Sequence[MemoryNotice]:
        """What happened to the store's files since it was last asked; nothing as long as they were not needed."""
        return await self._in_store(self._store.notices) if self._used else ()

    async def scrub(self, user: str) -> None:
        """Write the store's files anew, so that nothing of a user's that was deleted can be found in them."""
        async with self._leased(user) as renew:
            await renew(_LONG_LEASE)
            await self._in_store(self._store.scrub, user)

    async def close(self) -> None:
        """Carry out what is under way, for a few seconds at most, and close the store; the rest waits for the next start."""
        own = [task for task in self._drains.values() if _waits(task)]
        if own:
            _, late = await asyncio.wait(own, timeout=_CLOSING)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)
        await asyncio.to_thread(self._store.close)

    async def _carry_out(self, user: str) -> None:
        if (await self._box(user)).empty:
            return
        async with self._leased(user) as renew:
            while not (box := await self._box(user)).empty:
                if box.wiped:
                    await self._in_store(self._store.wipe, user)
                elif box.gone:
                    await self._in_store(self._store.delete, user, list(box.gone))
                if box.waiting:
                    await self._in_store(self._store.put, user, [entry.item for entry in box.waiting.values()])
                if box.forgets:
                    await renew(_LONG_LEASE)
                    await self._in_store(self._store.scrub, user)
                    await self._engine.scrub()
                await self._amend(user, partial(_less, box))
                await renew(_LEASE)

    async def _nearest_stored(self, user: str, vector: Vectors, k: int) -> list[tuple[str, float]]:
        try:
            return await self._in_store(self._store.nearest, user, vector, k)
        except SpaceChanged:
            async with self._leased(user) as renew:
                await renew(_LONG_LEASE)
                await self._in_store(self._store.settle, user)
            return await self._in_store(self._store.nearest, user, vector, k)

    async def _in_store(self, method: Callable[P, T], *arguments: P.args, **named: P.kwargs) -> T:
        self._used = True
        return await asyncio.to_thread(method, *arguments, **named)

    async def _items(self, user: str, box: Box) -> tuple[MemoryItem, ...]:
        change, copy = self._copies.get(user, ("", ()))
        if box.change and change == box.change:
            self._copies.move_to_end(user)
            return copy
        items = box.over([] if box.wiped else await self._in_store(self._store.items, user))
        self._copies[user] = (box.change, items)
        if len(self._copies) > _COPIES:
            self._copies.popitem(last=False)
        return items

    async def _put(self, user: str, items: Sequence[MemoryItem], since: str | None = None) -> bool:
        """Let items wait, unless anything has changed since a change; whether they do."""
        if any(item.user != user for item in items):
            raise ValueError("an item of another user")
        done = await self._change(user, lambda box, change: box.with_items(items, change), since)
        if done:
            self._drain_soon(user)
        return done

    async def _box(self, user: str) -> Box:
        return _read(await self._engine.get(_box_key(user)))

    async def _boxes(self) -> list[str]:
        parts = [key.split(":") for key in await self._engine.keys("xiake:")]
        return [unquote(part[1]) for part in parts if part[2:] == [NOBODY, "outbox"]]

    async def _change(self, user: str, changed: Callable[[Box, str], Box], since: str | None = None) -> bool:
        change = secrets.token_hex(8)
        return await self._amend(user, lambda box: changed(box, change), since)

    async def _amend(self, user: str, amended: Callable[[Box], Box], since: str | None = None) -> bool:
        """Change a box as it is at this moment; False where ``since`` is told and no longer its change."""
        key = _box_key(user)
        while True:
            value = await self._engine.get(key)
            before = _read(value)
            if since is not None and before.change != since:
                return False
            after = amended(before)
            if await self._engine.swap({key: value}, {key: after.model_dump_json().encode()}):
                change, copy = self._copies.get(user, ("", ()))
                if before.change and change == before.change != after.change:
                    self._copies[user] = (after.change, after.over(copy))  # nobody else wrote: no need to read it all again
                return True

    @asynccontextmanager
    async def _leased(self, user: str) -> AsyncIterator[Callable[[float], Awaitable[None]]]:
        key, token = key_of(user, NOBODY, "drain"), secrets.token_hex(8).encode()
        tries = int(_LEASE / _PAUSE)
        while not await self._engine.swap({key: None}, {key: token}, ttl=_LEASE):
            if (tries := tries - 1) < 0:
                raise MemoryUnavailable("locked", "another process is writing this user's long-term memory")
            await self._wait(_PAUSE)

        async def renew(seconds: float) -> None:
            if not await self._engine.swap({key: token}, {key: token}, ttl=seconds):
                raise MemoryUnavailable("locked", "another process has begun to write this user's long-term memory")

        try:
            yield renew
        finally:
            with suppress(MemoryUnavailable):
                await self._engine.swap({key: token}, {key: None})

    def _drain_soon(self, user: str) -> None:
        self._in_background(user, lambda: self._carry_out(user))

    def _in_background(self, name: str, work: Callable[[], Awaitable[None]]) -> None:
        async def quietly() -> None:
            while name in self._wanted:
                self._wanted.discard(name)
                with suppress(MemoryUnavailable):  # it waits where it is, and readers see it
                    await work()

        self._wanted.add(name)
        running = self._drains.get(name)
        if running is None or not _waits(running):
            self._drains[name] = task = asyncio.create_task(quietly())
            task.add_done_callback(lambda done: self._drains.pop(name) if self._drains.get(name) is done else None)


def _waits(task: asyncio.Task[None]) -> bool:
    """Whether a task is under way in this event loop."""
    return not task.done() and task.get_loop() is asyncio.get_running_loop()


def _less(done: Box, box: Box) -> Box:
    return box.less(done)


def _box_key(user: str) -> str:
    return key_of(user, NOBODY, "outbox")


def _read(value: bytes | None) -> Box:
    box = Box() if value is None else read_leniently(Box, value)
    if box is None:
        raise MemoryUnavailable("corrupt", "what waits to be written can't be read")
    return box
