"""Both memories of one installation, opened and closed together."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass

from ..domain.ports import Clock
from ..settings import Settings
from .embedding.chosen import chosen_embedder
from .engine.engine import Engine
from .engine.open import open_engine
from .erase import Eraser
from .long_term.long_term import LongTermMemory
from .long_term.open import open_store
from .long_term.outbox import OutboxStore
from .retrieval.rerank import chosen_reranker
from .short_term.store import SessionStore


@dataclass(frozen=True, kw_only=True)
class Memory:
    """The memory of conversations and the memory of travellers.

    Attributes:
        engine: What keeps the short-term memory; its ``trouble`` tells where it can't be kept as it was meant to.
        sessions: Conversations, by user and session.
        long_term: What is remembered of each user beyond them.
        store: What keeps the long-term memory.
        eraser: Forgets in both, and in every file of theirs.
    """

    engine: Engine
    sessions: SessionStore
    long_term: LongTermMemory
    store: OutboxStore
    eraser: Eraser

    @classmethod
    @asynccontextmanager
    async def open(cls, settings: Settings, *, clock: Clock) -> AsyncIterator[Memory]:
        """Open the memories that the settings name; with none named they are embedded, and kept under ``settings.home``.

        Opening never fails for a memory that does not answer: what asks it later is told, and plans go on without it.
        """
        async with AsyncExitStack() as stack:
            engine = await open_engine(settings, clock)
            stack.push_async_callback(engine.close)
            embedder = chosen_embedder(settings.embedder)
            store = await open_store(settings, engine, embedder, clock)
            stack.push_async_callback(store.close)
            sessions = SessionStore(engine, ttl=settings.session_ttl, now=clock.now)
            yield cls(
                engine=engine,
                sessions=sessions,
                long_term=LongTermMemory(store, embedder, clock, chosen_reranker(settings.reranker)),
                store=store,
                eraser=Eraser(settings.home, engine, sessions, store),
            )
