"""A journal of finished tool calls on an engine."""

from __future__ import annotations

from hashlib import sha256

from .engine import Engine
from .keys import key_of


class EngineJournal:
    """Implements :class:`~xiake.domain.ports.Journal`. The first result of a call stays; an unfinished run's are kept for ``ttl``."""

    def __init__(self, engine: Engine, user: str, session: str, *, ttl: float) -> None:
        """Keep the calls of a user's session."""
        self._engine = engine
        self._user = user
        self._session = session
        self._ttl = ttl

    async def get(self, run: str, key: str) -> bytes | None:
        """The result of an earlier identical call in this run."""
        return await self._engine.get(self._key(run, key))

    async def put(self, run: str, key: str, value: bytes) -> None:
        """Keep a result; durable on return."""
        name, index = self._key(run, key), self._index(run)
        await self._engine.swap({name: None}, {name: value}, appends={index: [name.encode()]}, ttl=self._ttl)
        await self._engine.touch(index, ttl=self._ttl)

    async def forget(self, run: str) -> None:
        """Drop all calls of a run."""
        index = self._index(run)
        if names := {name.decode() for name in await self._engine.items(index)}:
            await self._engine.delete(*names, index)

    def _index(self, run: str) -> str:
        return key_of(self._user, self._session, "calls", run)

    def _key(self, run: str, key: str) -> str:
        return key_of(self._user, self._session, "call", run, sha256(key.encode()).hexdigest()[:32])
