"""Where runs are kept while they last: checkpoints and the call journal on the engine of short-term memory."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from langgraph.checkpoint.base import BaseCheckpointSaver
from langgraph.checkpoint.serde.jsonplus import JsonPlusSerializer

from ..domain.errors import MemoryUnavailable
from ..domain.ports import Clock
from ..memory.checkpoints import EngineSaver
from ..memory.engine.engine import Engine
from ..memory.engine.journal import EngineJournal
from ..memory.engine.keys import NOBODY
from ..memory.engine.open import engine_of
from ..settings import Settings
from ..tools.clock import SystemClock
from .state import state_types

_log = logging.getLogger(__name__)

_RUNS = "runs"


@dataclass(frozen=True, kw_only=True)
class RunStore:
    """Open stores of one run."""

    engine: Engine
    checkpoints: BaseCheckpointSaver[str]
    journal: EngineJournal

    @property
    def trouble(self) -> MemoryUnavailable | None:
        """Why a run would be lost with this process, if it would."""
        return self.engine.trouble

    async def forget(self, run: str) -> None:
        """Drop everything about a run that is finished; what can't be dropped now ends with its time to live."""
        try:
            await self.checkpoints.adelete_thread(run)
            await self.journal.forget(run)
        except MemoryUnavailable as trouble:
            _log.info("a finished run stays for a while: %s", trouble)


@asynccontextmanager
async def open_store(
    settings: Settings | Path,
    clock: Clock | None = None,
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
    if isinstance(settings, Path):
        settings = Settings(home=settings)
    clock = clock or SystemClock()
    async with AsyncExitStack() as stack:
        used = engine or await stack.enter_async_context(engine_of(settings, clock))
        serde = JsonPlusSerializer(allowed_msgpack_modules=state_types())
        store = RunStore(
            engine=used,
            checkpoints=EngineSaver(used, user, session, ttl=settings.run_ttl, serde=serde),
            journal=EngineJournal(used, user, session, ttl=settings.run_ttl),
        )
        yield store
        if store.trouble is not None:
            _log.warning("runs are kept in memory only: %s", store.trouble)
