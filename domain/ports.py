"""Protocols that a higher floor injects into a lower one."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from .events import Event


class Clock(Protocol):
    """Time; real in production, scripted in tests."""

    def now(self) -> datetime:
        """Current local time of the traveller, timezone-aware."""
        ...

    def monotonic(self) -> float:
        """Seconds from an arbitrary start, never going back."""
        ...

    async def sleep(self, seconds: float) -> None:
        """Wait."""
        ...


class EventSink(Protocol):
    """Takes events as they happen."""

    def __call__(self, event: Event, /) -> None:
        """Take one event; must not block or raise."""
        ...


class Cache(Protocol):
    """Values by key, each with a time to live."""

    async def get(self, key: str) -> bytes | None:
        """The value, or None when absent or expired."""
        ...

    async def set(self, key: str, value: bytes, ttl: float) -> None:
        """Keep a value for ``ttl`` seconds."""
        ...


class Journal(Protocol):
    """Durable record of finished tool calls of a run, so that a resumed run replays them."""

    async def get(self, run: str, key: str) -> bytes | None:
        """The result of an earlier identical call in this run."""
        ...

    async def put(self, run: str, key: str, value: bytes) -> None:
        """Keep a result; durable on return."""
        ...
