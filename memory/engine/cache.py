"""A cache of tool results on an engine."""

from __future__ import annotations

from hashlib import sha256

from .engine import Engine
from .keys import key_of


class EngineCache:
    """Implements :class:`~xiake.domain.ports.Cache`; shared by all processes that use the store.

    A result belongs to the user whose question it answers: arguments may tell what somebody plans.
    """

    def __init__(self, engine: Engine, user: str, session: str) -> None:
        """Keep the results of a user's session."""
        self._engine = engine
        self._user = user
        self._session = session

    async def get(self, key: str) -> bytes | None:
        """The value, or None when absent or expired."""
        return await self._engine.get(self._key(key))

    async def set(self, key: str, value: bytes, ttl: float) -> None:
        """Keep a value for ``ttl`` seconds."""
        await self._engine.put(self._key(key), value, ttl)

    def _key(self, key: str) -> str:
        return key_of(self._user, self._session, "cache", sha256(key.encode()).hexdigest()[:32])
