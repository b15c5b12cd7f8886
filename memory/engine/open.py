"""Which engine keeps short-term memory."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from ...domain.errors import MemoryUnavailable
from ...domain.ports import Clock
from ...settings import Settings
from .embedded import EmbeddedEngine
from .engine import Engine
from .launcher import server_binary
from .local import LocalEngine
from .redis import RedisEngine


async def open_engine(settings: Settings, clock: Clock) -> Engine:
    """Open the engine that the settings ask for, or the best one that works.

    Args:
        settings: See :class:`~xiake.settings.Settings`.
        clock: Measures times to live where no server does.
    """
    if settings.redis_url is not None:
        return RedisEngine(settings.redis_url.get_secret_value(), seconds=settings.redis_seconds)
    binary = server_binary()
    if settings.engine in ("auto", "embedded") and binary is not None:
        engine = EmbeddedEngine(settings.home / "redis", binary, seconds=settings.redis_seconds, idle=settings.idle_seconds)
        try:
            await engine.start()
        except MemoryUnavailable as trouble:
            return LocalEngine(clock, trouble)
        return engine
    return LocalEngine(clock)


@asynccontextmanager
async def engine_of(settings: Settings, clock: Clock) -> AsyncIterator[Engine]:
    """Open an engine and close it at the end."""
    engine = await open_engine(settings, clock)
    try:
        yield engine
    finally:
        await engine.close()
