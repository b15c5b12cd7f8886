"""Where runs are kept while they last: checkpoints and the call journal on the engine of short-term memory."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass

from langgraph.checkpoint.serde.jsonplus import JsonPlusSerializer

from ...domain.errors import MemoryUnavailable
from ...domain.ports import Clock
from ...memory.checkpoints import EngineSaver
from ...memory.engine.engine import Engine
from ...memory.engine.journal import EngineJournal
from ...memory.engine.keys import NOBODY
from ...memory.engine.open import engine_of
from ...settings import Settings
from .state import state_types

_log = logging.getLogger(__name__)

_RUNS = "runs"


@dataclass(frozen=True, kw_only=True)
class RunStore:
    """Open stores of one run."""

    engine: Engine
    checkpoints: EngineSaver
    journal: EngineJournal

    @property
    def trouble(self) -> MemoryUnavailable | None:
        """Why a run would be lost with this process, if it would."""
        return self.engine.trouble

    async def start_over(self, run: str) -> None:
        """Drop the checkpoints of a run; its finished calls stay."""
        try:
            await self.checkpoints.adelete_thread(run)
        except MemoryUnavailable as trouble:  # newer ones count, and the old ones end with their time to live
            _log.info("checkpoints stay for a while: %s", trouble)

    async def forget(self, run: str) -> None:
        """Drop everything about a run that is finished."""
        await self.start_over(run)
        try:
            await self.journal.forget(run)
        except MemoryUnavailable as trouble:
            _log.info("finished calls stay for a while: %s", trouble)


@asynccontextmanager
async def open_store(
    settings: Settings,
    clock: Clock,
    *,
    engine: Engine | None = None,
    user: str = NOBODY,
    session: str = _RUNS,
) -> AsyncIterator[RunStore]:
    """Open the stores of a user's session.

    Args:
        settings: Where they are and how long they are kept.
        clock: Of the run.
        engine: One that is open already; it stays so.
        user: Whose run it is; nobody's by default.
        session: The conversation that the run belongs to; by default one of all runs that belong to none.
    """
    async with AsyncExitStack() as stack:
        used = engine if engine is not None else await stack.enter_async_context(engine_of(settings, clock))
        serde = JsonPlusSerializer(allowed_msgpack_modules=state_types())
        store = RunStore(
            engine=used,
            checkpoints=EngineSaver(used, user, session, ttl=settings.run_ttl, serde=serde),
            journal=EngineJournal(used, user, session, ttl=settings.run_ttl),
        )
        stack.push_async_callback(store.checkpoints.close)
        yield store
        if store.trouble is not None:
            _log.warning("runs are kept in memory only: %s", store.trouble)
